export const id = 958;
export const ids = [958];
export const modules = {

/***/ 51002:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   er: () => (/* binding */ mostElsewhere),
/* harmony export */   o5: () => (/* binding */ isJob),
/* harmony export */   qF: () => (/* binding */ formatEvent),
/* harmony export */   wj: () => (/* binding */ parseEvent)
/* harmony export */ });
/* unused harmony exports eventNames, lineStart */
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33875);

const eventNames = [
    'lock_waiting',
    'lock_acquired',
    'lock_downgraded',
    'lock_released',
    'lock_timeout',
    'lock_cancelled',
    'lock_unavailable',
    'lock_bypassed',
    'lock_recovered',
    'lock_broken',
    'deadlock_detected',
    'git_finished',
    'git_retried',
    'git_lock_removed',
    'fetch_joined',
    'fetch_skipped',
    'mirror_created',
    'mirror_restored',
    'mirror_saved',
    'mirror_rebuilt',
];
const jobKeys = ['repository', 'run_id', 'run_attempt', 'job', 'job_index', 'runner', 'url', 'user', 'host', 'command'];
const mostElsewhere = 8;
const lineStart = '{"v":1,';
const mostBytes = 16_384;
function formatEvent({ v, ...event }) {
    const whole = (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inertJson */ .nl)(JSON.stringify({ v, ...event }));
    if (Buffer.byteLength(whole) <= mostBytes)
        return whole;
    const lines = [1000, 200, 40].map((most) => (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inertJson */ .nl)(JSON.stringify(cutTexts({ v, ...event }, most), knownKeys)));
    return lines.find((it) => Buffer.byteLength(it) <= mostBytes) ?? lines.at(-1) ?? '';
}
const mostWords = 20;
function cutTexts(value, most) {
    if (typeof value === 'string')
        return value.length > most ? `${value.slice(0, most - 1).replace(/\p{Cs}$/u, '')}\u2026` : value;
    if (Array.isArray(value))
        return value.slice(0, mostWords).map((it) => cutTexts(it, most));
    if (typeof value !== 'object' || value === null)
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, cutTexts(it, most)]));
}
const parseEvent = (line) => parseWhole(line) ?? parseWhole(line.slice(Math.max(0, line.lastIndexOf(lineStart))));
function parseWhole(line) {
    try {
        const read = JSON.parse(line);
        return isEvent(read) ? read : undefined;
    }
    catch {
        return undefined;
    }
}
const textKeys = ['lock', 'path', 'mode', 'ticket', 'file', 'reason', 'code'];
const numberKeys = ['pid', 'waited_ms', 'held_ms', 'duration_ms', 'ahead', 'age_ms', 'exit_code', 'attempt', 'merged'];
const knownKeys = ['v', 'ts', 'event', 'decision', 'network', 'argv', 'job', 'holder', 'elsewhere', ...textKeys, ...numberKeys, ...jobKeys];
function isEvent(read) {
    if (typeof read !== 'object' || read === null)
        return false;
    const it = read;
    return (it.v === 1 &&
        eventNames.includes(it.event) &&
        typeof it.ts === 'string' &&
        /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(it.ts) &&
        !Number.isNaN(Date.parse(it.ts)) &&
        [undefined, 'allow', 'deny'].includes(it.decision) &&
        (it.argv === undefined || (Array.isArray(it.argv) && it.argv.every((word) => typeof word === 'string'))) &&
        textKeys.every((key) => it[key] === undefined || typeof it[key] === 'string') &&
        numberKeys.every((key) => it[key] === undefined || isBelievable(it[key])) &&
        (it.network === undefined || typeof it.network === 'boolean') &&
        (it.elsewhere === undefined || (Array.isArray(it.elsewhere) && it.elsewhere.every(isElsewhere))) &&
        [it.job, it.holder].every((job) => job === undefined || mayBeJob(job)));
}
function isElsewhere(read) {
    if (typeof read !== 'object' || read === null)
        return false;
    const it = read;
    return (typeof it.ticket === 'string' &&
        typeof it.mode === 'string' &&
        mayBeJob(it.job) &&
        (it.held_ms === undefined || isBelievable(it.held_ms)));
}
const greatest = 1e14;
const isBelievable = (read) => typeof read === 'number' && Math.abs(read) <= greatest;
const mayBeJob = (read) => typeof read === 'object' &&
    read !== null &&
    !Array.isArray(read) &&
    jobKeys.every((key) => ['undefined', 'string'].includes(typeof read[key]));
const isJob = (read) => typeof read === 'object' && read !== null && !Array.isArray(read) && Object.values(read).every((value) => typeof value === 'string');


/***/ }),

/***/ 29631:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T4: () => (/* binding */ readPolicy),
/* harmony export */   k1: () => (/* binding */ policyPath)
/* harmony export */ });
/* unused harmony exports defaultNames, parsePolicy */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56620);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1559);




const defaultNames = ['lock-timeout', 'git-timeout', 'retries', 'lock-dir', 'redis-url', 'summary', 'metrics-file'];
const policyPath = process.platform === 'win32'
    ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(process.env.ProgramData ?? 'C:\\ProgramData', 'fetch-lock', 'policy.json')
    : '/etc/fetch-lock/policy.json';
function readPolicy(path = policyPath) {
    try {
        const text = readOfRoot(path);
        const policy = text === undefined ? { trustedOwners: [] } : parsePolicy(text);
        const { hostJournal, defaults: { 'lock-dir': lockDir } = {} } = policy;
        if (hostJournal !== undefined)
            demandDirectory('hostJournal', hostJournal);
        if (lockDir !== undefined)
            demandDirectory('defaults.lock-dir', lockDir);
        return policy;
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .FetchLockError */ .qf('FL_POLICY', {
            what: `The policy of this host, '${path}', cannot be followed.`,
            why: `${(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error).replace(/\.$/, '')}.`,
            fix: 'Until its admin has mended it, nothing is locked and no git is run.',
        }, error);
    }
}
function readOfRoot(path) {
    if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .unless */ .NJ)(['ENOENT', 'ENOTDIR'], () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path)))
        return undefined;
    refuseOthers((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path)), 'Its directory');
    const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW ?? 0) | (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK ?? 0));
    try {
        const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(file);
        if (!stats.isFile())
            throw new Error('It is not a regular file.');
        refuseOthers(stats, 'It');
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, 'utf8');
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
    }
}
function refuseOthers({ uid, mode }, what) {
    if (uid !== 0)
        throw new Error(`${what} belongs to user ${uid}, not to root.`);
    if (process.platform !== 'win32' && mode & 0o022)
        throw new Error(`${what} may be written by others than its owner.`);
}
function demandDirectory(key, dir) {
    const found = (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .unless */ .NJ)(['ENOENT', 'ENOTDIR'], () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(dir));
    if (!found?.isDirectory())
        throw new Error(`\`${key}\` is '${dir}', which is not a directory.`);
    if (process.platform !== 'win32' && found.mode & 0o002)
        throw new Error(`\`${key}\` is '${dir}', which everybody may write.`);
}
function parsePolicy(text) {
    const said = (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .orNothing */ .bR)(() => JSON.parse(text));
    if (said === undefined)
        throw new Error('It is not JSON.');
    if (!isObject(said))
        throw new Error('It is not a JSON object.');
    const policy = { trustedOwners: [] };
    for (const [key, value] of Object.entries(said)) {
        const [, read] = rules.find(([name]) => name === key) ?? [];
        if (!read)
            throw new Error(`Nothing is known of ${JSON.stringify(key)}. Known are: ${rules.map(([name]) => name).join(', ')}.`);
        Object.assign(policy, read(value));
    }
    return policy;
}
const demand = (isFine, key, is) => {
    if (!isFine)
        throw new Error(`\`${key}\` is not ${is}.`);
};
const rules = [
    [
        'allowedRoots',
        (value) => {
            demand(isList(value, isDirectory) && value.length > 0, 'allowedRoots', 'a list of absolute directories, at least one');
            return { allowedRoots: value };
        },
    ],
    [
        'failClosed',
        (value) => {
            demand(value === 'always', 'failClosed', '"always"; where steps may go on without a lock, leave it out');
            return { failClosed: 'always' };
        },
    ],
    [
        'maxHold',
        (value) => {
            demand(isDuration(value) && /[1-9]/.test(value), 'maxHold', 'a duration above zero, such as "2h"');
            return { maxHoldMs: (0,_duration_js__WEBPACK_IMPORTED_MODULE_2__/* .parseDuration */ .E)('maxHold', value) };
        },
    ],
    [
        'trustedOwners',
        (value) => {
            demand(isList(value, isUser), 'trustedOwners', 'a list of user names or numbers');
            return { trustedOwners: value };
        },
    ],
    [
        'hostJournal',
        (value) => {
            demand(isDirectory(value), 'hostJournal', 'an absolute directory');
            return { hostJournal: value };
        },
    ],
    ['defaults', (value) => ({ defaults: readDefaults(value) })],
    [
        '$schema',
        (value) => {
            demand(typeof value === 'string', '$schema', 'the address of a schema');
            return {};
        },
    ],
];
const inputs = {
    'lock-timeout': [(it) => isDuration(it), 'a duration, such as "10m"'],
    'git-timeout': [(it) => isDuration(it) && /[1-9]/.test(it), 'a duration above zero, such as "10m"'],
    retries: [(it) => ['number', 'string'].includes(typeof it) && /^[1-9]\d?$/.test(String(it)), 'a whole number from 1 to 99'],
    'lock-dir': [(it) => isDirectory(it), 'an absolute directory'],
    'redis-url': [
        (it) => typeof it === 'string' && /^(rediss?|unix):\/\/[^\s]+$/.test(it),
        'the address of a Redis, such as "rediss://redis.example"',
    ],
    summary: [(it) => [true, false, 'true', 'false'].includes(it), 'true or false'],
    'metrics-file': [(it) => isDirectory(it), 'the absolute path of a file'],
};
function readDefaults(value) {
    demand(isObject(value), 'defaults', 'a JSON object');
    return Object.fromEntries(Object.entries(value).map(([name, it]) => {
        const known = defaultNames.find((one) => one === name);
        if (!known)
            throw new Error(`\`defaults\` has no ${JSON.stringify(name)}. Accepted are: ${defaultNames.join(', ')}.`);
        const [isFine, is] = inputs[known];
        demand(isFine(it), `defaults.${name}`, is);
        return [name, String(it)];
    }));
}
const isObject = (it) => typeof it === 'object' && it !== null && !Array.isArray(it);
const isList = (it, isOne) => Array.isArray(it) && it.every(isOne);
const isDirectory = (it) => typeof it === 'string' && (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(it) && !/\p{Cc}/u.test(it) && it.trim() === it;
const isDuration = (it) => typeof it === 'string' &&
    /^(0|\d{1,9}ms|\d{1,6}(\.\d{1,3})?s|\d{1,4}(\.\d{1,3})?m|(\d{1,2}|[1-4]\d\d|5[0-8]\d|59[0-5])(\.\d{1,3})?h)$/.test(it);
const isUser = (it) => typeof it === 'number' ? Number.isSafeInteger(it) && it >= 0 : typeof it === 'string' && /^[\w.][\w.@-]*\$?$/.test(it);


/***/ }),

/***/ 49703:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ randomHex)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98995);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);



const path = '/dev/urandom';
const deviceNumber = 0x109;
function randomHex(bytes, device = path) {
    const buffer = Buffer.alloc(bytes);
    const isRead = process.platform === 'linux' && (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => readDevice(device, buffer)) === true;
    return (isRead ? buffer : randomBytes(bytes)).toString('hex');
}
function readDevice(device, buffer) {
    const fd = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(device, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK);
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(fd).rdev === deviceNumber && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(fd, buffer) === buffer.length;
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(fd);
    }
}
const randomBytes = (bytes) => (0,node_module__WEBPACK_IMPORTED_MODULE_1__.createRequire)(import.meta.url)('node:crypto').randomBytes(bytes);


/***/ }),

/***/ 69861:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IZ: () => (/* binding */ lockDirOf),
/* harmony export */   Y6: () => (/* binding */ locateAll),
/* harmony export */   x5: () => (/* binding */ locate),
/* harmony export */   yh: () => (/* binding */ locateEach)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);
/* harmony import */ var _base_policy_policy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(29631);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(33875);
/* harmony import */ var _git_scope_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(38006);
/* harmony import */ var _lock_host_lock_dir_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(63197);







const naming = { path: 'The path', lockDir: 'Option `--lock-dir`:', workspace: 'the current directory' };
function lockDirOf(call) {
    const given = call.text('lock-dir');
    if (given === '')
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .FetchLockError */ .qf('FL_INPUT', { what: 'Option `--lock-dir` is empty.', fix: 'Name a directory, or leave it out.' });
    return given ?? (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,_base_policy_policy_js__WEBPACK_IMPORTED_MODULE_3__/* .readPolicy */ .T4)().defaults?.['lock-dir']);
}
function locate(paths, where) {
    const scopes = paths.map((path) => scopeOf(path, where));
    return [...new Map(scopes.toReversed().map((it) => [it.lock.dir, it])).values()].toReversed();
}
function scopeOf(path, { cwd, lockDir }) {
    if (path === '')
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .FetchLockError */ .qf('FL_INPUT', { what: 'A path is empty.', fix: 'Name one; the current directory is `.`.' });
    return (0,_git_scope_js__WEBPACK_IMPORTED_MODULE_4__/* .resolveScope */ .HV)({ path, workspace: cwd, naming, ...(lockDir === undefined ? {} : { lockDir }) });
}
const locateEach = (paths, where) => once(paths.map((path) => orTrouble(path, () => ({ path, lock: scopeOf(path, where).lock }))));
function locateAll(where) {
    return once(where.lockDir === undefined ? [...locateHere(where.cwd), ...locateIn(where.cwd)] : locateGiven(where.lockDir, where));
}
const suffix = '.fetch-lock';
const withoutSuffix = (dir) => dir.slice(0, -suffix.length);
const beside = (dir) => ({ path: withoutSuffix(dir), lock: (0,_git_scope_js__WEBPACK_IMPORTED_MODULE_4__/* .lockOf */ .Vx)(withoutSuffix(dir), { workspace: '/' }) });
function locateHere(cwd) {
    if (cwd.length > suffix.length && (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(cwd).endsWith(suffix))
        return [beside(cwd)];
    const { kind, lock } = scopeOf('.', { cwd });
    return kind !== 'directory' || (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(lock.dir) ? [{ path: lock.guards, lock }] : [];
}
function locateIn(dir) {
    return directoriesIn(dir).flatMap(({ name }) => {
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(dir, name);
        if (name.endsWith(suffix) && name !== suffix)
            return [beside(path)];
        const hasClone = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, '.git', 'fetch-lock')).isDirectory());
        return hasClone ? [orTrouble(path, () => ({ path, lock: scopeOf(path, { cwd: dir }).lock }))] : [];
    });
}
function locateGiven(lockDir, { cwd }) {
    const given = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(cwd, lockDir);
    return directoriesIn(given)
        .filter(({ name }) => /^[0-9a-f]{64}$/.test(name))
        .map(({ name }) => orTrouble((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(given, name), () => {
        const guards = (0,_lock_host_lock_dir_js__WEBPACK_IMPORTED_MODULE_5__/* .readMark */ .Mp)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(given, name), 'path');
        const lock = guards ? (0,_git_scope_js__WEBPACK_IMPORTED_MODULE_4__/* .lockOf */ .Vx)(guards, { workspace: cwd, lockDir, naming }) : undefined;
        if (guards && lock && (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(lock.dir) === name)
            return { path: guards, lock };
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .FetchLockError */ .qf('FL_LOCK_DIR', {
            what: `Its file 'path' ${guards ? 'names what has its lock elsewhere' : 'does not say what it guards'}.`,
        });
    }));
}
function directoriesIn(dir) {
    try {
        const names = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(dir, { withFileTypes: true });
        return names.filter((it) => it.isDirectory()).sort((a, b) => (a.name < b.name ? -1 : 1));
    }
    catch (error) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .FetchLockError */ .qf('FL_INPUT', {
            what: `The directory '${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_6__/* .inert */ .tJ)(dir)}' cannot be listed.`,
            why: `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_6__/* .inert */ .tJ)((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error))}.`,
            fix: 'Name the paths, or look as a user who may read it.',
        });
    }
}
function orTrouble(path, find) {
    try {
        return find();
    }
    catch (error) {
        return { path, trouble: (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error) };
    }
}
const once = (found) => [...new Map(found.toReversed().map((it) => ['lock' in it ? it.lock.dir : it.path, it])).values()].toReversed();


/***/ }),

/***/ 38006:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  z0: () => (/* binding */ gitDirOf),
  Vx: () => (/* binding */ lockOf),
  HV: () => (/* binding */ resolveScope)
});

// UNUSED EXPORTS: refuseDeepening

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __webpack_require__(33875);
;// CONCATENATED MODULE: ./lib/src/git/verbs.js
const transfer = '--all --append|-a --dry-run --force|-f --ipv4|-4 --ipv6|-6 --keep|-k --negotiation-tip=<revision> --no-progress --no-prune ' +
    '--no-recurse-submodules --no-show-forced-updates --progress --prune|-p --quiet|-q --show-forced-updates --tags|-t --verbose|-v';
const shallow = '--deepen=<depth> --depth=<depth> --shallow-exclude=<name> --shallow-since=<date> --unshallow';
const deepening = { needs: 'exclusive', isShallow: true };
const withShallow = Object.fromEntries(shallow.split(' ').map((it) => [it.replace(/=.*/, ''), deepening]));
const otherTransfer = `update-shallow negotiation-include negotiation-restrict recurse-submodules refmap server-option set-upstream upload-pack`;
const verbs = {
    fetch: {
        ...{ needs: 'update', isNetwork: true, operands: 'repository' },
        accepts: `${transfer} ${shallow} --atomic --filter=<filter> --jobs|-j=<count> --multiple|-m --no-auto-gc --no-auto-maintenance --no-prune-tags ` +
            '--no-tags|-n --no-write-commit-graph --no-write-fetch-head --porcelain --prefetch --prune-tags|-P --refetch ' +
            '--write-commit-graph --write-fetch-head',
        with: withShallow,
        knows: `${otherTransfer} bundle-uri negotiate-only recurse-submodules-default stdin submodule-prefix update-head-ok`,
    },
    pull: {
        ...{ needs: 'exclusive', isNetwork: true, operands: 'repository' },
        accepts: `${transfer} ${shallow} --allow-unrelated-histories --autostash --commit --ff --ff-only --jobs|-j[=<count>] --no-autostash --no-commit ` +
            '--no-edit --no-ff --no-rebase --no-squash --no-stat|-n --no-tags --rebase|-r[=<rebase>] --squash --stat',
        with: withShallow,
        knows: `${otherTransfer} cleanup compact-summary gpg-sign log porcelain signoff strategy strategy-option summary verify verify-signatures`,
        settles: {
            '--ff-only': /^--(ff|no-ff|ff-only|rebase|no-rebase)\b/,
            '--no-rebase': /^--(no-)?rebase\b/,
            '--no-gpg-sign': /^--no-gpg-sign$/,
            '--no-verify-signatures': /^--no-verify-signatures$/,
        },
    },
    'remote update': {
        ...{ needs: 'update', isNetwork: true, operands: 'remotes' },
        ...{ accepts: '--no-prune --prune|-p', knows: '' },
    },
    'maintenance run': {
        ...{ needs: 'exclusive', isNetwork: false, operands: 'none' },
        accepts: '--auto --no-detach --no-quiet --quiet --schedule=<frequency> --task=<task>',
        knows: '',
        with: { '--task=prefetch': { isNetwork: true } },
    },
    gc: {
        ...{ needs: 'exclusive', isNetwork: false, operands: 'none' },
        accepts: '--aggressive --auto --cruft --keep-largest-pack --max-cruft-size=<size> --no-cruft --no-detach --no-prune --no-quiet ' +
            '--prune[=<date>] --quiet|-q',
        knows: 'detach expire-to force skip-foreground-tasks',
    },
    repack: {
        ...{ needs: 'exclusive', isNetwork: false, operands: 'none' },
        accepts: '-a -A -d -f -F -n --combine-cruft-below-size=<size> --cruft --cruft-expiration=<date> --delta-islands|-i --depth=<count> ' +
            '--geometric|-g=<count> --keep-pack=<pack> --keep-unreachable|-k --local|-l --max-cruft-size=<size> --max-pack-size=<size> ' +
            '--name-hash-version=<count> --no-write-bitmap-index --pack-kept-objects --path-walk --quiet|-q --threads=<count> ' +
            '--unpack-unreachable=<date> --window=<count> --window-memory=<size> --write-bitmap-index|-b --write-midx|-m',
        knows: 'expire-to filter filter-to',
    },
    'pack-refs': {
        ...{ needs: 'update', isNetwork: false, operands: 'none' },
        ...{ accepts: '--all --auto --exclude=<pattern> --include=<pattern> --no-all --no-prune --prune', knows: '' },
    },
    prune: {
        ...{ needs: 'exclusive', isNetwork: false, operands: 'none' },
        ...{ accepts: '--dry-run|-n --exclude-promisor-objects --expire=<date> --no-progress --progress --verbose|-v', knows: '' },
    },
    'submodule update': {
        ...{ needs: 'exclusive', isNetwork: true, operands: 'paths', separator: '--', isScript: true },
        accepts: '--checkout --filter=<filter> --force|-f --init|-i --jobs|-j=<count> --merge|-m --no-fetch|-N --no-recommend-shallow ' +
            '--no-single-branch --progress --quiet|-q --rebase|-r --recursive --remote --single-branch',
        settles: { '--checkout': /^--(checkout|merge|rebase)$/ },
    },
    'lfs fetch': {
        ...{ needs: 'update', isNetwork: true, operands: 'remote and refs', separator: '--' },
        accepts: '--all|-a --dry-run|-d --exclude|-X=<paths> --include|-I=<paths> --json|-j --prune|-p --recent|-r --refetch',
        with: { '--prune': { needs: 'exclusive' } },
    },
};
const values = {
    count: { pattern: /^\d{1,3}$/, is: 'a whole number of at most three digits' },
    date: {
        pattern: /^(now|never|\d{1,6}\.(second|minute|hour|day|week|month|year)s?\.ago|\d{4}-\d\d-\d\d)$/,
        is: '`now`, `never`, one such as `2.weeks.ago`, or a day such as `2026-01-31`',
    },
    depth: { pattern: /^[1-9]\d{0,8}$/, is: 'a number of commits' },
    filter: {
        pattern: /^(blob:none|blob:limit=\d{1,12}[kmg]?|tree:\d{1,3})$/,
        is: '`blob:none`, `blob:limit=10m` or `tree:0`, with any number',
    },
    frequency: { pattern: /^(hourly|daily|weekly)$/, is: '`hourly`, `daily` or `weekly`' },
    name: { pattern: /^\w[\w./-]*$/, is: 'a branch or a tag of the remote' },
    pack: { pattern: /^pack-[\da-f]{40}([\da-f]{24})?\.pack$/, is: 'the name of a file of the pack directory' },
    paths: { pattern: /^[\w*][\w*./,@+ -]*$/, is: 'paths with `*`, parted by commas' },
    pattern: { pattern: /^(refs|HEAD)[\w./*-]*$/, is: 'refs with `*`, such as `refs/tags/*`' },
    rebase: { pattern: /^(true|false|merges)$/, is: '`true`, `false` or `merges`' },
    revision: { pattern: /^\w[\w./*^~@-]*$/, is: 'a commit, or refs with `*`' },
    size: { pattern: /^\d{1,12}[kmg]?$/, is: 'a number of bytes, with `k`, `m` or `g` if need be' },
    task: {
        pattern: /^(commit-graph|gc|geometric-repack|incremental-repack|loose-objects|pack-refs|prefetch|reflog-expire|rerere-gc|worktree-prune)$/,
        is: 'a task of git-maintenance(1)',
    },
};
const verbs_whyNotShallow = 'The repository is shared by the jobs of this host, and a shallow one is so for all of them: jobs at the same time would meet at its shallow.lock, and miss history.';
const refusedVerbs = (/* unused pure expression or super */ null && ([
    [
        /^remote prune$/,
        'Git runs the hook of the repository for it whatever it is told, and asks no fence of a fleet.',
        'Use `fetch --prune`, which takes the same refs away and fetches, too.',
    ],
]));
const reasons = [
    [/^--(deepen|depth|shallow-.*|unshallow|update-shallow|recommend-shallow)$/, verbs_whyNotShallow],
    [/^--(upload-pack|receive-pack|exec|gpg-sign|strategy|edit)$|^-[sS]$/, 'It makes git run a program.'],
    [
        /^--recurse-submodules/,
        'A submodule has a configuration of its own, which may name any program; take `submodule update` for submodules.',
    ],
    [/^--detach$/, 'It would go on when the lock is let go.'],
    [/^--force$/, 'It would run beside another gc that has no lock.'],
    [/^--(expire-to|filter-to|reference|submodule-prefix)$/, 'It reaches outside of the repository.'],
];

;// CONCATENATED MODULE: ./lib/src/git/scope.js






const inputs = { path: 'Input `path`:', lockDir: 'Input `lock-dir`:', workspace: 'the workspace' };
function resolveScope(question) {
    try {
        return findScope(question);
    }
    catch (error) {
        if ((0,errors/* errnoOf */.UQ)(error) === undefined)
            throw error;
        throw new errors/* FetchLockError */.qf('FL_INPUT', {
            what: `${(question.naming ?? inputs).path} '${(0,base_text/* inert */.tJ)(question.path)}' cannot be looked at.`,
            why: (0,errors/* messageOf */.bD)(error),
            fix: 'Check the path and who may read it.',
        }, error);
    }
}
function findScope({ path, workspace, needs, isMade, lockDir, naming = inputs }) {
    const full = (0,external_node_path_.isAbsolute)(path) ? path : `${workspace}${external_node_path_.sep}${path}`;
    const real = realOrParent(path, full, naming);
    const found = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.statSync)(real));
    if (found && !found.isDirectory()) {
        throw new errors/* FetchLockError */.qf('FL_INPUT', { what: `${naming.path} '${path}' is a file.`, fix: 'Give a repository or a directory.' });
    }
    const repository = found && findRepository(real);
    const willBeMade = !found && isMade?.(real);
    if (needs && !willBeMade && !(needs === 'repository' ? repository : found))
        throw notARepository(path, full, found);
    const guards = repository?.commonDir ?? real;
    return {
        path,
        kind: repository?.kind ?? (willBeMade ? 'bare' : 'directory'),
        guards,
        workDir: real,
        lock: placeOf(guards, repository !== undefined && (0,external_node_path_.basename)(guards) === '.git', lockDir && realDirectory(naming, (0,external_node_path_.resolve)(workspace, lockDir))),
    };
}
const lockOf = (path, { workspace, lockDir, naming = inputs }) => placeOf(path, false, lockDir && realDirectory(naming, (0,external_node_path_.resolve)(workspace, lockDir)));
function placeOf(guards, isDotGit, given) {
    if (given)
        return { dir: (0,external_node_path_.join)(given, (0,external_node_crypto_.createHash)('sha256').update(guards).digest('hex')), guards, kind: 'given' };
    return isDotGit ? { dir: (0,external_node_path_.join)(guards, 'fetch-lock'), guards, kind: 'inside' } : { dir: `${guards}.fetch-lock`, guards, kind: 'beside' };
}
function realOrParent(path, full, naming) {
    const real = (0,errors/* unless */.NJ)(['ENOENT'], () => realOr(path, full, naming));
    if (real !== undefined)
        return real;
    if ((0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.lstatSync)(full))?.isSymbolicLink()) {
        throw new errors/* FetchLockError */.qf('FL_INPUT', {
            what: `${naming.path} '${path}' is a symbolic link to nothing.`,
            fix: 'Mend the link, or give another path.',
        });
    }
    const parent = (0,errors/* unless */.NJ)(['ENOENT'], () => realOr(path, (0,external_node_path_.dirname)(full), naming));
    if (parent !== undefined)
        return (0,external_node_path_.join)(parent, (0,external_node_path_.basename)(full));
    throw new errors/* FetchLockError */.qf('FL_INPUT', {
        what: `${naming.path} '${path}' (${full}) does not exist, nor does the directory it would be in.`,
        fix: `Check the path; it is relative to ${naming.workspace}.`,
    });
}
function realOr(path, full, naming) {
    try {
        return external_node_fs_.realpathSync.native(full);
    }
    catch (error) {
        if ((0,errors/* errnoOf */.UQ)(error) === 'ENOENT')
            throw error;
        throw new errors/* FetchLockError */.qf('FL_INPUT', {
            what: `${naming.path} '${path}' cannot be followed.`,
            why: (0,errors/* messageOf */.bD)(error),
            fix: 'Check the path.',
        });
    }
}
function realDirectory(naming, full) {
    const real = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES'], () => external_node_fs_.realpathSync.native(full));
    if (real !== undefined && (0,external_node_fs_.statSync)(real).isDirectory())
        return real;
    throw new errors/* FetchLockError */.qf('FL_INPUT', {
        what: `${naming.lockDir} '${full}' is not a directory.`,
        fix: 'Make it first, so that every job of this host may write there.',
    });
}
function refuseDeepening({ path, guards }, commands) {
    const command = commands.find((it) => it.isShallow);
    if (command === undefined || (unless(['ENOENT', 'ENOTDIR'], () => statSync(join(guards, 'shallow')))?.size ?? 0) > 0)
        return;
    throw new FetchLockError('FL_UNSAFE_COMMAND', {
        what: `The git command '${command.text}' is refused in '${inert(path)}', which is not shallow.`,
        why: whyNotShallow,
        fix: 'Take the option out; for less to fetch, `--filter=blob:none` leaves all history there.',
    });
}
function notARepository(path, full, found) {
    return new errors/* FetchLockError */.qf('FL_NOT_A_REPO', {
        what: `'${path}' (${full}) ${found ? 'is no git repository' : 'does not exist'}, so \`git\` has nothing to run in.`,
        why: found ? 'It has no .git and is not bare.' : '',
        fix: 'Give the top directory of a clone or worktree, or a bare repository, made by an earlier step; or give `url` for a path that is not there yet, and a mirror is made.',
    });
}
function findRepository(dir) {
    const inside = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.statSync)((0,external_node_path_.join)(dir, '.git')));
    const gitDir = gitDirOf(dir);
    const commonDir = gitDir && commonDirOf(gitDir);
    return commonDir ? { kind: inside?.isFile() ? 'worktree' : inside?.isDirectory() ? 'clone' : 'bare', commonDir } : undefined;
}
function gitDirOf(dir) {
    const dotGit = (0,external_node_path_.join)(dir, '.git');
    const inside = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.statSync)(dotGit));
    if (!inside?.isFile())
        return inside?.isDirectory() ? dotGit : dir;
    const target = /^gitdir: (.+)$/.exec(readSmall(dotGit).trimEnd())?.[1];
    return target ? (0,external_node_path_.resolve)(dir, target) : '';
}
function commonDirOf(gitDir) {
    const named = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => readSmall((0,external_node_path_.join)(gitDir, 'commondir')))?.trim();
    const common = named ? (0,external_node_path_.resolve)(gitDir, named) : gitDir;
    const has = (name) => (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.statSync)((0,external_node_path_.join)(common, name)));
    return lstatOrNothing((0,external_node_path_.join)(common, 'HEAD')) && has('objects')?.isDirectory() && has('refs')?.isDirectory()
        ? external_node_fs_.realpathSync.native(common)
        : undefined;
}
const lstatOrNothing = (path) => (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.lstatSync)(path));
function readSmall(path) {
    const found = (0,external_node_fs_.statSync)(path);
    return found.isFile() && found.size <= 8192 ? (0,external_node_fs_.readFileSync)(path, 'utf8') : '';
}


/***/ }),

/***/ 87350:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A7: () => (/* binding */ findOrphan),
/* harmony export */   S4: () => (/* binding */ judge),
/* harmony export */   Sj: () => (/* binding */ tokenVariable),
/* harmony export */   WF: () => (/* binding */ thisProcess),
/* harmony export */   XH: () => (/* binding */ witnessOf),
/* harmony export */   Xf: () => (/* binding */ endOrphans),
/* harmony export */   gO: () => (/* binding */ descendantsOf),
/* harmony export */   hh: () => (/* binding */ processOf),
/* harmony export */   nj: () => (/* binding */ judgePid),
/* harmony export */   xO: () => (/* binding */ carriersOf)
/* harmony export */ });
/* unused harmony exports isProvenAlive, canSeeCarriers */
/* harmony import */ var _base_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(63148);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1559);
/* harmony import */ var _ticket_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76074);
/* harmony import */ var _system_kernel_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(82785);




function processOf(pid, kernel = _system_kernel_js__WEBPACK_IMPORTED_MODULE_3__/* .systemKernel */ .F) {
    const seen = pid > 0 ? kernel.lookUp(pid) : undefined;
    return seen && { boot: kernel.boot, namespace: kernel.namespace, pid, start: seen.start, key: '0' };
}
const witnessOf = (pid, kernel = _system_kernel_js__WEBPACK_IMPORTED_MODULE_3__/* .systemKernel */ .F) => processOf(pid, kernel) ??
    (kernel.hasOnlyPids && pid > 1 && kernel.probe(pid) !== 'ESRCH'
        ? { boot: kernel.boot, namespace: kernel.namespace, pid, start: '0', key: '0' }
        : undefined);
const thisProcess = (kernel = _system_kernel_js__WEBPACK_IMPORTED_MODULE_3__/* .systemKernel */ .F) => ({
    boot: kernel.boot,
    namespace: kernel.namespace,
    pid: kernel.pid,
    start: kernel.lookUp(kernel.pid)?.start ?? '0',
    key: (0,_ticket_js__WEBPACK_IMPORTED_MODULE_2__/* .newId */ .Si)(),
});
async function judge(it, by) {
    const isNamed = it.boot !== 'none' && by.kernel.boot !== 'none';
    const isSameBoot = it.boot === by.kernel.boot && (isNamed || by.isLocal);
    const isRestarted = it.boot !== by.kernel.boot && isNamed && by.isLocal;
    if (isSameBoot && it.namespace === by.kernel.namespace) {
        const seen = by.kernel.lookUp(it.pid);
        const verdict = judgeSeen(it, seen, by.kernel);
        if (verdict === 'dead' || (verdict === 'alive' && (seen || it.key === '0' || (await by.askSocket(it.key)) !== 'refuses')))
            return verdict;
    }
    const answer = it.key === '0' ? 'silent' : await by.askSocket(it.key);
    if (answer === 'answers')
        return 'alive';
    if (answer === 'refuses' && by.kernel.isRefusalProof && (isSameBoot || isRestarted))
        return 'dead';
    return isRestarted && it.key === '0' ? 'dead' : 'unknown';
}
const judgePid = (it, kernel) => judgeSeen(it, kernel.lookUp(it.pid), kernel);
function judgeSeen(it, seen, kernel) {
    if (!seen)
        return kernel.probe(it.pid) === 'ESRCH' ? 'dead' : it.key === '0' || it.start !== '0' ? 'alive' : 'unknown';
    if (it.start === '0')
        return 'unknown';
    return seen.start === it.start && seen.state !== 'Z' && seen.state !== 'X' ? 'alive' : 'dead';
}
const isProvenAlive = (it, kernel = systemKernel) => it.start !== '0' && it.boot === kernel.boot && it.namespace === kernel.namespace && kernel.lookUp(it.pid)?.start === it.start;
const tokenVariable = 'FETCH_LOCK_TOKEN';
const findOrphan = (token, uid, kernel = _system_kernel_js__WEBPACK_IMPORTED_MODULE_3__/* .systemKernel */ .F) => carriersOf(token, uid, kernel).next().value ?? undefined;
const canSeeCarriers = (kernel = _system_kernel_js__WEBPACK_IMPORTED_MODULE_3__/* .systemKernel */ .F) => kernel.census !== undefined;
function* carriersOf(token, uid, kernel = _system_kernel_js__WEBPACK_IMPORTED_MODULE_3__/* .systemKernel */ .F) {
    for (const pid of kernel.census?.carriersOf(tokenVariable, token, uid) ?? []) {
        const found = processOf(pid, kernel);
        if (found && judgePid(found, kernel) === 'alive')
            yield found;
    }
}
function descendantsOf(pids, kernel = _system_kernel_js__WEBPACK_IMPORTED_MODULE_3__/* .systemKernel */ .F) {
    const parents = kernel.census?.parents() ?? [];
    const found = new Set(pids);
    for (const parent of found)
        for (const [pid, ppid] of parents)
            if (ppid === parent)
                found.add(pid);
    return [...found].filter((it) => !pids.includes(it)).flatMap((it) => processOf(it, kernel) ?? []);
}
const patienceMs = 5000;
async function endOrphans(token, clock, kernel = _system_kernel_js__WEBPACK_IMPORTED_MODULE_3__/* .systemKernel */ .F) {
    if (!canSeeCarriers(kernel)) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf('FL_GIT', {
            what: 'Whether something that this step started still works under its lock cannot be seen from here.',
            why: 'This system does not tell which processes do.',
            fix: 'The lock stays until the job and its git have ended.',
        });
    }
    const untilMs = clock.now() + patienceMs;
    const uid = process.geteuid?.() ?? -1;
    for (let orphan = findOrphan(token, uid); orphan; orphan = findOrphan(token, uid)) {
        if (clock.now() > untilMs) {
            throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf('FL_GIT', {
                what: `Process ${orphan.pid}, which this step started, could not be ended.`,
                why: 'It works under the lock, so the lock stays until it is gone.',
            });
        }
        try {
            process.kill(orphan.pid, 'SIGKILL');
        }
        catch {
        }
        await (0,_base_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .pause */ .v7)(clock, 20);
    }
}


/***/ }),

/***/ 63197:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  BU: () => (/* binding */ fileSystemIsLocal),
  WY: () => (/* binding */ findLockDir),
  SE: () => (/* binding */ findStaged),
  L2: () => (/* binding */ hasLockDir),
  Uj: () => (/* binding */ isPlace),
  Ng: () => (/* binding */ isUsable),
  gE: () => (/* binding */ makeDir),
  dU: () => (/* binding */ openLockDir),
  KA: () => (/* binding */ orRefuse),
  Mp: () => (/* binding */ readMark),
  x5: () => (/* binding */ refusal),
  qE: () => (/* binding */ refuseMountPoint),
  LQ: () => (/* binding */ rooms),
  tO: () => (/* binding */ whatIsStrange),
  qf: () => (/* binding */ writeNew)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __webpack_require__(33875);
;// CONCATENATED MODULE: ./lib/src/lock/format.js

const format = '1';
function objectionTo(dir, got) {
    if (got === format)
        return undefined;
    const [, number, told] = /^([1-9]\d{0,5})(?: (\S.*))?$/.exec(got) ?? [];
    if (number === undefined || Number(number) <= Number(format)) {
        return {
            what: `The lock directory '${dir}' says '${(0,base_text/* inert */.tJ)(got, 60)}' where its format should be; this version knows format ${format}.`,
            fix: `Use one version of fetch-lock on this host, the newest; or, while no job runs: rm -r ${(0,base_text/* quoteForShell */.eC)(dir)}`,
        };
    }
    return {
        what: `The lock directory '${dir}' has format ${number}; this version of fetch-lock knows format ${format}.`,
        why: told === undefined ? 'A newer version has made it.' : `A newer version has made it, and says: it ${(0,base_text/* inert */.tJ)(told, 120)}.`,
        fix: 'Install that version, or the newest one, wherever this host runs fetch-lock.',
    };
}

// EXTERNAL MODULE: ./lib/src/lock/ticket.js
var ticket = __webpack_require__(76074);
// EXTERNAL MODULE: ./lib/src/lock/host/liveness.js
var liveness = __webpack_require__(87350);
// EXTERNAL MODULE: ./lib/src/lock/host/system/disk.js
var disk = __webpack_require__(38608);
;// CONCATENATED MODULE: ./lib/src/lock/host/lock-dir.js








const isPlace = (read) => {
    const it = read;
    return (typeof it?.dir === 'string' &&
        (0,external_node_path_.isAbsolute)(it.dir) &&
        typeof it.guards === 'string' &&
        ['beside', 'inside', 'given'].includes(it.kind) &&
        (it.fleet === undefined || typeof it.fleet === 'string'));
};
const rooms = ['h', 'q', 't', 's', 'crashed'];
function openLockDir(place) {
    return orRefuse(place.dir, () => {
        const parent = (0,external_node_path_.dirname)(place.dir);
        refuseMountPoint(place);
        const isThere = hasLockDir(place);
        if (isThere)
            refuseStrange(place.dir);
        const isLocal = fileSystemIsLocal(place, isThere ? place.dir : parent);
        if (!isThere)
            create(place, (0,external_node_fs_.statSync)(parent));
        const found = refuseStrange(place.dir);
        const mode = directoryMode(found);
        const missing = checkMarks(place);
        for (const room of rooms)
            openRoom((0,external_node_path_.join)(place.dir, room), mode, found);
        for (const [name, text] of missing)
            mark(place, name, text);
        return { root: place.dir, mode, owner: found.uid, isLocal };
    });
}
function findLockDir(place) {
    return (0,errors/* unless */.NJ)(['ENOENT'], () => {
        const trouble = whatIsStrange(place.dir, (0,external_node_fs_.lstatSync)(place.dir), (0,external_node_fs_.statSync)((0,external_node_path_.dirname)(place.dir)));
        if (trouble)
            throw strange(place.dir, ...trouble);
        checkMarks(place);
        for (const room of ['q', 'h'].map((it) => (0,external_node_path_.join)(place.dir, it)))
            if (!(0,external_node_fs_.lstatSync)(room).isDirectory())
                throw strange(room, 'is not a directory', `rm ${(0,base_text/* quoteForShell */.eC)(room)}`);
        return { root: place.dir, isLocal: (0,disk/* diskOf */.F)(place.dir).isLocal };
    });
}
const hasLockDir = (place) => (0,external_node_fs_.lstatSync)(place.dir, { throwIfNoEntry: false }) !== undefined;
const isUsable = (place) => (0,errors/* orNothing */.bR)(() => refuseStrange(place.dir).isDirectory()) ?? false;
function refuseMountPoint({ kind, guards }) {
    if (kind !== 'beside' || !(0,disk/* isMountPoint */.A)(guards))
        return;
    throw new errors/* FetchLockError */.qf('FL_LOCK_DIR', {
        what: `'${guards}' is a mount point, so a lock beside it would not be seen by others who mount the same thing.`,
        fix: 'Give `lock-dir`: a directory that every job on this host sees at the same place.',
    });
}
function fileSystemIsLocal({ dir, guards }, where) {
    const { isLocal, objection } = (0,disk/* diskOf */.F)(where);
    if (objection === undefined)
        return isLocal;
    throw new errors/* FetchLockError */.qf('FL_LOCK_DIR', {
        what: `The lock of '${guards}' would live in '${dir}', ${objection}.`,
        why: 'Other hosts may write there too, and their processes cannot be seen from here.',
        fix: 'Give `redis-url`, and the hosts take turns; or `lock-dir` on a local disk if no other host uses it.',
    });
}
const hasPath = (path) => (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false }) !== undefined;
function create(place, parent) {
    const staged = (0,external_node_path_.join)((0,external_node_path_.dirname)(place.dir), stagedPrefix(place.dir) + (0,ticket/* encodeProcess */.mW)((0,liveness/* thisProcess */.WF)()));
    const mode = parent.mode & 0o020 ? 0o2770 : 0o2700;
    try {
        makeDir(staged, 0o700);
        for (const room of rooms)
            makeDir((0,external_node_path_.join)(staged, room), mode, parent.uid, parent.gid);
        writeNew((0,external_node_path_.join)(staged, 'format'), `${format}\n`);
        if (place.kind === 'given')
            writeNew((0,external_node_path_.join)(staged, 'path'), `${place.guards}\n`);
        settleMode(staged, mode, parent.uid, parent.gid);
        (0,errors/* unless */.NJ)(['ENOTEMPTY', 'EEXIST', 'EPERM', 'ENOTDIR'], () => (0,external_node_fs_.renameSync)(staged, place.dir));
    }
    finally {
        (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.rmSync)(staged, { recursive: true, force: true }));
    }
}
const stagedPrefix = (dir) => `.${[...(0,external_node_path_.basename)(dir)].slice(0, 40).join('')}.`;
function findStaged(dir) {
    const prefix = stagedPrefix(dir);
    const beside = (0,errors/* unless */.NJ)(['EACCES', 'EPERM'], () => (0,external_node_fs_.readdirSync)((0,external_node_path_.dirname)(dir))) ?? [];
    return beside.flatMap((name) => {
        const builder = name.startsWith(prefix) ? (0,ticket/* decodeProcess */.Ok)(name.slice(prefix.length)) : undefined;
        return builder ? [{ path: (0,external_node_path_.join)((0,external_node_path_.dirname)(dir), name), builder }] : [];
    });
}
function settleMode(dir, mode, owner, group) {
    if (process.getegid?.() !== group)
        (0,errors/* unless */.NJ)(['EPERM', 'EINVAL', 'ENOSYS'], () => (0,external_node_fs_.chownSync)(dir, -1, group));
    if (process.geteuid?.() === 0 && owner > 0)
        (0,errors/* unless */.NJ)(['EPERM', 'EINVAL', 'ENOSYS'], () => (0,external_node_fs_.chownSync)(dir, owner, -1));
    (0,external_node_fs_.chmodSync)(dir, mode);
}
function makeDir(dir, mode, owner = -1, group = process.getegid?.() ?? -1) {
    (0,external_node_fs_.mkdirSync)(dir, { mode: 0o700 });
    settleMode(dir, mode, owner, group);
}
function writeNew(path, text, mode = 0o644) {
    (0,external_node_fs_.writeFileSync)(path, text, { flag: 'wx' });
    (0,external_node_fs_.chmodSync)(path, mode);
}
const directoryMode = (found) => (found.mode & 0o020 ? 0o2770 : 0o2700);
function openRoom(dir, mode, { uid, gid }) {
    if (!hasPath(dir))
        (0,errors/* unless */.NJ)(['EEXIST'], () => makeDir(dir, mode, uid, gid));
    if (!(0,external_node_fs_.lstatSync)(dir).isDirectory())
        throw strange(dir, 'is not a directory', `rm ${(0,base_text/* quoteForShell */.eC)(dir)}`);
}
function refuseStrange(dir) {
    const found = (0,external_node_fs_.lstatSync)(dir);
    const uid = process.geteuid?.();
    const me = uid === undefined ? undefined : { uid, groups: [process.getegid?.() ?? -1, ...(process.getgroups?.() ?? [])] };
    const trouble = whatIsStrange(dir, found, (0,external_node_fs_.statSync)((0,external_node_path_.dirname)(dir)), me);
    if (trouble)
        throw strange(dir, ...trouble);
    return found;
}
function whatIsStrange(dir, found, parent, me) {
    const word = (0,base_text/* quoteForShell */.eC)(dir);
    if (found.isSymbolicLink())
        return ['is a symbolic link, which is never followed', `rm ${word}`];
    if (!found.isDirectory())
        return ['is not a directory', `rm ${word}`];
    if (!me)
        return undefined;
    if (found.mode & 0o002)
        return ['may be written by everybody', `chmod o-w ${word}`];
    if (found.mode & 0o1000)
        return ['has the sticky bit, so nobody could remove what a dead user left', `chmod -t ${word}`];
    const isRootsToo = me.uid === 0 && (found.uid === parent.uid || (parent.mode & 0o002) === 0);
    const isOurs = found.uid === me.uid || found.uid === 0 || isRootsToo;
    const isSharedWithUs = (found.mode & 0o020) !== 0 && me.groups.includes(found.gid);
    if (isOurs || isSharedWithUs)
        return undefined;
    return [`belongs to user ${found.uid}, not to ${me.uid}, and to no group of ours`, `chgrp -R GROUP ${word} && chmod -R g+rwX ${word}`];
}
const strange = (dir, is, command) => new errors/* FetchLockError */.qf('FL_LOCK_DIR', { what: `'${dir}' cannot be the lock directory: it ${is}.`, fix: `If it is a mistake: ${command}` });
const marksOf = ({ dir, guards, kind }) => [
    ['format', format, (got) => objectionTo(dir, got)],
    [
        'path',
        kind === 'given' ? guards : '',
        (got) => ({
            what: `The lock directory '${dir}' says that it guards '${(0,base_text/* inert */.tJ)(got, 200)}', not '${guards}'.`,
            fix: 'Remove it while no job runs, or give another `lock-dir`.',
        }),
    ],
];
const checkMarks = (place) => marksOf(place).flatMap(([name, expected, trouble]) => {
    const got = expected === '' ? expected : readMark(place.dir, name);
    const objection = got === undefined || got === expected ? undefined : trouble(got);
    if (objection)
        throw new errors/* FetchLockError */.qf('FL_LOCK_DIR', objection);
    return got === undefined ? [[name, expected]] : [];
});
function readMark(dir, name) {
    const path = (0,external_node_path_.join)(dir, name);
    const found = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
    if (found && (!found.isFile() || found.size > 8192))
        throw strange(path, 'is not a small file', `rm -r ${(0,base_text/* quoteForShell */.eC)(path)}`);
    return found && (0,external_node_fs_.readFileSync)(path, 'utf8').trimEnd();
}
function mark({ dir }, name, text) {
    const staged = (0,external_node_path_.join)(dir, 't', `f.${(0,ticket/* newId */.Si)()}.${(0,ticket/* encodeProcess */.mW)((0,liveness/* thisProcess */.WF)())}`);
    writeNew(staged, `${text}\n`);
    (0,external_node_fs_.renameSync)(staged, (0,external_node_path_.join)(dir, name));
}
const reasons = {
    EACCES: ['Permission is denied.', 'Let the user of the runner write there, or give `lock-dir`.'],
    EPERM: ['Permission is denied.', 'Let the user of the runner write there, or give `lock-dir`.'],
    EROFS: ['The file system is read-only.', 'Give `lock-dir` on one that can be written.'],
    ENOSPC: ['No space is left on the device.', 'Free some; nothing was changed.'],
    EDQUOT: ['The disk quota is used up.', 'Free some; nothing was changed.'],
    EMFILE: ['Too many files are open in this process.', 'Raise the limit: ulimit -n.'],
    ENFILE: ['Too many files are open on this host.', 'Close some; nothing was changed.'],
    ENOENT: ['It, or the directory it would be made in, does not exist.', 'Make that directory first.'],
    ENOTDIR: ['Something on the way there is not a directory.', 'Check the path.'],
};
function orRefuse(dir, act) {
    try {
        return act();
    }
    catch (error) {
        throw refusal(dir, error);
    }
}
function refusal(dir, error) {
    const errno = (0,errors/* errnoOf */.UQ)(error);
    if (errno === undefined)
        return error;
    const [why, fix] = reasons[errno] ?? [(0,errors/* messageOf */.bD)(error), undefined];
    return new errors/* FetchLockError */.qf('FL_LOCK_DIR', { what: `The lock directory '${dir}' cannot be used.`, why: `${why} (${errno})`, ...(fix ? { fix } : {}) }, error);
}


/***/ }),

/***/ 38608:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ isMountPoint),
/* harmony export */   F: () => (/* binding */ diskOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);



const network = {
    26985: 'NFS',
    20859: 'SMB',
    4283649346: 'CIFS',
    4266872130: 'SMB2',
    16914839: '9p',
    12805120: 'Ceph',
    1397113167: 'AFS',
    198183888: 'Lustre',
    1196443219: 'GPFS',
};
const local = new Set([0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630, 0x2fc12fc1, 0xf2f52010, 0xca451a4e]);
const share = /^[\\/]{2}(?![?.][\\/][A-Za-z]:)/;
const untold = 'of which this system does not tell whether other hosts may write there';
function diskOf(path, platform = process.platform, typeOf = (at) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statfsSync)(at).type) {
    if (platform === 'linux') {
        const type = typeOf(path);
        const name = network[type];
        return name === undefined ? { isLocal: local.has(type) } : { isLocal: false, objection: `which is on a network file system (${name})` };
    }
    if (platform === 'win32')
        return share.test(path) ? { isLocal: false, objection: 'which is on a network share' } : { isLocal: true };
    const isSystems = platform === 'darwin' && typeOf(path) !== 0 && typeOf(path) === typeOf('/');
    return isSystems ? { isLocal: true } : { isLocal: false, objection: untold };
}
function isMountPoint(path) {
    const table = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unless */ .NJ)(['ENOENT', 'EACCES'], () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)('/proc/self/mountinfo', 'utf8'));
    if (table !== undefined) {
        const plain = (field) => field.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));
        return table.split('\n').some((line) => plain(line.split(' ')[4] ?? '') === path);
    }
    const [here, above] = [path, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path)].map((it) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(it, { throwIfNoEntry: false }));
    return here !== undefined && above !== undefined && here.dev !== above.dev;
}


/***/ }),

/***/ 82785:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  F: () => (/* binding */ systemKernel)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/base/system/random.js
var random = __webpack_require__(49703);
;// CONCATENATED MODULE: ./lib/src/lock/host/system/portable.js
const portableKernel = (platform) => ({
    pid: process.pid,
    boot: 'none',
    namespace: '0',
    lookUp: () => undefined,
    probe: platform === 'win32' ? probe : (pid) => (probe(pid) === 'ESRCH' ? probe(-pid) : probe(pid)),
    isRefusalProof: false,
    hasOnlyPids: true,
});
function probe(pid) {
    try {
        process.kill(pid, 0);
        return undefined;
    }
    catch (error) {
        return error.code;
    }
}

;// CONCATENATED MODULE: ./lib/src/lock/host/system/linux.js




function linuxKernel() {
    const isOurProc = (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readlinkSync)('/proc/self')) === String(process.pid);
    const namespace = (0,errors/* orNothing */.bR)(() => `${namespaceOf('pid')}+${(0,errors/* orNothing */.bR)(() => namespaceOf('time')) ?? '0'}`);
    return {
        pid: process.pid,
        boot: (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readFileSync)('/proc/sys/kernel/random/boot_id', 'utf8').trim().replaceAll('-', '')) ?? 'none',
        namespace: namespace ?? String(pastNamespaces + Number(`0x${(0,random/* randomHex */.n)(5)}`)),
        lookUp: (pid) => {
            const [state = '', , ...rest] = isOurProc ? fieldsOf(pid) : [];
            return state === '' ? undefined : { state, start: rest[17] ?? '' };
        },
        probe: probe,
        isRefusalProof: true,
        hasOnlyPids: false,
        ...(isOurProc ? { census } : {}),
    };
}
const pastNamespaces = 2 ** 40;
const namespaceOf = (kind) => (0,external_node_fs_.readlinkSync)(`/proc/self/ns/${kind}`).replace(/\D/g, '');
const statBytes = Buffer.alloc(1024);
function readStat(pid) {
    const fd = (0,external_node_fs_.openSync)(`/proc/${pid}/stat`, 'r');
    try {
        return statBytes.toString('latin1', 0, (0,external_node_fs_.readSync)(fd, statBytes, 0, statBytes.length, 0));
    }
    finally {
        (0,external_node_fs_.closeSync)(fd);
    }
}
function fieldsOf(pid) {
    try {
        return readStat(pid)
            .replace(/^.*\) /s, '')
            .split(' ');
    }
    catch {
        return [];
    }
}
const pids = () => (0,external_node_fs_.readdirSync)('/proc').filter((it) => /^\d+$/.test(it));
const census = {
    *carriersOf(variable, token, uid) {
        for (const pid of pids())
            if (Number(pid) !== process.pid && mayCarry(pid, variable, token, uid))
                yield Number(pid);
    },
    parents: () => ((0,errors/* orNothing */.bR)(pids) ?? []).map((pid) => [Number(pid), Number(fieldsOf(pid)[1])]),
};
function mayCarry(pid, variable, token, uid) {
    try {
        const [, tokens] = `\0${(0,external_node_fs_.readFileSync)(`/proc/${pid}/environ`, 'latin1')}`.split(`\0${variable}=`);
        return tokens?.split('\0', 1)[0]?.split(' ').includes(token) === true;
    }
    catch (error) {
        if (error.code !== 'EACCES')
            return false;
        return ((0,external_node_fs_.statSync)(`/proc/${pid}`, { throwIfNoEntry: false })?.uid === uid &&
            ((0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readFileSync)(`/proc/${pid}/comm`, 'utf8')) ?? '').startsWith('git'));
    }
}

;// CONCATENATED MODULE: ./lib/src/lock/host/system/kernel.js


const systemKernel = process.platform === 'linux' ? linuxKernel() : portableKernel(process.platform);


/***/ }),

/***/ 76074:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $s: () => (/* binding */ waitingName),
/* harmony export */   B9: () => (/* binding */ tokenOf),
/* harmony export */   Dg: () => (/* binding */ modeMark),
/* harmony export */   Hi: () => (/* binding */ timeIn),
/* harmony export */   Ms: () => (/* binding */ decodeGranted),
/* harmony export */   Ok: () => (/* binding */ decodeProcess),
/* harmony export */   Qo: () => (/* binding */ decodeWaiting),
/* harmony export */   SM: () => (/* binding */ isSameProcess),
/* harmony export */   Si: () => (/* binding */ newId),
/* harmony export */   eQ: () => (/* binding */ isId),
/* harmony export */   mW: () => (/* binding */ encodeProcess),
/* harmony export */   oL: () => (/* binding */ decodeToken),
/* harmony export */   pq: () => (/* binding */ witnessMark),
/* harmony export */   ti: () => (/* binding */ brokenMark),
/* harmony export */   vZ: () => (/* binding */ marksOf)
/* harmony export */ });
/* harmony import */ var _base_system_random_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(49703);

const isSameProcess = (one, other) => encodeProcess({ ...one, key: '0' }) === encodeProcess({ ...other, key: '0' });
const newId = () => (0,_base_system_random_js__WEBPACK_IMPORTED_MODULE_0__/* .randomHex */ .n)(8);
const idPattern = /^[0-9a-f]{16}$/;
const seqPattern = /^[1-9]\d{0,14}$/;
const processPattern = /^([0-9a-f]{32}|none)-(\d+(?:\+\d+)?)-([1-9]\d{0,9})-(\d{1,20})-([0-9a-f]{16}|0)$/;
const letters = { shared: 's', update: 'u', exclusive: 'x' };
const modes = new Map([
    ['s', 'shared'],
    ['u', 'update'],
    ['x', 'exclusive'],
]);
const isId = (text) => idPattern.test(text);
const encodeProcess = (it) => `${it.boot}-${it.namespace}-${it.pid}-${it.start}-${it.key}`;
function decodeProcess(name) {
    const [, boot, namespace, pid, start, key] = processPattern.exec(name) ?? [];
    if (!boot || !namespace || !pid || !start || !key)
        return undefined;
    return { boot, namespace, pid: Number(pid), start, key };
}
const waitingName = ({ seq, mode, id, party }, asker) => `${seq}.${letters[mode]}.${id}.${party}.${encodeProcess(asker)}`;
function decodeWaiting(name) {
    const [seq = '', letter = '', id = '', party = '', process = '', ...more] = name.split('.');
    const mode = modes.get(letter);
    const asker = decodeProcess(process);
    if (!seqPattern.test(seq) || !mode || !isId(id) || !isId(party) || !asker || more.length > 0)
        return undefined;
    return { seq: Number(seq), id, party, mode, isGranted: false, asker, witnesses: [asker] };
}
const tokenOf = (seq, id) => `${seq}.${id}`;
function decodeToken(token) {
    const [seq = '', id = '', ...more] = token.split('.');
    return seqPattern.test(seq) && isId(id) && more.length === 0 ? { seq: Number(seq), id } : undefined;
}
const modeMark = (mode) => (mode === 'exclusive' ? 'x' : mode === 'update' ? 'u' : undefined);
const brokenMark = 'e';
const marksOf = ({ mode, party, witnesses }, asker) => {
    const mark = modeMark(mode);
    return [...(mark ? [mark] : []), `p.${party}`, `m.${encodeProcess(asker)}`, ...witnesses.map(witnessMark)];
};
const witnessMark = (it) => `w.${encodeProcess(it)}`;
const after = (inside, prefix) => inside.filter((it) => it.startsWith(prefix)).map((it) => it.slice(prefix.length));
function decodeGranted(name, inside) {
    const token = decodeToken(name);
    if (!token)
        return undefined;
    const mode = inside.includes('x') ? 'exclusive' : inside.includes('u') ? 'update' : 'shared';
    const [asker] = after(inside, 'm.').map(decodeProcess);
    const read = [...after(inside, 'm.'), ...after(inside, 'w.')].map(decodeProcess);
    const witnesses = read.filter((it) => it !== undefined);
    return {
        ...token,
        party: after(inside, 'p.').find(isId) ?? token.id,
        mode,
        isGranted: true,
        ...(asker ? { asker } : {}),
        witnesses,
        ...(witnesses.length < read.length ? { hasStranger: true } : {}),
    };
}
function timeIn(inside, letter) {
    const text = after(inside, `${letter}.`).find((it) => /^\d{1,15}$/.test(it));
    return text === undefined ? undefined : Number(text);
}


/***/ })

};
