export const id = 198;
export const ids = [198];
export const modules = {

/***/ 70035:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qr: () => (/* binding */ isBroken),
/* harmony export */   YX: () => (/* binding */ findSuspects),
/* harmony export */   d6: () => (/* binding */ markBroken),
/* harmony export */   rL: () => (/* binding */ isLeftBroken)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);
/* harmony import */ var _host_line_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(34033);
/* harmony import */ var _host_lock_dir_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(63197);
/* harmony import */ var _host_system_kernel_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(82785);
/* harmony import */ var _look_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4965);
/* harmony import */ var _queue_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(77339);
/* harmony import */ var _ticket_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(76074);









const markOf = (root, token) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'h', token, _ticket_js__WEBPACK_IMPORTED_MODULE_8__/* .brokenMark */ .ti);
const isBroken = (root, token) => (0,_host_line_js__WEBPACK_IMPORTED_MODULE_3__/* .isThere */ .$B)(markOf(root, token));
function markBroken(root, token) {
    const at = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'h', token);
    const it = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(at, { throwIfNoEntry: false })?.isDirectory() ? (0,_host_line_js__WEBPACK_IMPORTED_MODULE_3__/* .readGranted */ .dA)(at, token) : undefined;
    if (it)
        (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unless */ .NJ)(['EEXIST', 'ENOENT'], () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(markOf(root, token), '', { flag: 'wx' }));
    return it;
}
async function isLeftBroken(root, token, judgeOne) {
    if (!isBroken(root, token))
        return false;
    const it = (0,_host_line_js__WEBPACK_IMPORTED_MODULE_3__/* .readGranted */ .dA)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'h', token), token);
    return it !== undefined && !it.hasStranger && (!it.asker || (await judgeOne(it.asker)) === 'dead');
}
async function findSuspects(place, nowAt, kernel = _host_system_kernel_js__WEBPACK_IMPORTED_MODULE_5__/* .systemKernel */ .F) {
    const line = await (0,_look_js__WEBPACK_IMPORTED_MODULE_6__/* .readJudged */ .c)(place, kernel).catch((error) => {
        throw (0,_host_lock_dir_js__WEBPACK_IMPORTED_MODULE_4__/* .refusal */ .x5)(place.dir, error);
    });
    if (!line)
        return [];
    const { tickets, verdicts } = line;
    return tickets
        .sort((a, b) => a.seq - b.seq)
        .map((it) => {
        const living = (0,_queue_js__WEBPACK_IMPORTED_MODULE_7__/* .livingWitnesses */ .$g)(it, verdicts);
        const isSeen = living.some((one) => verdicts.get((0,_ticket_js__WEBPACK_IMPORTED_MODULE_8__/* .encodeProcess */ .mW)(one)) === 'alive');
        const verdict = isSeen ? 'alive' : (0,_queue_js__WEBPACK_IMPORTED_MODULE_7__/* .isAlive */ ._n)(it, verdicts) ? 'unknown' : 'dead';
        const pids = living.filter((one) => one.boot === kernel.boot && one.namespace === kernel.namespace).map((one) => one.pid);
        return {
            ...(0,_host_line_js__WEBPACK_IMPORTED_MODULE_3__/* .standingAt */ .Ib)((0,_host_line_js__WEBPACK_IMPORTED_MODULE_3__/* .pathOf */ .XM)(place.dir, it), it, verdict, nowAt),
            ...{ isGranted: it.isGranted, pids: [...new Set(pids)] },
        };
    });
}


/***/ }),

/***/ 2645:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  w: () => (/* binding */ openFileStore)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/clock.js
var base_clock = __webpack_require__(63148);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/lock/breaking.js
var breaking = __webpack_require__(70035);
// EXTERNAL MODULE: ./lib/src/lock/queue.js
var lock_queue = __webpack_require__(77339);
// EXTERNAL MODULE: ./lib/src/lock/store.js
var store = __webpack_require__(6493);
// EXTERNAL MODULE: ./lib/src/lock/ticket.js
var lock_ticket = __webpack_require__(76074);
// EXTERNAL MODULE: ./lib/src/lock/host/line.js
var line = __webpack_require__(34033);
// EXTERNAL MODULE: ./lib/src/lock/host/liveness.js
var liveness = __webpack_require__(87350);
// EXTERNAL MODULE: ./lib/src/lock/host/lock-dir.js + 1 modules
var lock_dir = __webpack_require__(63197);
// EXTERNAL MODULE: ./lib/src/lock/host/system/disk.js
var disk = __webpack_require__(38608);
// EXTERNAL MODULE: ./lib/src/lock/host/system/sockets.js
var system_sockets = __webpack_require__(4675);
// EXTERNAL MODULE: ./lib/src/lock/host/wake.js
var host_wake = __webpack_require__(96659);
;// CONCATENATED MODULE: ./lib/src/lock/host/elsewhere.js











const mostLocks = 64;
const isNote = (name) => name.startsWith('b.') && (0,lock_ticket/* isId */.eQ)(name.slice(2));
const notePath = ({ place, token }, id) => (0,lock_ticket/* decodeToken */.oL)(token) && (0,lock_dir/* isUsable */.Ng)(place) ? (0,external_node_path_.join)(place.dir, 'h', token, `b.${id}`) : undefined;
function leaveNotes(grants, id, place) {
    for (const path of grants.map((it) => notePath(it, id)))
        if (path)
            (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.writeFileSync)(path, JSON.stringify(place), { flag: 'wx', mode: 0o640 }));
}
function takeNotes(grants, id) {
    for (const path of grants.map((it) => notePath(it, id)))
        if (path)
            (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.rmSync)(path, { force: true }));
}
async function lookAround(place, kernel) {
    const places = new Map([[place.dir, place]]);
    const glimpses = [];
    for (const it of places.values()) {
        const line = await readThere(it.dir, kernel).catch((error) => {
            if (it === place)
                throw error;
        });
        if (!line || !(0,lock_dir/* isUsable */.Ng)(it))
            continue;
        glimpses.push(...glimpsesOf(it, line));
        for (const note of notesIn(it, line))
            if (places.size < mostLocks)
                places.set(note.dir, places.get(note.dir) ?? note);
    }
    return glimpses;
}
async function readThere(dir, kernel) {
    const isLocal = (0,errors/* orNothing */.bR)(() => (0,disk/* diskOf */.F)(dir).isLocal) ?? false;
    const sockets = (0,system_sockets/* openSockets */.jx)(dir);
    try {
        const askSocket = (0,host_wake/* askIn */.D)(sockets.pathOf);
        return await (0,line/* readLine */.Xw)(dir, (one) => (0,liveness/* judge */.S4)(one, { kernel, askSocket, isLocal }), kernel);
    }
    finally {
        sockets.close();
    }
}
function glimpsesOf(place, { tickets, verdicts }) {
    const { holders, waiters } = (0,lock_queue/* whoHolds */.vm)(tickets, verdicts);
    return [...holders.map((ticket) => ({ ticket, blockers: [] })), ...waiters].flatMap(({ ticket, blockers }) => {
        const path = (0,line/* pathOf */.XM)(place.dir, ticket);
        const { id, party, mode, isGranted, asker } = ticket;
        const askedAt = (0,lock_ticket/* timeIn */.Hi)((0,line/* namesIn */.wX)(path), 'a');
        if (askedAt === undefined)
            return [];
        return {
            ...{ id, party, mode, isGranted, guards: place.guards, job: (0,line/* readJob */.cd)((0,external_node_path_.join)(path, 'owner.json')) },
            asker: asker && (0,lock_ticket/* encodeProcess */.mW)({ ...asker, key: '0' }),
            isAtWork: (0,lock_queue/* isAtWork */.pG)(ticket, verdicts),
            askedAt,
            blockers: blockers.map((it) => it.id),
        };
    });
}
function notesIn(place, { tickets }) {
    const dirs = tickets.filter((it) => it.isGranted).map((it) => (0,external_node_path_.join)(place.dir, 'h', (0,lock_ticket/* tokenOf */.B9)(it.seq, it.id)));
    return dirs
        .flatMap((dir) => (0,line/* namesIn */.wX)(dir).map((name) => (0,external_node_path_.join)(dir, name)))
        .filter((path) => isNote((0,external_node_path_.basename)(path)))
        .slice(0, mostLocks)
        .map((path) => (0,line/* readSmall */.o5)(path))
        .filter(lock_dir/* isPlace */.Uj);
}

// EXTERNAL MODULE: ./lib/node_modules/proper-lockfile/index.js
var proper_lockfile = __webpack_require__(25884);
;// CONCATENATED MODULE: ./lib/src/lock/host/latch.js






const ownerPattern = /^o\.([^.]+)\.\d+$/;
const ownerOf = (name) => (0,lock_ticket/* decodeProcess */.Ok)(ownerPattern.exec(name)?.[1] ?? '');
const spareName = (self) => `L.${(0,lock_ticket/* newId */.Si)()}.${(0,lock_ticket/* encodeProcess */.mW)(self)}`;
function createLatch(dir, self, judge) {
    const path = (0,external_node_path_.join)(dir.root, 'latch');
    let count = 0;
    let spare;
    let mine;
    let judgedDead;
    const prepare = () => {
        count += 1;
        const next = { at: (0,external_node_path_.join)(dir.root, 't', spareName(self)), name: `o.${(0,lock_ticket/* encodeProcess */.mW)(self)}.${count}` };
        (0,lock_dir/* makeDir */.gE)(next.at, dir.mode, dir.owner);
        (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(next.at, next.name), '', { flag: 'wx' });
        return next;
    };
    const take = () => {
        spare ??= prepare();
        try {
            claim(spare.at, path);
        }
        catch (error) {
            if (!(0,external_node_fs_.existsSync)((0,external_node_path_.join)(path, spare.name)))
                throw isTaken(error) ? Object.assign(new Error('taken'), { code: 'EEXIST' }) : error;
        }
        mine = spare.name;
        spare = undefined;
    };
    const setAside = (name) => (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.renameSync)((0,external_node_path_.join)(path, name), (0,external_node_path_.join)(dir.root, 't', `d.${(0,lock_ticket/* newId */.Si)()}`)));
    const look = async () => {
        if (mine !== undefined)
            return (0,external_node_fs_.statSync)((0,external_node_path_.join)(path, mine));
        const [name] = (0,external_node_fs_.readdirSync)(path);
        if (name === undefined)
            throw Object.assign(new Error('free'), { code: 'ENOENT' });
        const owner = ownerOf(name);
        if (!owner) {
            setAside(name);
            throw Object.assign(new Error('free'), { code: 'ENOENT' });
        }
        const verdict = await judge(owner);
        judgedDead = verdict === 'dead' ? name : undefined;
        return { mtime: new Date(verdict === 'dead' ? -8.64e15 : 8.64e15) };
    };
    const drop = () => {
        const name = mine ?? judgedDead;
        mine = undefined;
        judgedDead = undefined;
        if (name === undefined)
            return;
        for (let isThere = true, tries = 0; isThere; tries++) {
            try {
                (0,external_node_fs_.unlinkSync)((0,external_node_path_.join)(path, name));
                isThere = false;
            }
            catch (error) {
                if (['ENOENT', 'ENOTDIR'].includes((0,errors/* errnoOf */.UQ)(error) ?? ''))
                    isThere = false;
                else if (['EISDIR', 'EPERM'].includes((0,errors/* errnoOf */.UQ)(error) ?? '') && tries < 5)
                    setAside(name);
                else if (tries > 50)
                    throw error;
            }
        }
        (0,errors/* unless */.NJ)(['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES', 'EBUSY'], () => (0,external_node_fs_.rmdirSync)(path));
    };
    let calledOff;
    const orCallOff = async (expected, act) => {
        try {
            return await act();
        }
        catch (error) {
            if ((0,errors/* errnoOf */.UQ)(error) === expected)
                throw error;
            calledOff = { reason: error };
            return undefined;
        }
    };
    const nothing = () => ({ mtime: new Date() });
    const verbs = {
        mkdir: verb(async () => calledOff ?? orCallOff('EEXIST', take)),
        stat: verb(async () => (calledOff ? nothing() : ((await orCallOff('ENOENT', look)) ?? nothing()))),
        utimes: verb(async (_, atime, mtime) => mine && (0,external_node_fs_.utimesSync)((0,external_node_path_.join)(path, mine), atime, mtime)),
        rmdir: verb(async () => (mine === undefined ? orCallOff('ENOENT', drop) : drop())),
    };
    let turn = Promise.resolve();
    return (body, signal) => {
        const section = async () => {
            signal.throwIfAborted();
            calledOff = undefined;
            const onAbort = () => {
                calledOff ??= { reason: signal.reason };
            };
            signal.addEventListener('abort', onAbort, { once: true });
            const unlock = await proper_lockfile.lock(dir.root, {
                lockfilePath: path,
                realpath: false,
                fs: verbs,
                stale: 10_000,
                update: 5000,
                retries: { forever: true, retries: 12, minTimeout: 1, factor: 1.4, maxTimeout: 25, randomize: true },
                onCompromised: () => { },
            });
            signal.removeEventListener('abort', onAbort);
            const held = mine;
            try {
                if (calledOff)
                    throw calledOff.reason;
                return await body(() => held !== undefined && held === mine && (0,external_node_fs_.existsSync)((0,external_node_path_.join)(path, held)));
            }
            finally {
                await unlock().catch(() => drop());
            }
        };
        const done = turn.then(section, section);
        turn = done.catch(() => { });
        return done;
    };
}
const isTaken = (error) => ['ENOTEMPTY', 'EEXIST'].includes((0,errors/* errnoOf */.UQ)(error) ?? '');
const refusals = ['EPERM', 'EACCES', 'EBUSY'];
const mostTries = 5;
function claim(from, to) {
    for (let tries = 1;; tries++) {
        try {
            (0,external_node_fs_.renameSync)(from, to);
            return;
        }
        catch (error) {
            if (!refusals.includes((0,errors/* errnoOf */.UQ)(error) ?? '') || !(0,external_node_fs_.existsSync)(from) || tries === mostTries)
                throw error;
            (0,errors/* unless */.NJ)([...refusals, 'ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR'], () => (0,external_node_fs_.rmdirSync)(to));
            if ((0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readdirSync)(to).length > 0))
                throw Object.assign(new Error('taken'), { code: 'EEXIST' });
        }
    }
}
function verb(act) {
    return (...args) => {
        const done = args.pop();
        act(...args).then((value) => done(null, value), (error) => done(error instanceof Error ? error : new errors/* FetchLockError */.qf('FL_LOCK_DIR', { what: (0,errors/* messageOf */.bD)(error) })));
    };
}

;// CONCATENATED MODULE: ./lib/src/lock/host/litter.js






async function removeLitter({ root, isLocal }, inUse, judge, ask) {
    const [unpublished, sockets] = [(0,external_node_path_.join)(root, 't'), (0,external_node_path_.join)(root, 's')];
    for (const name of (0,external_node_fs_.readdirSync)(unpublished)) {
        const owner = (0,lock_ticket/* decodeProcess */.Ok)(name.split('.').at(-1) ?? '');
        if (name.startsWith('d.') || (owner && (await judge(owner)) === 'dead'))
            remove((0,external_node_path_.join)(unpublished, name));
    }
    for (const { path, builder } of (0,lock_dir/* findStaged */.SE)(root))
        if ((await judge(builder)) === 'dead')
            remove(path);
    for (const name of (0,external_node_fs_.readdirSync)(sockets).filter((it) => (0,lock_ticket/* isId */.eQ)(it.replace(system_sockets/* newSuffix */.qq, '')) && !inUse.has(it)))
        if (isPlainFile((0,external_node_path_.join)(sockets, name)) || ((await ask(name)) === 'refuses' && isLocal))
            remove((0,external_node_path_.join)(sockets, name));
}
const remove = (path) => (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.rmSync)(path, { recursive: true, force: true }));
const isPlainFile = (path) => (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false })?.isFile() ?? false;

// EXTERNAL MODULE: ./lib/src/lock/host/obstacle.js
var host_obstacle = __webpack_require__(32302);
// EXTERNAL MODULE: ./lib/src/lock/host/system/kernel.js + 2 modules
var system_kernel = __webpack_require__(82785);
;// CONCATENATED MODULE: ./lib/src/lock/host/file-store.js

















const [signInMs, sweepMs] = [30_000, 10_000];
const never = new AbortController().signal;
async function openFileStore(place, clock, kernel = system_kernel/* systemKernel */.F) {
    const dir = (0,lock_dir/* openLockDir */.dU)(place);
    const self = (0,liveness/* thisProcess */.WF)(kernel);
    const { wake, key } = await (0,host_wake/* listen */.K)(dir, self.key, clock).catch((error) => {
        throw (0,lock_dir/* refusal */.x5)(dir.root, error);
    });
    return createFileStore(place, dir, { ...self, key }, wake, clock, kernel);
}
function createFileStore(place, dir, self, wake, clock, kernel) {
    const at = (...parts) => (0,external_node_path_.join)(dir.root, ...parts);
    const own = new Map();
    const judgeOne = (it) => (0,lock_ticket/* encodeProcess */.mW)(it) === (0,lock_ticket/* encodeProcess */.mW)(self) ? Promise.resolve('alive') : (0,liveness/* judge */.S4)(it, { kernel, askSocket: wake.ask, isLocal: dir.isLocal });
    const latch = createLatch(dir, self, judgeOne);
    const survey = (isOfInterest) => (0,line/* readLine */.Xw)(dir.root, judgeOne, kernel, isOfInterest);
    const standing = (it, verdict, where = (0,line/* pathOf */.XM)(dir.root, it)) => (0,line/* standingAt */.Ib)(where, it, verdict, clock.wall());
    const discard = (from) => (0,line/* discardFrom */.p6)(dir.root, from);
    const remove = (it) => it.isGranted && (0,lock_queue/* mayWrite */.J)(it.mode) ? (0,line/* move */.Cy)((0,line/* pathOf */.XM)(dir.root, it), at('crashed', (0,lock_ticket/* tokenOf */.B9)(it.seq, it.id))) : discard((0,line/* pathOf */.XM)(dir.root, it));
    const bury = (it) => {
        const last = standing(it, 'dead');
        return remove(it) && it.isGranted ? [last] : [];
    };
    const proceed = (mine, to) => {
        if (mine.at === to)
            return;
        if (!(0,line/* move */.Cy)(mine.at, to))
            throw (0,store/* takenBack */.lv)(`in '${dir.root}'`);
        mine.at = to;
    };
    const enter = async (request) => {
        const home = at('t', `r.${request.id}.${(0,lock_ticket/* encodeProcess */.mW)(self)}`);
        (0,lock_dir/* makeDir */.gE)(home, dir.mode, dir.owner);
        (0,line/* writeRequest */.XT)(home, request, self, clock.wall());
        own.set(request.id, { ...request, at: home });
    };
    const ticketOf = (mine, seq) => ({ ...mine, seq, isGranted: false, asker: self, witnesses: [self] });
    const placeRequest = async (id, signal) => {
        const mine = own.get(id);
        const obstacle = await told(async () => {
            if (mine?.seq === undefined || !(0,line/* isThere */.$B)(mine.at))
                return undefined;
            return (0,host_obstacle/* glance */.vD)(dir.root, ticketOf(mine, mine.seq), judgeOne, clock.wall());
        });
        signal.throwIfAborted();
        if (!obstacle)
            return decide(id, signal);
        leaveNotes(mine?.others() ?? [], id, place);
        return { obstacle, recovered: [] };
    };
    const decide = (id, signal) => latch(async (isStillOurs) => {
        const mine = own.get(id);
        if (!mine || !(0,line/* isThere */.$B)(mine.at))
            throw (0,store/* takenBack */.lv)(`in '${dir.root}'`);
        const { seq = Infinity } = mine;
        const { tickets, verdicts } = await survey((it) => it.isGranted || it.seq < seq);
        if (!isStillOurs())
            throw new errors/* FetchLockError */.qf('FL_LOST', { what: `Something removed the latch of '${dir.root}' from under us.` });
        const others = tickets.filter((it) => it.id !== id);
        mine.seq ??= (0,line/* nextSeq */.v)(dir.root, self, others);
        const ticket = ticketOf(mine, mine.seq);
        verdicts.set((0,lock_ticket/* encodeProcess */.mW)(self), 'alive');
        const queue = (0,lock_queue/* whoHolds */.vm)([...others, ticket], verdicts);
        const recovered = queue.dead.flatMap(bury);
        const obstacle = (0,host_obstacle/* obstacleOf */.HD)(dir.root, ticket, queue, verdicts, clock.wall());
        if (obstacle.ahead > 0) {
            proceed(mine, at('q', (0,lock_ticket/* waitingName */.$s)(ticket, self)));
            leaveNotes(mine.others(), id, place);
            return { obstacle, recovered };
        }
        (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(mine.at, `g.${clock.wall()}`), ''));
        proceed(mine, at('h', (0,lock_ticket/* tokenOf */.B9)(mine.seq, id)));
        takeNotes(mine.others(), id);
        if (mine.mode !== 'exclusive')
            wake.shout();
        return { granted: { token: (0,lock_ticket/* tokenOf */.B9)(mine.seq, id), recovered, dirty: (0,line/* readCrashed */.Ng)(dir.root, clock.wall()) } };
    }, signal).catch((error) => {
        throw (0,lock_dir/* refusal */.x5)(dir.root, error);
    });
    const announce = async (witnesses) => {
        wake.shout();
        const line = (0,external_node_fs_.readdirSync)(at('q'))
            .map(lock_ticket/* decodeWaiting */.Qo)
            .filter((it) => it !== undefined)
            .sort((a, b) => a.seq - b.seq);
        const keys = [...witnesses, ...(line[0]?.witnesses ?? [])].map((it) => it.key).filter((it) => it !== '0' && it !== self.key);
        await Promise.all([...new Set(keys)].map((it) => wake.poke(it)));
    };
    const take = async (where, ticket, remove = () => discard(where)) => {
        if (!ticket)
            return undefined;
        const last = standing(ticket, 'unknown', where);
        if (!remove(ticket))
            return undefined;
        await announce(ticket.witnesses);
        return last;
    };
    const takeGranted = (token, as) => take(at('h', token), (0,lock_ticket/* decodeToken */.oL)(token) && (0,line/* readGranted */.dA)(at('h', token), token), as ?? ((0,breaking/* isBroken */.Qr)(dir.root, token) ? remove : undefined));
    const takeWaiting = async (id) => {
        for (const name of (0,external_node_fs_.readdirSync)(at('q'))) {
            const it = (0,lock_ticket/* decodeWaiting */.Qo)(name);
            if (it?.id === id && (await take(at('q', name), it)))
                return true;
        }
        return false;
    };
    const breakOff = async (id) => {
        if (await takeWaiting(id))
            return 'taken back';
        const token = find(id);
        const it = token === undefined ? undefined : (0,breaking/* markBroken */.d6)(dir.root, token);
        if (it)
            await announce(it.witnesses);
        return it && 'marked';
    };
    const withdrawn = (last) => last && { token: last.token, heldMs: last.heldMs };
    const find = (id) => ((0,lock_ticket/* isId */.eQ)(id) ? (0,external_node_fs_.readdirSync)(at('h')).find((name) => (0,lock_ticket/* decodeToken */.oL)(name)?.id === id) : undefined);
    const withdraw = async (id) => {
        if (!(0,lock_ticket/* isId */.eQ)(id))
            return undefined;
        takeNotes(own.get(id)?.others() ?? [], id);
        own.delete(id);
        for (const name of (0,external_node_fs_.readdirSync)(at('t')).filter((it) => it.startsWith(`r.${id}.`)))
            if (discard(at('t', name)))
                return { heldMs: 0 };
        if (await takeWaiting(id))
            return { heldMs: 0 };
        const token = find(id);
        return token === undefined ? undefined : withdrawn(await takeGranted(token));
    };
    const downgrade = async (token) => {
        const it = isHeld(token) ? (0,line/* readGranted */.dA)(at('h', token), token) : undefined;
        const mark = it && (0,lock_ticket/* modeMark */.Dg)(it.mode);
        if (mark)
            (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.unlinkSync)(at('h', token, mark)));
        if (it)
            await announce(it.witnesses);
        return isHeld(token);
    };
    const listing = () => (0,errors/* orNothing */.bR)(() => [...(0,line/* namesIn */.wX)(at('h')), ...(0,line/* namesIn */.wX)(at('q'))].join());
    const isHeld = (token) => (0,lock_ticket/* decodeToken */.oL)(token) !== undefined && (0,errors/* orNothing */.bR)(() => (0,line/* isThere */.$B)(at('h', token)) && !(0,breaking/* isBroken */.Qr)(dir.root, token)) === true;
    const signIn = (token, who) => {
        const mark = at('h', token, (0,lock_ticket/* witnessMark */.pq)(who));
        if (isHeld(token))
            (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.writeFileSync)(mark, '', { flag: 'wx' }));
        return isHeld(token) && (0,external_node_fs_.existsSync)(mark);
    };
    const close = () => {
        for (const it of own.values())
            (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.unlinkSync)((0,external_node_path_.join)(it.at, `m.${(0,lock_ticket/* encodeProcess */.mW)(self)}`)));
        wake.close();
    };
    const told = (act) => act().catch((error) => {
        throw (0,lock_dir/* refusal */.x5)(dir.root, error);
    });
    return {
        enter: (request) => told(() => enter(request)),
        place: placeRequest,
        wait: (obstacle, ms, signal) => {
            const before = listing();
            return wake.sleep(obstacle.watch, ms, signal, {
                isGone: (it) => it.boot === kernel.boot && it.namespace === kernel.namespace && (0,liveness/* judgePid */.nj)(it, kernel) === 'dead',
                isDead: async (it) => (await judgeOne(it)) === 'dead',
                isOther: () => !(0,external_node_fs_.existsSync)(obstacle.at) || before === undefined || listing() !== before,
                everyMs: obstacle.ahead > 1 ? 5000 : 2000,
            });
        },
        sign: (token, who = self, signal = never) => told(() => (0,base_clock/* within */.ux)(clock, signInMs, (limit) => latch(async () => signIn(token, who), AbortSignal.any([limit, signal])))),
        isHeld,
        isGone: (token) => {
            try {
                return !(0,line/* isThere */.$B)(at('h', token));
            }
            catch {
                return false;
            }
        },
        downgrade: (token) => told(() => downgrade(token)),
        lookAround: () => told(() => lookAround(place, kernel)),
        refresh: async () => { },
        lastSeq: async () => (0,line/* lastSeq */.Et)(dir.root),
        errands: async () => (0,line/* readErrands */.YI)(dir.root),
        ids: async () => (0,lock_dir/* orRefuse */.KA)(dir.root, () => (0,line/* readIds */.Zm)(dir.root)),
        find: async (id) => find(id),
        release: (token) => told(async () => (await takeGranted(token)) !== undefined),
        abandon: (token) => told(async () => withdrawn(await takeGranted(token, remove))),
        withdraw: (id) => told(() => withdraw(id)),
        settle: async (tokens) => {
            for (const it of tokens)
                if ((0,lock_ticket/* decodeToken */.oL)(it))
                    discard(at('crashed', it));
        },
        breakOff: (id) => told(() => breakOff(id)),
        isLeftBroken: (token) => told(() => (0,breaking/* isLeftBroken */.rL)(dir.root, token, judgeOne)),
        raise: async () => undefined,
        onPoke: wake.onPoke,
        sweep: () => told(() => (0,base_clock/* within */.ux)(clock, sweepMs, (signal) => latch(sweep, signal), (0,store/* latchStuck */.$o)(sweepMs))),
        close,
    };
    async function sweep() {
        const { tickets, verdicts } = await survey();
        const { dead } = (0,lock_queue/* whoHolds */.vm)(tickets, verdicts);
        const recovered = dead.flatMap(bury);
        const living = tickets.filter((it) => !dead.includes(it)).flatMap((it) => it.witnesses.map((one) => one.key));
        await removeLitter(dir, new Set(living), judgeOne, wake.ask);
        return recovered;
    }
}


/***/ }),

/***/ 33059:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ew: () => (/* binding */ putAside),
/* harmony export */   Km: () => (/* binding */ openFiles),
/* harmony export */   PR: () => (/* binding */ journalOf),
/* harmony export */   gf: () => (/* binding */ usualBounds),
/* harmony export */   m6: () => (/* binding */ readAt),
/* harmony export */   vm: () => (/* binding */ safely)
/* harmony export */ });
/* unused harmony export listArchives */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);
/* harmony import */ var _base_system_random_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(49703);




const usualBounds = { liveBytes: 1_048_576, keptBytes: 15 * 1_048_576, keptFiles: 64 };
const journalOf = (dir) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(dir, 'journal.jsonl');
const safely = (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW ?? 0) | (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK ?? 0);
const pattern = /^journal-([1-9]\d{0,11})-[0-9a-f]{16}\.jsonl$/;
const listArchives = (dir) => ((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(dir)) ?? [])
    .flatMap((name) => {
    const [, number] = pattern.exec(name) ?? [];
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(dir, name);
    const found = number === undefined ? undefined : (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path));
    return found?.isFile() ? [{ path, number: Number(number), bytes: found.size }] : [];
})
    .sort((a, b) => b.number - a.number || (a.path < b.path ? 1 : -1));
const isSame = (one, other) => one?.ino === other.ino && one.dev === other.dev;
function putAside(live, found, bounds) {
    const dir = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(live);
    if (wouldShutOut(dir))
        return false;
    return (alone(dir, () => {
        if (!isSame((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(live, { throwIfNoEntry: false }), found))
            return true;
        const name = `journal-${(listArchives(dir)[0]?.number ?? 0) + 1}-${(0,_base_system_random_js__WEBPACK_IMPORTED_MODULE_3__/* .randomHex */ .n)(8)}.jsonl`;
        if (!pattern.test(name))
            return false;
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync)(live, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(dir, name));
        removeOldest(dir, bounds);
        return true;
    }) ?? false);
}
const deadAfterMs = 10_000;
function alone(dir, act) {
    const guard = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(dir, 'journal.moving');
    return (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => {
        const left = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(guard, { throwIfNoEntry: false });
        if (left?.isFile() && Math.abs(Date.now() - left.mtimeMs) > deadAfterMs)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.unlinkSync)(guard);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(guard, 'wx', 0o600));
        try {
            return act();
        }
        finally {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.unlinkSync)(guard);
        }
    });
}
function wouldShutOut(dir) {
    const { uid, mode } = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(dir);
    return process.geteuid?.() === 0 && uid !== 0 && (mode & 0o020) === 0;
}
function removeOldest(dir, { keptBytes, keptFiles }) {
    let bytes = 0;
    const surplus = listArchives(dir).filter((it, index) => {
        bytes += it.bytes;
        return index > 0 && (index >= keptFiles || bytes > keptBytes);
    });
    for (const it of surplus.reverse())
        (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.unlinkSync)(it.path));
}
const mostTries = 20;
function openFiles(dir) {
    const path = journalOf(dir);
    for (let tries = 1;; tries++) {
        const live = openToRead(path);
        const archives = listArchives(dir).flatMap((it) => openToRead(it.path) ?? []);
        if (!live)
            return archives;
        if (archives.some((it) => isSame(it.found, live.found))) {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(live.fd);
            return archives;
        }
        if (tries === mostTries || isSame((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { throwIfNoEntry: false }), live.found))
            return [live, ...archives];
        for (const it of [live, ...archives])
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(it.fd);
    }
}
function openToRead(path) {
    const fd = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | safely));
    if (fd === undefined)
        return undefined;
    const found = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(fd);
    if (found.isFile())
        return { fd, found };
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(fd);
    return undefined;
}
function readAt(fd, start, end) {
    const bytes = Buffer.alloc(Math.max(0, end - start));
    let read = 0;
    for (let got = 1; got > 0 && read < bytes.length; read += got)
        got = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(fd, bytes, read, bytes.length - read, start + read);
    return bytes.subarray(0, read);
}


/***/ }),

/***/ 90690:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QY: () => (/* binding */ journalReport),
/* harmony export */   bB: () => (/* binding */ hostReport),
/* harmony export */   wj: () => (/* binding */ readEvents)
/* harmony export */ });
/* unused harmony export appendEvent */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);
/* harmony import */ var _base_event_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(51002);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(33875);
/* harmony import */ var _archive_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(33059);






function appendEvent(dir, event, bounds = _archive_js__WEBPACK_IMPORTED_MODULE_4__/* .usualBounds */ .gf) {
    const fd = openLive((0,_archive_js__WEBPACK_IMPORTED_MODULE_4__/* .journalOf */ .PR)(dir), bounds);
    try {
        const text = Buffer.from(`${isTorn(fd) ? '\n' : ''}${(0,_base_event_js__WEBPACK_IMPORTED_MODULE_3__/* .formatEvent */ .qF)(event)}\n`);
        const written = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync)(fd, text);
        if (written < text.length)
            throw new Error(`only ${written} of ${text.length} bytes could be written, as when the disk is full`);
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(fd);
    }
}
const mostTries = 20;
function openLive(path, bounds) {
    for (let tries = 1;; tries++) {
        const fd = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unless */ .NJ)(['ENOENT'], () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, toAppend)) ?? (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unless */ .NJ)(['EEXIST'], () => make(path));
        if (fd === undefined) {
            if (tries < mostTries)
                continue;
            throw new Error(`'${path}' comes and goes`);
        }
        try {
            const found = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(fd);
            if (!found.isFile())
                throw new Error(`'${path}' is not a file`);
            if (found.size < bounds.liveBytes || tries >= mostTries || !(0,_archive_js__WEBPACK_IMPORTED_MODULE_4__/* .putAside */ .Ew)(path, found, bounds))
                return fd;
        }
        catch (error) {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(fd);
            throw error;
        }
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(fd);
    }
}
const toAppend = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDWR | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_APPEND | _archive_js__WEBPACK_IMPORTED_MODULE_4__/* .safely */ .vm;
function make(path) {
    const { mode, uid } = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path));
    const mask = process.umask(0);
    try {
        const fd = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, toAppend | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_CREAT | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_EXCL, 0o600 | (mode & 0o020 && 0o060) | (mode & 0o002 && 0o006));
        if (process.geteuid?.() === 0 && uid !== 0)
            (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unless */ .NJ)(['EPERM', 'EINVAL', 'ENOSYS'], () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fchownSync)(fd, uid, -1));
        return fd;
    }
    finally {
        process.umask(mask);
    }
}
function isTorn(fd) {
    return Array.from({ length: 50 }).every(() => endsInLine(fd));
}
function endsInLine(fd) {
    const { size } = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(fd);
    const last = Buffer.alloc(1);
    return size > 0 && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(fd, last, 0, 1, size - 1) === 1 && last.toString() !== '\n';
}
const recentBytes = 1_048_576;
const utmostBytes = 134_217_728;
function readEvents(dir, { sinceAt = -Infinity, mostBytes = recentBytes, ticket } = {}) {
    const pieces = [];
    for (const lines of readBackwards(dir, Math.min(mostBytes, utmostBytes))) {
        const asked = ticket === undefined ? lines : lines.filter((it) => it.includes(ticket));
        const events = asked.flatMap((it) => (0,_base_event_js__WEBPACK_IMPORTED_MODULE_3__/* .parseEvent */ .wj)(it) ?? []).filter((it) => ticket === undefined || it.ticket === ticket);
        const recent = events.filter((it) => Date.parse(it.ts) >= sinceAt);
        pieces.push(recent);
        if (events.length > 0 && recent.length === 0)
            break;
    }
    return pieces.reverse().flat();
}
const pieceBytes = 262_144;
function* readBackwards(dir, mostBytes) {
    const files = (0,_archive_js__WEBPACK_IMPORTED_MODULE_4__/* .openFiles */ .Km)(dir);
    try {
        let left = mostBytes;
        for (const { fd, found } of files) {
            let rest = Buffer.alloc(0);
            const { size } = found;
            const first = Math.max(0, size - left);
            for (let end = size; end > first; end = Math.max(first, end - pieceBytes)) {
                const start = Math.max(first, end - pieceBytes);
                const bytes = Buffer.concat([(0,_archive_js__WEBPACK_IMPORTED_MODULE_4__/* .readAt */ .m6)(fd, start, end), rest]);
                const cut = start === first ? 0 : bytes.indexOf('\n') + 1;
                rest = bytes.subarray(0, cut);
                if (cut > 0 || start === first)
                    yield bytes.toString('utf8', cut).split('\n');
            }
            left -= size - first;
        }
    }
    finally {
        for (const it of files)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(it.fd);
    }
}
function journalReport(dir, common, onTrouble) {
    let isBroken = false;
    return (event, detail) => {
        try {
            appendEvent(dir, { v: 1, ts: new Date().toISOString(), event, ...common, ...detail });
        }
        catch (error) {
            if (!isBroken)
                onTrouble(`The journal in '${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_5__/* .inert */ .tJ)(dir, 4096)}' cannot be written: ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_5__/* .inert */ .tJ)((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error), 1000)}.`);
            isBroken = true;
        }
    };
}
function hostReport(dir, common, { info, warning }) {
    const report = dir === undefined ? undefined : journalReport(dir, common, warning);
    return (event, detail) => {
        report?.(event, detail);
        const where = dir === undefined ? 'No journal could take this event' : `This event is for the journal of the host, '${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_5__/* .inert */ .tJ)(dir, 4096)}'`;
        info(`${where}: ${event}${detail.code ? `, ${detail.code}` : ''}.`);
    };
}


/***/ })

};
