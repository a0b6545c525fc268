export const id = 676;
export const ids = [676];
export const modules = {

/***/ 15489:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K1: () => (/* binding */ overtaken),
/* harmony export */   Pj: () => (/* binding */ isStanding),
/* harmony export */   QU: () => (/* binding */ decodeMark),
/* harmony export */   Tn: () => (/* binding */ demandHook),
/* harmony export */   ol: () => (/* binding */ digestOf),
/* harmony export */   wy: () => (/* binding */ encodeMark)
/* harmony export */ });
/* unused harmony export fenceInFile */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1559);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(33875);
/* harmony import */ var _git_operands_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(74595);
/* harmony import */ var _git_run_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(82456);
/* harmony import */ var _lock_ticket_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(76074);
/* harmony import */ var _refs_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(44059);









const digestOf = (party) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(party).digest('hex').slice(0, 16);
const encodeMark = ({ fence, id, party, before }) => `${fence} ${id} ${party}${before === undefined ? '' : ` ${before}`}\n`;
function decodeMark(line) {
    const [fence = '', id = '', party = '', before, ...more] = line.split(' ');
    if (!/^[1-9]\d{0,14}$/.test(fence) || !(0,_lock_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .isId */ .eQ)(id) || !(0,_lock_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .isId */ .eQ)(party) || more.length > 0)
        return undefined;
    if (before === undefined)
        return { fence: Number(fence), id, party };
    return (0,_git_operands_js__WEBPACK_IMPORTED_MODULE_4__/* .isCommitId */ .jh)(before) ? { fence: Number(fence), id, party, before } : undefined;
}
function fenceInFile(commonDir) {
    const text = (0,_refs_js__WEBPACK_IMPORTED_MODULE_7__/* .readLoose */ .zp)(commonDir, _refs_js__WEBPACK_IMPORTED_MODULE_7__/* .fenceName */ .nB)?.trim();
    return text !== undefined && (0,_git_operands_js__WEBPACK_IMPORTED_MODULE_4__/* .isCommitId */ .jh)(text) ? text : undefined;
}
const limitMs = 30_000;
async function isStanding({ dir, object }, isolation, work) {
    const inFile = fenceInFile(dir);
    if (inFile !== undefined)
        return inFile === object;
    const lines = [];
    const argv = [`--git-dir=${dir}`, 'rev-parse', '--quiet', '--verify', _refs_js__WEBPACK_IMPORTED_MODULE_7__/* .fenceName */ .nB];
    const { exitCode } = await (0,_git_run_js__WEBPACK_IMPORTED_MODULE_5__/* .runGit */ .E)(argv, isolation, { ...work, limitMs, onLine: (line) => lines.push(line) });
    return exitCode === 0 && lines.join() === object;
}
const overtaken = (path, command) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .FetchLockError */ .qf('FL_LOST', {
    what: `The lock on '${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_8__/* .inert */ .tJ)(path)}' is somebody else's by now, so \`${command}\` is not trusted.`,
    why: 'It ran out while this host, or its way to Redis, stood still, and another job has moved the fence since. What this one wrote later was refused by git.',
    fix: 'Run the job again.',
});
function demandHook(hooks) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(hooks, 'reference-transaction');
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.accessSync)(file, node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.X_OK);
    }
    catch (error) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .FetchLockError */ .qf('FL_BACKEND', {
            what: `'${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_8__/* .inert */ .tJ)(file)}' cannot be run, so nothing would stop a holder that has lost the lock.`,
            why: `${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error)}.`,
            fix: 'Let the action be checked out with its modes, on a file system that is not mounted `noexec`.',
        }, error);
    }
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

/***/ 87115:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  YR: () => (/* binding */ visit)
});

// UNUSED EXPORTS: GitFailed, isStillRunning, runAt, runUnderLock

// EXTERNAL MODULE: ./lib/src/base/clock.js
var base_clock = __webpack_require__(63148);
// EXTERNAL MODULE: ./lib/src/base/duration.js
var duration = __webpack_require__(56620);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __webpack_require__(33875);
// EXTERNAL MODULE: ./lib/src/git/complaint.js
var complaint = __webpack_require__(26584);
// EXTERNAL MODULE: ./lib/src/git/isolation/collection.js
var collection = __webpack_require__(74528);
// EXTERNAL MODULE: ./lib/src/git/isolation/isolation.js + 2 modules
var isolation = __webpack_require__(43736);
// EXTERNAL MODULE: ./lib/src/git/run.js
var run = __webpack_require__(82456);
// EXTERNAL MODULE: ./lib/src/git/scope.js + 1 modules
var scope = __webpack_require__(38006);
// EXTERNAL MODULE: ./lib/src/lock/host/liveness.js
var liveness = __webpack_require__(87350);
// EXTERNAL MODULE: ./lib/src/lock/store.js
var store = __webpack_require__(6493);
// EXTERNAL MODULE: ./lib/src/fetch/fencing/fence.js
var fence = __webpack_require__(15489);
// EXTERNAL MODULE: ./lib/src/fetch/fencing/turn.js
var turn = __webpack_require__(74941);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./lib/src/fetch/fetch-head.js




const { O_WRONLY, O_NOFOLLOW, O_NONBLOCK } = external_node_fs_.constants;
function fetch_head_freeFetchHead({ workDir }, argv) {
    if (argv.includes('--append'))
        return;
    const path = join(gitDirOf(workDir), 'FETCH_HEAD');
    try {
        closeSync(openSync(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK));
    }
    catch (error) {
        if (errnoOf(error) === 'EACCES')
            orNothing(() => unlinkSync(path));
    }
}

// EXTERNAL MODULE: ./lib/src/fetch/mending/cleaner.js
var cleaner = __webpack_require__(18720);
;// CONCATENATED MODULE: ./lib/src/fetch/pull.js




function pull_rememberTree({ workDir, path }) {
    const gitDir = gitDirOf(workDir);
    const has = (name) => existsSync(join(gitDir, name));
    const begun = () => (has('rebase-merge') || has('rebase-apply') ? 'rebase' : has('MERGE_HEAD') ? 'merge' : undefined);
    const before = begun();
    return async (log, git) => {
        const since = begun();
        if (since === undefined || since === before)
            return;
        await git([since, '--abort']);
        log.info(begun() === since
            ? `A ${since} is still under way in ${inert(path)}: \`git ${since} --abort\` ends it there.`
            : `The ${since} was taken back: the tree of ${inert(path)} is as it was.`);
    };
}

;// CONCATENATED MODULE: ./lib/src/fetch/guarded.js
















class GitFailed extends errors/* FetchLockError */.qf {
    fault;
    complaint;
    constructor(fault, complaint, trouble) {
        super('FL_GIT', trouble);
        this.fault = fault;
        this.complaint = complaint;
    }
}
const isLost = (error) => error instanceof FetchLockError && error.code === 'FL_LOST';
const isStillRunning = (error) => error instanceof GitFailed && error.fault === 'still running';
const lookMs = 500;
const [pauseMs, longestPauseMs] = [1000, 30_000];
const mostLines = 1000;
const toldComplaints = 5;
const mostWords = 50;
async function runUnderLock(command, scope, guard, work) {
    refuseDeepening(scope, [command]);
    const mode = guard.token === undefined || guard.mode === 'shared' ? undefined : guard.mode;
    const isolation = await enter(scope, guard, work, mayEnterSubmodules(command.argv));
    try {
        if (mode && guard.isHeld())
            removeLeftovers(scope, mode, work, pastOf(guard));
        if (mode && command.isNetwork && guard.isHeld())
            freeFetchHead(scope, command.argv);
        const since = mode && timeIn(scope);
        const takeBack = command.argv[0] === 'pull' ? rememberTree(scope) : undefined;
        try {
            await runCommand(command, scope.path, isolation, guard, work);
            if (command.isNetwork && mode === 'update')
                hintAtGc(scope, isolation, work);
        }
        catch (error) {
            if (!guard.isHeld() || isStillRunning(error) || isLost(error))
                throw error;
            if (mode)
                removeOwn(scope, mode, work, since, pastOf(guard));
            await takeBack?.(work.log, (argv) => watch({ argv }, isolation, guard, lastWords(work)));
            throw mode ? explainContention(error, () => whatIsInTheWay(scope, mode, work, pastOf(guard))) : error;
        }
    }
    finally {
        isolation.close();
    }
}
const pastOf = ({ deadForMs, lostForMs, barrier }) => ({ deadForMs, lostForMs, isFleet: barrier !== undefined });
function hintAtGc({ path, guards }, { entries }, { log, onNotice = log.info }) {
    const gathered = whatGathered(guards, gcLimits(entries));
    if (gathered === undefined)
        return;
    onNotice(`${inert(path)} has ${gathered}: git would collect them now, which may break who reads beside this job. A step with \`git: gc --auto\` now and then does it, alone.`);
}
const lastWords = (work) => ({
    ...work,
    signal: new AbortController().signal,
    limitMs: work.signal.aborted ? 1000 : work.limitMs,
});
function explainContention(error, look) {
    if (!(error instanceof GitFailed && error.fault === 'contention'))
        return error;
    const found = look();
    return found ? new GitFailed('contention', error.complaint, { ...error.trouble, ...found }) : error;
}
async function runAt(site, command, guard, work) {
    const isolation = await enter(site, guard, work);
    try {
        return await runCommand(command, site.path, isolation, guard, work);
    }
    finally {
        isolation.close();
    }
}
async function visit(site, guard, work, act) {
    const { log } = work;
    const quiet = { ...work, report: () => { }, log: { ...log, info: log.debug, group: (_, run) => run() } };
    const isolation = await enter(site, guard, quiet);
    const offline = { ...isolation, env: { ...isolation.env, GIT_ALLOW_PROTOCOL: 'none', GIT_NO_LAZY_FETCH: '1' } };
    try {
        return await act({
            entries: isolation.entries,
            git: (argv, input) => runCommand({ argv, isNetwork: false, ...(input === undefined ? {} : { input }) }, site.path, offline, guard, quiet),
        });
    }
    finally {
        isolation.close();
    }
}
async function enter(site, guard, work, entersSubmodules = false) {
    try {
        return await (0,isolation/* isolate */.az)(site, {
            ...work,
            env: guard.token === undefined ? work.env : { ...work.env, [liveness/* tokenVariable */.Sj]: guard.token },
            entersSubmodules,
            isAlone: guard.mode === 'exclusive',
            ...(guard.barrier ? { barrier: guard.barrier } : {}),
            onIgnored: work.onNotice ?? work.log.info,
        });
    }
    catch (error) {
        if (!(error instanceof isolation/* Unreadable */.IO))
            throw error;
        throw new GitFailed((0,complaint/* faultOf */.K)([error.complaint]), error.complaint, error.trouble);
    }
}
async function runCommand(command, path, isolation, guard, work) {
    const { clock, signal, log, report } = work;
    const argv = shorten(['git', ...command.argv.map(base_text/* withoutCredentials */.ri)]);
    const refuseIfLost = async () => {
        if (!guard.isHeld())
            throw (0,store/* takenAway */.GX)(`The lock on '${(0,base_text/* inert */.tJ)(path)}' was lost, so \`${say(command)}\` is not trusted.`, guard.whyLost?.());
        if (guard.barrier && !(await (0,fence/* isStanding */.Pj)(guard.barrier, isolation, work)))
            throw (0,fence/* overtaken */.K1)(path, say(command));
        signal.throwIfAborted();
    };
    for (let attempt = 1;; attempt += 1) {
        await refuseIfLost();
        const lines = [];
        const result = await log.group(say(command), () => watch(command, isolation, guard, work, lines));
        report('git_finished', {
            argv,
            duration_ms: Math.round(result.durationMs),
            ...(command.isNetwork ? { network: true } : {}),
            ...(result.exitCode === null ? {} : { exit_code: result.exitCode }),
            ...(result.stopped ? { reason: result.stopped } : {}),
        });
        if (!result.isGone)
            throw failed(command, path, work, result, 'still running');
        if (guard.barrier)
            (0,errors/* orNothing */.bR)(() => (0,turn/* freeTurn */.Gq)(guard.barrier?.dir ?? ''));
        await refuseIfLost();
        const said = (0,complaint/* faultOf */.K)(result.complaints);
        const fault = result.stopped ? 'stopped' : said === 'unknown' && result.exitCode === null ? 'ended' : said;
        if (result.exitCode === 0 && !result.stopped && (fault !== 'damage' || work.isSound))
            return lines;
        if (fault !== 'passing' || !command.isNetwork || attempt >= work.attempts)
            throw failed(command, path, work, result, fault, attempt);
        const waitMs = Math.min(longestPauseMs, pauseMs * 2 ** (attempt - 1)) * (0.5 + Math.random());
        report('git_retried', { argv, reason: complaintOf(result), attempt });
        log.info(`That may pass: trying again in ${(0,duration/* formatDuration */.a)(waitMs)} (attempt ${attempt + 1} of ${work.attempts}).`);
        await (0,base_clock/* pause */.v7)(clock, waitMs, signal);
    }
}
const shorten = (argv) => argv.length > mostWords ? [...argv.slice(0, mostWords), `(and ${argv.length - mostWords} more)`] : [...argv];
const say = ({ text, argv }) => text === undefined ? (0,base_text/* inert */.tJ)((0,base_text/* withoutCredentials */.ri)(['git', ...argv].join(' '))) : `git ${text.replace(/^git\s+/, '')}`;
const complaintOf = ({ complaints }) => complaints.slice(-toldComplaints).join('; ').replace(/\.$/, '');
const remedies = {
    'still running': 'A disk that does not answer is the usual cause. The lock is kept until it is gone.',
    stopped: 'Raise `git-timeout` if that is too short.',
    'full disk': 'Make space where the repository is; what was in it is still there.',
    'not writable': 'Let the user of this job write there, and see that the disk is sound.',
    refused: 'Check who this job is to the remote: `token` for https, the key of the user for ssh.',
    'missing remote': 'Check its address, and who may read there: to strangers many servers say that there is nothing.',
    'missing ref': 'The remote does not have it, or no longer: it may have been deleted or pushed over meanwhile.',
    'in the way': 'Take what git names out of the way; refs that the remote has deleted go with `--prune`.',
    diverged: 'Reset what is here, or tell git that it may be overwritten: a `+` before the refspec, or another option of `pull`.',
    contention: 'Something works in the repository without this lock, or left that file when it died: see what it is.',
    'damaged remote': 'What is damaged is the repository at the other side: its owner has to mend it.',
    damage: 'If `git fsck` finds nothing wrong there, the damage is at the remote.',
    passing: 'The network or the server is the cause. Run the job again later, or raise `retries`.',
};
function failed(command, path, work, result, fault, attempts = 1) {
    const times = attempts > 1 ? `, ${attempts} times` : '';
    const how = {
        'still running': 'could not be killed.',
        stopped: `took longer than ${(0,duration/* formatDuration */.a)(work.limitMs)} and was stopped.`,
        ended: `was ended by a signal${times}.`,
        failed: `failed with exit code ${result.exitCode}${times}.`,
    }[fault === 'still running' || fault === 'stopped' ? fault : result.exitCode === null ? 'ended' : 'failed'];
    const complaint = complaintOf(result);
    return new GitFailed(fault, complaint, {
        what: `\`${say(command)}\` in '${(0,base_text/* inert */.tJ)(path)}' ${how}`,
        ...(complaint ? { why: `It said: ${complaint}.` } : {}),
        fix: remedies[fault] ?? 'What git said is in the log above.',
    });
}
async function watch({ argv, input }, isolation, guard, work, lines = []) {
    const lost = new AbortController();
    const over = new AbortController();
    const lose = () => over.signal.aborted || lost.abort();
    const stopLooking = work.clock.every(lookMs, () => guard.isHeld() || lost.abort());
    let admitted;
    try {
        return await (0,run/* runGit */.E)(argv, isolation, {
            ...{ ...work, ...(input === undefined ? {} : { input }) },
            signal: AbortSignal.any([work.signal, lost.signal]),
            onStart: (pid) => {
                admitted = guard.admit?.(pid, over.signal).then((isIn) => isIn || lose(), lose);
            },
            onLine: (line) => {
                if (lines.length < mostLines)
                    lines.push(line);
                work.log.info(`  ${line}`);
            },
        });
    }
    finally {
        stopLooking();
        over.abort();
        await admitted;
    }
}


/***/ }),

/***/ 18720:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   nE: () => (/* binding */ leftoverOf)
/* harmony export */ });
/* unused harmony exports removeLeftovers, removeOwn, whatIsInTheWay, timeIn */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_duration_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56620);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1559);
/* harmony import */ var _lock_ticket_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(76074);
/* harmony import */ var _finds_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8518);
/* harmony import */ var _leftovers_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(63822);
/* harmony import */ var _occupants_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(56094);









const patienceMs = 3000;
const ownPatienceMs = 500;
function removeLeftovers(scope, mode, cleaning, past = {}) {
    const found = findLocks(scope, mode);
    if (past.deadForMs !== undefined)
        found.push(...findTemporaries(scope.guards));
    remove(scope, found, cleaning, patienceMs, past);
}
function removeOwn(scope, mode, cleaning, time, { isFleet } = {}) {
    if (time === undefined)
        return;
    const found = [...findLocks(scope, mode), ...findTemporaries(scope.guards)].filter((it) => it.stats.mtimeNs >= time);
    remove(scope, found, cleaning, ownPatienceMs, { isOurs: true, isFleet });
}
function whatIsInTheWay(scope, mode, { clock, census = takeCensus }, past = {}) {
    const found = findLocks(scope, mode);
    const [first] = found;
    const now = first && timeIn(scope);
    if (!first || now === undefined)
        return undefined;
    const untilMs = clock.now() + ownPatienceMs;
    const usersOf = census(rootsOf(scope), found.map((it) => it.path), () => clock.now() > untilMs);
    const shown = found.slice(0, 5).map((it) => `'${nameOf(scope, it.path)}': ${whyItStays(leftoverOf(it, now), usersOf(it.path), past)}`);
    const more = found.length > shown.length ? ` And ${plural(found.length - shown.length, 'other')}.` : '';
    const isPlain = inert(first.path, first.path.length) === first.path;
    const command = `\`rm ${first.stats.isDirectory() ? '-r ' : ''}-- '${first.path.replaceAll("'", "'\\''")}'\``;
    return {
        why: `In the way: ${shown.join(' ')}${more}`,
        fix: `Once no git works there any more, remove ${isPlain ? `it: ${command}.` : 'it by hand.'}`,
    };
}
function timeIn({ guards }) {
    const path = join(guards, 'objects', `tmp_fetch-lock-${newId()}`);
    try {
        const fd = openSync(path, 'wx', 0o600);
        try {
            return fstatSync(fd, { bigint: true }).mtimeNs;
        }
        finally {
            unlinkSync(path);
            closeSync(fd);
        }
    }
    catch {
        return undefined;
    }
}
function remove(scope, found, { clock, log, report, census = takeCensus }, forMs, maker) {
    const now = found.length > 0 ? timeIn(scope) : undefined;
    if (now === undefined)
        return;
    const untilMs = clock.now() + forMs;
    const isLate = () => clock.now() > untilMs;
    const usersOf = census(rootsOf(scope), found.map((it) => it.path), isLate);
    for (const it of found) {
        if (isLate()) {
            log.info('There was no time to look at everything that git left behind.');
            return;
        }
        const leftover = leftoverOf(it, now);
        const file = nameOf(scope, it.path);
        const users = usersOf(it.path);
        const reason = whyRemovable(leftover, users, maker);
        if (reason === undefined) {
            log.info(`'${file}' was left in '${inert(scope.path)}'. ${whyItStays(leftover, users, maker)}`);
            continue;
        }
        const trouble = removeOne(it);
        if (trouble) {
            log.info(`'${file}' was left in '${inert(scope.path)}' and could not be removed: ${inert(trouble)}.`);
            continue;
        }
        const ageMs = Math.max(0, Math.round(leftover.ageMs));
        log.info(`Removed '${file}' from '${inert(scope.path)}', ${formatDuration(ageMs)} old: ${reason}.`);
        report('git_lock_removed', { file, reason, age_ms: ageMs });
    }
}
function removeOne({ path, stats }) {
    try {
        const seen = lstatSync(path, { bigint: true });
        const isSame = ['dev', 'ino', 'mode', 'mtimeNs', 'ctimeNs'].every((key) => seen[key] === stats[key]);
        if (!isSame)
            return 'it has changed meanwhile';
        if (seen.isDirectory())
            rmSync(path, { recursive: true });
        else
            unlinkSync(path);
        return undefined;
    }
    catch (error) {
        return errnoOf(error) ?? 'an unknown reason';
    }
}
const leftoverOf = ({ path, stats, oldMs, isOfRef = false }, now) => ({
    kind: stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : stats.isSymbolicLink() ? 'link' : 'other',
    ageMs: Number(now - stats.mtimeNs) / 1e6,
    oldMs,
    isQuarantine: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path)) === 'objects' && (0,_leftovers_js__WEBPACK_IMPORTED_MODULE_6__/* .isTemporary */ .ey)('objects', (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path)),
    isOfRef,
    isOfTable: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path).startsWith('packed-refs.'),
});
const nameOf = ({ guards }, path) => inert(relative(guards, path));


/***/ }),

/***/ 8518:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q6: () => (/* binding */ findLocks),
/* harmony export */   RD: () => (/* binding */ rootsOf),
/* harmony export */   vB: () => (/* binding */ findTemporaries)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);
/* harmony import */ var _git_scope_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(38006);
/* harmony import */ var _leftovers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(63822);





const mostNames = 200_000;
function findLocks(scope, mode) {
    const { guards, kind } = scope;
    const isAlone = mode === 'exclusive';
    const read = readerOf(mostNames);
    const named = (dir, locks) => Object.entries(locks).flatMap(([name, oldMs]) => lookAt(dir, name, oldMs));
    const inGitDir = (dir, locks) => [
        ...named(dir, locks),
        ..._leftovers_js__WEBPACK_IMPORTED_MODULE_4__/* .lockTrees */ .zY.flatMap((tree) => walk((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(dir, tree), read).map((it) => ({ ...it, isOfRef: tree === 'refs' }))),
    ];
    const own = ownGitDir(scope);
    const heads = isAlone || kind === 'bare' ? _leftovers_js__WEBPACK_IMPORTED_MODULE_4__/* .headLocks */ .rb : {};
    return [
        ...inGitDir(guards, _leftovers_js__WEBPACK_IMPORTED_MODULE_4__/* .commonLocks */ .Ck),
        ...named(guards, heads).map((it) => ({ ...it, isOfRef: kind === 'bare' })),
        ...(isAlone ? read((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(guards, 'worktrees')).flatMap((it) => (it.isDirectory() ? inGitDir(pathOf(it), _leftovers_js__WEBPACK_IMPORTED_MODULE_4__/* .headLocks */ .rb) : [])) : []),
        ...(isAlone ? named(own, _leftovers_js__WEBPACK_IMPORTED_MODULE_4__/* .worktreeLocks */ ._S) : []),
        ...modulesIn((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(own, 'modules'), read).flatMap((it) => inGitDir(it, isAlone ? { ..._leftovers_js__WEBPACK_IMPORTED_MODULE_4__/* .commonLocks */ .Ck, ..._leftovers_js__WEBPACK_IMPORTED_MODULE_4__/* .headLocks */ .rb, ..._leftovers_js__WEBPACK_IMPORTED_MODULE_4__/* .worktreeLocks */ ._S } : _leftovers_js__WEBPACK_IMPORTED_MODULE_4__/* .commonLocks */ .Ck)),
    ];
}
function findTemporaries(commonDir) {
    const read = readerOf(mostNames);
    const objects = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(commonDir, 'objects');
    const inDir = (dir, kind) => read(dir).flatMap((it) => ((0,_leftovers_js__WEBPACK_IMPORTED_MODULE_4__/* .isTemporary */ .ey)(kind, it.name) ? lookAt(dir, it.name, _leftovers_js__WEBPACK_IMPORTED_MODULE_4__/* .temporaryMs */ .qi) : []));
    const fanOut = read(objects).filter((it) => it.isDirectory() && /^[0-9a-f]{2}$/.test(it.name));
    return [
        ...inDir(commonDir, 'common'),
        ...inDir(objects, 'objects'),
        ...inDir((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(objects, 'pack'), 'pack'),
        ...fanOut.flatMap((it) => inDir(pathOf(it), 'fan-out')),
    ];
}
function rootsOf({ guards, workDir }) {
    const top = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(guards) === '.git' ? [(0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(guards)] : [];
    const trees = readerOf(mostNames)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(guards, 'worktrees')).flatMap((it) => {
        const note = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(pathOf(it), 'gitdir');
        const dotGit = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (lstatIn(note)?.isFile() ? (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(note, 'utf8').trim() : ''));
        return dotGit ? [(0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(pathOf(it), dotGit))] : [];
    });
    return [...new Set([guards, workDir, ...top, ...trees])];
}
function ownGitDir(scope) {
    const dir = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)((0,_git_scope_js__WEBPACK_IMPORTED_MODULE_3__/* .gitDirOf */ .z0)(scope.workDir)));
    return dir !== undefined && (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(dir) === (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scope.guards, 'worktrees') ? dir : scope.guards;
}
function lookAt(dir, name, oldMs) {
    const [last = '', ...parents] = name.split('/').reverse();
    const parent = parents.toReversed().reduce((at, it) => at && realDirIn(at, it), dir);
    const stats = parent && lstatIn((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(parent, last));
    return stats ? [{ path: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(dir, name), stats, oldMs }] : [];
}
function walk(dir, read) {
    const others = dir.endsWith('refs/fetch-lock') ? [] : read(dir).filter((it) => it.name.endsWith('.lock') || it.isDirectory());
    return others.flatMap((it) => (it.name.endsWith('.lock') ? lookAt(dir, it.name, _leftovers_js__WEBPACK_IMPORTED_MODULE_4__/* .treeLockMs */ ._F) : walk(pathOf(it), read)));
}
const modulesIn = (dir, read) => read(dir)
    .filter((it) => it.isDirectory())
    .map(pathOf)
    .flatMap((it) => (lstatIn((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(it, 'HEAD')) ? [it, ...modulesIn((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(it, 'modules'), read)] : modulesIn(it, read)));
const pathOf = (it) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(it.parentPath, it.name);
function readerOf(most) {
    let left = most;
    return (dir) => {
        if (left <= 0 || !lstatIn(dir)?.isDirectory())
            return [];
        const names = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(dir, { withFileTypes: true })) ?? [];
        left -= names.length;
        return names;
    };
}
const realDirIn = (dir, name) => lstatIn((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(dir, name))?.isDirectory() ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(dir, name) : undefined;
const lstatIn = (path) => (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { bigint: true, throwIfNoEntry: false }));


/***/ }),

/***/ 63822:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ck: () => (/* binding */ commonLocks),
/* harmony export */   SB: () => (/* binding */ whyRemovable),
/* harmony export */   _F: () => (/* binding */ treeLockMs),
/* harmony export */   _S: () => (/* binding */ worktreeLocks),
/* harmony export */   ey: () => (/* binding */ isTemporary),
/* harmony export */   kA: () => (/* binding */ whyItStays),
/* harmony export */   qi: () => (/* binding */ temporaryMs),
/* harmony export */   rb: () => (/* binding */ headLocks),
/* harmony export */   zY: () => (/* binding */ lockTrees)
/* harmony export */ });
/* harmony import */ var _base_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56620);

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const commonLocks = {
    'config.lock': minuteMs,
    'shallow.lock': hourMs,
    'packed-refs.lock': hourMs,
    'packed-refs.new': hourMs,
    'objects/info/commit-graph.lock': hourMs,
    'objects/info/commit-graphs/commit-graph-chain.lock': hourMs,
    'objects/info/alternates.lock': hourMs,
    'objects/pack/multi-pack-index.lock': hourMs,
    'gc.pid.lock': hourMs,
    'gc.pid': 12 * hourMs,
    'objects/maintenance.lock': 24 * hourMs,
};
const headLocks = { 'HEAD.lock': hourMs };
const worktreeLocks = {
    'index.lock': hourMs,
    'ORIG_HEAD.lock': hourMs,
    'MERGE_RR.lock': hourMs,
    'config.worktree.lock': hourMs,
    'info/sparse-checkout.lock': hourMs,
};
const lockTrees = ['refs', 'logs', 'reftable'];
const treeLockMs = hourMs;
const temporaryMs = 24 * hourMs;
const isTemporary = (dir, name) => ({
    objects: /^(tmp_|incoming-)/,
    pack: /^(tmp_|\.tmp-\d+-)/,
    'fan-out': /^tmp_obj_/,
    common: /^shallow_\w{6}$/,
})[dir].test(name);
const seenFrom = (users, { isFleet }) => isFleet && users.answer === 'nobody' ? { answer: 'unknown', why: 'other hosts work in this repository, too' } : users;
function whyRemovable(leftover, seen, maker) {
    const { kind, ageMs, oldMs, isQuarantine } = leftover;
    const users = seenFrom(seen, maker);
    if (kind !== 'file' && !(kind === 'directory' && isQuarantine))
        return undefined;
    const isOurs = maker.isOurs === true && ageMs >= 0;
    if (users.answer === 'somebody' && (users.hasItOpen || !isOurs))
        return undefined;
    if (isOurs)
        return 'our git command left it';
    if (users.answer === 'nobody')
        return 'nobody works in the repository';
    if (maker.deadForMs !== undefined && ageMs >= 0 && ageMs <= maker.deadForMs)
        return 'the job that wrote it died';
    const isRefused = maker.lostForMs !== undefined && ageMs >= 0 && ageMs <= maker.lostForMs && leftover.isOfRef;
    if (isRefused)
        return 'the host that wrote it has lost the lock, and git refuses what it still does';
    if (maker.isFleet && leftover.isOfTable)
        return undefined;
    return ageMs >= oldMs ? `it is older than ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(oldMs)}` : undefined;
}
function whyItStays({ kind, ageMs, oldMs, isOfTable }, seen, maker = {}) {
    const users = seenFrom(seen, maker);
    if (kind !== 'file')
        return `It is ${kind === 'directory' ? 'a directory' : kind === 'link' ? 'a link' : 'no plain file'}, which git did not make.`;
    if (users.answer === 'somebody') {
        const { pid, command } = users.who;
        return `Process ${pid} (${command}) ${users.hasItOpen ? 'has it open' : 'works in the repository'}.`;
    }
    if (users.answer === 'nobody')
        return 'It could not be removed.';
    const age = ageMs < 0 ? 'from the future' : `${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(Math.round(ageMs))} old`;
    const until = maker.isFleet && isOfTable ? '' : ` until it is ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(oldMs)} old`;
    return `It is ${age}, and whether somebody uses it cannot be seen from here: ${users.why}. It is left${until}.`;
}


/***/ }),

/***/ 56094:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ takeCensus)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(33875);




const wholeMachine = 'pid:[4026531836]';
const readers = new Set(['upload-pack', 'upload-archive', 'http-backend', 'daemon', 'cat-file', 'rev-list', 'clone', 'fsmonitor--daemon']);
function takeCensus(roots, files, isLate) {
    const openers = new Map();
    let worker;
    let hidden = whatHides();
    const places = new Set(roots.map(idOf));
    const sought = new Map(files.map((it) => [idOf(it), it]));
    const names = new Set(files.map((it) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(it)));
    const lookAt = (pid) => {
        const [, name = '', state = ''] = /^\d+ \((.*)\) (\S)/s.exec((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/stat`, 'latin1')) ?? '') ?? [];
        if (state === '' || 'ZX'.includes(state))
            return;
        const argv = ((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/cmdline`, 'utf8')) ?? '').split('\0');
        const verb = name === 'git' || name.startsWith('git-') ? (verbOf(argv) ?? '') : undefined;
        const mayWrite = verb !== undefined && !readers.has(verb) && !(verb === 'pack-objects' && argv.includes('--stdout'));
        const occupant = { pid: Number(pid), command: (0,_base_text_js__WEBPACK_IMPORTED_MODULE_3__/* .inert */ .tJ)(verb === undefined ? name : `git ${verb}`, 60) };
        const links = linksOf(pid);
        if (!links) {
            if (mayWrite)
                hidden ??= `process ${pid} (${occupant.command}) of another user does not show what it has open`;
            return;
        }
        for (const { at, to } of links.open) {
            const file = names.has((0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(to)) ? sought.get(idOf(at)) : undefined;
            if (file !== undefined)
                openers.set(file, occupant);
        }
        if (!mayWrite || worker)
            return;
        const paths = [links.cwd, ...links.open.map((it) => it.to).filter((to) => to.startsWith('/')), ...pointedAt(pid, argv, links.cwd)];
        if (paths.some((it) => isInside(pid, it, places)))
            worker = occupant;
    };
    for (const pid of process.platform === 'linux' ? ((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)('/proc')) ?? []) : []) {
        if (isLate()) {
            hidden ??= 'there was no time to look at every process';
            break;
        }
        if (/^\d+$/.test(pid) && Number(pid) !== process.pid)
            lookAt(pid);
    }
    return (file) => {
        const opener = openers.get(file);
        if (opener)
            return { answer: 'somebody', who: opener, hasItOpen: true };
        if (worker)
            return { answer: 'somebody', who: worker, hasItOpen: false };
        return hidden === undefined ? { answer: 'nobody' } : { answer: 'unknown', why: hidden };
    };
}
function whatHides() {
    if (process.platform !== 'linux')
        return 'this system does not tell what other processes have open';
    if ((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)('/proc/self')) !== String(process.pid))
        return '/proc is that of other processes';
    if ((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)('/proc/self/ns/pid')) !== wholeMachine)
        return 'a container does not see the processes outside';
    return (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)('/proc/1/stat')) ? undefined : '/proc hides the processes of others';
}
function linksOf(pid) {
    try {
        const cwd = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(`/proc/${pid}/cwd`);
        const open = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(`/proc/${pid}/fd`).flatMap((fd) => {
            const at = `/proc/${pid}/fd/${fd}`;
            const to = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(at));
            return to === undefined ? [] : [{ at, to }];
        });
        return { cwd, open };
    }
    catch (error) {
        return ['EACCES', 'EPERM'].includes(error.code ?? '') ? undefined : { cwd: '/', open: [] };
    }
}
function pointedAt(pid, argv, cwd) {
    const environment = ((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/environ`, 'utf8')) ?? '').split('\0');
    const named = [
        ...environment.map((it) => /^GIT_(?:DIR|COMMON_DIR|OBJECT_DIRECTORY)=(.+)$/s.exec(it)?.[1]),
        ...argv.map((it, index) => (it === '--git-dir' ? argv[index + 1] : /^--git-dir=(.+)$/s.exec(it)?.[1])),
    ];
    return named.filter((it) => it !== undefined).map((it) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(cwd, it));
}
const valued = new Set(['-C', '-c', '--git-dir', '--work-tree', '--namespace', '--config-env', '--super-prefix']);
function verbOf([program = '', ...rest]) {
    const name = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(program);
    if (name.startsWith('git-'))
        return name.slice('git-'.length);
    return rest.find((it, index) => !it.startsWith('-') && !valued.has(rest[index - 1] ?? ''));
}
function isInside(pid, path, places) {
    for (let at = path;; at = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(at)) {
        if (places.has(idOf(`/proc/${pid}/root${at}`)))
            return true;
        if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(at) === at)
            return false;
    }
}
function idOf(path) {
    const found = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path, { bigint: true }));
    return found ? `${found.dev}:${found.ino}` : `nothing at ${path}`;
}


/***/ }),

/***/ 57676:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Fl: () => (/* binding */ isStaged),
  $B: () => (/* binding */ isThere),
  PA: () => (/* binding */ stagingOf)
});

// UNUSED EXPORTS: explain, isSound, publish, sourceAt, stage

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/git/isolation/isolation.js + 2 modules
var isolation = __webpack_require__(43736);
// EXTERNAL MODULE: ./lib/src/git/run.js
var run = __webpack_require__(82456);
;// CONCATENATED MODULE: ./lib/src/git/bundle.js






const copyMirror = (mirror, into, work) => clone(mirror, into, work);
const bundle = (repository, file, work) => git(['bundle', 'create', '--quiet', file, '--exclude=refs/fetch-lock/*', '--all'], repository, work);
const unbundle = (file, into, work) => clone(file, into, work);
async function clone(from, into, work) {
    const isFree = !existsSync(into) || readdirSync(into).length === 0;
    if (!isFree)
        throw new FetchLockError('FL_GIT', { what: `'${inert(into)}' is not empty.` });
    try {
        await git(['clone', '--quiet', '--mirror', '--template=', '--', from, into], dirname(into), work);
    }
    catch (error) {
        rmSync(into, { recursive: true, force: true });
        throw error;
    }
}
function bundle_takeObjects(lender, mirror) {
    const packs = (repository) => join(repository, 'objects', 'pack');
    for (const name of readdirSync(packs(lender)).sort((a, b) => Number(a.endsWith('.idx')) - Number(b.endsWith('.idx')))) {
        renameSync(join(packs(lender), name), join(packs(mirror), name));
        chmodSync(join(packs(mirror), name), 0o444);
    }
    const alternates = join(mirror, 'objects', 'info', 'alternates');
    const lent = realpathSync(join(lender, 'objects'));
    const others = readFileSync(alternates, 'utf8')
        .split('\n')
        .filter((path) => path !== '' && path !== lent);
    if (others.length > 0)
        writeFileSync(alternates, `${others.join('\n')}\n`);
    else
        rmSync(alternates);
}
const nobody = { trustedOwners: [] };
async function git(argv, dir, work) {
    const isolation = await isolate({ path: dir, kind: 'directory', guards: dir, workDir: dir }, { ...work, policy: nobody });
    const { exitCode, stopped, complaints } = await runGit(argv, isolation, { ...work, onLine: () => { } }).finally(isolation.close);
    work.signal.throwIfAborted();
    if (exitCode === 0)
        return;
    const how = stopped ? 'took too long' : exitCode === null ? 'was ended by a signal' : `failed with exit code ${exitCode}`;
    throw new FetchLockError('FL_GIT', {
        what: `\`git ${argv[0]}\` ${how}.`,
        ...(complaints.length > 0 ? { why: `${complaints.slice(-3).join('; ').replace(/\.$/, '')}.` } : {}),
    });
}

// EXTERNAL MODULE: ./lib/src/git/isolation/configuration.js
var configuration = __webpack_require__(97488);
// EXTERNAL MODULE: ./lib/src/lock/ticket.js
var ticket = __webpack_require__(76074);
// EXTERNAL MODULE: ./lib/src/fetch/guarded.js + 2 modules
var guarded = __webpack_require__(87115);
;// CONCATENATED MODULE: ./lib/src/fetch/mirror.js








const sourceAt = (url) => [
    ['remote.origin.url', url],
    ['remote.origin.fetch', '+refs/*:refs/*'],
    ['remote.origin.fetch', '^refs/fetch-lock/*'],
    ['remote.origin.mirror', 'true'],
];
const collecting = (/* unused pure expression or super */ null && ([
    ['gc.autoDetach', 'false'],
    ['maintenance.autoDetach', 'false'],
]));
const stagingOf = (mirror) => `${mirror}.fetch-lock-new`;
const readyOf = (mirror) => (0,external_node_path_.join)(stagingOf(mirror), (0,external_node_path_.basename)(mirror));
const isStaged = (mirror) => (0,external_node_fs_.existsSync)(readyOf(mirror));
const isThere = (path) => (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false }) !== undefined;
async function stage(mirror, source, git, lend) {
    if (isStaged(mirror) && (await isFrom(readyOf(mirror), source, git)))
        return 'found';
    const staging = stagingOf(mirror);
    const [making, lender] = ['making', 'lender'].map((it) => join(staging, `${it}-${newId()}`));
    try {
        throwAway(staging);
        mkdirSync(staging);
        const isLent = (await lend?.(lender)) ?? false;
        await fill(making, source, git, isLent ? lender : undefined);
        renameSync(making, readyOf(mirror));
        return isLent ? 'restored' : 'cloned';
    }
    catch (error) {
        for (const it of [making, lender])
            orNothing(() => rmSync(it, { recursive: true, force: true }));
        orNothing(() => rmdirSync(staging));
        throw explain(mirror, error);
    }
}
async function isFrom(dir, source, git) {
    const [, url] = source.find(([key]) => key === 'remote.origin.url') ?? [];
    if (url === undefined)
        return true;
    const found = await git(['config', '--get-all', 'remote.origin.url'], dir).catch(() => []);
    return found.join() === inert(url, 500);
}
function publish(mirror) {
    try {
        const isNew = !isThere(mirror);
        if (isNew)
            renameSync(readyOf(mirror), mirror);
        discard(mirror);
        return isNew;
    }
    catch (error) {
        throw explain(mirror, error);
    }
}
function throwAway(staging) {
    const old = `${staging}-old`;
    rmSync(old, { recursive: true, force: true });
    unless(['ENOENT'], () => renameSync(staging, old));
    rmSync(old, { recursive: true, force: true });
}
function discard(mirror) {
    try {
        throwAway(stagingOf(mirror));
    }
    catch {
    }
}
function explain(mirror, error) {
    if (errnoOf(error) === undefined)
        return error;
    return new FetchLockError('FL_GIT', {
        what: `The mirror '${inert(mirror)}' could not be made.`,
        why: `${messageOf(error)}.`,
        fix: `Let this user write to '${inert(dirname(mirror))}', and see that there is space.`,
    }, error);
}
async function isSound(dir, git) {
    try {
        await git(['fsck', '--connectivity-only', '--no-dangling', '--no-reflogs', '--no-progress'], dir);
        return true;
    }
    catch (error) {
        if (error instanceof GitFailed && !['stopped', 'ended', 'still running'].includes(error.fault))
            return false;
        throw error;
    }
}
function toConfiguration([key, value]) {
    const [, section, name = '', variable] = /^([^.]+)(?:\.(.*))?\.([^.]+)$/s.exec(key) ?? [];
    return `[${section}${name === '' ? '' : ` ${quoteForGit(name)}`}]\n\t${variable} = ${quoteForGit(value)}\n`;
}
async function fill(dir, source, git, lender) {
    const remotes = [...new Set(source.flatMap(([key]) => /^remote\.(.+)\.url$/.exec(key)?.[1] ?? []))];
    const main = remotes.includes('origin') ? 'origin' : remotes[0];
    const url = source.find(([key]) => key === `remote.${main}.url`)?.[1] ?? '';
    const there = (await git(['ls-remote', '--symref', '--', url, 'HEAD'], dirname(dir), true)).join('\n');
    const format = /^[0-9a-f]{64}\b/m.test(there) ? ['--object-format=sha256'] : [];
    const mode = (statSync(dirname(dirname(dir))).mode & 0o020) === 0 ? [] : ['--shared=group'];
    await git(['init', '--quiet', '--bare', '--template=', ...format, ...mode, '--', dir], dirname(dir));
    appendFileSync(join(dir, 'config'), [...collecting, ...source].map(toConfiguration).join(''));
    if (lender !== undefined)
        writeFileSync(join(dir, 'objects', 'info', 'alternates'), `${realpathSync(join(lender, 'objects'))}\n`);
    for (const remote of remotes)
        await git(['fetch', '--prune', remote], dir, true);
    if (lender !== undefined)
        takeObjects(lender, dir);
    const head = /^ref: (refs\/heads\/\S+)\s+HEAD$/m.exec(there)?.[1];
    if (head !== undefined)
        await git(['symbolic-ref', 'HEAD', head], dir);
}


/***/ }),

/***/ 44059:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JK: () => (/* binding */ dropBroken),
/* harmony export */   nB: () => (/* binding */ fenceName),
/* harmony export */   zp: () => (/* binding */ readLoose)
/* harmony export */ });
/* unused harmony exports refNames, dropBrokenRefs, readPacked, hasRef */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);



const fenceName = 'refs/fetch-lock/fence';
const gone = ['ENOENT', 'ENOTDIR'];
function refNames(dir) {
    const packed = unless(gone, () => readFileSync(join(dir, 'packed-refs'), 'utf8')) ?? '';
    return [...looseRefs(dir), ...packed.split('\n').flatMap((line) => /^[0-9a-f]{40,64} (refs\/.+)$/.exec(line)?.[1] ?? [])];
}
function dropBrokenRefs({ guards, kind }) {
    const isOurs = (name) => (kind === 'bare' && name !== 'refs/heads' && name !== fenceName) || /^refs\/(remotes\/|fetch-lock\/.*\/)/.test(name);
    const broken = looseRefs(guards).filter((name) => isOurs(name) && saysNothing(join(guards, name)));
    return broken.filter((name) => {
        unless(gone, () => unlinkSync(join(guards, name)));
        return true;
    });
}
function readLoose(dir, name) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(dir, name);
    return (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unless */ .NJ)(gone, () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(file))?.isFile() ? (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unless */ .NJ)(gone, () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, 'latin1')) : undefined;
}
const readPacked = (dir, name) => (unless(gone, () => readFileSync(join(dir, 'packed-refs'), 'latin1')) ?? '')
    .split('\n')
    .find((line) => line.endsWith(` ${name}`))
    ?.split(' ')[0];
function dropBroken(dir, name) {
    const isBroken = readLoose(dir, name) !== undefined && saysNothing((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(dir, name));
    if (isBroken)
        (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unless */ .NJ)(gone, () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.unlinkSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(dir, name)));
    return isBroken;
}
const saysNothing = (file) => {
    const text = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unless */ .NJ)(gone, () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, 'latin1'));
    return text !== undefined && !/^([0-9a-f]{40}|[0-9a-f]{64})(\s|$)|^ref:\s*\S/i.test(text);
};
function looseRefs(dir, name = 'refs') {
    const entries = unless(gone, () => readdirSync(join(dir, name), { withFileTypes: true })) ?? [];
    return entries.flatMap((it) => {
        const path = `${name}/${it.name}`;
        if (it.isDirectory())
            return looseRefs(dir, path);
        return it.isFile() && !it.name.endsWith('.lock') ? [path] : [];
    });
}
function hasRef(dir, name) {
    const file = join(dir, name);
    const loose = unless(gone, () => lstatSync(file));
    if (loose && !loose.isDirectory())
        return loose.isFile() && /^([0-9a-f]{40}|[0-9a-f]{64})\s*$/.test(unless(gone, () => readFileSync(file, 'latin1')) ?? '');
    return (unless(gone, () => readFileSync(join(dir, 'packed-refs'), 'utf8')) ?? '').includes(` ${name}\n`);
}


/***/ }),

/***/ 26584:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ faultOf),
/* harmony export */   w: () => (/* binding */ isComplaint)
/* harmony export */ });
const isComplaint = (line) => /^(fatal|error|ssh|fetch-pack|kex_exchange_identification|client_loop)\b|remote side\.|^(remote: )?error:|^warning: could not|^ *! \[|^(Connection (closed|reset|timed out)|Host key)|: Permission denied \(|^CONFLICT|^(Rebasing .*)?error: could not apply|^You are not currently on a branch|^There is no tracking|^Your configuration specifies|^\t\S/i.test(line);
const meanings = [
    ['full disk', any('no space left on device', 'disk quota exceeded')],
    [
        'not writable',
        any('read-only file system', 'input/output error', 'insufficient permission for adding', "(cannot .*|\\.lock'): permission denied"),
    ],
    [
        'refused',
        any(...['permission denied \\(', 'authentication failed', 'could not read (username|password)', 'terminal prompts disabled'], ...['host key verification failed', 'certificate', 'ssl ca cert', 'remote error: access denied', 'dubious ownership'], ...['unsafe repository', 'returned error: 4(0[0-357]|1\\d)\\b']),
    ],
    ['missing ref', any("couldn't find remote ref", 'not our ref', 'unadvertised object', 'configuration specifies to merge with')],
    [
        'in the way',
        any(...['would be overwritten', 'cannot pull with rebase', 'unmerged files', 'unresolved conflict', 'you have not concluded'], ...['exists; cannot create', 'refname conflict', 'reference conflict', 'blocking reference', 'checked out at', 'another rebase'], ...['could not apply', '^CONFLICT']),
    ],
    ['diverged', any('not possible to fast-forward', '\\[rejected\\]', 'divergent branches')],
    [
        'contention',
        any(...["cannot lock ref '.*': is at", "\\.lock': file exists", 'could not lock config file', 'shallow file has changed'], ...['already running on machine', 'fetching ref .* failed: (incorrect old|reference (already|does not))']),
    ],
    ['broken ref', any('reference broken')],
    ['damaged remote', any('corruption on the remote side')],
    [
        'damage',
        any(...['bad (object|tree object|config line|shallow line|signature 0x|pack)', 'is corrupt\\b', 'missing (blob|tree|commit) [0-9a-f]{7}'], ...[
            '^error: (object )?file \\S+ is (empty|far too short|not a git packfile)',
            '^error: (inflate|non-monotonic|garbage at end of loose)',
        ], ...['pack ?file \\S+ (does not match|cannot be accessed|claims)', 'index file (\\S+ is too small|corrupt|smaller)'], ...['(unable|could not|failed) to (read|unpack) [0-9a-f]{7}', 'could not read [0-9a-f]{7}', 'not send all necessary objects'], ...[
            'not a git repository',
            '(unterminated|unexpected) line in',
            'signature 0x\\S+ does not match',
            'does not point to a valid object',
        ]),
    ],
    ['missing remote', any('does not appear to be a git repository', "repository ('.*' )?not (found|exported)", 'returned error: 404')],
    [
        'passing',
        any(...['could not resolve host', 'unable to look up', 'name or service not known', 'in name resolution', 'resolving timed out'], ...['failed to connect', 'unable to connect', 'connection (refused|reset|closed|timed out)', 'operation timed out'], ...['no route to host', 'network is unreachable', '(returned error:|http) (408|429|5\\d\\d)\\b', 'rpc failed; curl', 'empty reply'], ...['(recv|send) failure', 'transfer closed', 'too slow', 'hung up', 'early eof', 'unexpected disconnect', 'kex_exchange'], ...["expected (flush|'packfile')", 'read error', 'write failed', 'gnutls', 'ssl_(read|connect)', 'http/?2 (stream|framing)'], '^fatal: could not read from remote repository'),
    ],
];
function any(...texts) {
    return new RegExp(texts.join('|'), 'im');
}
function faultOf(lines) {
    const text = lines.filter((it) => !/^remote:/i.test(it) || /not found|on the remote side/i.test(it)).join('\n');
    return (text === '' ? undefined : meanings.find(([, pattern]) => pattern.test(text))?.[0]) ?? 'unknown';
}


/***/ }),

/***/ 74528:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Np: () => (/* binding */ gcLimits),
/* harmony export */   oW: () => (/* binding */ noCollection)
/* harmony export */ });
/* unused harmony export whatGathered */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);



const noCollection = [
    ['maintenance.auto', 'false'],
    ['gc.auto', '0'],
];
function gcLimits(entries) {
    const last = (key) => entries.findLast((it) => it.key === key)?.value?.toLowerCase();
    const number = (key, otherwise) => {
        const [, digits, unit = ''] = /^(-?\d+)([kmg]?)$/.exec(last(key) ?? '') ?? [];
        return digits === undefined ? otherwise : Math.max(0, Number(digits) * 1024 ** ' kmg'.indexOf(unit || ' '));
    };
    const looseObjects = /^(false|no|off|0)$/.test(last('maintenance.auto') ?? '') ? 0 : number('gc.auto', 6700);
    return { looseObjects, packs: looseObjects === 0 ? 0 : number('gc.autopacklimit', 50) };
}
function whatGathered(commonDir, { looseObjects, packs }) {
    const names = (...path) => orNothing(() => readdirSync(join(commonDir, 'objects', ...path))) ?? [];
    const loose = names('17').filter((it) => /^([0-9a-f]{38}|[0-9a-f]{62})$/.test(it)).length;
    if (looseObjects > 0 && loose > Math.ceil(looseObjects / 256))
        return `about ${loose * 256} loose objects`;
    const inPack = names('pack');
    const count = inPack.filter((it) => it.endsWith('.pack') && !inPack.includes(it.replace(/pack$/, 'keep'))).length;
    return packs > 0 && count > packs ? `${count} packs` : undefined;
}


/***/ }),

/***/ 97488:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dt: () => (/* binding */ anyBare),
/* harmony export */   Km: () => (/* binding */ parseEntries),
/* harmony export */   S4: () => (/* binding */ judge),
/* harmony export */   _q: () => (/* binding */ alwaysSet),
/* harmony export */   ab: () => (/* binding */ quoteForGit),
/* harmony export */   eC: () => (/* binding */ ownValue),
/* harmony export */   yQ: () => (/* binding */ protect)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(33875);
/* harmony import */ var _operands_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(74595);



function parseEntries(text) {
    const fields = text.split('\0');
    return Array.from({ length: Math.floor(fields.length / 3) }, (_, index) => {
        const [scope = '', origin = '', entry = ''] = fields.slice(index * 3);
        const end = entry.indexOf('\n');
        return end === -1 ? { scope, origin, key: entry } : { scope, origin, key: entry.slice(0, end), value: entry.slice(end + 1) };
    });
}
const isShared = ({ scope }) => scope === 'local' || scope === 'worktree';
const isOwn = (entry) => !isShared(entry);
const ownValue = (entries, key) => entries.findLast((it) => isOwn(it) && it.key === key && it.value !== undefined)?.value;
const listAlternateRefs = 'list() { git --git-dir="$1" for-each-ref --format="%(objectname)"; }; list';
const anyBare = ['safe.bareRepository', 'all'];
const alwaysSet = (entries) => [
    ['core.hooksPath', '/dev/null'],
    ['core.fsmonitor', 'false'],
    ['core.alternateRefsCommand', ownValue(entries, 'core.alternaterefscommand') ?? listAlternateRefs],
    ['gc.autoDetach', 'false'],
    ['maintenance.autoDetach', 'false'],
    ...(entries.some((it) => it.key === 'core.packedrefstimeout') ? [] : [['core.packedRefsTimeout', '10000']]),
    ['fetch.recurseSubmodules', 'false'],
    ['submodule.recurse', 'false'],
    ['alias.lfs', ''],
    ['alias.submodule', ''],
    anyBare,
    ['credential.helper', ''],
    ...entries.flatMap((it) => (isOwn(it) && isHelper.test(it.key) && it.value !== undefined ? [[it.key, it.value]] : [])),
];
const isHelper = /^credential\.(.+\.)?helper$/;
const byDefault = (value) => (key, own) => [key, own ?? value];
const already = () => undefined;
const replaced = [
    [/^core\.(hookspath|fsmonitor|alternaterefscommand|sshcommand|askpass|gitproxy)$/, already],
    [isHelper, already],
    [/^protocol\.(.+\.)?allow$/, already],
    [/^filter\..+\.(clean|smudge|process)$/, byDefault('')],
    [/^merge\..+\.driver$/, byDefault('false')],
    [/^hook\..+\.[^.]+$/, (key) => [key.replace(/[^.]+$/, 'enabled'), 'false']],
    [/^gpg\.(openpgp\.)?program$/, byDefault('gpg')],
    [/^gpg\.x509\.program$/, byDefault('gpgsm')],
    [/^gpg\.ssh\.program$/, byDefault('ssh-keygen')],
    [/^gpg\.ssh\.defaultkeycommand$/, byDefault('false')],
    [/^http\.(.+\.)?sslverify$/, byDefault('true')],
    [/^credential\.(.+\.)?protectprotocol$/, byDefault('true')],
];
const firstWins = /^remote\..+\.uploadpack$/;
const harmless = [
    [/^remote\..+\.uploadpack$/, /^git-upload-pack$/],
    [/^filter\.lfs\.clean$/, /^git-lfs clean -- %f$/],
    [/^filter\.lfs\.smudge$/, /^git-lfs smudge( --skip)? -- %f$/],
    [/^filter\.lfs\.process$/, /^git-lfs filter-process( --skip)?$/],
    [/^merge\.ours\.driver$/, /^true$/],
    [/^core\.fsmonitor$/, /^false$/],
    [/^(http|credential)\..*(sslverify|protectprotocol)$/, /^true$/],
];
const idle = new RegExp(`^(${[
    ...['advice', 'am', 'apply', 'author', 'blame', 'branchless', 'browser', 'codespaces', 'color', 'column', 'commit', 'committer'],
    ...['completion', 'diff', 'difftool', 'fastimport', 'format', 'git-p4', 'gitbutler', 'gitcvs', 'gitflow', 'github', 'gitk'],
    ...['gitweb', 'grep', 'gui', 'guitool', 'help', 'hub', 'i18n', 'imap', 'instaweb', 'interactive', 'log', 'mailinfo', 'mailmap'],
    ...['man', 'mergetool', 'pager', 'pretty', 'receive', 'safe', 'sendemail', 'sequence', 'show', 'showbranch', 'stash', 'status'],
    ...['stgit', 'svn', 'svn-remote', 'tag', 'tar', 'trace2', 'trailer', 'uploadarchive', 'uploadpack', 'user', 'versionsort'],
    ...['vscode', 'web'],
].join('|')})\\.|^core\\.(editor|pager)$|^remote\\..+\\.receivepack$|^alias\\.(?!lfs\\b|(merge|remote|credential)-)`);
const data = [
    /^core\.(abbrev|alternaterefsprefixes|attributesfile|autocrlf|checkstat|comment(char|string)|createobject|disambiguate|eol|excludesfile|fsync|fsyncmethod|hidedotfiles|logallrefupdates|notesref|safecrlf|sharedrepository|untrackedcache|whitespace)$/,
    /^remote\..+\.(url|pushurl|fetch|push|tagopt|mirror|prune|proxy|proxyauthmethod|partialclonefilter|promisor|serveroption|followremotehead|lfsurl|lfspushurl|gh-resolved)$/,
    /^remote\.pushdefault$|^remotes\.[^.]+$/,
    /^branch\.(?!.*\.mergeoptions$)/,
    /^url\..+\.(push)?insteadof$/,
    /^http\.(.+\.)?(extraheader|proxy|proxyauthmethod|useragent|version|sslversion|followredirects|delegation)$/,
    /^include(if\..+)?\.path$/,
    /^credential\.(.+\.)?(username|provider|authority|credentialstore)$/,
    /^lfs\.(.+\.)?(url|pushurl|access|fetchinclude|fetchexclude)$/,
    /^gc\.(.+\.)?(packrefs|pruneexpire|logexpiry|worktreepruneexpire|reflogexpire|reflogexpireunreachable|repackfilter)$/,
    /^merge\.(?!.+\.driver$)/,
    /^pull\.(rebase|ff)$|^push\.|^rebase\.|^notes\.|^rerere\.|^checkout\.|^clone\.defaultremotename$|^init\.defaultbranch$/,
    /^fetch\.|^transfer\.|^maintenance\.|^pack\.|^repack\.|^index\.|^protocol\.version$|^promisor\.|^bundle\.|^feature\.|^commitgraph\.|^extensions\./,
    /^gpg\.(format|mintrustlevel|ssh\.allowedsignersfile|ssh\.revocationfile)$|^ssh\.variant$|^worktree\.|^submodule\./,
];
const isPlain = /^$|^(true|false|yes|no|on|off|[+-]?\d+[kmg]?)$/i;
const namesProgram = /(command|clean|smudge|uploadpack|cmd|program|helper|hook|driver|exec|tool|vcs|path|process|agent|args|twohead|octopus|mergeoptions|dir)$/;
const isData = ({ key, value = '' }) => {
    if (isPlain.test(value) && !namesProgram.test(key))
        return true;
    if (/^submodule\.(.+\.)?update$/.test(key) && value.startsWith('!'))
        return false;
    return data.some((it) => it.test(key));
};
const namesRemotes = /^(remotes\..+|branch\..+\.(push)?remote|remote\.pushdefault|checkout\.defaultremote|clone\.defaultremotename)$/;
const isOption = ({ key, value = '' }) => key.startsWith('remote.-') || (namesRemotes.test(key) && /(^|\s)-/.test(value));
function protect(entries, path) {
    const remotes = new Map();
    for (const entry of entries) {
        const { key, value } = entry;
        if (!/^remote\..+\.fetch$/s.test(key) || value === undefined)
            continue;
        if ((0,_operands_js__WEBPACK_IMPORTED_MODULE_1__/* .writesOurs */ .wc)(value))
            throw notTheirs(entry, path);
        remotes.set(key, [...(remotes.get(key) ?? []), value]);
    }
    return [...remotes].flatMap(([key, refspecs]) => (0,_operands_js__WEBPACK_IMPORTED_MODULE_1__/* .protectionOf */ .fA)(refspecs).map((it) => [key, it]));
}
const notTheirs = ({ key, value = '', origin }, path) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FetchLockError */ .qf('FL_UNSAFE_COMMAND', {
    what: `The configuration of '${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_2__/* .inert */ .tJ)(path)}' sets '${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_2__/* .inert */ .tJ)(key)}' to '${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_2__/* .inert */ .tJ)(value)}', which writes below refs/fetch-lock/.`,
    why: "What is there is fetch-lock's own.",
    fix: `Take it out of '${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_2__/* .inert */ .tJ)(origin)}'.`,
});
function judge(entries, path, isWorkTree) {
    const settings = new Map();
    const ignored = new Set();
    for (const entry of entries.filter(isShared)) {
        const { key, value = 'true' } = entry;
        if (isOption(entry))
            throw notOurs(entry, path);
        if (idle.test(key) || harmless.some(([name, it]) => name.test(key) && it.test(value)))
            continue;
        const own = ownValue(entries, key);
        const [, instead] = replaced.find(([it]) => it.test(key)) ?? [];
        const setting = instead?.(key, own);
        if (setting)
            settings.set(...setting);
        if (instead || (firstWins.test(key) && own !== undefined))
            ignored.add(key);
        else if (key === 'core.worktree' ? !isWorkTree(value) : !isData(entry))
            throw notOurs(entry, path);
    }
    return { settings: [...settings], ignored: [...ignored] };
}
const notOurs = ({ key, origin }, path) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FetchLockError */ .qf('FL_UNSAFE_COMMAND', {
    what: `The configuration of '${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_2__/* .inert */ .tJ)(path)}' sets '${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_2__/* .inert */ .tJ)(key)}', which could run a program or lead git elsewhere.`,
    why: `It is in '${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_2__/* .inert */ .tJ)(origin)}', and whoever may write there could act in this job's name.`,
    fix: `Take it out with \`git config --file '${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_2__/* .inert */ .tJ)(origin)}' --unset-all '${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_2__/* .inert */ .tJ)(key)}'\`; if it is meant, put it into your own configuration.`,
});
const quoteForGit = (text) => `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;


/***/ }),

/***/ 43736:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  IO: () => (/* binding */ Unreadable),
  jq: () => (/* binding */ isForeign),
  az: () => (/* binding */ isolate),
  iH: () => (/* binding */ noGit)
});

// UNUSED EXPORTS: mayEnterSubmodules

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/base/exec.js + 1 modules
var exec = __webpack_require__(37198);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __webpack_require__(33875);
// EXTERNAL MODULE: ./lib/src/git/scope.js + 1 modules
var scope = __webpack_require__(38006);
// EXTERNAL MODULE: ./lib/src/git/isolation/collection.js
var collection = __webpack_require__(74528);
// EXTERNAL MODULE: ./lib/src/git/isolation/configuration.js
var configuration = __webpack_require__(97488);
// EXTERNAL MODULE: ./lib/src/git/isolation/environment.js
var environment = __webpack_require__(29323);
;// CONCATENATED MODULE: ./lib/src/git/isolation/owner.js



function areForeign(paths, { trustedOwners }, env) {
    const us = process.geteuid?.();
    if (us === undefined)
        return false;
    const ours = us === 0 && /^\d+$/.test(env.SUDO_UID ?? '') ? [us, Number(env.SUDO_UID)] : [us];
    let isForeign = false;
    for (const path of paths) {
        const owner = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.lstatSync)(path))?.uid;
        if (owner === undefined || ours.includes(owner))
            continue;
        const names = namesOf(owner);
        if (!trustedOwners.some((it) => it === owner || names.includes(String(it))))
            throw foreign(path, owner, us);
        isForeign = true;
    }
    return isForeign;
}
const foreign = (path, owner, us) => new errors/* FetchLockError */.qf('FL_POLICY', {
    what: `'${(0,base_text/* inert */.tJ)(path)}' belongs to ${show(owner)}, and this job runs as ${show(us)}.`,
    why: 'Whoever owns a repository decides what git does in it.',
    fix: `Use a repository of the same user; or let the admin of this host add ${JSON.stringify(namesOf(owner)[0] ?? owner)} to \`trustedOwners\` in its policy.`,
});
const show = (uid) => {
    const [name] = namesOf(uid);
    return name === undefined ? `user ${uid}` : `'${name}' (user ${uid})`;
};
const namesOf = (uid) => ((0,errors/* unless */.NJ)(['ENOENT', 'EACCES'], () => (0,external_node_fs_.readFileSync)('/etc/passwd', 'utf8')) ?? '')
    .split('\n')
    .map((line) => line.split(':'))
    .filter(([name, , id]) => name && id === String(uid))
    .map(([name = '']) => (0,base_text/* inert */.tJ)(name));

;// CONCATENATED MODULE: ./lib/src/git/isolation/token.js

const httpsOrigins = (texts) => [
    ...new Set(texts.flatMap((text) => (/^https:\/\//i.test(text ?? '') && URL.canParse(text ?? '') ? [new URL(text ?? '').origin] : []))),
];
const encode = (token) => Buffer.from(`x-access-token:${token}`).toString('base64');
const secretsOf = (token) => [token, encode(token)];
const shortest = 6;
function secretsIn(entries) {
    const found = entries.flatMap(({ key, value = '' }) => [
        ...(key.endsWith('.extraheader') ? ofHeader(value) : []),
        ...[...`${key} ${value}`.matchAll(/[a-z][a-z0-9+.-]*:\/\/[^\s/]*@/gi)].flatMap(([url]) => ofUrl(`${url}host`)),
    ]);
    return [...new Set(found)].filter((it) => it.length >= shortest).sort((a, b) => b.length - a.length);
}
function ofHeader(header) {
    const sent = header.trim().split(/\s+/).at(-1) ?? '';
    const told = Buffer.from(sent, 'base64').toString('latin1');
    return [sent, ...(/ basic /i.test(header) ? [told.slice(told.indexOf(':') + 1)] : [])];
}
function ofUrl(url) {
    if (!URL.canParse(url))
        return [];
    const { username, password, protocol } = new URL(url);
    const [user, pass] = [username, password].map((it) => (0,errors/* orNothing */.bR)(() => decodeURIComponent(it)) ?? it);
    const sent = Buffer.from(`${user}:${pass}`).toString('base64');
    return password !== '' ? [password, pass, sent] : protocol.startsWith('http') ? [username, user, sent] : [];
}
const tokenSettings = ({ token, origins }, entries) => origins
    .flatMap((origin) => [
    `http.${origin}/.extraheader`,
    ...entries.map((it) => it.key).filter((key) => key.endsWith('.extraheader') && key.toLowerCase().startsWith(`http.${origin}/`)),
])
    .filter((key, index, all) => all.indexOf(key) === index)
    .flatMap((key) => [
    [key, ''],
    [key, `AUTHORIZATION: basic ${encode(token)}`],
]);

;// CONCATENATED MODULE: ./lib/src/git/isolation/isolation.js












const mayEnterSubmodules = (argv) => argv[0] === 'submodule' || argv.some((it) => it.startsWith('--recurse-submodules'));
class Unreadable extends errors/* FetchLockError */.qf {
    complaint;
    constructor(path, complaint) {
        const what = `Git could not read the configuration of '${(0,base_text/* inert */.tJ)(path)}'.`;
        super('FL_GIT', { what, why: complaint, fix: 'Mend it, or make the repository anew.' });
        this.complaint = complaint;
    }
}
const noGit = (why, cause) => new errors/* FetchLockError */.qf('FL_GIT', { what: 'git could not be run on this runner.', why: (0,base_text/* inert */.tJ)(why), fix: 'Install git 2.31 or newer where PATH finds it.' }, cause);
const lookMs = 30_000;
async function isolate(site, surroundings) {
    const { policy, credential, entersSubmodules, isAlone, barrier, onIgnored } = surroundings;
    if (!(0,environment/* isListable */.$9)(site.workDir))
        throw new errors/* FetchLockError */.qf('FL_INPUT', {
            what: `The directory of '${(0,base_text/* inert */.tJ)(site.path)}' has a name that git can't be limited to.`,
            fix: 'Move it where no name of a directory has a colon.',
        });
    const main = repositoryOf(site);
    const borrowed = isForeign(site, policy, surroundings.env) ? trust(main, surroundings.env) : undefined;
    try {
        const base = { ...surroundings.env, ...(0,environment/* only */.j6)(site.workDir), ...borrowed?.env };
        const look = async (args, settings, more = {}) => {
            const told = tell(settings);
            const env = { ...(0,environment/* gitEnvironment */._K)(base), ...more, ...told.env };
            return ask(site, [...told.args, ...args], env, surroundings);
        };
        const list = (more) => look(['config', '--list', '-z', '--show-scope', '--show-origin'], [configuration/* anyBare */.Dt], more).then((text) => (0,configuration/* parseEntries */.Km)(text).map(absolute));
        const absolute = (it) => ({
            ...it,
            origin: it.origin.replace(/^file:(.*)$/s, (_, file) => (0,external_node_path_.resolve)(site.workDir, file)),
        });
        const entries = await list();
        const settings = [
            ...[...(0,configuration/* alwaysSet */._q)(entries), ...(barrier ? barrierSettings(barrier) : [])],
            ...[...(isAlone ? [] : collection/* noCollection */.oW), ...(0,configuration/* protect */.yQ)(entries, site.path)],
            ...(credential ? tokenSettings(credential, entries) : []),
        ];
        const ignored = new Set(hooksOf(main.commonDir) ? ['hooks'] : []);
        const accept = (found, { gitDir, workDir }) => {
            const judgement = (0,configuration/* judge */.S4)(found, site.path, (value) => site.kind !== 'bare' && isInside((0,external_node_path_.resolve)(gitDir, value), workDir));
            settings.push(...judgement.settings);
            for (const it of judgement.ignored)
                ignored.add(it);
        };
        accept(entries, main);
        if (entersSubmodules) {
            for (const it of await submodulesOf(main, (args, more) => look(args, (0,configuration/* alwaysSet */._q)(entries), more))) {
                areForeign(pathsOf(it), policy, surroundings.env);
                accept(await list(explicit(it)), it);
            }
        }
        if (ignored.size > 0)
            onIgnored?.(sayIgnored(site.path, ignored));
        const { args, env } = tell(settings);
        const own = (key) => (0,configuration/* ownValue */.eC)(entries, key);
        const secrets = [...(credential ? secretsOf(credential.token) : []), ...secretsIn(entries)];
        return {
            ...{ entries, cwd: site.workDir, args },
            env: { ...(0,environment/* gitEnvironment */._K)(base, own), ...(entersSubmodules ? withoutFiles(own) : {}), ...barrierEnvironment(barrier), ...env },
            hide: (text) => secrets.reduce((it, secret) => it.replaceAll(secret, '***'), text),
            close: () => borrowed?.close(),
        };
    }
    catch (error) {
        borrowed?.close();
        throw error;
    }
}
const barrierSettings = ({ hooks }) => [['core.hooksPath', hooks]];
const barrierEnvironment = (barrier) => barrier ? { FETCH_LOCK_FENCE: barrier.object, FETCH_LOCK_FENCE_DIR: barrier.dir, FETCH_LOCK_FENCE_BY: barrier.by } : {};
const sayIgnored = (path, ignored) => `Not used from '${(0,base_text/* inert */.tJ)(path)}': ${[...ignored].map((it) => (0,base_text/* inert */.tJ)(it)).join(', ')}. A shared repository runs no program in a job's name.`;
function tell(settings) {
    const named = settings.map(([key, value], index) => ({ key, value, name: `FETCH_LOCK_GIT_${index}` }));
    return {
        args: named.map(({ key, name }) => `--config-env=${key}=${name}`),
        env: Object.fromEntries(named.map(({ name, value }) => [name, value])),
    };
}
async function ask(site, args, env, { clock, signal }) {
    const chunks = [];
    const complaints = [];
    const result = await (0,exec/* run */.eF)('git', args, {
        ...{ cwd: site.workDir, env, clock, signal, limitMs: lookMs, graceMs: 0 },
        onOutput: (bytes) => chunks.push(bytes),
        onLine: (line) => complaints.push((0,base_text/* inert */.tJ)((0,base_text/* withoutCredentials */.ri)(line))),
    }).catch((error) => {
        throw noGit((0,errors/* messageOf */.bD)(error), error);
    });
    signal.throwIfAborted();
    if (result.exitCode !== 0)
        throw new Unreadable(site.path, complaints.slice(-3).join('; '));
    return Buffer.concat(chunks).toString('utf8');
}
const isForeign = (site, policy, env) => site.kind !== 'directory' && areForeign(pathsOf(repositoryOf(site)), policy, env);
const repositoryOf = ({ workDir, guards }) => ({ workDir, gitDir: (0,scope/* gitDirOf */.z0)(workDir), commonDir: guards });
const pathsOf = ({ workDir, gitDir, commonDir }) => [
    ...new Set([workDir, ...(gitDir === workDir ? [] : [(0,external_node_path_.join)(workDir, '.git')]), gitDir, commonDir]),
];
function trust({ workDir, gitDir, commonDir }, env) {
    const dir = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(env.RUNNER_TEMP || (0,external_node_os_.tmpdir)(), 'fetch-lock-git-'));
    const home = env.HOME ?? (0,external_node_os_.homedir)();
    const given = env.GIT_CONFIG_GLOBAL;
    const files = given === undefined ? [(0,external_node_path_.join)(env.XDG_CONFIG_HOME || (0,external_node_path_.join)(home, '.config'), 'git', 'config'), (0,external_node_path_.join)(home, '.gitconfig')] : [given];
    const lines = [
        ...files.filter((it) => it !== '').map((it) => `[include]\n\tpath = ${(0,configuration/* quoteForGit */.ab)((0,external_node_path_.resolve)(it))}`),
        ...[...new Set([workDir, gitDir, commonDir])].map((it) => `[safe]\n\tdirectory = ${(0,configuration/* quoteForGit */.ab)(it)}`),
    ];
    const file = (0,external_node_path_.join)(dir, 'config');
    (0,external_node_fs_.writeFileSync)(file, `${lines.join('\n')}\n`, { mode: 0o600 });
    return { env: { GIT_CONFIG_GLOBAL: file }, close: () => (0,external_node_fs_.rmSync)(dir, { recursive: true, force: true }) };
}
function isInside(path, dir) {
    const real = realOrParent(path);
    return (real === dir || real.startsWith(`${dir}${external_node_path_.sep}`)) && !real.slice(dir.length).split(external_node_path_.sep).includes('.git');
}
const realOrParent = (path) => (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.realpathSync)(path)) ?? (0,external_node_path_.join)(realOrParent((0,external_node_path_.dirname)(path)), (0,external_node_path_.basename)(path));
const hooksOf = (commonDir) => ((0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR', 'EACCES'], () => (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(commonDir, 'hooks'))) ?? []).some((it) => !it.endsWith('.sample'));
const withoutFiles = (own) => own('protocol.file.allow') === 'always' ? {} : { GIT_ALLOW_PROTOCOL: 'git:http:https:ssh' };
async function submodulesOf(main, look) {
    const found = new Map();
    const add = async (gitDir, workDir) => {
        const real = (0,external_node_fs_.realpathSync)(gitDir);
        if (found.has(real))
            return;
        found.set(real, { workDir, gitDir: real, commonDir: real });
        await addThoseOf({ workDir, gitDir: real, commonDir: real }, explicit({ workDir, gitDir: real }));
    };
    const addThoseOf = async ({ workDir, gitDir, commonDir }, more) => {
        const staged = (0,external_node_fs_.existsSync)(workDir) ? await look(['ls-files', '-z', '--stage'], more) : '';
        for (const [, name = ''] of staged.matchAll(/(?:^|\0)160000 [^\t]*\t([^\0]*)/g)) {
            const path = (0,external_node_path_.join)(workDir, name);
            if (lstat((0,external_node_path_.join)(path, '.git')))
                await add((0,scope/* gitDirOf */.z0)(path), path);
        }
        for (const it of [...new Set([gitDir, commonDir])].flatMap((dir) => modulesIn((0,external_node_path_.join)(dir, 'modules'))))
            if (!found.has(it))
                await add(it, workDir);
    };
    await addThoseOf(main);
    return [...found.values()];
}
const modulesIn = (dir) => ((0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.readdirSync)(dir, { withFileTypes: true })) ?? [])
    .filter((it) => it.isDirectory())
    .map((it) => (0,external_node_path_.join)(dir, it.name))
    .flatMap((it) => (lstat((0,external_node_path_.join)(it, 'HEAD')) ? [(0,external_node_fs_.realpathSync)(it)] : modulesIn(it)));
const lstat = (path) => (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.lstatSync)(path));
const explicit = ({ workDir, gitDir }) => ({
    GIT_DIR: gitDir,
    GIT_WORK_TREE: workDir,
});


/***/ }),

/***/ 74595:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fA: () => (/* binding */ protectionOf),
/* harmony export */   jh: () => (/* binding */ isCommitId),
/* harmony export */   wc: () => (/* binding */ writesOurs)
/* harmony export */ });
/* unused harmony exports objectionTo, isRemote, isUrl, hasSecret, isRefspec, isRef, isOurs, isPathBelow, places */
function objectionTo(operands, place) {
    const fix = 'Take it out, and set `token`.';
    if (operands.some(hasSecret))
        return { why: 'A password in a URL is seen by all who may list processes.', fix };
    const [first, others] = place.kinds;
    for (const [index, it] of operands.entries()) {
        const kind = index === 0 ? first : others;
        if (kind === undefined)
            return { why: `'${it}' is more than it takes.`, fix: 'Take it out.' };
        if (!kind.is(it))
            return { why: `'${it}' is no ${kind.what}.`, fix: kind.fix };
        if (kind.isOurs?.(it))
            return { why: `What is below ${room} is fetch-lock's own.`, fix: 'Take it out, or name another ref.' };
    }
    return undefined;
}
const isRemoteName = (text) => /^\w[\w./-]*$/.test(text) && !text.includes('..');
const urlPattern = /^((https?|ssh|git):\/\/([\w.+~%][\w.+~%-]*(:[^\s/]*)?@)?(\w[\w.-]*|\[[\da-f:.]+\])(:\d+)?(\/\S*)?|file:\/\/\/\S+)$/i;
function isRemote(text) {
    if (text.includes('::') || /\s/.test(text))
        return false;
    if (text.includes('://'))
        return urlPattern.test(text);
    if (/^\w[\w.-]*@\w[\w.-]*:(?!-).+$/.test(text))
        return true;
    return isRemoteName(text) || /^\.{0,2}\/[\w./+@-]+$/.test(text);
}
const isUrl = (text) => isRemote(text) && /:|^\//.test(text);
const hasSecret = (text) => /^[a-z]+:\/\/([^\s/]*:[^\s/]*|gh[a-z]_[^\s/]*|github_pat_[^\s/]*|glpat-[^\s/]*)@/i.test(text);
function isRefspec(text) {
    const body = text.replace(/^[+^]/, '');
    const sides = body.split(':');
    if (sides.length > 2 || (text.startsWith('^') && sides.length > 1) || body === '' || body === ':')
        return false;
    return (sides.every((side) => side === '' || isRefPattern(side)) &&
        new Set(sides.filter((side) => side !== '').map((side) => side.includes('*'))).size === 1);
}
const isRef = (text) => isRefPattern(text) && !text.includes('*');
function isRefPattern(side) {
    if (/[\s~^:?[\\\p{Cc}]/u.test(side) || side.split('*').length > 2)
        return false;
    return side !== '' && !/^[-/.]|[/.]$|\.\.|\/\/|\/\.|@\{|\.lock(\/|$)/.test(side);
}
const room = 'refs/fetch-lock/';
const writesOurs = (refspec) => !refspec.startsWith('^') && isOurs(refspec.split(':')[1] ?? '');
const readsOurs = (refspec) => !refspec.startsWith('^') && isOurs(refspec.replace(/^\+/, '').split(':')[0] ?? '');
const isOurs = (side) => `${side.toLowerCase()}/`.startsWith(room);
function protectionOf(refspecs) {
    const found = refspecs
        .filter((it) => !it.startsWith('^'))
        .flatMap((it) => {
        const [from = '', to = ''] = it.replace(/^\+/, '').split(':');
        const [[before = '', after], [start = '', end]] = [from.split('*'), to.split('*')];
        const isRead = after === undefined ? /^(refs\/)?fetch-lock\//.test(from) : meet(before, room);
        const own = isRead ? [`${room}*`] : [];
        if (after === undefined || end === undefined || !room.startsWith(start))
            return own;
        const rest = room.slice(start.length);
        const ends = [...rest].flatMap((_, at) => (end.startsWith(rest.slice(at)) ? [`${before}${rest.slice(0, at)}${after}`] : []));
        return [...own, `${before}${rest}*${after}`, ...ends];
    });
    return [...new Set(found.filter(isRefPattern).map((it) => `^${it}`))].filter((it) => !refspecs.includes(it));
}
const meet = (one, other) => one.startsWith(other) || other.startsWith(one);
const isCommitId = (text) => /^([\da-f]{40}|[\da-f]{64})$/.test(text) && !/^0+$/.test(text);
const isPathBelow = (text) => text !== '' && !/^[-:/~]|[\\\p{Cc}]/u.test(text) && !text.split('/').includes('..') && !/^[a-z]:/i.test(text);
const remote = { is: isRemoteName, what: 'remote', fix: 'Use the name of a remote of the repository.' };
const url = {
    is: isRemote,
    what: 'remote and no URL that is accepted',
    fix: 'Use a remote of the repository, or an https, http, ssh, git or file URL.',
};
const refspec = {
    ...{ is: isRefspec, what: 'refspec', fix: 'Write for instance +refs/heads/main:refs/remotes/origin/main.' },
    isOurs: (text) => readsOurs(text) || writesOurs(text),
};
const ref = { is: isRef, what: 'ref', fix: 'Write for instance refs/heads/main.' };
const path = { is: isPathBelow, what: 'path that is accepted', fix: 'Write a path below the repository, after the options.' };
const places = {
    repository: { takes: 'a remote or a URL, and refspecs', kinds: [url, refspec] },
    remotes: { takes: 'remotes, or groups of them', kinds: [remote, remote] },
    'remote and refs': { takes: 'a remote, and refs', kinds: [remote, ref] },
    paths: { takes: 'paths below the repository', kinds: [path, path] },
    none: { takes: 'nothing', kinds: [] },
};


/***/ }),

/***/ 82456:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ runGit)
/* harmony export */ });
/* unused harmony export gitVersion */
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _base_exec_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37198);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(33875);
/* harmony import */ var _complaint_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26584);
/* harmony import */ var _isolation_environment_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(29323);
/* harmony import */ var _isolation_isolation_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(43736);






const killAfterMs = 2500;
const mostComplaints = 50;
async function runGit(argv, { cwd, env, args, hide }, options) {
    const complaints = new Set();
    const onLine = (line) => {
        const text = (0,_base_text_js__WEBPACK_IMPORTED_MODULE_5__/* .inert */ .tJ)((0,_base_text_js__WEBPACK_IMPORTED_MODULE_5__/* .withoutCredentials */ .ri)(hide(line)), 500);
        if (complaints.size < mostComplaints && (0,_complaint_js__WEBPACK_IMPORTED_MODULE_2__/* .isComplaint */ .w)(line))
            complaints.add(text);
        options.onLine(text);
    };
    const result = await (0,_base_exec_js__WEBPACK_IMPORTED_MODULE_1__/* .run */ .eF)('git', [...args, ...argv], { ...options, cwd, env, graceMs: killAfterMs, onLine }).catch((error) => {
        throw (0,_isolation_isolation_js__WEBPACK_IMPORTED_MODULE_4__/* .noGit */ .iH)((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error), error);
    });
    return { ...result, complaints: [...complaints] };
}
async function gitVersion(env) {
    const answer = await ask('git', ['version'], { env: gitEnvironment(env) }).catch(() => undefined);
    const version = /git version (\S+)/.exec(answer?.stdout ?? '')?.[1];
    if (version !== undefined)
        return version;
    throw noGit(answer?.stderr ?? '');
}


/***/ })

};
