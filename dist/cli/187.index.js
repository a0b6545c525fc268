export const id = 187;
export const ids = [187];
export const modules = {

/***/ 42187:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   recover: () => (/* binding */ recover)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(33875);
/* harmony import */ var _fetch_fencing_turn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(74941);
/* harmony import */ var _lock_breaking_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(70035);
/* harmony import */ var _lock_fleet_open_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72795);
/* harmony import */ var _lock_host_lock_dir_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(63197);
/* harmony import */ var _report_journal_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(90690);
/* harmony import */ var _report_words_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(83512);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(46402);
/* harmony import */ var _fleet_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(71285);
/* harmony import */ var _run_person_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(4888);
/* harmony import */ var _terminal_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(39567);
/** `fetch-lock recover`: takes away what the dead left in a lock. */












async function recover(call, host) {
    const outcomes = [];
    const { scopes, address } = await (0,_fleet_js__WEBPACK_IMPORTED_MODULE_8__/* .locateInFleet */ .GS)(call.operands, call, host);
    for (const scope of scopes)
        outcomes.push(await recoverOne(scope, host, address));
    if (call.has('json'))
        host.out.write((0,_base_text_js__WEBPACK_IMPORTED_MODULE_11__/* .renderJson */ .hF)({ locks: outcomes.map(document) }));
    else
        for (const line of outcomes.flatMap(describe))
            host.out.write(`${line}\n`);
    for (const it of outcomes)
        if ('trouble' in it)
            (0,_terminal_js__WEBPACK_IMPORTED_MODULE_10__/* .tell */ .q)(host.err, `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_11__/* .inert */ .tJ)(it.scope.path)}: ${it.trouble}`);
    return outcomes.some((it) => 'trouble' in it) ? _command_js__WEBPACK_IMPORTED_MODULE_7__/* .exit */ .NS.failed : _command_js__WEBPACK_IMPORTED_MODULE_7__/* .exit */ .NS.ok;
}
/** Trouble with one lock is no reason to leave the dead in the others. */
async function recoverOne(scope, host, address) {
    try {
        return { scope, recovered: await recoverLock(scope, host, address) };
    }
    catch (error) {
        return { scope, trouble: (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error) };
    }
}
/** Nothing is made where there is no lock directory. */
async function recoverLock({ path, lock: place }, { err, clock }, address) {
    // Of a git that died in the middle of a change, which keeps every host of a fleet out.
    (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orNothing */ .bR)(() => (0,_fetch_fencing_turn_js__WEBPACK_IMPORTED_MODULE_1__/* .freeTurn */ .Gq)(place.guards));
    if (!(0,_lock_host_lock_dir_js__WEBPACK_IMPORTED_MODULE_4__/* .hasLockDir */ .L2)(place))
        return [];
    const store = await (0,_lock_fleet_open_js__WEBPACK_IMPORTED_MODULE_3__/* .openStore */ .C)(place, clock, { address, onTrouble: (text) => (0,_terminal_js__WEBPACK_IMPORTED_MODULE_10__/* .tell */ .q)(err, text) });
    try {
        const waited = (await (0,_lock_breaking_js__WEBPACK_IMPORTED_MODULE_2__/* .findSuspects */ .YX)(place, clock.wall())).filter((it) => !it.isGranted && it.verdict === 'dead');
        const swept = await store.sweep();
        const left = new Set(await store.ids());
        const common = { lock: place.guards, path, job: (0,_run_person_js__WEBPACK_IMPORTED_MODULE_9__/* .describePerson */ .n)('fetch-lock recover'), pid: process.pid };
        const report = (0,_report_journal_js__WEBPACK_IMPORTED_MODULE_5__/* .journalReport */ .QY)(place.dir, common, (text) => (0,_terminal_js__WEBPACK_IMPORTED_MODULE_10__/* .tell */ .q)(err, text));
        for (const it of swept)
            report('lock_recovered', { ticket: it.id, mode: it.mode, holder: it.job, held_ms: it.heldMs });
        return [
            ...swept.map((it) => ({ ticket: it.id, state: 'held', mode: it.mode, held_ms: it.heldMs, holder: it.job })),
            ...waited.filter((it) => !left.has(it.id)).map((it) => ({ ticket: it.id, state: 'waiting', mode: it.mode, holder: it.job })),
        ];
    }
    finally {
        store.close();
    }
}
const document = ({ scope: { path, guards, lock }, ...outcome }) => ({ path, lock: guards, lock_dir: lock.dir, ...outcome });
function describe(outcome) {
    if ('trouble' in outcome)
        return [];
    const { scope, recovered } = outcome;
    const { path } = scope;
    const held = recovered.filter((it) => it.state === 'held');
    const waiting = recovered.filter((it) => it.state === 'waiting');
    const lines = [
        ...held.map((it) => (0,_report_words_js__WEBPACK_IMPORTED_MODULE_6__/* .sayRecovered */ .jb)(path, it.holder)),
        ...waiting.map((it) => `A request for ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_11__/* .inert */ .tJ)(path)} was removed: ${(0,_report_words_js__WEBPACK_IMPORTED_MODULE_6__/* .nameJob */ .PB)(it.holder)} died while it waited.`),
    ];
    return lines.length > 0 ? [...lines, `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_11__/* .plural */ .LS)(lines.length, 'request')} removed.`] : [`There is nothing to recover on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_11__/* .inert */ .tJ)(path)}.`];
}


/***/ }),

/***/ 4888:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ describePerson)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(33875);
/** Who uses the host helper: labels for people. */




/** Of a command only its program is told: arguments may hold secrets. */
function describePerson(program) {
    const command = program && (0,_base_text_js__WEBPACK_IMPORTED_MODULE_3__/* .inert */ .tJ)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(program), 80);
    return {
        user: (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_os__WEBPACK_IMPORTED_MODULE_0__.userInfo)().username) ?? `user ${process.geteuid?.() ?? '?'}`,
        host: (0,node_os__WEBPACK_IMPORTED_MODULE_0__.hostname)(),
        ...(command ? { command } : {}),
    };
}


/***/ }),

/***/ 74941:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gq: () => (/* binding */ freeTurn),
/* harmony export */   Vm: () => (/* binding */ takeTurn),
/* harmony export */   vk: () => (/* binding */ thisHost)
/* harmony export */ });
/* unused harmony export turnFile */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _base_clock_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63148);
/* harmony import */ var _base_duration_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(56620);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1559);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(33875);
/* harmony import */ var _lock_host_liveness_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(87350);
/* harmony import */ var _lock_host_system_kernel_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(82785);
/* harmony import */ var _lock_ticket_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(76074);
/**
 * Whose turn it is to write refs: a file that lies there from the question whether the fence still stands until what was asked for
 * is done. Git's hook takes it for every transaction (reference-transaction, beside isolation.ts), and who moves the fence takes it here.
 *
 *   OBJECT HOST BOOT-NAMESPACES-PID-START-0     the first line; a transaction inside of another one adds a line
 *
 * G1 it is made by one call that fails if it is there. G2 it is taken away by who made it, and by others only if the kernel of
 * this host says that its maker is dead. G3 nobody waits for it without a limit.
 */










const roomOf = (commonDir) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(commonDir, 'refs', 'fetch-lock');
const turnFile = (commonDir) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(roomOf(commonDir), 'writer.lock');
const hostWord = (0,node_os__WEBPACK_IMPORTED_MODULE_1__.hostname)().replace(/[^\w.-]/g, '_') || '_';
/** What tells this host from others, for the hook, which adds the process. */
const thisHost = ({ boot, namespace } = _lock_host_system_kernel_js__WEBPACK_IMPORTED_MODULE_7__/* .systemKernel */ .F) => `${hostWord} ${boot}-${namespace}`;
/** Who has it; undefined if it does not say. */
function makerOf(text) {
    const [, host = '', name = ''] = /^\S+ (\S+) (\S+)$/.exec(text.split('\n', 1)[0] ?? '') ?? [];
    const process = (0,_lock_ticket_js__WEBPACK_IMPORTED_MODULE_8__/* .decodeProcess */ .Ok)(name);
    return process && { host: (0,_base_text_js__WEBPACK_IMPORTED_MODULE_9__/* .inert */ .tJ)(host, 80), process };
}
/** Where there is no boot id, the same pid may be that of another host. */
const isDead = ({ host, process }, kernel) => process.boot === kernel.boot &&
    process.namespace === kernel.namespace &&
    (process.boot !== 'none' || host === hostWord) &&
    (0,_lock_host_liveness_js__WEBPACK_IMPORTED_MODULE_6__/* .judgePid */ .nj)(process, kernel) === 'dead';
const mostBytes = 4096;
function read(file) {
    const found = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .unless */ .NJ)(['ENOENT', 'ENOTDIR'], () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(file));
    if (!found)
        return undefined;
    return found.isFile() && found.size <= mostBytes ? ((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .unless */ .NJ)(['ENOENT'], () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, 'utf8')) ?? '') : '';
}
/** Takes away what a git, or a step, of this host has left that is dead; true if there is nothing in the way then. Throws what the system says. */
function freeTurn(commonDir, kernel = _lock_host_system_kernel_js__WEBPACK_IMPORTED_MODULE_7__/* .systemKernel */ .F) {
    const file = turnFile(commonDir);
    const text = read(file);
    if (text === undefined)
        return true;
    const maker = makerOf(text);
    if (!maker || !isDead(maker, kernel) || read(file) !== text)
        return false;
    (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .unless */ .NJ)(['ENOENT'], () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.unlinkSync)(file));
    return true;
}
const patienceMs = 10_000; // as long as the hook waits
const lookMs = 50;
/** Takes the turn; the returned function gives it back, wherever the repository is by then. Throws FL_BACKEND, or what `signal` says. */
async function takeTurn(commonDir, clock, signal) {
    const untilMs = clock.now() + patienceMs;
    const line = `- ${hostWord} ${(0,_lock_ticket_js__WEBPACK_IMPORTED_MODULE_8__/* .encodeProcess */ .mW)({ ...(0,_lock_host_liveness_js__WEBPACK_IMPORTED_MODULE_6__/* .thisProcess */ .WF)(), key: '0' })}`;
    try {
        for (;;) {
            signal.throwIfAborted();
            if (make(turnFile(commonDir), line)) {
                return (now = commonDir) => {
                    if (read(turnFile(now))?.startsWith(line))
                        (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .unless */ .NJ)(['ENOENT'], () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.unlinkSync)(turnFile(now)));
                };
            }
            if (freeTurn(commonDir))
                continue;
            if (clock.now() > untilMs)
                throw stuck(commonDir, clock);
            await (0,_base_clock_js__WEBPACK_IMPORTED_MODULE_3__/* .pause */ .v7)(clock, lookMs, signal);
        }
    }
    catch (error) {
        if (error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .FetchLockError */ .qf || signal.aborted)
            throw error;
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .FetchLockError */ .qf('FL_BACKEND', {
            what: `The fence of '${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_9__/* .inert */ .tJ)(commonDir)}' could not be moved.`,
            why: `${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .messageOf */ .bD)(error)}.`,
            fix: `Let this user write to '${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_9__/* .inert */ .tJ)(roomOf(commonDir))}'.`,
        }, error);
    }
}
function make(file, line) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(file, '..'), { recursive: true });
    const fd = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .unless */ .NJ)(['EEXIST', 'ENOENT'], () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(file, 'wx', 0o664));
    if (fd === undefined)
        return false;
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync)(fd, `${line}\n`);
        // Somebody may have taken it away while nothing was in it.
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(file, { throwIfNoEntry: false })?.ino === (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(fd).ino;
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(fd);
    }
}
function stuck(commonDir, clock) {
    const file = turnFile(commonDir);
    const maker = makerOf((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .orNothing */ .bR)(() => read(file)) ?? '');
    const sinceAt = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(file).mtimeMs);
    const since = sinceAt === undefined ? '' : ` for ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_4__/* .formatDuration */ .a)(Math.max(0, Math.round(clock.wall() - sinceAt)))}`;
    const who = maker
        ? `process ${maker.process.pid} on host '${maker.host}', which cannot be seen from here or does not go on`
        : 'somebody who is not named in it';
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .FetchLockError */ .qf('FL_BACKEND', {
        what: `'${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_9__/* .inert */ .tJ)(file)}' has been there${since}: a change of refs in that repository does not end.`,
        why: `It was made by ${who}.`,
        fix: `Any job on that host clears it once that process is gone. If the host is gone for good, remove it: \`rm -- ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_9__/* .quoteForShell */ .eC)(file)}\`.`,
    });
}


/***/ }),

/***/ 72795:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ openStore)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1559);
/* harmony import */ var _base_own_room_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(74024);
/* harmony import */ var _host_file_store_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2645);
/* harmony import */ var _host_lock_dir_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(63197);
/* harmony import */ var _ticket_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(76074);
/** Opens the store of a place: the host's, and in a fleet whose address is known, both. */








/** Throws FL_LOCK_DIR. What a fleet needs is loaded, and Redis reached, when it is needed, and without an address never. */
async function openStore(place, clock, { address, onTrouble }) {
    const { fleet, dir } = place;
    if (fleet !== undefined && (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(dir) === (0,_base_own_room_js__WEBPACK_IMPORTED_MODULE_4__/* .ownRoom */ .c)())
        (0,_host_lock_dir_js__WEBPACK_IMPORTED_MODULE_6__/* .orRefuse */ .KA)(dir, _base_own_room_js__WEBPACK_IMPORTED_MODULE_4__/* .makeOwnRoom */ .I);
    const host = await (0,_host_file_store_js__WEBPACK_IMPORTED_MODULE_5__/* .openFileStore */ .w)(place, clock);
    if (fleet === undefined || address === undefined)
        return host;
    const heldHere = (it) => it.place.fleet === fleet;
    const { createFleetStore } = await __webpack_require__.e(/* import() */ 177).then(__webpack_require__.bind(__webpack_require__, 82177));
    return createFleetStore({
        ...{ host, clock, onTrouble },
        openFleet: async () => (await __webpack_require__.e(/* import() */ 11).then(__webpack_require__.bind(__webpack_require__, 2011))).openRedisStore(fleet, address, clock, (0,node_os__WEBPACK_IMPORTED_MODULE_1__.hostname)()),
        heldBeside: ({ others }) => others().flatMap((it) => (heldHere(it) ? ((0,_ticket_js__WEBPACK_IMPORTED_MODULE_7__/* .decodeToken */ .oL)(it.token)?.id ?? []) : [])),
        isInDoubt: (token) => (0,_ticket_js__WEBPACK_IMPORTED_MODULE_7__/* .decodeToken */ .oL)(token) !== undefined && (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(dir, 'crashed', token))) === true,
    });
}


/***/ })

};
