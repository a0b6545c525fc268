export const id = 285;
export const ids = [285];
export const modules = {

/***/ 37198:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  kA: () => (/* binding */ ask),
  K0: () => (/* binding */ attach),
  eF: () => (/* binding */ run),
  j8: () => (/* binding */ startHelper)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: external "node:readline"
var external_node_readline_ = __webpack_require__(80481);
// EXTERNAL MODULE: ./lib/src/base/clock.js
var base_clock = __webpack_require__(63148);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./lib/src/base/system/family.js

const groups = (proc = '/proc') => ({
    isGroup: true,
    signal: ({ pid }, name) => send(-pid, name),
    isGone: ({ pid }) => send(-pid, 0) === 'ESRCH' || hasOnlyZombies(pid, proc),
});
const pipes = {
    isGroup: false,
    signal: (command, name) => command.kill(name),
    isGone: (_, isClosed) => isClosed,
};
const systemFamily = process.platform === 'win32' ? pipes : groups();
function send(to, signal) {
    try {
        process.kill(to, signal);
        return undefined;
    }
    catch (error) {
        return error.code;
    }
}
function hasOnlyZombies(group, proc) {
    try {
        if ((0,external_node_fs_.readlinkSync)(`${proc}/self`) !== String(process.pid))
            return false;
        return !(0,external_node_fs_.readdirSync)(proc).some((pid) => /^\d+$/.test(pid) && isLivingMember(`${proc}/${pid}/stat`, group));
    }
    catch {
        return false;
    }
}
function isLivingMember(stat, group) {
    try {
        const [state, , pgrp] = (0,external_node_fs_.readFileSync)(stat, 'latin1')
            .replace(/^.*\) /s, '')
            .split(' ');
        return Number(pgrp) === group && state !== 'Z' && state !== 'X';
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./lib/src/base/exec.js





async function ask(file, args, options) {
    const { getExecOutput } = await __webpack_require__.e(/* import() */ 260).then(__webpack_require__.bind(__webpack_require__, 81260));
    return getExecOutput(file, args, { ...options, silent: true, ignoreReturnCode: true });
}
const startHelper = (bundle, env) => (0,external_node_child_process_.spawn)(process.execPath, [bundle], { cwd: '/', detached: true, windowsHide: true, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env });
async function attach(file, args, options) {
    const child = (0,external_node_child_process_.spawn)(file, args, { ...options, stdio: 'inherit' });
    const ended = new Promise((resolve) => {
        child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
    });
    await (0,external_node_events_.once)(child, 'spawn');
    child.on('error', () => { });
    return { pid: child.pid, kill: (signal) => child.kill(signal), ended };
}
const drainMs = 500;
async function run(file, args, options) {
    const { clock, signal, family = systemFamily } = options;
    const startedMs = clock.now();
    const { cwd, env, input } = options;
    const leader = { cwd, env, detached: family.isGroup, windowsHide: true };
    const child = input === undefined
        ? (0,external_node_child_process_.spawn)(file, args, { ...leader, stdio: ['ignore', 'pipe', 'pipe'] })
        : (0,external_node_child_process_.spawn)(file, args, { ...leader, stdio: ['pipe', 'pipe', 'pipe'] });
    child.stdin?.on('error', () => { }).end(input);
    if (options.onOutput)
        child.stdout.on('data', options.onOutput);
    for (const stream of options.onOutput ? [child.stderr] : [child.stdout, child.stderr])
        (0,external_node_readline_.createInterface)({ input: stream }).on('line', options.onLine);
    let hasEnded = false;
    const ended = new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('exit', resolve);
    }).finally(() => {
        hasEnded = true;
    });
    ended.catch(() => { });
    let isClosed = false;
    const closed = new Promise((resolve) => child.once('close', () => resolve())).then(() => {
        isClosed = true;
    });
    let stopped;
    const stopping = new AbortController();
    const stop = (why) => {
        stopped ??= why;
        stopping.abort();
    };
    const onAbort = () => stop('aborted');
    const callOffLimit = clock.after(options.limitMs, () => stop('limit'));
    if (signal.aborted)
        onAbort();
    else
        signal.addEventListener('abort', onAbort, { once: true });
    try {
        const { pid } = child;
        const command = pid === undefined ? undefined : { pid, kill: (name) => child.kill(name) };
        if (pid !== undefined)
            options.onStart?.(pid);
        const pressed = new Promise((resolve) => {
            if (stopping.signal.aborted)
                resolve();
            else
                stopping.signal.addEventListener('abort', () => resolve(), { once: true });
        });
        await Promise.race([ended, pressed]);
        const isGoneNow = () => !command || family.isGone(command, isClosed);
        const endWith = async (name, withinMs) => {
            if (command)
                family.signal(command, name);
            for (const untilMs = clock.now() + withinMs; clock.now() < untilMs && !isGoneNow();)
                await (0,base_clock/* pause */.v7)(clock, 10);
            return isGoneNow();
        };
        if (!family.isGroup && !stopping.signal.aborted)
            await (0,base_clock/* atMost */.Tu)(clock, drainMs, closed);
        const isGone = isGoneNow() || (await endWith('SIGTERM', options.graceMs)) || (await endWith('SIGKILL', 1000));
        if (isGone)
            await (0,base_clock/* atMost */.Tu)(clock, drainMs, closed);
        for (const stream of [child.stdin, child.stdout, child.stderr])
            stream?.destroy();
        const exitCode = hasEnded ? await ended : null;
        return { exitCode, ...(stopped ? { stopped } : {}), isGone, durationMs: clock.now() - startedMs };
    }
    finally {
        callOffLimit();
        signal.removeEventListener('abort', onAbort);
    }
}


/***/ }),

/***/ 96145:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ makeOwnRoom),
/* harmony export */   c: () => (/* binding */ ownRoom)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1559);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(33875);





const ownRoom = () => process.platform === 'win32'
    ? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(process.env.LOCALAPPDATA ?? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)(), 'AppData', 'Local'), 'fetch-lock')
    : `/var/tmp/fetch-lock-${process.geteuid?.() ?? 0}`;
function makeOwnRoom(room = ownRoom()) {
    (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .unless */ .NJ)(['EEXIST'], () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(room, { mode: 0o700 }));
    const found = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(room);
    const uid = process.geteuid?.();
    const isOurs = found.isDirectory() && (uid === undefined || (found.uid === uid && (found.mode & 0o077) === 0));
    if (isOurs)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .FetchLockError */ .qf('FL_LOCK_DIR', {
        what: `'${room}', where this host keeps its part of a fleet's locks, is not a directory of this user's alone.`,
        why: 'Somebody else may have made it.',
        fix: `See whose it is (ls -ld ${(0,_text_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteForShell */ .eC)(room)}), and take it away; or give \`lock-dir\` on a local disk.`,
    });
}


/***/ }),

/***/ 71285:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Lm: () => (/* binding */ addressFrom),
  ci: () => (/* binding */ addressOf),
  ZV: () => (/* binding */ addressVariable),
  l1: () => (/* binding */ joinFound),
  GS: () => (/* binding */ locateInFleet)
});

// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/base/policy/policy.js
var policy = __webpack_require__(29631);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __webpack_require__(33875);
// EXTERNAL MODULE: ./lib/src/fetch/fleet.js
var fleet = __webpack_require__(64637);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/duration.js
var duration = __webpack_require__(56620);
;// CONCATENATED MODULE: ./lib/src/lock/fleet/address.js




const [shortestMs, longestMs, usualMs] = [5000, 600_000, 30_000];
const most = 2000;
const shape = /^(rediss?|unix):\/\/(?:([^@/?#]*)@)?([^@/?#]*)(\/[^?#]*)?(?:\?([^#]*))?$/;
function readAddress(what, text) {
    const refuse = (why) => new errors/* FetchLockError */.qf('FL_INPUT', {
        what: `${kindOf(what)} \`${what}\` is not the address of a Redis: ${why}.`,
        fix: 'Write redis://USER:PASSWORD@HOST:PORT, rediss:// for TLS, or unix:///path/to/redis.sock; percent-encode signs such as @, / and : in the password.',
    });
    const decode = (part) => {
        const read = (0,errors/* orNothing */.bR)(() => decodeURIComponent(part));
        if (read === undefined || /\p{Cc}/u.test(read))
            throw refuse('it has a wrong percent sign, or a control character');
        return read;
    };
    if (text.length > most || /[\s\p{Cc}]/u.test(text))
        throw refuse(text.length > most ? 'it is too long' : 'it has white space in it');
    const [, scheme, userInfo, authority = '', path = '', query] = shape.exec(text) ?? [];
    if (scheme === undefined)
        throw refuse('it begins with no known scheme, or is cut in the wrong places');
    const [user = '', password] = (userInfo ?? '').split(/:(.*)/s).map(decode);
    if (userInfo !== undefined && !password)
        throw refuse('it has a user, but no password');
    const { lease, db } = readQuery(query, refuse, decode);
    if (db !== undefined && scheme !== 'unix')
        throw refuse('its database belongs behind the port, as in redis://HOST:PORT/0');
    const leaseMs = lease === undefined ? usualMs : ((0,errors/* orNothing */.bR)(() => (0,duration/* parseDuration */.E)(what, lease)) ?? 0);
    if (leaseMs < shortestMs || leaseMs > longestMs)
        throw refuse('its lease is not between 5s and 10m');
    const rest = {
        ...(user ? { user } : {}),
        ...(password ? { password } : {}),
        ...{ givenAs: what, leaseMs, secrets: secretsOf(text, userInfo, password) },
    };
    if (scheme === 'unix') {
        const socket = decode(path);
        if (authority !== '' || !(0,external_node_path_.isAbsolute)(socket) || socket.length < 2)
            throw refuse('the path of its socket is not absolute');
        return { at: { path: socket }, ...rest, database: readDatabase(db ?? '', refuse), shown: (0,base_text/* inert */.tJ)(socket) };
    }
    const [, name, digits] = /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(?::(\d{1,5}))?$/i.exec(authority) ?? [];
    const port = Number(digits ?? 6379);
    if (name === undefined || port < 1 || port > 65_535)
        throw refuse('its host or port cannot be read');
    const host = name.replace(/^\[|\]$/g, '');
    return {
        at: { host, port, isTls: scheme === 'rediss' },
        ...rest,
        database: readDatabase(path.slice(1), refuse),
        shown: `${name}:${port}`,
    };
}
const kindOf = (what) => (what.startsWith('-') ? 'Option' : /^[A-Z_]+$/.test(what) ? 'Variable' : 'Input');
function readQuery(query, refuse, decode) {
    const found = new Map();
    for (const pair of query ? query.split('&') : []) {
        const [key = '', value = ''] = pair.split(/=(.*)/s).map(decode);
        if (!['lease', 'db'].includes(key) || found.has(key))
            throw refuse('behind its question mark only `lease`, and `db` of a socket, are known');
        found.set(key, value);
    }
    return Object.fromEntries(found);
}
function readDatabase(text, refuse) {
    if (!/^\d{0,4}$/.test(text))
        throw refuse('its database is not a number');
    return Number(text);
}
const secretsOf = (text, userInfo, password) => password ? [...new Set([text, userInfo ?? '', (userInfo ?? '').replace(/^[^:]*:/, ''), password])].filter((it) => it.length > 0) : [];

// EXTERNAL MODULE: ./lib/src/lock/fleet/name.js
var fleet_name = __webpack_require__(50140);
// EXTERNAL MODULE: ./lib/src/cli/locate.js
var locate = __webpack_require__(69861);
;// CONCATENATED MODULE: ./lib/src/cli/fleet.js







const addressVariable = 'FETCH_LOCK_REDIS_URL';
function addressOf(call, { env }) {
    const given = call.text('redis-url');
    if (given === '')
        throw new errors/* FetchLockError */.qf('FL_INPUT', { what: 'Option `--redis-url` is empty.', fix: 'Name a Redis, or leave it out.' });
    return given === undefined ? addressFrom(env) : readAddress('--redis-url', given);
}
function addressFrom({ [addressVariable]: told = '' }) {
    if (told !== '')
        return readAddress(addressVariable, told);
    const text = (0,errors/* orNothing */.bR)(() => (0,policy/* readPolicy */.T4)().defaults?.['redis-url']);
    return text === undefined ? undefined : readAddress('redis-url', text);
}
async function locateInFleet(paths, call, host) {
    const scopes = (0,locate/* locate */.x5)(paths, { cwd: host.cwd, lockDir: (0,locate/* lockDirOf */.IZ)(call) });
    const address = addressOf(call, host);
    const lockName = lockNameOf(call);
    if (!address) {
        if (lockName === undefined)
            return { scopes };
        throw new errors/* FetchLockError */.qf('FL_INPUT', {
            what: 'Option `--lock-name` is set, but no Redis: a host alone needs no name.',
            fix: `Set ${addressVariable} or \`--redis-url\`, or leave it out.`,
        });
    }
    if (lockName !== undefined && scopes.length > 1)
        throw new errors/* FetchLockError */.qf('FL_INPUT', {
            what: `Option \`--lock-name\` is set, and there are ${scopes.length} locks: which of them has that name?`,
            fix: 'Name one path at a time.',
        });
    const joined = [];
    for (const it of scopes)
        joined.push(await (0,fleet/* joinFleet */.b)(it, questionOf(call, host)));
    return { scopes: joined, address };
}
async function joinFound(found, call, host) {
    if (!addressOf(call, host))
        return [...found];
    const joined = [];
    for (const it of found) {
        const [scope] = 'lock' in it ? ((0,errors/* orNothing */.bR)(() => (0,locate/* locate */.x5)([it.path], { cwd: host.cwd, lockDir: (0,locate/* lockDirOf */.IZ)(call) })) ?? []) : [];
        const isAsked = call.operands.includes(it.path);
        const lock = scope && (await (0,fleet/* joinFleet */.b)(scope, questionOf(call, host)).catch((error) => (isAsked ? (0,errors/* messageOf */.bD)(error) : scope)));
        joined.push(typeof lock === 'string' ? { path: it.path, trouble: lock } : lock ? { path: it.path, lock: lock.lock } : it);
    }
    return joined;
}
const questionOf = (call, { env }) => ({ env, lockName: lockNameOf(call), naming: 'Option `--lock-name`' });
function lockNameOf(call) {
    const given = call.text('lock-name');
    if (given === undefined || (0,fleet_name/* isLockName */.HV)(given))
        return given;
    throw new errors/* FetchLockError */.qf('FL_INPUT', {
        what: `Option \`--lock-name\` is '${(0,base_text/* inert */.tJ)(given)}'.`,
        fix: 'Accepted is one line of at most 500 characters.',
    });
}


/***/ }),

/***/ 64637:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ joinFleet)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);
/* harmony import */ var _base_exec_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(37198);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(33875);
/* harmony import */ var _git_isolation_environment_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(29323);
/* harmony import */ var _lock_fleet_name_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(50140);
/* harmony import */ var _lock_fleet_place_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(61036);








async function joinFleet(scope, { env, lockName, url, naming = 'Input `lock-name`' }) {
    const name = lockName ?? (await nameOf(scope, env, url, naming));
    return { ...scope, lock: (0,_lock_fleet_place_js__WEBPACK_IMPORTED_MODULE_6__/* .placeInFleet */ .H)(scope.lock, name) };
}
async function nameOf({ path, guards, kind }, env, url, naming) {
    const refuse = (why) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .FetchLockError */ .qf('FL_INPUT', {
        what: `${naming} is missing for '${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_7__/* .inert */ .tJ)(path)}': its lock needs a name that is the same on every host.`,
        why: `It is not taken from a remote, since ${why}.`,
        fix: 'Give the name, and the same one on every host that shares this directory.',
    });
    if (kind === 'directory')
        throw refuse('this is a plain directory');
    const config = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(guards, 'config');
    const remotes = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(config) ? await remotesIn(config, env) : new Map();
    const [only] = remotes.size === 1 ? remotes.values() : [];
    const found = remotes.get('origin') ?? only ?? (remotes.size === 0 ? url : undefined);
    if (found === undefined)
        throw refuse(remotes.size === 0 ? 'there is none' : `there are ${remotes.size}, and none is called origin`);
    const name = (0,_lock_fleet_name_js__WEBPACK_IMPORTED_MODULE_5__/* .canonicalRemote */ .BD)(found);
    if (name === undefined)
        throw refuse(`'${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_7__/* .inert */ .tJ)((0,_base_text_js__WEBPACK_IMPORTED_MODULE_7__/* .withoutCredentials */ .ri)(found).replace(/[?#].*$/s, ''))}' may mean something else on another host`);
    return name;
}
async function remotesIn(config, env) {
    const { stdout } = await (0,_base_exec_js__WEBPACK_IMPORTED_MODULE_3__/* .ask */ .kA)('git', ['config', '--file', config, '--no-includes', '-z', '--get-regexp', '^remote\\..*\\.url$'], {
        cwd: '/',
        env: (0,_git_isolation_environment_js__WEBPACK_IMPORTED_MODULE_4__/* .gitEnvironment */ ._K)(env),
    });
    const remotes = new Map();
    for (const it of stdout.split('\0')) {
        const [, name, url] = /^remote\.(.+)\.url\n(.*)$/s.exec(it) ?? [];
        if (name !== undefined && url !== undefined && !remotes.has(name))
            remotes.set(name, url);
    }
    return remotes;
}


/***/ }),

/***/ 29323:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $9: () => (/* binding */ isListable),
/* harmony export */   _K: () => (/* binding */ gitEnvironment),
/* harmony export */   j6: () => (/* binding */ only)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);

const elsewhere = /^GIT_(DIR|WORK_TREE|IMPLICIT_WORK_TREE|COMMON_DIR|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|NAMESPACE|PREFIX|QUARANTINE_PATH|SHALLOW_FILE|GRAFT_FILE|REPLACE_REF_BASE|CONFIG|EXTERNAL_DIFF|PAGER|TRACE.*|CURL_VERBOSE)$/;
const runners = /^((INPUT|STATE|ACTIONS)_|FETCH_LOCK_REDIS_URL$)/;
const gitEnvironment = (env, own = () => undefined) => ({
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !elsewhere.test(name) && !runners.test(name))),
    LC_ALL: 'C',
    LANGUAGE: '',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: env.GIT_ASKPASS ?? own('core.askpass') ?? '',
    SSH_ASKPASS: env.SSH_ASKPASS ?? '',
    GCM_INTERACTIVE: 'never',
    GIT_EDITOR: ':',
    GIT_SEQUENCE_EDITOR: ':',
    GIT_MERGE_AUTOEDIT: 'no',
    GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh',
    GIT_SSH_COMMAND: env.GIT_SSH_COMMAND || own('core.sshcommand') || (env.GIT_SSH ? quote(env.GIT_SSH) : patientSsh),
    GIT_PROXY_COMMAND: env.GIT_PROXY_COMMAND ?? forEveryHost(own('core.gitproxy')) ?? '',
    GIT_HTTP_LOW_SPEED_LIMIT: env.GIT_HTTP_LOW_SPEED_LIMIT ?? '1000',
    GIT_HTTP_LOW_SPEED_TIME: env.GIT_HTTP_LOW_SPEED_TIME ?? '60',
});
const patientSsh = 'ssh -o BatchMode=yes -o ServerAliveInterval=15 -o ServerAliveCountMax=4';
const forEveryHost = (proxy) => (proxy?.includes(' for ') ? undefined : proxy);
const quote = (path) => `'${path.replaceAll("'", "'\\''")}'`;
const only = (dir) => ({ GIT_CEILING_DIRECTORIES: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(dir) });
const isListable = (dir) => !(0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(dir).includes(node_path__WEBPACK_IMPORTED_MODULE_0__.delimiter);


/***/ }),

/***/ 50140:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BD: () => (/* binding */ canonicalRemote),
/* harmony export */   HV: () => (/* binding */ isLockName)
/* harmony export */ });
/* unused harmony export makingOf */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);

const usualPorts = { http: '80', https: '443', ssh: '22', git: '9418' };
const most = 1000;
function canonicalRemote(url) {
    if (url === '' || url.length > most || /\p{Cc}/u.test(url))
        return undefined;
    const [, scheme, rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(url) ?? [];
    if (scheme !== undefined)
        return scheme.toLowerCase() === 'file' ? fileAt(rest) : remoteAt(scheme.toLowerCase(), rest);
    if ((0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(url))
        return fileAt(url);
    const [, host, path = ''] = /^(?:[^@/]*@)?(\[[0-9a-f:.]+\]|[^:/@[\]]+):(?!:)(.*)$/is.exec(url) ?? [];
    return host === undefined || /^[a-z]:[\\/]/i.test(url) ? undefined : named(host, path);
}
function fileAt(rest) {
    const path = shortened(rest);
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(rest) && path !== '' ? `file:/${path}` : undefined;
}
function remoteAt(scheme, rest) {
    const [protocol = ''] = scheme.split('+').filter((it) => it !== 'git' || scheme === 'git');
    const [, authority = '', path = ''] = /^([^/?#]*)\/(.*)$/s.exec(rest) ?? [];
    const [, host, port] = /^(?:.*@)?(\[[0-9a-f:.]+\]|[^:@[\]]+)(?::(\d{1,5}))?$/is.exec(authority) ?? [];
    if (host === undefined || usualPorts[protocol] === undefined)
        return undefined;
    return named(host, path, port === usualPorts[protocol] ? undefined : port);
}
function named(host, path, port) {
    const way = shortened(path);
    if (way === '' || /[?#]/.test(path))
        return undefined;
    return `${host.toLowerCase().replace(/\.$/, '')}${port === undefined ? '' : `:${port}`}/${way}`;
}
const shortened = (path) => path
    .replace(/\/+/g, '/')
    .replace(/^\/|\/$/g, '')
    .replace(/(\/|^)?\.git$/, '')
    .replace(/\/$/, '');
const longestName = 500;
const isLockName = (text) => text !== '' && text.length <= longestName && text.trim() === text && !/\p{C}|\p{Zl}|\p{Zp}/u.test(text);
const makingOf = (name) => `${name}:making`;


/***/ }),

/***/ 61036:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ placeInFleet),
/* harmony export */   w: () => (/* binding */ compareOrder)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);
/* harmony import */ var _base_policy_own_room_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(96145);
/* harmony import */ var _host_system_disk_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(38608);





function placeInFleet(place, name, isOnOwnDisk = isOnLocalDisk) {
    if (place.kind === 'given' || isOnOwnDisk(place.dir))
        return { ...place, fleet: name };
    const digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(place.guards).digest('hex');
    return { dir: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,_base_policy_own_room_js__WEBPACK_IMPORTED_MODULE_3__/* .ownRoom */ .c)(), digest), guards: place.guards, kind: 'given', fleet: name };
}
const compareOrder = (one, other) => compare(one.fleet ?? one.dir, other.fleet ?? other.dir) || compare(one.dir, other.dir);
const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
function isOnLocalDisk(dir) {
    const isLocal = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unless */ .NJ)(['ENOENT', 'ENOTDIR'], () => (0,_host_system_disk_js__WEBPACK_IMPORTED_MODULE_4__/* .diskOf */ .F)(dir).isLocal);
    return isLocal ?? ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(dir) !== dir && isOnLocalDisk((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(dir)));
}


/***/ })

};
