export const id = 580;
export const ids = [580,512];
export const modules = {

/***/ 34033:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $B: () => (/* binding */ isThere),
/* harmony export */   Cy: () => (/* binding */ move),
/* harmony export */   Et: () => (/* binding */ lastSeq),
/* harmony export */   Ib: () => (/* binding */ standingAt),
/* harmony export */   Ng: () => (/* binding */ readCrashed),
/* harmony export */   UV: () => (/* binding */ stagedIn),
/* harmony export */   XM: () => (/* binding */ pathOf),
/* harmony export */   XT: () => (/* binding */ writeRequest),
/* harmony export */   Xw: () => (/* binding */ readLine),
/* harmony export */   YI: () => (/* binding */ readErrands),
/* harmony export */   ZY: () => (/* binding */ readStanding),
/* harmony export */   Zm: () => (/* binding */ readIds),
/* harmony export */   cd: () => (/* binding */ readJob),
/* harmony export */   dA: () => (/* binding */ readGranted),
/* harmony export */   o5: () => (/* binding */ readSmall),
/* harmony export */   oC: () => (/* binding */ readTickets),
/* harmony export */   p6: () => (/* binding */ discardFrom),
/* harmony export */   v: () => (/* binding */ nextSeq),
/* harmony export */   wX: () => (/* binding */ namesIn),
/* harmony export */   xb: () => (/* binding */ judgeWitnesses)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);
/* harmony import */ var _base_event_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(51002);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(33875);
/* harmony import */ var _queue_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(77339);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6493);
/* harmony import */ var _ticket_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(76074);
/* harmony import */ var _liveness_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(87350);
/* harmony import */ var _lock_dir_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(63197);










function readTickets(root) {
    const waiting = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'q')).map(_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeWaiting */ .Qo);
    const granted = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'h')).map((it) => readGranted((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'h', it), it));
    return [...waiting, ...granted].filter((it) => it !== undefined);
}
async function judgeWitnesses(tickets, judge) {
    const verdicts = new Map();
    for (const it of tickets.flatMap((ticket) => ticket.witnesses)) {
        const name = (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .encodeProcess */ .mW)(it);
        if (!verdicts.has(name))
            verdicts.set(name, await judge(it));
    }
    return verdicts;
}
async function readLine(root, judge, kernel, isOfInterest = () => true) {
    const tickets = readTickets(root);
    const verdicts = await judgeWitnesses(tickets.filter(isOfInterest), judge);
    for (const it of tickets) {
        if (!it.isGranted || (0,_queue_js__WEBPACK_IMPORTED_MODULE_4__/* .isAlive */ ._n)(it, verdicts))
            continue;
        const orphan = (0,_liveness_js__WEBPACK_IMPORTED_MODULE_7__/* .findOrphan */ .A7)((0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .tokenOf */ .B9)(it.seq, it.id), (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(pathOf(root, it), { throwIfNoEntry: false })?.uid ?? -1, kernel);
        if (!orphan)
            continue;
        it.witnesses.push(orphan);
        verdicts.set((0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .encodeProcess */ .mW)(orphan), 'alive');
    }
    return { tickets, verdicts };
}
function readIds(root) {
    const waiting = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'q')).map(_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeWaiting */ .Qo);
    const granted = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'h')).map(_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeToken */ .oL);
    return [...new Set([...waiting, ...granted].flatMap((it) => it?.id ?? []))];
}
const readStanding = (root) => [...new Map(readTickets(root).map((it) => [it.id, it])).values()];
const stagedIn = (root) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 't', `f.${(0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .newId */ .Si)()}.${(0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .encodeProcess */ .mW)((0,_liveness_js__WEBPACK_IMPORTED_MODULE_7__/* .thisProcess */ .WF)())}`);
function lastOf(root, tickets) {
    const written = readSmall((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'seq'));
    return Math.max(0, Number.isSafeInteger(written) ? written : 0, ...tickets.map((it) => it.seq));
}
const isNumber = (seq) => (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeToken */ .oL)((0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .tokenOf */ .B9)(seq, (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .newId */ .Si)())) !== undefined;
function lastSeq(root) {
    const names = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => ['q', 'h'].flatMap((room) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, room))));
    const last = names
        ? lastOf(root, names.map((it) => (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeWaiting */ .Qo)(it) ?? (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeToken */ .oL)(it)).filter((it) => it !== undefined))
        : 0;
    return isNumber(last) ? last : 0;
}
function nextSeq(root, self, tickets) {
    const seq = 1 + lastOf(root, tickets);
    if (!isNumber(seq))
        throw usedUp(root);
    const staged = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 't', `n.${(0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .newId */ .Si)()}.${(0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .encodeProcess */ .mW)(self)}`);
    (0,_lock_dir_js__WEBPACK_IMPORTED_MODULE_8__/* .writeNew */ .qf)(staged, `${seq}\n`);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync)(staged, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'seq'));
    return seq;
}
const usedUp = (root) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .FetchLockError */ .qf('FL_LOCK_DIR', {
    what: `The numbers of the lock directory '${root}' are used up.`,
    why: 'Somebody has written a number there that is too great.',
    fix: `While no job runs: rm -r ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_9__/* .quoteForShell */ .eC)(root)}`,
});
function readErrands(root) {
    const waiting = ((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'q'))) ?? []).map(_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeWaiting */ .Qo).filter((it) => it !== undefined);
    return waiting
        .sort((a, b) => a.seq - b.seq)
        .map((it) => ({ seq: it.seq, id: it.id, errand: readErrand(pathOf(root, it)) }))
        .filter((it) => it.errand !== undefined);
}
const readErrand = (dir) => (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(dir).isDirectory()) ? readSmall((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(dir, 'errand.json'), { mayRead: isOfOurs }) : undefined;
const isOfOurs = ({ uid }) => [undefined, uid].includes(process.geteuid?.()) || uid === 0;
function writeRequest(home, request, self, nowAt) {
    for (const name of [...(0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .marksOf */ .vZ)(request, self), `a.${nowAt}`])
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home, name), '', { flag: 'wx' });
    const errand = (0,_store_js__WEBPACK_IMPORTED_MODULE_5__/* .errandText */ .YW)(request);
    (0,_lock_dir_js__WEBPACK_IMPORTED_MODULE_8__/* .writeNew */ .qf)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home, 'owner.json'), JSON.stringify(request.job), 0o640);
    if (errand !== undefined)
        (0,_lock_dir_js__WEBPACK_IMPORTED_MODULE_8__/* .writeNew */ .qf)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home, 'errand.json'), errand, 0o640);
}
const pathOf = (root, it) => it.isGranted || !it.asker ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'h', (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .tokenOf */ .B9)(it.seq, it.id)) : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'q', (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .waitingName */ .$s)(it, it.asker));
const isThere = (path) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { throwIfNoEntry: false }) !== undefined;
const noDirectory = ['ENOENT', 'ENOTDIR', 'ELOOP'];
const namesIn = (dir) => (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unless */ .NJ)(noDirectory, () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(dir)) ?? [];
function readGranted(path, name) {
    const inside = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unless */ .NJ)(noDirectory, () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(path));
    return inside && (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeGranted */ .Ms)(name, inside);
}
function standingAt(path, it, verdict, nowAt) {
    const grantedAt = (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .timeIn */ .Hi)(namesIn(path), 'g');
    return {
        id: it.id,
        token: (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .tokenOf */ .B9)(it.seq, it.id),
        mode: it.mode,
        job: readJob((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, 'owner.json')),
        heldMs: grantedAt === undefined ? 0 : Math.max(0, nowAt - grantedAt),
        verdict,
    };
}
const readCrashed = (root, nowAt) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'crashed')).flatMap((name) => {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'crashed', name);
    const it = readGranted(path, name);
    return it ? [standingAt(path, it, 'dead', nowAt)] : [];
});
function move(from, to) {
    for (let tries = 0;; tries++) {
        try {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync)(from, to);
            return true;
        }
        catch (error) {
            if (isThere(to))
                return true;
            if (!isThere(from))
                return false;
            if (tries > 50)
                throw error;
        }
    }
}
function discardFrom(root, from) {
    const to = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 't', `d.${(0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .newId */ .Si)()}`);
    if (!move(from, to))
        return false;
    (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(to, { recursive: true, force: true }));
    return true;
}
const mostSmallBytes = 16_384;
function readJob(path) {
    const read = readSmall(path);
    return (0,_base_event_js__WEBPACK_IMPORTED_MODULE_3__/* .isJob */ .o5)(read) ? read : {};
}
function readSmall(path, { mostBytes = mostSmallBytes, mayRead = () => true } = {}) {
    let fd;
    try {
        fd = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW ?? 0) | (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK ?? 0));
        const found = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(fd);
        if (!found.isFile() || found.size > mostBytes || !mayRead(found))
            return undefined;
        const bytes = Buffer.alloc(found.size);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(fd, bytes, 0, found.size, 0);
        return JSON.parse(bytes.toString('utf8'));
    }
    catch {
        return undefined;
    }
    finally {
        if (fd !== undefined)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(fd);
    }
}


/***/ }),

/***/ 32302:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HD: () => (/* binding */ obstacleOf),
/* harmony export */   Ui: () => (/* binding */ bestOf),
/* harmony export */   vD: () => (/* binding */ glance)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _queue_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77339);
/* harmony import */ var _ticket_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76074);
/* harmony import */ var _line_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(34033);




function obstacleOf(root, ticket, { holders, waiters }, verdicts, nowAt) {
    const blockers = waiters.find((it) => it.ticket === ticket)?.blockers ?? [];
    const last = blockers.at(-1);
    const kin = [...holders.filter((it) => blockers.includes(it)), ...waiters.map((it) => it.ticket).filter((it) => it.seq < ticket.seq)];
    const watched = last && !last.isGranted ? new Set([last, ...kin.filter((it) => it.party === ticket.party)]) : new Set(blockers);
    return {
        at: (0,_line_js__WEBPACK_IMPORTED_MODULE_3__/* .pathOf */ .XM)(root, ticket),
        holders: blockers
            .filter((it) => it.isGranted)
            .map((it) => (0,_line_js__WEBPACK_IMPORTED_MODULE_3__/* .standingAt */ .Ib)((0,_line_js__WEBPACK_IMPORTED_MODULE_3__/* .pathOf */ .XM)(root, it), it, bestOf((0,_queue_js__WEBPACK_IMPORTED_MODULE_1__/* .livingWitnesses */ .$g)(it, verdicts), verdicts), nowAt)),
        ahead: blockers.length,
        watch: [...watched].flatMap((it) => (0,_queue_js__WEBPACK_IMPORTED_MODULE_1__/* .livingWitnesses */ .$g)(it, verdicts).map((process) => ({ process, at: inTheWay(root, it, ticket) }))),
    };
}
function inTheWay(root, it, ticket) {
    const mark = it.isGranted && ticket.mode !== 'exclusive' ? (0,_ticket_js__WEBPACK_IMPORTED_MODULE_2__/* .modeMark */ .Dg)(it.mode) : undefined;
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)((0,_line_js__WEBPACK_IMPORTED_MODULE_3__/* .pathOf */ .XM)(root, it), mark ?? '');
}
const bestOf = (witnesses, verdicts) => witnesses.some((it) => verdicts.get((0,_ticket_js__WEBPACK_IMPORTED_MODULE_2__/* .encodeProcess */ .mW)(it)) === 'alive') ? 'alive' : 'unknown';
async function glance(root, ticket, judge, nowAt) {
    const others = (0,_line_js__WEBPACK_IMPORTED_MODULE_3__/* .readTickets */ .oC)(root).filter((it) => it.id !== ticket.id);
    const last = (0,_queue_js__WEBPACK_IMPORTED_MODULE_1__/* .whoHolds */ .vm)([...others, ticket], new Map())
        .waiters.find((it) => it.ticket === ticket)
        ?.blockers.at(-1);
    const near = others.filter((it) => it.isGranted || it.party === ticket.party || it === last);
    const verdicts = await (0,_line_js__WEBPACK_IMPORTED_MODULE_3__/* .judgeWitnesses */ .xb)(near, judge);
    const queue = (0,_queue_js__WEBPACK_IMPORTED_MODULE_1__/* .whoHolds */ .vm)([...others, ticket], verdicts);
    const obstacle = obstacleOf(root, ticket, queue, verdicts, nowAt);
    return queue.dead.length === 0 && obstacle.ahead > 0 ? obstacle : undefined;
}


/***/ }),

/***/ 4675:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   jx: () => (/* binding */ openSockets),
/* harmony export */   qq: () => (/* binding */ newSuffix),
/* harmony export */   xC: () => (/* binding */ hasLongSockets)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _ticket_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76074);



const newSuffix = '.new';
const longestPath = 100;
const keyLength = (0,_ticket_js__WEBPACK_IMPORTED_MODULE_2__/* .newId */ .Si)().length;
const hasLongSockets = (root) => Buffer.byteLength((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 's')) + 1 + keyLength + newSuffix.length > longestPath;
function openSockets(root, platform = process.platform) {
    const room = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 's');
    if (platform === 'win32' || (platform !== 'linux' && hasLongSockets(root)))
        return { pathOf: () => undefined, close: () => { } };
    const fd = hasLongSockets(root) ? (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(room, 'r') : undefined;
    return {
        pathOf: (key) => (fd === undefined ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(room, key) : `/proc/self/fd/${fd}/${key}`),
        close: () => fd !== undefined && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(fd),
    };
}


/***/ }),

/***/ 96659:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ askIn),
/* harmony export */   K: () => (/* binding */ listen)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77030);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1559);
/* harmony import */ var _system_sockets_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4675);





const [firstPollMs, lastPollMs] = [10, 200];
function isSocket(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path).isSocket();
    }
    catch {
        return false;
    }
}
const askIn = (pathOf) => (key) => new Promise((resolve) => {
    const path = pathOf(key);
    if (path === undefined)
        return resolve('silent');
    const socket = (0,node_net__WEBPACK_IMPORTED_MODULE_1__.connect)(path);
    const answer = (it) => {
        socket.destroy();
        resolve(it);
    };
    socket.on('connect', () => answer('answers'));
    socket.on('error', ({ code }) => answer(code === 'EAGAIN' ? 'answers' : code === 'ECONNREFUSED' && isSocket(path) ? 'refuses' : 'silent'));
});
function watchAll(dirs, onChange) {
    return [...new Set(dirs)].flatMap((it) => {
        try {
            const watcher = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.watch)(it, { persistent: false }, onChange);
            watcher.on('error', () => watcher.close());
            return [watcher];
        }
        catch {
            return [];
        }
    });
}
function nameSocket(path, mode) {
    try {
        if (mode & 0o020)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync)(path + _system_sockets_js__WEBPACK_IMPORTED_MODULE_4__/* .newSuffix */ .qq, 0o660);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync)(path + _system_sockets_js__WEBPACK_IMPORTED_MODULE_4__/* .newSuffix */ .qq, path);
    }
    catch {
    }
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(path);
}
async function listen(dir, key, clock) {
    const listeners = new Set();
    const pokes = new Set();
    const room = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(dir.root, 's');
    const { pathOf, close: leaveRoom } = (0,_system_sockets_js__WEBPACK_IMPORTED_MODULE_4__/* .openSockets */ .jx)(dir.root);
    const shout = () => {
        for (const it of listeners)
            it.write('.');
    };
    const server = (0,node_net__WEBPACK_IMPORTED_MODULE_1__.createServer)((socket) => {
        listeners.add(socket);
        socket.unref();
        socket.on('error', () => { });
        socket.on('close', () => listeners.delete(socket));
        socket.on('data', () => {
            for (const act of pokes)
                act();
            shout();
        });
        socket.write('h');
    });
    const hasBegun = await new Promise((resolve) => {
        const path = pathOf(key + _system_sockets_js__WEBPACK_IMPORTED_MODULE_4__/* .newSuffix */ .qq);
        if (path === undefined)
            return resolve(false);
        server.once('error', () => resolve(false));
        server.listen({ path, backlog: 4096 }, () => resolve(true));
    });
    server.unref();
    const isListening = hasBegun && nameSocket((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(room, key), dir.mode);
    if (hasBegun && !isListening)
        server.close();
    const wake = {
        ask: askIn(pathOf),
        shout,
        poke: (other) => new Promise((resolve) => {
            const path = pathOf(other);
            if (path === undefined)
                return resolve();
            const socket = (0,node_net__WEBPACK_IMPORTED_MODULE_1__.connect)(path, () => socket.end('p', () => socket.destroy()));
            socket.on('error', () => { });
            socket.on('close', () => resolve());
        }),
        onPoke: (act) => {
            pokes.add(act);
            return () => pokes.delete(act);
        },
        sleep: (watch, ms, signal, { isGone, isDead, isOther, everyMs }) => new Promise((resolve) => {
            const sockets = [];
            const watchers = [];
            let heard = 0;
            let hasEnded = false;
            const end = () => {
                hasEnded = true;
                callOffLimit();
                callOffPoll();
                offPoke();
                signal.removeEventListener('abort', end);
                for (const it of sockets)
                    it.destroy();
                for (const it of watchers)
                    it.close();
                resolve();
            };
            const callOffLimit = clock.after(ms, end);
            let pollMs = firstPollMs;
            let callOffPoll = () => { };
            const look = () => {
                callOffPoll();
                const isDeaf = heard < watch.length;
                if (isOther() || (isDeaf && watch.some((it) => !(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(it.at) || isGone(it.process))))
                    return end();
                callOffPoll = clock.after(isDeaf ? pollMs : everyMs * (1 + Math.random() / 4), look);
                pollMs = Math.min(lastPollMs, pollMs * 2);
            };
            const offPoke = wake.onPoke(end);
            signal.addEventListener('abort', end, { once: true });
            if (signal.aborted)
                return end();
            for (const { process: it, at } of watch) {
                const path = it.key === '0' ? undefined : pathOf(it.key);
                if (path === undefined)
                    continue;
                const socket = (0,node_net__WEBPACK_IMPORTED_MODULE_1__.connect)(path);
                let isHello = true;
                sockets.push(socket);
                let hasConnected = false;
                socket.on('connect', () => {
                    hasConnected = true;
                });
                socket.on('error', () => { });
                socket.on('close', async () => {
                    if (!hasEnded && (hasConnected || (await isDead(it))))
                        end();
                });
                socket.on('data', (bytes) => {
                    if (!isHello || bytes.length > 1 || !(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(at))
                        return end();
                    isHello = false;
                    heard += 1;
                });
            }
            look();
            if (!hasEnded)
                watchers.push(...watchAll(watch.filter((one) => one.process.key === '0').map((one) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(one.at)), look));
        }),
        close: () => {
            for (const it of listeners)
                it.destroy();
            server.close();
            if (isListening)
                (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .unless */ .NJ)(['ENOENT'], () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.unlinkSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(room, key)));
            leaveRoom();
        },
    };
    return { wake, key: isListening ? key : '0' };
}


/***/ }),

/***/ 4965:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ readJudged),
/* harmony export */   t: () => (/* binding */ lookAt)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(33875);
/* harmony import */ var _host_line_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(34033);
/* harmony import */ var _host_liveness_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(87350);
/* harmony import */ var _host_lock_dir_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(63197);
/* harmony import */ var _host_obstacle_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(32302);
/* harmony import */ var _host_system_kernel_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(82785);
/* harmony import */ var _host_system_sockets_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4675);
/* harmony import */ var _host_wake_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(96659);
/* harmony import */ var _queue_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(77339);
/* harmony import */ var _ticket_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(76074);













const most = 1000;
async function lookAt(place, nowAt, kernel = _host_system_kernel_js__WEBPACK_IMPORTED_MODULE_7__/* .systemKernel */ .F) {
    try {
        const line = await readJudged(place, kernel);
        return line ? show(place.dir, line, nowAt) : { isThere: false, at: nowAt, granted: [], waiting: [], dirty: [] };
    }
    catch (error) {
        if ((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .errnoOf */ .UQ)(error) === undefined)
            throw error;
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .FetchLockError */ .qf('FL_LOCK_DIR', {
            what: `The lock directory '${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_12__/* .inert */ .tJ)(place.dir)}' cannot be read.`,
            why: reasons[(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .errnoOf */ .UQ)(error) ?? ''] ?? `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_12__/* .inert */ .tJ)((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error))}.`,
            fix: 'Look as the user of the runner, or as root.',
        });
    }
}
const reasons = { EACCES: 'Permission is denied.', EPERM: 'Permission is denied.' };
async function readJudged(place, kernel) {
    const found = (0,_host_lock_dir_js__WEBPACK_IMPORTED_MODULE_5__/* .findLockDir */ .WY)(place);
    if (!found)
        return undefined;
    const { root, isLocal } = found;
    try {
        const sockets = (0,_host_system_sockets_js__WEBPACK_IMPORTED_MODULE_8__/* .openSockets */ .jx)(root);
        try {
            const askSocket = (0,_host_wake_js__WEBPACK_IMPORTED_MODULE_9__/* .askIn */ .D)(sockets.pathOf);
            return await (0,_host_line_js__WEBPACK_IMPORTED_MODULE_3__/* .readLine */ .Xw)(root, (it) => (0,_host_liveness_js__WEBPACK_IMPORTED_MODULE_4__/* .judge */ .S4)(it, { kernel, askSocket, isLocal }), kernel);
        }
        finally {
            sockets.close();
        }
    }
    catch (error) {
        if ((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .errnoOf */ .UQ)(error) === 'ENOENT' && !(0,_host_lock_dir_js__WEBPACK_IMPORTED_MODULE_5__/* .findLockDir */ .WY)(place))
            return undefined;
        throw error;
    }
}
function show(root, { tickets, verdicts }, nowAt) {
    const queue = (0,_queue_js__WEBPACK_IMPORTED_MODULE_10__/* .whoHolds */ .vm)([...new Map(tickets.map((it) => [it.id, it])).values()], verdicts);
    const [deadHolders, deadWaiters] = [queue.dead.filter((it) => it.isGranted), queue.dead.filter((it) => !it.isGranted)];
    const see = (it, index, where = (0,_host_line_js__WEBPACK_IMPORTED_MODULE_3__/* .pathOf */ .XM)(root, it)) => seenAt(index < most ? where : undefined, it, verdicts);
    return {
        isThere: true,
        at: nowAt,
        granted: inOrder([...queue.holders, ...deadHolders]).map((it, index) => see(it, index)),
        waiting: [
            ...queue.waiters.map(({ ticket }, index) => ({ ...see(ticket, index), ...placeOf(queue, index) })),
            ...deadWaiters.map((it, index) => ({ ...see(it, index), position: 0, ahead: 0, waitsFor: [] })),
        ],
        dirty: crashed(root).map(({ ticket, path }, index) => ({ ...see(ticket, index, path), verdict: 'dead' })),
    };
}
const inOrder = (tickets) => tickets.sort((a, b) => a.seq - b.seq);
function placeOf({ waiters }, index) {
    const blockers = (index < most && waiters[index]?.blockers) || [];
    const last = blockers.at(-1);
    const near = blockers.filter((it) => it.isGranted || it === last);
    return { position: index + 1, ahead: blockers.length, waitsFor: near.map((it) => it.id) };
}
function seenAt(where, it, verdicts) {
    const living = (0,_queue_js__WEBPACK_IMPORTED_MODULE_10__/* .livingWitnesses */ .$g)(it, verdicts);
    const inside = (where !== undefined && (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(where).isDirectory() && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(where))) || [];
    const [askedAt, grantedAt] = [(0,_ticket_js__WEBPACK_IMPORTED_MODULE_11__/* .timeIn */ .Hi)(inside, 'a'), (0,_ticket_js__WEBPACK_IMPORTED_MODULE_11__/* .timeIn */ .Hi)(inside, 'g')];
    return {
        ...{ id: it.id, token: (0,_ticket_js__WEBPACK_IMPORTED_MODULE_11__/* .tokenOf */ .B9)(it.seq, it.id), mode: it.mode },
        job: where !== undefined && inside.length > 0 ? (0,_host_line_js__WEBPACK_IMPORTED_MODULE_3__/* .readJob */ .cd)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(where, 'owner.json')) : {},
        ...(askedAt === undefined ? {} : { askedAt }),
        ...(grantedAt === undefined ? {} : { grantedAt }),
        verdict: living.length === 0 && !it.hasStranger ? 'dead' : (0,_host_obstacle_js__WEBPACK_IMPORTED_MODULE_6__/* .bestOf */ .Ui)(living, verdicts),
        witnesses: it.witnesses.slice(0, 16).map((one) => ({ pid: one.pid, verdict: verdicts.get((0,_ticket_js__WEBPACK_IMPORTED_MODULE_11__/* .encodeProcess */ .mW)(one)) ?? 'dead' })),
    };
}
function crashed(root) {
    const room = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'crashed');
    const names = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(room).isDirectory() && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(room)) || [];
    return names.slice(0, most).flatMap((name) => {
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(room, name);
        const ticket = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,_host_line_js__WEBPACK_IMPORTED_MODULE_3__/* .readGranted */ .dA)(path, name));
        return ticket ? [{ ticket, path }] : [];
    });
}


/***/ }),

/***/ 77339:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $g: () => (/* binding */ livingWitnesses),
/* harmony export */   J: () => (/* binding */ mayWrite),
/* harmony export */   _n: () => (/* binding */ isAlive),
/* harmony export */   pG: () => (/* binding */ isAtWork),
/* harmony export */   vm: () => (/* binding */ whoHolds)
/* harmony export */ });
/* unused harmony export doConflict */
/* harmony import */ var _ticket_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76074);

const compatible = {
    shared: ['shared', 'update'],
    update: ['shared'],
    exclusive: [],
};
const doConflict = (one, other) => !compatible[one].includes(other);
const mayWrite = (mode) => mode !== 'shared';
const livingWitnesses = (ticket, verdicts) => ticket.witnesses.filter((it) => verdicts.get((0,_ticket_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeProcess */ .mW)(it)) !== 'dead');
const isAlive = (ticket, verdicts) => ticket.hasStranger === true || livingWitnesses(ticket, verdicts).length > 0;
const isAtWork = ({ asker }, verdicts) => asker !== undefined && verdicts.get((0,_ticket_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeProcess */ .mW)(asker)) !== 'dead';
const isOwn = (held, asked) => held.asker !== undefined && asked.asker !== undefined && (0,_ticket_js__WEBPACK_IMPORTED_MODULE_0__/* .isSameProcess */ .SM)(held.asker, asked.asker);
const isInside = ({ within = [] }, held) => within.includes(held.id);
function whoHolds(tickets, verdicts) {
    const inOrder = [...tickets].sort((a, b) => a.seq - b.seq || (a.id < b.id ? -1 : 1));
    const living = inOrder.filter((it) => isAlive(it, verdicts));
    const holders = living.filter((it) => it.isGranted);
    const waiters = [];
    for (const ticket of living.filter((it) => !it.isGranted)) {
        const place = waiters.length;
        waiters.push(lazyWaiter(ticket, () => {
            const inFront = waiters.slice(0, place);
            const isKin = (it) => it.party === ticket.party;
            const passed = living.filter(isKin).length < 2 ? none : waitingFor(isKin, inFront);
            const outside = ticket.within === undefined ? none : waitingFor((it) => isInside(ticket, it), inFront);
            return [
                ...holders.filter((it) => !isInside(ticket, it) && (!isKin(it) || (isAtWork(it, verdicts) && !isOwn(it, ticket)))),
                ...inFront.map((it) => it.ticket).filter((it) => !outside.has(it) && (isKin(it) || !passed.has(it))),
            ].filter((it) => doConflict(it.mode, ticket.mode));
        }));
    }
    return { holders, waiters, dead: inOrder.filter((it) => !isAlive(it, verdicts)) };
}
const none = new Set();
function waitingFor(isMeant, waiters) {
    const found = new Set();
    for (const { ticket, blockers } of waiters)
        if (blockers.some((it) => isMeant(it) || found.has(it)))
            found.add(ticket);
    return found;
}
function lazyWaiter(ticket, find) {
    let found;
    return {
        ticket,
        get blockers() {
            found = found ?? find();
            return found;
        },
    };
}


/***/ }),

/***/ 6493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $o: () => (/* binding */ latchStuck),
/* harmony export */   GX: () => (/* binding */ takenAway),
/* harmony export */   YW: () => (/* binding */ errandText),
/* harmony export */   lv: () => (/* binding */ takenBack)
/* harmony export */ });
/* harmony import */ var _base_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56620);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1559);


const mostErrandBytes = 12_000;
function errandText({ errand }) {
    const text = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orNothing */ .bR)(() => JSON.stringify(errand));
    return text !== undefined && new TextEncoder().encode(text).length <= mostErrandBytes ? text : undefined;
}
const latchStuck = (limitMs) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf('FL_TIMEOUT', {
    what: `The latch of the lock directory stayed taken for ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(limitMs)}.`,
    why: 'The process that has it does not go on, as if it were stopped, or cannot be seen from here.',
    fix: 'Let it continue, or end it.',
});
const takenBack = (which) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf('FL_CANCELLED', {
    what: `Our request ${which} was taken back by another process.`,
    why: 'The post step or an admin did that.',
});
const takenAway = (what, whyLost) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf('FL_LOST', {
    what,
    why: whyLost === undefined
        ? 'It was taken away: by an admin (`fetch-lock break`), by the post step or by a cleaner.'
        : `The reason is that ${whyLost}: it was not heard of in time, it no longer knows this lock, or an admin broke the lock on another host.`,
    fix: 'Run the job again.',
});


/***/ }),

/***/ 83512:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $C: () => (/* binding */ troubleGivingUp),
/* harmony export */   AH: () => (/* binding */ sayAcquired),
/* harmony export */   HQ: () => (/* binding */ sayWaiting),
/* harmony export */   IJ: () => (/* binding */ linkOf),
/* harmony export */   PB: () => (/* binding */ nameJob),
/* harmony export */   QX: () => (/* binding */ liveness),
/* harmony export */   Tg: () => (/* binding */ sayReleased),
/* harmony export */   cM: () => (/* binding */ sayShort),
/* harmony export */   jb: () => (/* binding */ sayRecovered),
/* harmony export */   oX: () => (/* binding */ sayBehind),
/* harmony export */   wz: () => (/* binding */ sayHalfWritten)
/* harmony export */ });
/* unused harmony exports sayDowngraded, sayDirty, sayJoined, sayPresent, sayMerged, sayAlone, troubleWaiting */
/* harmony import */ var _base_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56620);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33875);


function nameJob(job) {
    const leg = job.job_index && job.job_index !== '0' ? ` (leg ${job.job_index})` : '';
    const work = [job.repository, job.job && `job ${job.job}${leg}`].filter(Boolean).join(' ');
    const run = job.run_id && `run ${job.run_id}${job.run_attempt && job.run_attempt !== '1' ? ` attempt ${job.run_attempt}` : ''}`;
    const person = [job.user, job.command && `running ${job.command}`].filter(Boolean).join(' ');
    const where = [job.runner, job.host].filter(Boolean).join(' on ');
    const name = [work, run, person].filter(Boolean).join(', ');
    return (0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(`${name || 'a job without a name'}${where ? ` on ${where}` : ''}`, 200);
}
const linkOf = (job) => /^https:\/\/[\w.-]{1,100}(:\d+)?\/[\w./-]{1,200}$/.test(job.url ?? '') ? job.url : undefined;
const liveness = { alive: 'still running', dead: 'no longer running', unknown: 'cannot be seen from here' };
const describe = (it) => {
    const name = `${nameJob(it.job)} (${it.mode}, ${it.heldMs > 0 ? `for ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(it.heldMs)}, ` : ''}${liveness[it.verdict]})`;
    return it.waitsFor ? `${name}, which is first on this host and waits for ${nameJob(it.waitsFor)}` : name;
};
const linkTo = ({ holders: [first] }) => {
    const link = first && linkOf(first.job);
    return link ? ` ${link}` : '';
};
const inFront = ({ ahead }) => `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(ahead, 'request')} in front`;
const heldBy = ({ holders: [first, ...more] }) => first ? `Held by ${describe(first)}${more.length > 0 ? ` and ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(more.length, 'other')}` : ''}` : 'Nobody holds it yet';
const keptBy = (line) => {
    if (line.reason === undefined)
        return heldBy(line);
    const why = (0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(line.reason.replace(/\.$/, ''), 500);
    return line.holders.length > 0 ? `${heldBy(line)}. ${why}` : why;
};
const article = (mode) => (/^[aeu]/.test(mode) ? 'an' : 'a');
const sayWaiting = (path, mode, line, waitedMs) => `Waiting ${waitedMs >= 1000 ? `for ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(waitedMs)} ` : ''}to get ${article(mode)} ${mode} lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)}: ${inFront(line)}. ${keptBy(line)}.${linkTo(line)}`;
const sayBehind = (path, line, waitedMs) => `Waiting ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(waitedMs)}. ${keptBy(line)}; ${line.ahead} in front, for ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)}.`;
const sayShort = (path, leftMs, { waits, longer, p50Ms, p95Ms }, input = 'lock-timeout') => `This wait for ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)} may end in vain: it ends after ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(leftMs)}, and ${longer} of the ${waits} requests that had to wait there in the last 7 days waited longer or gave up (p50 ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(p50Ms)}, p95 ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(p95Ms)}). Raise \`${input}\`, or look at what holds the lock for so long.`;
const sayAcquired = (path, mode, waitedMs, position) => `Got the ${mode} lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)} ${position === 0 && waitedMs < 1000 ? 'at once' : `after ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(waitedMs)}`}.`;
const sayDowngraded = (path, mode) => `Git is done: the ${mode} lock on ${inert(path)} is shared until the job ends.`;
const sayReleased = (path, mode, heldMs) => `Let go of the ${mode} lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)}, held for ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(heldMs)}.`;
const sayRecovered = (path, holder) => `The lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)} was recovered: ${nameJob(holder)} died without letting go.`;
const sayHalfWritten = (path, holders) => `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)} may be half-written: ${holders.map(nameJob).join('; ')} died while holding the lock.`;
const sayDirty = (path, holders) => `${sayHalfWritten(path, holders)} Output \`dirty\` is true.`;
function sayJoined(path, command, holder, ageMs) {
    const when = ageMs === undefined ? 'after this step asked' : `${formatDuration(ageMs)} before this step asked, which \`max-age\` allows`;
    const what = command === undefined
        ? `it brought what is wanted into ${inert(path)}`
        : `it began ${when}, so \`git ${inert(withoutCredentials(command.replace(/^git\s+/, '')))}\` is not run in ${inert(path)}`;
    const link = linkOf(holder);
    return `Joined the fetch of ${nameJob(holder)}: ${what}.${link ? ` ${link}` : ''}`;
}
const sayPresent = (path, count) => `${count === 1 ? 'What is wanted' : `All that is wanted (${count})`} is in ${inert(path)} already, kept by a ref: nothing is fetched.`;
const sayMerged = (path, count) => `Fetching into ${inert(path)} for ${plural(count, 'request')} in line too.`;
const sayAlone = (path, complaint) => `The fetch into ${inert(path)} for all in line failed, which may be because of one of them${complaint ? ` (${inert(complaint)})` : ''}: doing ours alone.`;
const troubleWaiting = (path, mode, line, waitedMs, limit, input = 'lock-timeout') => ({
    what: waitedMs < 1000
        ? `The ${mode} lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)} is taken.`
        : `Waited ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(waitedMs)} for the ${mode} lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)} and gave up.`,
    why: line.reason === undefined ? `${heldBy(line)}; ${inFront(line)}.` : `${keptBy(line)}.`,
    fix: `Raise \`${input}\` (now ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(limit)}), or ${line.reason === undefined ? 'look at what holds it' : 'see why that is so'}.${linkTo(line)}`,
});
const troubleGivingUp = ({ obstacle, circle }, path, mode, ...[waitedMs, limit, input]) => circle.length > 0 ? troubleDeadlock(path, mode, describeCircle(circle)) : troubleWaiting(path, mode, obstacle, waitedMs, limit, input);
const describeCircle = (circle) => circle
    .map(({ waiter, holder }, index) => {
    const next = circle[(index + 1) % circle.length]?.waiter.job ?? {};
    const who = index === 0 ? 'this job' : nameJob(waiter.job);
    const whom = index === circle.length - 1 ? 'this job' : nameJob(next);
    return `${who} waits for ${article(waiter.mode)} ${waiter.mode} lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(waiter.guards)}, of which ${whom} holds ${article(holder.mode)} ${holder.mode} one`;
})
    .join('; ');
const troubleDeadlock = (path, mode, circle) => ({
    what: `Waiting for the ${mode} lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)} would never end.`,
    why: `It is a deadlock: ${circle}. The youngest request gives up, so that the others go on.`,
    fix: 'Lock everything at once (`path` takes several lines, `run` several `--path`), or in the same order in every job; ask for the strongest `mode` first.',
});


/***/ })

};
