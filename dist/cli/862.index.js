export const id = 862;
export const ids = [862];
export const modules = {

/***/ 41862:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  doctor: () => (/* binding */ doctor)
});

// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __webpack_require__(33875);
// EXTERNAL MODULE: ./lib/src/cli/command.js + 1 modules
var command = __webpack_require__(46402);
// EXTERNAL MODULE: ./lib/src/cli/fleet.js + 1 modules
var fleet = __webpack_require__(71285);
// EXTERNAL MODULE: ./lib/src/cli/locate.js
var locate = __webpack_require__(69861);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/fetch/fleet.js
var fetch_fleet = __webpack_require__(64637);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./lib/src/cli/doctor/finding.js

const said = (level, says, more = {}) => ({
    ...{ level, says: (0,base_text/* inert */.tJ)(says, 600) },
    ...(more.mend === undefined ? {} : { mend: more.mend }),
    ...(more.advice === undefined ? {} : { advice: (0,base_text/* inert */.tJ)(more.advice, 600) }),
});
const ofTrouble = ({ what, why, fix }, mend) => said('fail', [what, why].filter(Boolean).join(' '), { mend, advice: fix });
const shell = (parts, ...words) => parts.map((it, index) => it + (index < words.length ? (0,base_text/* toWord */.Os)(String(words[index])) : '')).join('');
const as = (owners, command) => {
    const me = process.geteuid?.();
    return me === undefined || me === 0 || owners.includes(me) ? command : `sudo ${command}`;
};
const worst = (checks) => checks.some((it) => it.level === 'fail') ? 'fail' : checks.some((it) => it.level === 'warn') ? 'warn' : 'ok';
function renderPatients(host, locks, telling) {
    const everything = [host, ...locks];
    if (everything.every((it) => worst(it.checks) === 'ok')) {
        const [git = '', policy = ''] = host.checks.map((it) => it.says.replace(/\.$/, ''));
        const names = locks.flatMap((it) => it.checks.filter(({ id }) => telling.always.includes(id))).map(({ says }) => ` ${says}`);
        return `Everything is well: ${locks.map(nameOf).join(', ')}. ${git}; ${policy.charAt(0).toLowerCase()}${policy.slice(1)}.${names.join('')}\n`;
    }
    const lines = everything.flatMap((it) => renderPatient(it, telling));
    const checks = everything.flatMap((it) => it.checks);
    const [fails, warns] = ['fail', 'warn'].map((level) => checks.filter((it) => it.level === level).length);
    return `${[...lines, '', `${(0,base_text/* plural */.LS)(fails ?? 0, 'failure')}, ${(0,base_text/* plural */.LS)(warns ?? 0, 'warning')}.`].join('\n')}\n`;
}
const nameOf = ({ path }) => (path === undefined ? 'This host' : `'${(0,base_text/* inert */.tJ)(path)}'`);
function renderPatient(it, telling) {
    const [fails, warns, oks] = ['fail', 'warn', 'ok'].map((level) => it.checks.filter((one) => one.level === level));
    const bad = [...(fails ?? []), ...(warns ?? [])];
    const told = it.path === undefined ? [] : (oks ?? []).filter(({ id }) => telling.always.includes(id));
    const count = (oks?.length ?? 0) - told.length;
    const rest = it.path === undefined
        ? (oks ?? [])
        : count === 0
            ? []
            : [{ id: '', ...said('ok', bad.length === 0 ? 'Everything is well.' : `${(0,base_text/* plural */.LS)(count, 'other check')}.`) }];
    return [telling.paint('bold', nameOf(it)), ...[...bad, ...told, ...rest].flatMap((one) => renderFinding(one, telling))];
}
const colours = { ok: 'green', warn: 'yellow', fail: 'red' };
const renderFinding = ({ level, says, mend, advice }, { paint }) => [
    `  ${paint(colours[level], level.padEnd(4))}  ${says}`,
    ...(advice === undefined ? [] : [`        ${advice}`]),
    ...(mend === undefined ? [] : [`          ${mend}`]),
];

;// CONCATENATED MODULE: ./lib/src/cli/doctor/checks/fleet.js



async function checkFleet({ scope: { lock }, address, clock }) {
    if (lock.fleet === undefined || !address)
        return [];
    const { openRedisStore } = await __webpack_require__.e(/* import() */ 816).then(__webpack_require__.bind(__webpack_require__, 18435));
    const store = await openRedisStore(lock.fleet, address, clock, (0,external_node_os_.hostname)());
    try {
        const count = (await store.ids()).length;
        const line = count === 0 ? 'nobody holds it or waits for it' : `${count} hold it or wait for it`;
        return [said('ok', `The Redis at ${address.shown} answers. There the lock is called '${(0,base_text/* inert */.tJ)(lock.fleet, 300)}'; ${line}.`)];
    }
    finally {
        store.close();
    }
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/duration.js
var duration = __webpack_require__(56620);
// EXTERNAL MODULE: ./lib/src/base/policy/policy.js
var policy = __webpack_require__(29631);
// EXTERNAL MODULE: ./lib/src/fetch/mending/cleaner.js
var cleaner = __webpack_require__(18720);
// EXTERNAL MODULE: ./lib/src/fetch/mending/finds.js
var finds = __webpack_require__(8518);
// EXTERNAL MODULE: ./lib/src/fetch/mending/leftovers.js
var leftovers = __webpack_require__(63822);
// EXTERNAL MODULE: ./lib/src/fetch/mending/occupants.js
var occupants = __webpack_require__(56094);
// EXTERNAL MODULE: ./lib/src/git/isolation/collection.js
var collection = __webpack_require__(74528);
// EXTERNAL MODULE: ./lib/src/git/isolation/isolation.js + 2 modules
var isolation = __webpack_require__(43736);
;// CONCATENATED MODULE: ./lib/src/cli/doctor/checks/git.js














const [mostShown, mostRemoved, censusMs] = [5, 50, 4000];
function checkGitLocks({ scope, clock }) {
    if (scope.kind === 'directory')
        return [];
    const locks = (0,finds/* findLocks */.Q6)(scope, 'exclusive').filter((it) => !isElsewhere(it, scope.guards));
    const found = [...locks, ...(0,finds/* findTemporaries */.vB)(scope.guards)];
    if (found.length === 0)
        return [];
    const untilMs = clock.now() + censusMs;
    const usersOf = (0,occupants/* takeCensus */.T)((0,finds/* rootsOf */.RD)(scope), found.map((it) => it.path), () => clock.now() > untilMs);
    const nowNs = BigInt(clock.wall()) * 1000000n;
    const { fleet } = scope.lock;
    const past = { isFleet: fleet !== undefined };
    const judged = found.map((it) => {
        const leftover = (0,cleaner/* leftoverOf */.nE)(it, nowNs);
        const users = usersOf(it.path);
        return {
            it,
            leftover,
            reason: (0,leftovers/* whyRemovable */.SB)(leftover, users, past),
            stays: (0,leftovers/* whyItStays */.kA)(leftover, users, past),
            isUsed: users.answer === 'somebody',
        };
    });
    const left = judged.filter(({ reason }) => reason !== undefined);
    const odd = judged.filter(({ leftover, reason, isUsed }) => reason === undefined && leftover.kind !== 'file' && !isUsed);
    const name = ({ path }) => (0,base_text/* inert */.tJ)((0,external_node_path_.relative)(scope.guards, path));
    const shown = left
        .slice(0, mostShown)
        .map(({ it, leftover, reason }) => `'${name(it)}' (${(0,duration/* formatDuration */.a)(Math.max(0, Math.round(leftover.ageMs)))} old: ${reason})`);
    const more = left.length > mostShown ? ` and ${left.length - mostShown} more` : '';
    const owners = [...new Set(left.map(({ it }) => Number(it.stats.uid)))];
    return [
        ...(left.length === 0
            ? []
            : [
                said('warn', `A killed git left ${shown.join(', ')}${more}.`, {
                    advice: `A job that may write removes ${left.length === 1 ? 'it' : 'them'} before its git runs, too.`,
                    mend: as(owners.length === 1 ? owners : [], `rm -rf -- ${left
                        .slice(0, mostRemoved)
                        .map(({ it }) => shell `${it.path}`)
                        .join(' ')}`),
                }),
            ]),
        ...odd
            .slice(0, mostShown)
            .map(({ it, stays }) => said('warn', `'${name(it)}' is in the way of git. ${stays}`, { mend: as([Number(it.stats.uid)], shell `rm -r -- ${it.path}`) })),
        ...(odd.length > mostShown ? [said('warn', `And ${(0,base_text/* plural */.LS)(odd.length - mostShown, 'more', 'more')} of that kind.`)] : []),
    ];
}
const gcPidOf = (guards) => (0,external_node_path_.join)(guards, 'gc.pid');
function gcElsewhere(guards) {
    const [, pid, host] = /^(\d+) (\S+)/.exec(readPlain(gcPidOf(guards)) ?? '') ?? [];
    return pid !== undefined && host !== undefined && host !== (0,external_node_os_.hostname)() ? { pid, host } : undefined;
}
const isElsewhere = ({ path }, guards) => path === gcPidOf(guards) && gcElsewhere(guards) !== undefined;
function checkGcPid({ scope: { guards, kind } }) {
    const elsewhere = kind === 'directory' ? undefined : gcElsewhere(guards);
    if (!elsewhere)
        return [];
    const { pid, host } = elsewhere;
    const { uid } = (0,external_node_fs_.lstatSync)(gcPidOf(guards));
    return [
        said('warn', `gc.pid names process ${pid} of another host, '${host}' (this one is '${(0,external_node_os_.hostname)()}'): for 12 hours no gc begins here.`, {
            advice: `If no git collects there any more on '${(0,base_text/* inert */.tJ)(host, 100)}', which may have been a container:`,
            mend: as([uid], shell `rm -- ${gcPidOf(guards)}`),
        }),
    ];
}
const policyOrNone = () => (0,errors/* orNothing */.bR)(() => (0,policy/* readPolicy */.T4)()) ?? { trustedOwners: [] };
async function checkConfiguration({ scope, env, clock, signal }) {
    if (scope.kind === 'directory')
        return [];
    const { uid } = (0,external_node_fs_.lstatSync)(scope.guards);
    const others = process.geteuid?.() === 0 ? [scope.guards, scope.workDir].map((it) => (0,external_node_fs_.lstatSync)(it).uid) : [];
    const policy = policyOrNone();
    try {
        const it = await (0,isolation/* isolate */.az)(scope, { env, clock, signal, policy: { ...policy, trustedOwners: [...policy.trustedOwners, ...others] } });
        it.close();
        return isInBackground(it.entries) ? [background(scope.guards, uid)] : [];
    }
    catch (error) {
        if (!(error instanceof errors/* FetchLockError */.qf))
            throw error;
        if (error.code === 'FL_POLICY')
            return [];
        return [ofTrouble(error.trouble)];
    }
}
const background = (guards, uid) => {
    const config = (0,external_node_path_.join)(guards, 'config');
    const set = (key) => as([uid], shell `git config --file ${config} ${key} false`);
    return said('warn', 'A git that is run here without fetch-lock may begin a gc in the background, which deletes while others fetch.', {
        advice: 'So that it ends before the command that began it:',
        mend: `${set('gc.autoDetach')} && ${set('maintenance.autoDetach')}`,
    });
};
function isInBackground(entries) {
    const last = (key) => entries.findLast((it) => it.key === key);
    const isFalse = (it) => it !== undefined && /^(false|no|off|0+|)$/i.test(it.value ?? 'true');
    if ((0,collection/* gcLimits */.Np)(entries).looseObjects === 0)
        return false;
    return !isFalse(last('maintenance.autodetach') ?? last('gc.autodetach')) || !isFalse(last('gc.autodetach'));
}
const readPlain = (path, mostBytes = 8192) => (0,errors/* orNothing */.bR)(() => {
    const found = (0,external_node_fs_.lstatSync)(path);
    return found.isFile() && found.size <= mostBytes ? (0,external_node_fs_.readFileSync)(path, 'utf8') : undefined;
});

// EXTERNAL MODULE: ./lib/src/base/exec.js + 1 modules
var exec = __webpack_require__(37198);
// EXTERNAL MODULE: ./lib/src/git/isolation/environment.js
var environment = __webpack_require__(29323);
;// CONCATENATED MODULE: ./lib/src/cli/doctor/checks/host.js









const oldestGit = [2, 31];
const gitMs = 8000;
async function checkVersion({ env, clock, signal }) {
    const chunks = [];
    const answer = await (0,exec/* run */.eF)('git', ['version'], {
        ...{ cwd: '/', env: (0,environment/* gitEnvironment */._K)(env), clock, signal, limitMs: gitMs, graceMs: 500 },
        onOutput: (bytes) => chunks.push(bytes),
        onLine: () => { },
    }).catch(() => undefined);
    const install = installGit();
    const fix = { mend: install, advice: `Install git ${oldestGit.join('.')} or newer where PATH finds it.` };
    if (answer === undefined)
        return [said('fail', 'git cannot be started: PATH finds none.', fix)];
    if (answer.stopped)
        return [said('fail', `\`git version\` did not answer within ${gitMs / 1000} s.`, fix)];
    const text = (0,base_text/* inert */.tJ)(Buffer.concat(chunks).toString('utf8'), 80);
    const [, version, major, minor] = /^git version ((\d+)\.(\d+)\S*)/.exec(text) ?? [];
    if (version === undefined)
        return [said('fail', `\`git version\` says '${text}', which is no version.`, fix)];
    const isOld = Number(major) < oldestGit[0] || (Number(major) === oldestGit[0] && Number(minor) < oldestGit[1]);
    if (isOld)
        return [said('fail', `git is ${version}; ${oldestGit.join('.')} or newer is needed.`, fix)];
    return [said('ok', `git ${version}.`)];
}
function installGit() {
    const release = (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readFileSync)('/etc/os-release', 'utf8')) ?? '';
    const family = [...release.matchAll(/^ID(?:_LIKE)?="?([^"\n]*)"?$/gm)].flatMap(([, it = '']) => it.split(' '));
    const [, command] = installers.find(([name]) => family.includes(name)) ?? [];
    return command && as([], command);
}
const installers = [
    ['debian', 'apt-get install git'],
    ['fedora', 'dnf install git'],
    ['rhel', 'dnf install git'],
    ['alpine', 'apk add git'],
    ['suse', 'zypper install git'],
    ['arch', 'pacman -S git'],
];
function checkPolicy() {
    try {
        const inForce = Object.entries((0,policy/* readPolicy */.T4)()).filter(([, it]) => it !== undefined && !(Array.isArray(it) && it.length === 0));
        if (inForce.length === 0)
            return [];
        return [said('ok', `The policy in force: ${inForce.map(toWords).join(', ')}.`)];
    }
    catch (error) {
        if (!(error instanceof errors/* FetchLockError */.qf))
            throw error;
        return [ofTrouble(error.trouble, mendPolicy(/'(.+)'/.exec(error.trouble.what)?.[1]))];
    }
}
const toWords = ([key, it]) => key.endsWith('Ms') && typeof it === 'number' ? `${key.slice(0, -2)} ${(0,duration/* formatDuration */.a)(it)}` : `${key} ${JSON.stringify(it)}`;
function mendPolicy(path) {
    if (path === undefined)
        return undefined;
    for (const it of [(0,external_node_path_.dirname)(path), path]) {
        const found = (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.lstatSync)(it));
        if (!found)
            continue;
        if (found.isSymbolicLink())
            return as([], shell `rm -- ${it}`);
        if (found.uid !== 0)
            return as([], shell `chown root -- ${it}`);
        if (found.mode & 0o022)
            return as([], shell `chmod go-w -- ${it}`);
        if (it === path && !found.isFile())
            return as([], shell `rm -r -- ${it}`);
        if (it === path && !mayRead(it))
            return as([], shell `chmod a+r -- ${it}`);
    }
    return as([], shell `"\${EDITOR:-vi}" ${path}`);
}
const mayRead = (path) => (0,errors/* orNothing */.bR)(() => {
    (0,external_node_fs_.closeSync)((0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK));
    return true;
}) ?? false;
const enough = 1024;
function checkInotify() {
    if (process.platform !== 'linux')
        return [];
    const [which, least] = whatIsMissing();
    if (which === undefined)
        return [];
    const now = (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readFileSync)(`/proc/sys/user/${which}`, 'utf8').trim());
    const most = Math.max(least, 2 * Number(now ?? 0));
    return [
        said('warn', `No inotify ${which === 'max_inotify_instances' ? 'instance' : 'watch'} is left for this user (${which} is ${now ?? 'not known'}).`, {
            mend: as([], shell `sysctl -w ${`user.${which}=${most}`}`),
            advice: 'Waiters then look for themselves, up to 200 ms later. Until the next start of the host:',
        }),
    ];
}
function whatIsMissing() {
    try {
        (0,external_node_fs_.watch)('/', { persistent: false }).close();
        return [undefined, 0];
    }
    catch (error) {
        if ((0,errors/* errnoOf */.UQ)(error) === 'EMFILE')
            return ['max_inotify_instances', enough];
        if ((0,errors/* errnoOf */.UQ)(error) === 'ENOSPC')
            return ['max_inotify_watches', 64 * enough];
        throw error;
    }
}

// EXTERNAL MODULE: ./lib/src/lock/host/lock-dir.js + 1 modules
var lock_dir = __webpack_require__(63197);
// EXTERNAL MODULE: ./lib/src/lock/look.js
var look = __webpack_require__(4965);
// EXTERNAL MODULE: ./lib/src/report/archive.js
var archive = __webpack_require__(33059);
// EXTERNAL MODULE: ./lib/src/report/journal.js
var journal = __webpack_require__(90690);
// EXTERNAL MODULE: ./lib/src/report/words.js
var words = __webpack_require__(83512);
// EXTERNAL MODULE: ./lib/src/lock/host/system/sockets.js
var sockets = __webpack_require__(4675);
;// CONCATENATED MODULE: ./lib/src/cli/doctor/checks/place.js







const homeOf = ({ lock }) => ((0,lock_dir/* hasLockDir */.L2)(lock) ? lock.dir : (0,external_node_path_.dirname)(lock.dir));
function makeLockDir({ guards }) {
    const { uid, gid, mode } = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.statSync)(guards)) ?? (0,external_node_fs_.statSync)((0,external_node_path_.dirname)(guards));
    return as([], shell `install -d -o ${uid} -g ${gid} -m ${mode & 0o020 ? '2770' : '2700'} -- ${'/var/lib/fetch-lock'}`);
}
const thenGiveIt = 'Then give `lock-dir: /var/lib/fetch-lock` in every step, and `--lock-dir /var/lib/fetch-lock` here:';
function orElsewhere(lock, act) {
    try {
        act();
        return [];
    }
    catch (error) {
        if (!(error instanceof errors/* FetchLockError */.qf))
            throw error;
        const { what, why } = error.trouble;
        return [ofTrouble({ what, ...(why === undefined ? {} : { why }), fix: thenGiveIt }, makeLockDir(lock))];
    }
}
const checkMount = ({ scope: { lock } }) => orElsewhere(lock, () => (0,lock_dir/* refuseMountPoint */.qE)(lock));
const checkFileSystem = ({ scope }) => orElsewhere(scope.lock, () => (0,lock_dir/* fileSystemIsLocal */.BU)(scope.lock, homeOf(scope)));
const longestName = 255;
function checkPathLength({ scope: { lock } }) {
    const fix = { mend: makeLockDir(lock), advice: thenGiveIt };
    const name = Buffer.byteLength((0,external_node_path_.basename)(lock.dir));
    if (name > longestName)
        return [said('fail', `The name of the lock directory would have ${name} bytes, and ${longestName} are possible.`, fix)];
    if (!(0,sockets/* hasLongSockets */.xC)(lock.dir) || (0,external_node_fs_.existsSync)('/proc/self/fd'))
        return [];
    const length = Buffer.byteLength(lock.dir);
    return [
        said('warn', `The path of the lock directory has ${length} bytes, too many for its sockets, so that waiters only look now and then.`, fix),
    ];
}
const me = () => {
    const uid = process.geteuid?.();
    return uid === undefined ? undefined : { uid, groups: [process.getegid?.() ?? -1, ...(process.getgroups?.() ?? [])] };
};
function checkDirectory({ scope: { lock } }) {
    const above = (0,external_node_fs_.statSync)((0,external_node_path_.dirname)(lock.dir));
    if (!(0,lock_dir/* hasLockDir */.L2)(lock))
        return mayBeMade(lock, above);
    const found = (0,external_node_fs_.lstatSync)(lock.dir);
    const [is, command] = (0,lock_dir/* whatIsStrange */.tO)(lock.dir, found, above, me()) ?? [];
    if (is !== undefined && command !== undefined) {
        const isOwners = found.isDirectory() && (found.mode & 0o1002) === 0;
        const mend = isOwners ? as([], shell `chown -hR ${`${above.uid}:${above.gid}`} -- ${lock.dir}`) : as([found.uid], command);
        return [said('fail', `'${lock.dir}' cannot be the lock directory: it ${is}.`, { mend })];
    }
    const wrong = rightsOf(found, found).map((it) => said('fail', `The lock directory '${lock.dir}' ${it.is}.`, { mend: it.mend(lock.dir) }));
    return [...wrong, ...strangersOwn(lock, found)];
}
function strangersOwn({ dir, guards }, found) {
    const guarded = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.statSync)(guards));
    if (process.geteuid?.() !== 0 || !guarded || guarded.uid === found.uid || (found.mode & 0o020) !== 0)
        return [];
    return [
        said('fail', `The lock directory '${dir}' belongs to user ${found.uid} alone, and what it guards to user ${guarded.uid}.`, {
            mend: shell `chown -hR ${`${guarded.uid}:${guarded.gid}`} -- ${dir}`,
        }),
    ];
}
function mayBeMade({ dir, guards }, above) {
    const parent = (0,external_node_path_.dirname)(dir);
    try {
        (0,external_node_fs_.accessSync)(parent, external_node_fs_.constants.W_OK | external_node_fs_.constants.X_OK);
        return [];
    }
    catch (error) {
        const trouble = (0,lock_dir/* refusal */.x5)(dir, error);
        if (!(trouble instanceof errors/* FetchLockError */.qf))
            throw error;
        const isDenied = (0,errors/* errnoOf */.UQ)(error) === 'EACCES';
        const { what, why, fix } = trouble.trouble;
        const elsewhere = { mend: makeLockDir({ dir, guards, kind: 'beside' }), advice: thenGiveIt };
        const mend = isDenied && above.uid !== 0 && !(above.mode & 0o200)
            ? { mend: as([above.uid], shell `chmod u+rwx -- ${parent}`), advice: fix }
            : elsewhere;
        return [said('fail', [what, why].join(' '), mend)];
    }
}
function rightsOf(found, root) {
    const isShared = (root.mode & 0o020) !== 0;
    const need = isShared ? 0o2770 : 0o700;
    const mode = (found.mode & 0o7777).toString(8).padStart(4, '0');
    const owners = [found.uid];
    const wrong = [];
    if (!isShared && found.uid !== root.uid)
        wrong.push({
            is: `belongs to user ${found.uid}, and the lock directory to user ${root.uid}`,
            mend: (path) => as([], shell `chown -hR ${`${root.uid}:${root.gid}`} -- ${path}`),
        });
    if (isShared && found.gid !== root.gid)
        wrong.push({
            is: `is of group ${found.gid}, and the lock directory of group ${root.gid}`,
            mend: (path) => as(owners, shell `chgrp -hR ${root.gid} -- ${path}`),
        });
    if ((found.mode & need) !== need)
        wrong.push({
            is: `has mode ${mode}, so that ${isShared ? 'not all of its group' : 'not even its owner'} can do there what is needed`,
            mend: (path) => as(owners, shell `chmod ${isShared ? 'ug+rwx,g+s' : 'u+rwx'} -- ${path}`),
        });
    if (found.mode & 0o002)
        wrong.push({ is: `has mode ${mode}: everybody may write there`, mend: (path) => as(owners, shell `chmod o-w -- ${path}`) });
    if (found.mode & 0o1000)
        wrong.push({
            is: `has the sticky bit, so nobody could remove what a dead user left`,
            mend: (path) => as(owners, shell `chmod -t -- ${path}`),
        });
    return wrong;
}
const [place_mostShown, mostNames] = [5, 2000];
function checkContents({ scope: { lock } }) {
    const root = (0,external_node_fs_.lstatSync)(lock.dir, { throwIfNoEntry: false });
    if (!root?.isDirectory())
        return [];
    const found = [];
    const lookAt = (path, wanted) => {
        const it = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
        if (!it)
            return false;
        const name = (0,base_text/* inert */.tJ)(path.slice(lock.dir.length + 1));
        if (!it.isDirectory()) {
            if (wanted === 'room')
                found.push(said('fail', `'${name}' in the lock directory is not a directory.`, { mend: as([root.uid, it.uid], shell `rm -- ${path}`) }));
            return false;
        }
        for (const wrong of rightsOf(it, root))
            found.push(said('fail', `'${name}' in the lock directory ${wrong.is}.`, { mend: wrong.mend(path) }));
        return true;
    };
    const inside = [];
    for (const room of [...lock_dir/* rooms */.LQ, 'latch'].map((it) => (0,external_node_path_.join)(lock.dir, it)))
        if (lookAt(room, 'room') && ['q', 'h', 'crashed'].includes((0,external_node_path_.basename)(room)))
            inside.push(...directoriesIn(room).slice(0, mostNames));
    for (const it of inside)
        lookAt(it, 'request');
    const more = found.length - place_mostShown;
    return [
        ...found.slice(0, place_mostShown),
        ...(more > 0 ? [said('fail', `And ${(0,base_text/* plural */.LS)(more, 'fault')} more of that kind.`, { advice: 'Mend these, and look again.' })] : []),
    ];
}
const directoriesIn = (room) => ((0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.readdirSync)(room, { withFileTypes: true })) ?? [])
    .filter((it) => it.isDirectory())
    .map((it) => (0,external_node_path_.join)(it.parentPath, it.name));
function checkFormat({ scope: { lock } }) {
    const isDirectory = (path) => (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false })?.isDirectory();
    if (![lock.dir, (0,external_node_path_.join)(lock.dir, 'q'), (0,external_node_path_.join)(lock.dir, 'h')].every(isDirectory) ||
        (0,lock_dir/* whatIsStrange */.tO)(lock.dir, (0,external_node_fs_.lstatSync)(lock.dir), (0,external_node_fs_.statSync)((0,external_node_path_.dirname)(lock.dir))))
        return [];
    (0,lock_dir/* findLockDir */.WY)(lock);
    return [];
}

;// CONCATENATED MODULE: ./lib/src/cli/doctor/checks/life.js












const megabyte = 1_048_576;
const [fewBytes, noBytes] = [200 * megabyte, 10 * megabyte];
const [fewFiles, noFiles] = [2000, 100];
function checkSpace({ scope }) {
    const homes = [homeOf(scope), scope.guards].filter((it) => (0,external_node_fs_.lstatSync)(it, { throwIfNoEntry: false }));
    const devices = new Map(homes.map((it) => [(0,external_node_fs_.lstatSync)(it).dev, it]));
    return [...devices.values()].flatMap((home) => {
        const { bavail, bsize, files, ffree } = (0,external_node_fs_.statfsSync)(home);
        const bytes = bavail * bsize;
        const fix = { advice: 'Free some. What is large there:', mend: shell `du -xak -- ${home} | sort -rn | head -n 20` };
        const left = files === 0 ? Number.POSITIVE_INFINITY : ffree;
        const where = `where '${home}' is`;
        return [
            ...(bytes < fewBytes ? [said(bytes < noBytes ? 'fail' : 'warn', `${Math.floor(bytes / megabyte)} MiB are free ${where}.`, fix)] : []),
            ...(left < fewFiles
                ? [
                    said(left < noFiles ? 'fail' : 'warn', `${left} inodes are free ${where}.`, {
                        ...fix,
                        mend: shell `du -xa --inodes -- ${home} | sort -rn | head -n 20`,
                    }),
                ]
                : []),
        ];
    });
}
function checkJournal({ scope: { lock } }) {
    const path = (0,archive/* journalOf */.PR)(lock.dir);
    const root = (0,external_node_fs_.lstatSync)(lock.dir, { throwIfNoEntry: false });
    const found = root?.isDirectory() ? (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false }) : undefined;
    if (!root || !found)
        return [];
    if (!found.isFile()) {
        const mend = as([root.uid, found.uid], shell `rm -r -- ${path}`);
        return [said('warn', `The journal '${path}' is not a file, so nothing can be written down.`, { mend })];
    }
    const rights = rightsOfJournal(path, found, root);
    if (rights.length > 0)
        return rights;
    try {
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.R_OK | external_node_fs_.constants.W_OK);
        return [];
    }
    catch (error) {
        return [
            said('warn', `The journal cannot be written by this user: ${(0,base_text/* inert */.tJ)((0,errors/* messageOf */.bD)(error))}.`, {
                advice: 'Look as the user of the runner, or as root.',
            }),
        ];
    }
}
function rightsOfJournal(path, found, root) {
    const isShared = (root.mode & 0o020) !== 0;
    const need = isShared ? 0o660 : 0o600;
    const warn = (is, mend) => said('warn', `The journal '${path}' ${is}.`, { mend });
    return [
        ...(!isShared && found.uid !== root.uid
            ? [
                warn(`belongs to user ${found.uid}, and the lock directory to user ${root.uid}`, as([], shell `chown -h ${`${root.uid}:${root.gid}`} -- ${path}`)),
            ]
            : []),
        ...(isShared && found.gid !== root.gid
            ? [
                warn(`is of group ${found.gid}, and the lock directory of group ${root.gid}`, as([found.uid], shell `chgrp -h ${root.gid} -- ${path}`)),
            ]
            : []),
        ...((found.mode & need) === need
            ? []
            : [
                warn(`has mode ${(found.mode & 0o7777).toString(8).padStart(4, '0')}, so that ${isShared ? 'not all of its group' : 'not even its owner'} can write there`, as([found.uid], shell `chmod ${isShared ? 'ug+rw' : 'u+rw'} -- ${path}`)),
            ]),
    ];
}
const toleratedMs = 5000;
function checkClock({ scope: { lock }, clock }) {
    const nowAt = clock.wall();
    const newest = (0,journal/* readEvents */.wj)(lock.dir).reduce((latest, { ts }) => Math.max(latest, Date.parse(ts)), 0);
    const ahead = newest - nowAt;
    const files = ['', 'q', 'h', 'seq', 'format', 'journal.jsonl'].map((it) => (0,external_node_path_.join)(lock.dir, it));
    const late = files.flatMap((path) => {
        const { mtimeMs, uid } = (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.lstatSync)(path)) ?? { mtimeMs: 0, uid: 0 };
        return mtimeMs > nowAt + toleratedMs ? [{ path, uid, byMs: mtimeMs - nowAt }] : [];
    });
    const isBehind = 'The clock of this host was put back, or was wrong then.';
    return [
        ...(ahead > toleratedMs
            ? [
                said('warn', `The newest entry of the journal is ${(0,duration/* formatDuration */.a)(ahead)} ahead of this clock.`, {
                    advice: `${isBehind} Ages and waits are wrong until it has caught up.`,
                    mend: as([], 'timedatectl set-ntp true'),
                }),
            ]
            : []),
        ...late.slice(0, 1).map(({ path, uid, byMs }) => said('warn', `'${path}'${late.length > 1 ? ` and ${late.length - 1} more` : ''} was changed ${(0,duration/* formatDuration */.a)(byMs)} ahead of this clock.`, {
            advice: `${isBehind} If it is right now:`,
            mend: as([uid], `touch -c -h -- ${late.map((it) => shell `${it.path}`).join(' ')}`),
        })),
    ];
}
function isReadable(lock) {
    try {
        return (0,lock_dir/* findLockDir */.WY)(lock) !== undefined;
    }
    catch (error) {
        if (error instanceof errors/* FetchLockError */.qf)
            return false;
        throw error;
    }
}
const life_mostShown = 5;
async function checkDead({ scope, lockDir, clock }) {
    if (!isReadable(scope.lock))
        return [];
    const nowAt = clock.wall();
    const { granted, waiting, dirty } = await (0,look/* lookAt */.t)(scope.lock, nowAt);
    const where = lockDir === undefined ? '' : shell ` --lock-dir ${lockDir}`;
    const path = shell `${scope.path}`;
    const mend = `fetch-lock recover${where} -- ${path}`;
    const dead = [
        ...granted.filter((it) => it.verdict === 'dead').map((it) => `A holder is dead: ${tell(it, nowAt)}.`),
        ...waiting.filter((it) => it.verdict === 'dead').map((it) => `A waiter is dead: ${tell(it, nowAt)}.`),
    ];
    const living = granted.length + waiting.length - dead.length;
    const died = dirty.map((it) => it.job);
    const left = died.length === 0 ? [] : [said('warn', (0,words/* sayHalfWritten */.wz)(scope.path, died), inOrder(scope, `${where} --path=${path}`))];
    if (dead.length === 0 && left.length === 0)
        return living === 0 ? [] : [said('ok', `${living} in line, and nobody of them is dead.`)];
    const shown = dead.slice(0, life_mostShown);
    if (dead.length > life_mostShown)
        shown.push(`And ${dead.length - life_mostShown} more are dead.`);
    return [
        ...shown.map((it, index) => said('warn', it, index === shown.length - 1 ? { mend, advice: 'Who asks next removes the dead, too.' } : {})),
        ...left,
    ];
}
const inOrder = ({ kind }, options) => ({
    advice: `${kind === 'directory' ? 'Look what is missing there, and mend it under the lock.' : 'The next who writes mends what git left.'} If all is in order:`,
    mend: `fetch-lock run${options} -- true`,
});
function tell({ id, mode, job, askedAt, grantedAt }, nowAt) {
    const since = grantedAt ?? askedAt;
    const ago = since === undefined ? '' : `, since ${(0,duration/* formatDuration */.a)(Math.max(0, nowAt - since))}`;
    return `${id} (${mode}) of ${(0,words/* nameJob */.PB)(job)}${ago}`;
}

// EXTERNAL MODULE: ./lib/src/lock/host/line.js
var line = __webpack_require__(34033);
// EXTERNAL MODULE: ./lib/src/fetch/guarded.js + 2 modules
var guarded = __webpack_require__(87115);
// EXTERNAL MODULE: ./lib/src/fetch/mirror.js + 1 modules
var mirror = __webpack_require__(57676);
// EXTERNAL MODULE: ./lib/src/fetch/refs.js
var refs = __webpack_require__(44059);
;// CONCATENATED MODULE: ./lib/src/fetch/mending/rebuild.js











const setAsideOf = (mirror) => `${mirror}.fetch-lock-damaged`;
const restMs = 3_600_000;
const faultsOfOthers = (/* unused pure expression or super */ null && (['passing', 'refused', 'missing remote']));
function hintsAtDamage(failure, { guards }) {
    if (!(failure instanceof GitFailed))
        return false;
    return (failure.fault === 'damage' || failure.fault === 'broken ref' || (failure.fault === 'missing remote' && isEmpty(join(guards, 'config'))));
}
const isEmpty = (file) => unless(['ENOENT'], () => statSync(file).size === 0) ?? true;
const isDamaged = async ({ guards }, git) => isEmpty(join(guards, 'config')) || !(await isSound(guards, git));
async function sourceOf(scope, env, failure, url) {
    const { guards, kind, workDir } = scope;
    const where = quoteForShell(workDir);
    const refuse = (why, fix) => new FetchLockError('FL_GIT', {
        what: `'${inert(scope.path)}' is damaged${failure.complaint ? `: ${failure.complaint}` : ''}.`,
        why: `It is not made anew, because ${why}.`,
        fix,
    });
    if (kind !== 'bare' || guards !== workDir || basename(guards) === '.git' || existsSync(join(guards, 'index')))
        throw refuse('it is no bare mirror, and may have what is nowhere else', `Try \`git -C ${where} fetch --refetch origin\`, then \`git -C ${where} fsck\`; or save what is only there, remove it, and clone it again.`);
    if ((unless(['ENOENT', 'ENOTDIR'], () => readdirSync(join(guards, 'worktrees'))) ?? []).length > 0)
        throw refuse('worktrees are linked to it', `Try \`git -C ${where} fetch --refetch origin\`, then \`git -C ${where} fsck\`.`);
    const entries = await configurationOf(guards, env);
    const specs = entries.flatMap(([key, value]) => (/^remote\..+\.fetch$/.test(key) ? [value] : []));
    const source = specs.length > 0 ? entries : url === undefined ? [] : sourceAt(url);
    if (source.length === 0)
        throw refuse('its configuration does not say what it is a mirror of', `Give \`url\`, or remove it and make it again with \`git clone --mirror\`.`);
    const covered = source.flatMap(([key, value]) => (/^remote\..+\.fetch$/.test(key) ? coverOf(value) : []));
    const own = refNames(guards).find((name) => !covered.some((it) => it.test(name)) && !/^refs\/(tags|fetch-lock)\//.test(name));
    if (own !== undefined)
        throw refuse(`'${inert(own)}' is in it, which its remotes would not give back`, `Save what is only there; then remove it, and make it again with \`git clone --mirror\`.`);
    return source;
}
async function configurationOf(dir, env) {
    const { exitCode, stdout } = await ask('git', ['config', '--file', join(dir, 'config'), '--no-includes', '--list', '-z'], {
        cwd: '/',
        env: gitEnvironment(env),
    });
    if (exitCode !== 0)
        return [];
    const entries = stdout.split('\0').flatMap((it) => {
        const [key = '', ...value] = it.split('\n');
        const text = value.join('\n');
        return key === '' ? [] : [[key, /^remote\..+\.url$/.test(key) && /^\.\.?\//.test(text) ? resolve(dir, text) : text]];
    });
    return entries.filter(([key]) => !/^(core|extensions|include|includeif)\./.test(key));
}
function coverOf(refspec) {
    const target = refspec.startsWith('^') ? undefined : refspec.split(':')[1];
    if (!target)
        return [];
    const [before = '', after] = target.split('*').map((it) => it.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
    return [new RegExp(`^${before}${after === undefined ? '' : `.*${after}`}$`)];
}
async function rebuild({ scope, source, clock, git, move }) {
    const { guards, lock } = scope;
    const record = join(lock.dir, 'rebuilt');
    const lastAt = Date.parse(String(readSmall(record)));
    const agoMs = clock.wall() - lastAt;
    if (agoMs < restMs)
        throw new FetchLockError('FL_GIT', {
            what: `The mirror '${inert(scope.path)}' is damaged, and was made anew, or that was tried, ${formatDuration(Math.max(0, agoMs))} ago.`,
            why: 'That points to the disk or its file system.',
            fix: `Check them. It is tried once in ${formatDuration(restMs)} at most; to have it tried at once, remove '${inert(record)}'.`,
        });
    try {
        rmSync(`${record}.new`, { recursive: true, force: true });
        writeFileSync(`${record}.new`, JSON.stringify(new Date(clock.wall())), { flag: 'wx' });
        renameSync(`${record}.new`, record);
        await stage(guards, source, git);
        const aside = setAsideOf(guards);
        rmSync(aside, { recursive: true, force: true });
        await move(() => {
            renameSync(guards, aside);
            return aside;
        });
        publish(guards);
        return aside;
    }
    catch (error) {
        if (error instanceof GitFailed && faultsOfOthers.includes(error.fault))
            rmSync(record, { force: true });
        throw errnoOf(error) === undefined ? error : explain(guards, error);
    }
}

// EXTERNAL MODULE: ./lib/src/git/scope.js + 1 modules
var scope = __webpack_require__(38006);
;// CONCATENATED MODULE: ./lib/src/cli/doctor/checks/mirror.js













function checkOwner({ scope, env }) {
    const { guards, kind } = scope;
    if (kind === 'directory')
        return [];
    const me = process.geteuid?.();
    if (me === undefined)
        return [];
    if (me !== 0) {
        try {
            (0,isolation/* isForeign */.jq)(scope, policyOrNone(), env);
        }
        catch (error) {
            if (!(error instanceof errors/* FetchLockError */.qf))
                throw error;
            return [ofTrouble(error.trouble, as([], shell `chown -hR ${`${me}:${process.getegid?.()}`} -- ${scope.workDir}`))];
        }
        return closedTo(guards);
    }
    const root = (0,external_node_fs_.statSync)(guards);
    const others = writtenIn(guards).filter((path) => {
        const it = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
        const isShared = it && it.mode & 0o020 && it.gid === root.gid;
        return it && it.uid !== root.uid && !isShared;
    });
    const [first] = others;
    if (first === undefined)
        return [];
    const count = others.length > 1 ? ` So do ${others.length - 1} others.` : '';
    return [
        said('fail', `'${first}' belongs to user ${(0,external_node_fs_.lstatSync)(first).uid}, and the repository to user ${root.uid}, who cannot write there.${count}`, {
            mend: as([], shell `chown -hR ${`${root.uid}:${root.gid}`} -- ${guards}`),
        }),
    ];
}
function closedTo(guards) {
    const first = [guards, ...writtenIn(guards)].find((it) => !mayWriteIn(it));
    if (first === undefined)
        return [];
    const [{ uid }, above] = [(0,external_node_fs_.statSync)(guards), (0,external_node_fs_.statSync)((0,external_node_path_.dirname)(guards))];
    const isShared = (above.mode & 0o020) !== 0 && [process.getegid?.(), ...(process.getgroups?.() ?? [])].includes(above.gid);
    const commands = [
        shell `chgrp -R ${above.gid} -- ${guards}`,
        shell `chmod -R g+rwX -- ${guards}`,
        shell `find ${guards} -type d -exec chmod g+s {} +`,
        shell `git config --file ${(0,external_node_path_.join)(guards, 'config')} core.sharedRepository group`,
    ];
    return [
        said('warn', `This user cannot write in '${first}', so that its jobs can read the repository and not fetch into it.`, {
            ...(isShared
                ? { mend: commands.map((it) => as([uid], it)).join(' && ') }
                : { advice: 'Share it with a group, or let its owner fetch.' }),
        }),
    ];
}
function mayWriteIn(dir) {
    try {
        (0,external_node_fs_.accessSync)(dir, external_node_fs_.constants.W_OK);
        return true;
    }
    catch (error) {
        return (0,errors/* errnoOf */.UQ)(error) !== 'EACCES';
    }
}
function writtenIn(guards) {
    const inside = (dir) => ((0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.readdirSync)(dir, { withFileTypes: true })) ?? [])
        .filter((it) => it.isDirectory())
        .map((it) => (0,external_node_path_.join)(it.parentPath, it.name));
    const tops = ['objects', 'refs', 'logs'].map((it) => (0,external_node_path_.join)(guards, it));
    return tops.flatMap((it) => [it, ...inside(it)]);
}
function checkHalf({ scope }) {
    const { guards, workDir, kind } = scope;
    if (kind !== 'directory')
        return contentsOf(scope);
    const found = (0,external_node_fs_.lstatSync)(workDir, { throwIfNoEntry: false });
    if (!found) {
        if ((0,mirror/* isStaged */.Fl)(guards))
            return [];
        return [
            said('warn', `There is nothing at '${workDir}' yet.`, {
                advice: 'Check the path; or a job makes a mirror there, if it gives `url`.',
            }),
        ];
    }
    const dotGit = (0,external_node_path_.join)(workDir, '.git');
    const inside = (0,external_node_fs_.lstatSync)(dotGit, { throwIfNoEntry: false });
    if (inside && !inside.isDirectory())
        return [
            said('fail', `'${dotGit}' leads to no repository.`, {
                advice: 'If it is a worktree of one that was moved, give this command there:',
                mend: shell `git worktree repair -- ${workDir}`,
            }),
        ];
    const gitDir = inside ? dotGit : workDir;
    const parts = ['HEAD', 'objects', 'refs'];
    const missing = parts.filter((it) => !(0,mirror/* isThere */.$B)((0,external_node_path_.join)(gitDir, it)));
    const isMeant = inside !== undefined || missing.length < parts.length - 1 || (missing.length < parts.length && (0,mirror/* isThere */.$B)((0,external_node_path_.join)(gitDir, 'config')));
    if (!isMeant)
        return [];
    return [
        said('fail', `'${gitDir}' looks like a repository, but has no ${missing.join(' and no ') || 'directory where one belongs'}.`, anew(found.uid, workDir, !inside)),
    ];
}
const anew = (owner, workDir, isBare) => ({
    advice: 'What is there stays, and what is missing is made; then fetch again.',
    mend: as([owner], isBare ? shell `git init --quiet --bare -- ${workDir}` : shell `git init --quiet -- ${workDir}`),
});
function contentsOf({ guards, workDir, kind }) {
    const config = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.statSync)((0,external_node_path_.join)(guards, 'config')));
    const { uid } = (0,external_node_fs_.statSync)(guards);
    const isBare = kind === 'bare' && (0,external_node_path_.basename)(guards) !== '.git';
    const top = (0,external_node_path_.basename)(guards) === '.git' ? (0,external_node_path_.dirname)(guards) : workDir;
    if ((config?.size ?? 0) === 0)
        return [
            said('fail', `The configuration of '${guards}' is ${config ? 'empty' : 'gone'}, and with it the address of its remote.`, {
                ...anew(uid, top, isBare),
                advice: 'A job that gives `url` makes a mirror anew. By hand, `git remote add` has to follow:',
            }),
        ];
    const path = (0,external_node_path_.join)(guards, 'HEAD');
    const found = (0,external_node_fs_.lstatSync)(path);
    const head = readPlain(path);
    if (found.isSymbolicLink() || (head !== undefined && /^(ref:\s*refs\/\S|[0-9a-f]{40,64}\s*$)/.test(head)))
        return [];
    const { mend, advice } = anew(uid, top, isBare);
    return [
        said('fail', `'${path}' names no branch and no commit, so that git sees no repository there.`, {
            advice,
            mend: `${as([uid], shell `rm -r -- ${path}`)} && ${mend}`,
        }),
    ];
}
async function checkMirror({ scope, lockDir, clock }) {
    const { guards, workDir, kind } = scope;
    if (guards !== workDir || !['bare', 'directory'].includes(kind))
        return [];
    const [staging, aside] = [(0,mirror/* stagingOf */.PA)(guards), setAsideOf(guards)];
    const nowAt = clock.wall();
    const agoOf = (path) => (0,duration/* formatDuration */.a)(Math.max(0, nowAt - (0,external_node_fs_.lstatSync)(path).mtimeMs));
    return [
        ...((0,mirror/* isThere */.$B)(staging) ? await stagedAt(staging, scope, agoOf(staging), nowAt, lockDir) : []),
        ...((0,mirror/* isThere */.$B)(aside)
            ? [
                said('warn', `A damaged mirror was set aside in '${aside}', ${agoOf(aside)} ago.`, {
                    advice: 'If nothing in it is needed any more:',
                    mend: as([(0,external_node_fs_.lstatSync)(aside).uid], shell `rm -rf -- ${aside}`),
                }),
            ]
            : []),
    ];
}
async function stagedAt(staging, { guards, path }, ago, nowAt, lockDir) {
    const lock = (0,scope/* lockOf */.Vx)(staging, { workspace: '/', ...(lockDir === undefined ? {} : { lockDir }) });
    const makers = isReadable(lock) ? (await (0,look/* lookAt */.t)(lock, nowAt)).granted.filter((it) => it.verdict !== 'dead') : [];
    if (makers.length > 0)
        return [said('ok', `A mirror is being made in '${staging}'.`)];
    const owner = (0,external_node_fs_.lstatSync)(staging).uid;
    if (!(0,mirror/* isThere */.$B)(guards) && (0,mirror/* isStaged */.Fl)(guards))
        return [
            said('warn', `A whole new mirror waits in '${staging}' to be set in its place, for ${ago}.`, {
                advice: 'The next job that gives `url` does it, too.',
                mend: `${as([owner], shell `mv -- ${(0,external_node_path_.join)(staging, (0,external_node_path_.basename)(guards))} ${guards}`)} && ${as([owner], shell `rm -r -- ${staging}`)}`,
            }),
        ];
    return [
        said('warn', `The making of '${(0,base_text/* inert */.tJ)(path)}' was broken off ${ago} ago, and its half is left in '${staging}'.`, {
            advice: 'The next job that makes this mirror removes it, too.',
            mend: as([owner], shell `rm -rf -- ${staging}`),
        }),
    ];
}

;// CONCATENATED MODULE: ./lib/src/cli/doctor/checks.js









const hostChecks = [
    { id: 'git', fine: 'git is new enough.', look: checkVersion },
    { id: 'policy', fine: 'No policy restricts this host.', look: checkPolicy },
    { id: 'inotify', fine: 'Waiters can watch directories.', look: checkInotify },
];
const lockChecks = [
    { id: 'path-length', fine: 'Its path is short enough.', look: checkPathLength, isFirst: true },
    { id: 'mount', fine: 'It is no mount point.', look: checkMount },
    { id: 'file-system', fine: 'The lock is on a local file system.', look: checkFileSystem },
    { id: 'fleet', fine: 'It is a lock of this host alone.', look: checkFleet },
    { id: 'space', fine: 'There is space.', look: checkSpace },
    { id: 'lock-dir', fine: 'The lock directory can be used.', look: checkDirectory },
    { id: 'contents', fine: 'What is in the lock directory has the right owners and modes.', look: checkContents },
    { id: 'format', fine: 'The lock directory is of a format that this version knows.', look: checkFormat },
    { id: 'journal', fine: 'The journal can be written.', look: checkJournal },
    { id: 'clock', fine: 'Nothing comes from the future.', look: checkClock },
    { id: 'dead', fine: 'Nobody in line is dead.', look: checkDead },
    { id: 'owner', fine: 'It belongs to whom it should.', look: checkOwner },
    { id: 'half', fine: 'It is whole, or no repository.', look: checkHalf },
    { id: 'mirror', fine: 'No making of a mirror was left half done.', look: checkMirror },
    { id: 'git-locks', fine: 'No git left a lock file.', look: checkGitLocks },
    { id: 'gc-pid', fine: 'No gc elsewhere keeps git waiting.', look: checkGcPid },
    { id: 'configuration', fine: 'Its configuration can be followed, and nothing is collected in the background.', look: checkConfiguration },
];
async function make({ id, fine, look }, seen, words) {
    const found = await Promise.resolve(seen)
        .then(look)
        .catch((error) => [unseen(id, error, words)]);
    return (found.length > 0 ? found : [said('ok', fine)]).map((it) => ({ id, ...it }));
}
function unseen(id, error, words) {
    if (error instanceof errors/* FetchLockError */.qf)
        return ofTrouble(error.trouble);
    const isDenied = ['EACCES', 'EPERM'].includes((0,errors/* errnoOf */.UQ)(error) ?? '');
    const why = `${(0,base_text/* inert */.tJ)((0,errors/* messageOf */.bD)(error)).replace(/\.$/, '')}.`;
    return said('warn', `What the check '${id}' looks at cannot be seen: ${why}`, {
        ...(isDenied && words !== undefined && process.geteuid?.() !== 0 ? { mend: `sudo fetch-lock doctor ${words}` } : {}),
        ...(isDenied ? { advice: 'Look as the user of the runner, or as root.' } : {}),
    });
}

;// CONCATENATED MODULE: ./lib/src/cli/doctor/examine.js






const locating = 'path';
async function examine({ path, lockDir, lockName, after }, { env, clock, signal, cwd }, tell) {
    const sight = { env, clock, signal };
    if (path === undefined)
        await makeAll(hostChecks, sight, after, tell);
    else {
        tell({ news: 'began', id: locating });
        try {
            const [found] = (0,locate/* locate */.x5)([path], { cwd, lockDir });
            const address = (0,fleet/* addressFrom */.Lm)(env);
            const scope = found && address ? await (0,fetch_fleet/* joinFleet */.b)(found, { env, lockName, naming: 'Option `--lock-name`' }) : found;
            if (scope) {
                const { guards, workDir, lock } = scope;
                tell({ news: 'located', guards, workDir, lockDir: lock.dir });
                const given = lockDir === undefined ? {} : { lockDir };
                const where = lockDir === undefined ? '' : shell `--lock-dir ${lockDir} `;
                await makeAll(lockChecks, { ...sight, scope, ...given, ...(address ? { address } : {}) }, after, tell, `${where}${shell `-- ${path}`}`);
            }
        }
        catch (error) {
            if (!(error instanceof errors/* FetchLockError */.qf))
                throw error;
            tell({ news: 'found', finding: { id: locating, ...ofTrouble(error.trouble) } });
        }
    }
    tell({ news: 'ended' });
}
async function makeAll(checks, seen, after, tell, words) {
    for (const it of checks.slice(checks.findIndex(({ id }) => id === after) + 1)) {
        tell({ news: 'began', id: it.id });
        const found = await make(it, seen, words);
        for (const finding of found)
            tell({ news: 'found', finding });
        if (it.isFirst && worst(found) === 'fail')
            return;
    }
}

// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(46193);
;// CONCATENATED MODULE: ./lib/src/cli/doctor/patience.js







const questionVariable = 'FETCH_LOCK_DOCTOR';
const [checkMs, wholeMs, graceMs] = [10_000, 300_000, 1500];
const mostStuck = 2;
async function patience_look(question, host) {
    const heard = { ...(question.path === undefined ? {} : { path: question.path }), checks: [], isStuck: false };
    let { after } = question;
    for (let stuck = 1;; stuck++) {
        const { last, isLate, isGone, hasEnded, complaint } = await lookOnce({ ...question, ...(after === undefined ? {} : { after }) }, host, heard);
        host.signal.throwIfAborted();
        heard.isStuck ||= !isGone;
        if (hasEnded)
            return heard;
        const isLast = stuck === mostStuck || !isGone || last === undefined || last === locating;
        const why = isLate
            ? `did not end within ${(0,duration/* formatDuration */.a)(checkMs)}, and was stopped`
            : `ended without an answer${complaint && `: ${complaint}`}`;
        heard.checks.push({
            id: last ?? locating,
            ...said('warn', `The check '${last ?? locating}' ${why}.${isLast ? ' What comes after it was left out.' : ''}`, {
                ...(isLate ? { advice: 'A file system that does not answer keeps jobs waiting, too: look into it first.' } : {}),
            }),
        });
        if (isLast)
            return heard;
        after = last;
    }
}
async function lookOnce(question, { clock, cwd, env, signal }, heard) {
    const attempt = { isLate: false, isGone: true, hasEnded: false, complaint: '' };
    const late = new AbortController();
    const watch = () => clock.after(checkMs, () => {
        attempt.isLate = true;
        late.abort();
    });
    let callOff = watch();
    const hear = (news) => {
        callOff();
        callOff = watch();
        if (news.news === 'began')
            attempt.last = news.id;
        else if (news.news === 'found')
            heard.checks.push(news.finding);
        else if (news.news === 'ended')
            attempt.hasEnded = true;
        else
            Object.assign(heard, { guards: news.guards, workDir: news.workDir, lockDir: news.lockDir });
    };
    const decoder = new external_node_string_decoder_.StringDecoder('utf8');
    let rest = '';
    const [, program = ''] = process.argv;
    const result = await (0,exec/* run */.eF)(process.execPath, [...process.execArgv, program, 'doctor', '.'], {
        ...{ cwd, clock, limitMs: wholeMs, graceMs, signal: AbortSignal.any([signal, late.signal]) },
        env: { ...env, [questionVariable]: JSON.stringify(question) },
        onOutput: (bytes) => {
            const lines = (rest + decoder.write(bytes)).split('\n');
            rest = lines.pop() ?? '';
            for (const line of lines)
                hear(JSON.parse(line));
        },
        onLine: (line) => {
            attempt.complaint = (0,base_text/* inert */.tJ)(line, 200);
        },
    })
        .catch((error) => {
        attempt.complaint = (0,base_text/* inert */.tJ)((0,errors/* messageOf */.bD)(error), 200);
        return { isGone: true };
    })
        .finally(() => callOff());
    return { ...attempt, isGone: result.isGone };
}

;// CONCATENATED MODULE: ./lib/src/cli/doctor/doctor.js







async function doctor(call, host) {
    const question = host.env[questionVariable];
    if (question !== undefined)
        return answer(JSON.parse(question), host);
    const address = (0,fleet/* addressOf */.ci)(call, host);
    const lockDir = (0,locate/* lockDirOf */.IZ)(call);
    const redis = call.text('redis-url');
    const looking = redis === undefined ? host : { ...host, cwd: host.cwd, env: { ...host.env, [fleet/* addressVariable */.ZV]: redis } };
    const lockName = call.text('lock-name');
    const nobody = await patience_look({}, looking);
    const locks = [];
    for (const path of new Set(call.operands)) {
        const it = await patience_look({ path, ...(lockDir === undefined ? {} : { lockDir }), ...(lockName === undefined ? {} : { lockName }) }, looking);
        if (it.workDir === undefined || !locks.some((other) => other.workDir === it.workDir))
            locks.push(it);
    }
    const always = address ? ['fleet'] : [];
    host.out.write(call.has('json') ? (0,base_text/* renderJson */.hF)(toDocument(nobody, locks)) : renderPatients(nobody, locks, { paint: host.out.paint, always }));
    const code = { ok: command/* exit */.NS.ok, warn: command/* exit */.NS.failed, fail: command/* exit */.NS.bad }[worst([nobody, ...locks].flatMap((it) => it.checks))];
    if ([nobody, ...locks].some((it) => it.isStuck))
        process.exit(code);
    return code;
}
async function answer({ ...question }, host) {
    await examine(question, host, (news) => host.out.write(`${JSON.stringify(news)}\n`));
    return command/* exit */.NS.ok;
}
const toDocument = (host, locks) => ({
    level: worst([host, ...locks].flatMap((it) => it.checks)),
    host: { level: worst(host.checks), checks: host.checks },
    locks: locks.map(({ path, guards, lockDir, checks }) => ({
        path,
        ...(guards === undefined ? {} : { lock: guards }),
        ...(lockDir === undefined ? {} : { lock_dir: lockDir }),
        level: worst(checks),
        checks,
    })),
});


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
