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
/**
 * What stands in a lock directory: every request and its number, who of its witnesses lives, what it tells, and the one call that
 * moves it.
 * Records are for people: no decision reads one, and whoever may write there may have written anything.
 */










/** Every request. The waiting are read first: one that is granted meanwhile is seen twice rather than not at all. */
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
/** Every request, each witness judged of those of interest; in doubt the others live. An orphan that works under a token is one more witness of that grant. */
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
/** The ids of all requests, the waiting read first: one that is granted meanwhile is seen twice rather than not at all. */
function readIds(root) {
    const waiting = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'q')).map(_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeWaiting */ .Qo);
    const granted = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'h')).map(_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeToken */ .oL);
    return [...new Set([...waiting, ...granted].flatMap((it) => it?.id ?? []))];
}
/** Every request once, by its name alone and nobody judged: of one seen twice, the grant. */
const readStanding = (root) => [...new Map(readTickets(root).map((it) => [it.id, it])).values()];
/** A name for what is to be renamed into its place; if we die before, it is swept. */
const stagedIn = (root) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 't', `f.${(0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .newId */ .Si)()}.${(0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .encodeProcess */ .mW)((0,_liveness_js__WEBPACK_IMPORTED_MODULE_7__/* .thisProcess */ .WF)())}`);
/** The last number given out, as far as `seq` and these requests tell; 0 if there is none. */
function lastOf(root, tickets) {
    const written = readSmall((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'seq'));
    return Math.max(0, Number.isSafeInteger(written) ? written : 0, ...tickets.map((it) => it.seq));
}
/** A name with a greater number would not be read by anybody, and so keep nobody out. */
const isNumber = (seq) => (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeToken */ .oL)((0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .tokenOf */ .B9)(seq, (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .newId */ .Si)())) !== undefined;
/** The last number given out; 0 if there is none, or it is not known. */
function lastSeq(root) {
    const names = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => ['q', 'h'].flatMap((room) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, room))));
    const last = names
        ? lastOf(root, names.map((it) => (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeWaiting */ .Qo)(it) ?? (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeToken */ .oL)(it)).filter((it) => it !== undefined))
        : 0;
    return isNumber(last) ? last : 0;
}
/** Gives out the next number, to be called under the latch; `tickets` are the requests there are. Throws FL_LOCK_DIR. */
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
/** What the waiting came for, oldest first, of those whose word our user or root wrote. */
function readErrands(root) {
    const waiting = ((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'q'))) ?? []).map(_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeWaiting */ .Qo).filter((it) => it !== undefined);
    return waiting
        .sort((a, b) => a.seq - b.seq)
        .map((it) => ({ seq: it.seq, id: it.id, errand: readErrand(pathOf(root, it)) }))
        .filter((it) => it.errand !== undefined);
}
/** A link may lead to a request of ours in another lock. */
const readErrand = (dir) => (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(dir).isDirectory()) ? readSmall((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(dir, 'errand.json'), { mayRead: isOfOurs }) : undefined;
const isOfOurs = ({ uid }) => [undefined, uid].includes(process.geteuid?.()) || uid === 0;
/** What lies in a request's directory, which is private as yet. */
function writeRequest(home, request, self, nowAt) {
    for (const name of [...(0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .marksOf */ .vZ)(request, self), `a.${nowAt}`])
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home, name), '', { flag: 'wx' });
    const errand = (0,_store_js__WEBPACK_IMPORTED_MODULE_5__/* .errandText */ .YW)(request);
    (0,_lock_dir_js__WEBPACK_IMPORTED_MODULE_8__/* .writeNew */ .qf)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home, 'owner.json'), JSON.stringify(request.job), 0o640);
    if (errand !== undefined)
        (0,_lock_dir_js__WEBPACK_IMPORTED_MODULE_8__/* .writeNew */ .qf)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home, 'errand.json'), errand, 0o640);
}
/** Where a request is. */
const pathOf = (root, it) => it.isGranted || !it.asker ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'h', (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .tokenOf */ .B9)(it.seq, it.id)) : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'q', (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .waitingName */ .$s)(it, it.asker));
/** Unlike existsSync it takes no error for an answer. */
const isThere = (path) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { throwIfNoEntry: false }) !== undefined;
// A link that leads to itself is no directory either.
const noDirectory = ['ENOENT', 'ENOTDIR', 'ELOOP'];
const namesIn = (dir) => (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unless */ .NJ)(noDirectory, () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(dir)) ?? [];
function readGranted(path, name) {
    const inside = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unless */ .NJ)(noDirectory, () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(path));
    return inside && (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeGranted */ .Ms)(name, inside);
}
/** A request for people, from the directory where it lies now. */
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
/** The grants of dead writers that nobody has settled. */
const readCrashed = (root, nowAt) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'crashed')).flatMap((name) => {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'crashed', name);
    const it = readGranted(path, name);
    return it ? [standingAt(path, it, 'dead', nowAt)] : [];
});
/** True: it was there and is there no longer. An errno is looked into, since a rename may have happened all the same. */
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
/** True: it was there, and is taken out of the way by one rename. */
function discardFrom(root, from) {
    const to = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 't', `d.${(0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .newId */ .Si)()}`);
    if (!move(from, to))
        return false;
    // What cannot be removed now is swept later.
    (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(to, { recursive: true, force: true }));
    return true;
}
const mostSmallBytes = 16_384;
/** The job that a request's record names; empty if it names none. */
function readJob(path) {
    const read = readSmall(path);
    return (0,_base_event_js__WEBPACK_IMPORTED_MODULE_3__/* .isJob */ .o5)(read) ? read : {};
}
/** What a small plain file says in JSON; undefined if it is not such a file, or `mayRead` does not like what it is. */
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
/** What keeps a request away, and what it has to listen to so that it hears when that is gone. */




function obstacleOf(root, ticket, { holders, waiters }, verdicts, nowAt) {
    const blockers = waiters.find((it) => it.ticket === ticket)?.blockers ?? [];
    const last = blockers.at(-1);
    // One process wakes per event: only those whom no waiter keeps away listen to the holders. What happens to our own party in
    // front may let us pass that last one, who would not tell.
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
/** What is there as long as one keeps the other away. A downgrade takes away the mark, and a reader may then come in. */
function inTheWay(root, it, ticket) {
    const mark = it.isGranted && ticket.mode !== 'exclusive' ? (0,_ticket_js__WEBPACK_IMPORTED_MODULE_2__/* .modeMark */ .Dg)(it.mode) : undefined;
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)((0,_line_js__WEBPACK_IMPORTED_MODULE_3__/* .pathOf */ .XM)(root, it), mark ?? '');
}
const bestOf = (witnesses, verdicts) => witnesses.some((it) => verdicts.get((0,_ticket_js__WEBPACK_IMPORTED_MODULE_2__/* .encodeProcess */ .mW)(it)) === 'alive') ? 'alive' : 'unknown';
/**
 * What keeps a request away, as far as a look without the latch tells; undefined if that may be nothing. Still to be blocked is no
 * decision, so that a long line costs little. Only those are judged whom it listens to: each of the others has somebody behind it.
 */
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
/** Where the sockets of a lock directory are, one a process. Where there can be none, whoever waits looks for itself. */



/** Ends the name of a socket that may not be listening yet. Whoever finds it taken away does without. */
const newSuffix = '.new';
const longestPath = 100; // sun_path has 104 bytes or more everywhere
const keyLength = (0,_ticket_js__WEBPACK_IMPORTED_MODULE_2__/* .newId */ .Si)().length;
/** The paths of its sockets are longer than an address can be. */
const hasLongSockets = (root) => Buffer.byteLength((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 's')) + 1 + keyLength + newSuffix.length > longestPath;
/** A long path is gone round by way of /proc on Linux. Windows has no sockets in the file system, and its pipes make who asks a busy one wait. */
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
/**
 * Wake-ups between processes: one listening socket a process, in the lock directory.
 *
 * Whoever connects gets a hello, and from then on hears of every change: a byte, or the end of the connection, which the kernel
 * makes even for one that was killed. G1 nothing is lost between a look and the sleep: who waits looks once more after the hello.
 * A byte sent to a socket is a poke: the process looks for itself and tells those who listen to it.
 * Where a process has no socket, such as the job itself, its place is watched, and looked at now and then besides.
 */





const [firstPollMs, lastPollMs] = [10, 200]; // where nothing can be heard; the dying are often gone in a moment
/** Linux refuses a connection to a plain file, too, and that tells nothing of a process. */
function isSocket(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path).isSocket();
    }
    catch {
        return false;
    }
}
/** Asks the sockets of a lock directory; `pathOf` gives the path of a key. */
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
/** Watches directories, as many as the system lets us. A host has few of these for each user, and some file systems have none. */
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
        // The rename may have happened all the same.
    }
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(path);
}
/** Listens under `key`; where that cannot be, the returned key is '0'. */
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
    // Under its own name only now, so that whatever bears such a name and refuses is dead.
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
            // A process that is stopped takes the byte when it goes on; nobody waits for that.
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
                // A connection that ends is news, also before the hello; one that never was may be refused for ever.
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
/**
 * How a lock stands, for people: who holds it, who waits for whom, and who is dead.
 *
 * G1 a look changes nothing: it makes no file and no socket, takes no latch, and needs no right but to read.
 * G2 it judges as the line does, so that who is shown as dead is whom the next request removes.
 * G3 however much somebody has put there, its records are bounded: of requests beyond `most` the names alone are read.
 * Not promised: one moment. Who moves meanwhile is shown where he was or where he is, and once.
 */













const most = 1000;
/** Looks at the lock; `nowAt` is milliseconds since 1970. Throws FL_LOCK_DIR if it cannot be read. */
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
/** Every request, judged as the line does; undefined if there is no lock directory, or only part of one: it is being made or removed. */
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
    // Of one that was granted while we read, the grant.
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
/** A request from the directory where it lies; without one, from its name. */
function seenAt(where, it, verdicts) {
    const living = (0,_queue_js__WEBPACK_IMPORTED_MODULE_10__/* .livingWitnesses */ .$g)(it, verdicts);
    // A link may lead to what another has written.
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
/**
 * Who holds, who waits, who is dead, and why. Pure: everything that is known comes in, the whole answer goes out.
 *
 * G1 between two parties an exclusive grant is alone, and two updates never meet.
 * G2 first come, first served among those who conflict: nobody passes a conflicting request in front, but one that waits for
 *    the passer's own party, or for what the passer runs inside of, directly or through others. Behind that one it would wait for
 *    itself.
 * G3 nobody waits whom the line would let in.
 * G4 the dead never block. Only `dead` is dead: who cannot be seen is taken to be alive.
 * G5 a party's own grant blocks it only while another step that asked for it is at work: two steps of one job do not write at once.
 *    Who runs inside of a grant is not blocked by it, whoever is at work: that one waits for it.
 */

const compatible = {
    shared: ['shared', 'update'],
    update: ['shared'],
    exclusive: [],
};
const doConflict = (one, other) => !compatible[one].includes(other);
/** Those who change what is locked: their death leaves it in doubt. */
const mayWrite = (mode) => mode !== 'shared';
/** The witnesses that are not proven dead. */
const livingWitnesses = (ticket, verdicts) => ticket.witnesses.filter((it) => verdicts.get((0,_ticket_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeProcess */ .mW)(it)) !== 'dead');
/** Not proven dead. */
const isAlive = (ticket, verdicts) => ticket.hasStranger === true || livingWitnesses(ticket, verdicts).length > 0;
/** The step that asked for it has not ended, or may not have. */
const isAtWork = ({ asker }, verdicts) => asker !== undefined && verdicts.get((0,_ticket_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeProcess */ .mW)(asker)) !== 'dead';
/** Nobody is in its own way. */
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
            // Most parties ask once, and nobody waits for them yet; a long line is not to be walked for that.
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
/** Those of the waiters, in the order of the line, who wait for one of these, directly or through others. */
function waitingFor(isMeant, waiters) {
    const found = new Set();
    for (const { ticket, blockers } of waiters)
        if (blockers.some((it) => isMeant(it) || found.has(it)))
            found.add(ticket);
    return found;
}
/** Whoever looks at a long line wants to know of one in it: its blockers are found when they are asked for. */
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
/**
 * Where a lock is kept. One store guards one thing.
 *
 * In order: `enter` a request, `place` it until it is granted, `wait` in between; `sign` in more witnesses; `downgrade` if others
 * may read by now; `release` by token.
 * G1 `place` grants only what `whoHolds` lets in, one decision at a time in the whole world of the store.
 * G2 of all calls of `release` for one token exactly one answers true, whichever process calls.
 * G3 a request whose every witness is dead is removed by the next `place`, and the grant of a dead writer is remembered until
 *    it is `settle`d by one who could write after it.
 * G4 whoever is in doubt waits: an error of the store is thrown as FL_LOCK_DIR and never grants.
 * Not promised: that a verdict `unknown` is ever resolved; fairness among requests that do not conflict.
 */


const mostErrandBytes = 12_000;
/** What is published of an errand; undefined if nothing is. */
function errandText({ errand }) {
    const text = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orNothing */ .bR)(() => JSON.stringify(errand));
    return text !== undefined && new TextEncoder().encode(text).length <= mostErrandBytes ? text : undefined;
}
/** Why nothing could be decided for so long. */
const latchStuck = (limitMs) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf('FL_TIMEOUT', {
    what: `The latch of the lock directory stayed taken for ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(limitMs)}.`,
    why: 'The process that has it does not go on, as if it were stopped, or cannot be seen from here.',
    fix: 'Let it continue, or end it.',
});
/** FL_CANCELLED: one who waited is not in line any more. */
const takenBack = (which) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf('FL_CANCELLED', {
    what: `Our request ${which} was taken back by another process.`,
    why: 'The post step or an admin did that.',
});
/** FL_LOST: `what` says of which lock, and what that means; `whyLost` where nobody on this host took it away. */
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
/** The sentences people read while they wait and when it ends. Names of other jobs are made inert here. Pure. */


/** `acme/web job test (leg 3), run 812 attempt 2 on runner-2`, as far as it is known. */
function nameJob(job) {
    const leg = job.job_index && job.job_index !== '0' ? ` (leg ${job.job_index})` : '';
    const work = [job.repository, job.job && `job ${job.job}${leg}`].filter(Boolean).join(' ');
    const run = job.run_id && `run ${job.run_id}${job.run_attempt && job.run_attempt !== '1' ? ` attempt ${job.run_attempt}` : ''}`;
    const person = [job.user, job.command && `running ${job.command}`].filter(Boolean).join(' ');
    const where = [job.runner, job.host].filter(Boolean).join(' on ');
    const name = [work, run, person].filter(Boolean).join(', ');
    return (0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(`${name || 'a job without a name'}${where ? ` on ${where}` : ''}`, 200);
}
/** Only a link that cannot be anything else is a link. */
const linkOf = (job) => /^https:\/\/[\w.-]{1,100}(:\d+)?\/[\w./-]{1,200}$/.test(job.url ?? '') ? job.url : undefined;
const liveness = { alive: 'still running', dead: 'no longer running', unknown: 'cannot be seen from here' };
const describe = (it) => {
    const name = `${nameJob(it.job)} (${it.mode}, ${it.heldMs > 0 ? `for ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(it.heldMs)}, ` : ''}${liveness[it.verdict]})`;
    return it.waitsFor ? `${name}, which is first on this host and waits for ${nameJob(it.waitsFor)}` : name;
};
/** At the very end, so that nothing becomes a part of it. */
const linkTo = ({ holders: [first] }) => {
    const link = first && linkOf(first.job);
    return link ? ` ${link}` : '';
};
const inFront = ({ ahead }) => `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(ahead, 'request')} in front`;
const heldBy = ({ holders: [first, ...more] }) => first ? `Held by ${describe(first)}${more.length > 0 ? ` and ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(more.length, 'other')}` : ''}` : 'Nobody holds it yet';
/** Who keeps it away, and what else does. */
const keptBy = (line) => {
    if (line.reason === undefined)
        return heldBy(line);
    const why = (0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(line.reason.replace(/\.$/, ''), 500);
    return line.holders.length > 0 ? `${heldBy(line)}. ${why}` : why;
};
const article = (mode) => (/^[aeu]/.test(mode) ? 'an' : 'a');
const sayWaiting = (path, mode, line, waitedMs) => `Waiting ${waitedMs >= 1000 ? `for ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(waitedMs)} ` : ''}to get ${article(mode)} ${mode} lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)}: ${inFront(line)}. ${keptBy(line)}.${linkTo(line)}`;
/** The same where a line is cut at its end: what one looks for comes first. */
const sayBehind = (path, line, waitedMs) => `Waiting ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(waitedMs)}. ${keptBy(line)}; ${line.ahead} in front, for ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)}.`;
/** That the limit of a wait will hardly do. */
const sayShort = (path, leftMs, { waits, longer, p50Ms, p95Ms }, input = 'lock-timeout') => `This wait for ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)} may end in vain: it ends after ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(leftMs)}, and ${longer} of the ${waits} requests that had to wait there in the last 7 days waited longer or gave up (p50 ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(p50Ms)}, p95 ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(p95Ms)}). Raise \`${input}\`, or look at what holds the lock for so long.`;
const sayAcquired = (path, mode, waitedMs, position) => `Got the ${mode} lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)} ${position === 0 && waitedMs < 1000 ? 'at once' : `after ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(waitedMs)}`}.`;
const sayDowngraded = (path, mode) => `Git is done: the ${mode} lock on ${inert(path)} is shared until the job ends.`;
const sayReleased = (path, mode, heldMs) => `Let go of the ${mode} lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)}, held for ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(heldMs)}.`;
const sayRecovered = (path, holder) => `The lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)} was recovered: ${nameJob(holder)} died without letting go.`;
const sayHalfWritten = (path, holders) => `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)} may be half-written: ${holders.map(nameJob).join('; ')} died while holding the lock.`;
const sayDirty = (path, holders) => `${sayHalfWritten(path, holders)} Output \`dirty\` is true.`;
/** A command as the user wrote it; without one it was for what is wanted. */
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
/** `limit` as the user gave it, in the input of that name. */
const troubleWaiting = (path, mode, line, waitedMs, limit, input = 'lock-timeout') => ({
    what: waitedMs < 1000
        ? `The ${mode} lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)} is taken.`
        : `Waited ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(waitedMs)} for the ${mode} lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)} and gave up.`,
    why: line.reason === undefined ? `${heldBy(line)}; ${inFront(line)}.` : `${keptBy(line)}.`,
    fix: `Raise \`${input}\` (now ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(limit)}), or ${line.reason === undefined ? 'look at what holds it' : 'see why that is so'}.${linkTo(line)}`,
});
/** The same, or of a deadlock, where there is a circle. */
const troubleGivingUp = ({ obstacle, circle }, path, mode, ...[waitedMs, limit, input]) => circle.length > 0 ? troubleDeadlock(path, mode, describeCircle(circle)) : troubleWaiting(path, mode, obstacle, waitedMs, limit, input);
/** Who waits for whom, from the reader round to the reader. */
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
    fix: 'Lock everything in one step (`path` takes several lines), or in the same order in every job; ask for the strongest `mode` first.',
});


/***/ })

};
