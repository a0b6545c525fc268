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
async function recoverOne(scope, host, address) {
    try {
        return { scope, recovered: await recoverLock(scope, host, address) };
    }
    catch (error) {
        return { scope, trouble: (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error) };
    }
}
async function recoverLock({ path, lock: place }, { err, clock }, address) {
    (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orNothing */ .bR)(() => (0,_fetch_fencing_turn_js__WEBPACK_IMPORTED_MODULE_1__/* .freeTurn */ .Gq)(place.guards));
    if (!(0,_lock_host_lock_dir_js__WEBPACK_IMPORTED_MODULE_4__/* .hasLockDir */ .L2)(place))
        return [];
    const store = await (0,_lock_fleet_open_js__WEBPACK_IMPORTED_MODULE_3__/* .openStore */ .C)(place, clock, { address, onTrouble: (text) => (0,_terminal_js__WEBPACK_IMPORTED_MODULE_10__/* .tell */ .q)(err, text) });
    try {
        const waited = (await (0,_lock_breaking_js__WEBPACK_IMPORTED_MODULE_2__/* .findSuspects */ .YX)(place, clock.wall())).filter((it) => !it.isGranted && it.verdict === 'dead');
        const swept = await store.sweep();
        const left = new Set((await (0,_lock_breaking_js__WEBPACK_IMPORTED_MODULE_2__/* .findSuspects */ .YX)(place, clock.wall())).map((it) => it.id));
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










const roomOf = (commonDir) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(commonDir, 'refs', 'fetch-lock');
const turnFile = (commonDir) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(roomOf(commonDir), 'writer.lock');
const hostWord = (0,node_os__WEBPACK_IMPORTED_MODULE_1__.hostname)().replace(/[^\w.-]/g, '_') || '_';
const thisHost = ({ boot, namespace } = _lock_host_system_kernel_js__WEBPACK_IMPORTED_MODULE_7__/* .systemKernel */ .F) => `${hostWord} ${boot}-${namespace}`;
function makerOf(text) {
    const [, host = '', name = ''] = /^\S+ (\S+) (\S+)$/.exec(text.split('\n', 1)[0] ?? '') ?? [];
    const process = (0,_lock_ticket_js__WEBPACK_IMPORTED_MODULE_8__/* .decodeProcess */ .Ok)(name);
    return process && { host: (0,_base_text_js__WEBPACK_IMPORTED_MODULE_9__/* .inert */ .tJ)(host, 80), process };
}
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
function freeTurn(commonDir, kernel = _lock_host_system_kernel_js__WEBPACK_IMPORTED_MODULE_7__/* .systemKernel */ .F) {
    const file = turnFile(commonDir);
    const text = read(file);
    if (text === undefined)
        return true;
    const maker = makerOf(text);
    return maker !== undefined && isDead(maker, kernel) && takeAway(file, text);
}
function takeAway(file, text) {
    const aside = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(file, '..', `writer-${(0,_lock_ticket_js__WEBPACK_IMPORTED_MODULE_8__/* .newId */ .Si)()}.lock`);
    if (!(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .unless */ .NJ)(['ENOENT'], () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync)(file, aside) ?? true))
        return true;
    const isIt = read(aside) === text;
    if (!isIt)
        (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .unless */ .NJ)(['EEXIST'], () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.linkSync)(aside, file));
    (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .unless */ .NJ)(['ENOENT'], () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.unlinkSync)(aside));
    return isIt;
}
const patienceMs = 10_000;
const lookMs = 50;
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
        return isAt(file, fd);
    }
    catch (error) {
        (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .orNothing */ .bR)(() => isAt(file, fd) && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.unlinkSync)(file));
        throw error;
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(fd);
    }
}
const isAt = (file, fd) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(file, { throwIfNoEntry: false })?.ino === (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(fd).ino;
function stuck(commonDir, clock) {
    const file = turnFile(commonDir);
    const found = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(file));
    const since = found === undefined ? '' : ` for ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_4__/* .formatDuration */ .a)(Math.max(0, Math.round(clock.wall() - found.mtimeMs)))}`;
    const text = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .orNothing */ .bR)(() => read(file)) ?? '';
    const maker = makerOf(text);
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .FetchLockError */ .qf('FL_BACKEND', {
        what: `'${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_9__/* .inert */ .tJ)(file)}' has been there${since}: a change of refs in that repository does not end.`,
        ...(maker ? byMaker(maker, file) : byNobody(file, found?.isFile() ?? true, text === '')),
    });
}
const byMaker = ({ host, process: { pid } }, file) => ({
    why: `It was made by process ${pid} on host '${host}', which cannot be seen from here or does not go on.`,
    fix: `Any job on that host clears it once that process is gone. If the host is gone for good, remove it: \`rm -- ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_9__/* .quoteForShell */ .eC)(file)}\`.`,
});
const byNobody = (file, isFile, isEmpty) => ({
    why: !isFile
        ? 'It is no plain file, so neither git nor fetch-lock made it.'
        : isEmpty
            ? 'It is empty or too large: a host that stopped while it was written, or a full disk, leaves it so.'
            : 'It does not say who made it.',
    fix: `Once no job works in that repository, on any host, remove it: \`rm -r -- ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_9__/* .quoteForShell */ .eC)(file)}\`.`,
});


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
/* harmony import */ var _base_policy_own_room_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(96145);
/* harmony import */ var _host_file_store_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2645);
/* harmony import */ var _host_lock_dir_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(63197);
/* harmony import */ var _ticket_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(76074);
/* harmony import */ var _redis_complaint_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(51986);









async function openStore(place, clock, { address, onTrouble }) {
    const { fleet, dir } = place;
    if (fleet !== undefined && (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(dir) === (0,_base_policy_own_room_js__WEBPACK_IMPORTED_MODULE_4__/* .ownRoom */ .c)())
        (0,_host_lock_dir_js__WEBPACK_IMPORTED_MODULE_6__/* .orRefuse */ .KA)(dir, _base_policy_own_room_js__WEBPACK_IMPORTED_MODULE_4__/* .makeOwnRoom */ .I);
    const host = await (0,_host_file_store_js__WEBPACK_IMPORTED_MODULE_5__/* .openFileStore */ .w)(place, clock);
    if (fleet === undefined || address === undefined)
        return host;
    const heldHere = (it) => it.place.fleet === fleet;
    const { createFleetStore } = await __webpack_require__.e(/* import() */ 53).then(__webpack_require__.bind(__webpack_require__, 11053));
    return createFleetStore({
        ...{ host, clock, onTrouble },
        tooSlow: (limitMs) => (0,_redis_complaint_js__WEBPACK_IMPORTED_MODULE_8__/* .tooSlow */ .gn)(address, limitMs),
        openFleet: async () => (await __webpack_require__.e(/* import() */ 435).then(__webpack_require__.bind(__webpack_require__, 18435))).openRedisStore(fleet, address, clock, (0,node_os__WEBPACK_IMPORTED_MODULE_1__.hostname)()),
        heldBeside: ({ others }) => others().flatMap((it) => (heldHere(it) ? ((0,_ticket_js__WEBPACK_IMPORTED_MODULE_7__/* .decodeToken */ .oL)(it.token)?.id ?? []) : [])),
        isInDoubt: (token) => (0,_ticket_js__WEBPACK_IMPORTED_MODULE_7__/* .decodeToken */ .oL)(token) !== undefined && (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(dir, 'crashed', token))) === true,
    });
}


/***/ }),

/***/ 51986:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Nx: () => (/* binding */ complaintOf),
/* harmony export */   TR: () => (/* binding */ refuse),
/* harmony export */   bg: () => (/* binding */ mayPass),
/* harmony export */   gn: () => (/* binding */ tooSlow)
/* harmony export */ });
/* harmony import */ var _base_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56620);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1559);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(33875);



const reach = 'Start it, or check `redis-url` and the network between.';
const account = 'Check user and password in `redis-url`; special signs in them are percent-encoded.';
const trust = 'Use a certificate this host trusts, and name its authority with NODE_EXTRA_CA_CERTS.';
const known = [
    [
        /^WRONGPASS|invalid (username-)?password|^ERR AUTH|without any password configured/i,
        'It does not accept the user or password.',
        account,
    ],
    [/NOAUTH/, 'It wants a user and a password.', 'Give them: redis://USER:PASSWORD@HOST:PORT.'],
    [
        /^NOPERM|no permissions|ACL failure|can't run this command/i,
        'This user may not do what a lock needs.',
        'Grant it: +@all -@admin -@dangerous +info, ~fetch-lock:* and &fetch-lock:* .',
    ],
    [/READONLY/, 'It is a read-only replica.', 'Point `redis-url` at the primary.', 'may pass'],
    [/^OOM|used memory/, 'Its memory is full.', 'Raise its `maxmemory`, or remove other data from it.', 'may pass'],
    [/^MISCONF/, 'It cannot write its data to disk, and so takes no more.', 'Free space on its disk, and look into its log.', 'may pass'],
    [/^LOADING/, 'It is still loading its data.', 'Wait until it has.', 'may pass'],
    [/^MASTERDOWN|^NOREPLICAS/, 'It has lost its primary or its replicas.', 'Wait until another takes over, or repair it.', 'may pass'],
    [/^CLUSTERDOWN|^TRYAGAIN|^ASK /, 'Its cluster is not whole.', 'Wait until it is, or repair it.', 'may pass'],
    [
        /^MOVED|CROSSSLOT/,
        'It is one node of a cluster, and keeps this lock on another.',
        'Give the address of a Redis that is no cluster, or of a proxy in front of it.',
    ],
    [/^BUSY/, 'It is busy with a script of somebody else.', 'Wait, or end that script: redis-cli SCRIPT KILL.', 'may pass'],
    [/max number of clients/, 'It has as many clients as it takes.', 'Raise its `maxclients`.', 'may pass'],
    [
        /numbers of this lock are used up/,
        'The numbers of this lock are used up: somebody has written one that is too great.',
        'Give another `lock-name`.',
    ],
    [/WRONGTYPE/, 'Something else is stored under the names of this lock.', 'Give another `lock-name`, or another database of this Redis.'],
    [
        /unknown command|unsupported|NOPROTO|INFO tells no run_id/i,
        'It lacks a command that a lock needs.',
        'Use Redis 6.2 or newer, or Valkey.',
    ],
    [/ECONNREFUSED|ENOENT|ENOTDIR|ENOTSOCK/, 'Nothing listens there.', reach, 'may pass'],
    [/EACCES|EPERM/, 'Permission is denied.', "Let this user into the socket's group: `unixsocketperm` of its configuration."],
    [/ENOTFOUND|EAI_AGAIN/, 'The name of its host is not known here.', 'Check `redis-url` and the name service.', 'may pass'],
    [/EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EHOSTDOWN/, 'There is no way to it.', reach, 'may pass'],
    [/CERT|certificate|self.signed|altname/i, 'Its certificate is not trusted.', trust],
    [
        /wrong version number|ERR_SSL|EPROTO|tls/i,
        'It does not speak TLS as we do.',
        'Write redis:// if it speaks no TLS, rediss:// if it does.',
    ],
    [
        /Unknown RESP type|Unexpected answer|Invalid RESP|Protocol error/i,
        'What answers there is no Redis, or wants TLS.',
        'Check host and port in `redis-url`; write rediss:// if it wants TLS.',
    ],
    [
        /ECONNRESET|EPIPE|closed unexpectedly|client is closed|offline|disconnects/i,
        'The connection was cut, or what answers there is no Redis.',
        'Look into its log, and check host and port in `redis-url`; write rediss:// if it wants TLS.',
        'may pass',
    ],
    [
        /ETIMEDOUT|timeout|did not answer/i,
        'It did not answer in time.',
        'Look whether it runs, and what it is busy with: redis-cli SLOWLOG GET.',
        'may pass',
    ],
];
const passing = new WeakSet();
const mayPass = (error) => error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf && passing.has(error);
function complaintOf(address, error) {
    if (error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf)
        return error;
    const said = wordsOf(error);
    const [, why, fix, passes] = known.find(([pattern]) => pattern.test(said)) ?? [
        undefined,
        `It says: ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_2__/* .inert */ .tJ)(withoutSecrets(said, address), 160).replace(/\.$/, '')}.`,
        'Look into its log.',
    ];
    return refuse(address, { why, fix }, passes !== undefined);
}
const tooSlow = (address, limitMs) => refuse(address, {
    why: `It has not decided for ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(limitMs)} who gets the lock.`,
    fix: 'Look whether it runs, and what it is busy with: redis-cli SLOWLOG GET.',
});
function refuse(address, { why, fix }, passes = false) {
    const told = new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf('FL_BACKEND', {
        what: `The Redis at ${address.shown} cannot be used.`,
        ...(why ? { why } : {}),
        ...(fix ? { fix: fix.replaceAll('`redis-url`', `\`${address.givenAs}\``) } : {}),
    });
    if (passes)
        passing.add(told);
    return told;
}
function wordsOf(error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? `${error.code} ` : '';
    const inner = error instanceof AggregateError && error.errors.length > 0 ? wordsOf(error.errors[0]) : '';
    return `${code === '' ? '' : code}${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}${inner ? ` ${inner}` : ''}${isNamed(error) ? ` ${error.constructor.name}` : ''}`;
}
const isNamed = (error) => error instanceof Error && /^(Connection|Socket)?Timeout/.test(error.constructor.name);
const withoutSecrets = (text, { secrets, user }) => [...secrets, ...(user ? [user] : [])].reduce((left, it) => left.replaceAll(it, '***'), text);


/***/ })

};
