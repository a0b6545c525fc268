export const id = 2;
export const ids = [2];
export const modules = {

/***/ 45002:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  saveMirror: () => (/* binding */ saveMirror)
});

// UNUSED EXPORTS: bundleName, restoreMirror, snapshotMirror, word

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/clock.js
var base_clock = __webpack_require__(63148);
// EXTERNAL MODULE: ./lib/src/base/duration.js
var duration = __webpack_require__(56620);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: external "node:readline"
var external_node_readline_ = __webpack_require__(80481);
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





async function exec_ask(file, args, options) {
    const { getExecOutput } = await __webpack_require__.e(/* import() */ 260).then(__webpack_require__.bind(__webpack_require__, 81260));
    return getExecOutput(file, args, { ...options, silent: true, ignoreReturnCode: true });
}
const startHelper = (bundle, env) => spawn(process.execPath, [bundle], { cwd: '/', detached: true, windowsHide: true, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env });
async function attach(file, args, options) {
    const child = spawn(file, args, { ...options, stdio: 'inherit' });
    const ended = new Promise((resolve) => {
        child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
    });
    await once(child, 'spawn');
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

// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __webpack_require__(33875);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/src/git/verbs.js
var verbs = __webpack_require__(76583);
;// CONCATENATED MODULE: ./lib/src/git/scope.js






const inputs = { path: 'Input `path`:', lockDir: 'Input `lock-dir`:', workspace: 'the workspace' };
function resolveScope(question) {
    try {
        return findScope(question);
    }
    catch (error) {
        if (errnoOf(error) === undefined)
            throw error;
        throw new FetchLockError('FL_INPUT', {
            what: `${(question.naming ?? inputs).path} '${inert(question.path)}' cannot be looked at.`,
            why: messageOf(error),
            fix: 'Check the path and who may read it.',
        }, error);
    }
}
function findScope({ path, workspace, needs, isMade, lockDir, naming = inputs }) {
    const full = isAbsolute(path) ? path : `${workspace}${sep}${path}`;
    const real = realOrParent(path, full, naming);
    const found = unless(['ENOENT', 'ENOTDIR'], () => statSync(real));
    if (found && !found.isDirectory()) {
        throw new FetchLockError('FL_INPUT', { what: `${naming.path} '${path}' is a file.`, fix: 'Give a repository or a directory.' });
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
        lock: placeOf(guards, repository !== undefined && basename(guards) === '.git', lockDir && realDirectory(naming, resolve(workspace, lockDir))),
    };
}
const lockOf = (path, { workspace, lockDir, naming = inputs }) => placeOf(path, false, lockDir && realDirectory(naming, resolve(workspace, lockDir)));
function placeOf(guards, isDotGit, given) {
    if (given)
        return { dir: join(given, createHash('sha256').update(guards).digest('hex')), guards, kind: 'given' };
    return isDotGit ? { dir: join(guards, 'fetch-lock'), guards, kind: 'inside' } : { dir: `${guards}.fetch-lock`, guards, kind: 'beside' };
}
function realOrParent(path, full, naming) {
    const real = unless(['ENOENT'], () => realOr(path, full, naming));
    if (real !== undefined)
        return real;
    if (unless(['ENOENT', 'ENOTDIR'], () => lstatSync(full))?.isSymbolicLink()) {
        throw new FetchLockError('FL_INPUT', {
            what: `${naming.path} '${path}' is a symbolic link to nothing.`,
            fix: 'Mend the link, or give another path.',
        });
    }
    const parent = unless(['ENOENT'], () => realOr(path, dirname(full), naming));
    if (parent !== undefined)
        return join(parent, basename(full));
    throw new FetchLockError('FL_INPUT', {
        what: `${naming.path} '${path}' (${full}) does not exist, nor does the directory it would be in.`,
        fix: `Check the path; it is relative to ${naming.workspace}.`,
    });
}
function realOr(path, full, naming) {
    try {
        return realpathSync.native(full);
    }
    catch (error) {
        if (errnoOf(error) === 'ENOENT')
            throw error;
        throw new FetchLockError('FL_INPUT', {
            what: `${naming.path} '${path}' cannot be followed.`,
            why: messageOf(error),
            fix: 'Check the path.',
        });
    }
}
function realDirectory(naming, full) {
    const real = unless(['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES'], () => realpathSync.native(full));
    if (real !== undefined && statSync(real).isDirectory())
        return real;
    throw new FetchLockError('FL_INPUT', {
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
    return new FetchLockError('FL_NOT_A_REPO', {
        what: `'${path}' (${full}) ${found ? 'is no git repository' : 'does not exist'}, so \`git\` has nothing to run in.`,
        why: found ? 'It has no .git and is not bare.' : '',
        fix: 'Give the top directory of a clone or worktree, or a bare repository, made by an earlier step; or give `url` for a path that is not there yet, and a mirror is made.',
    });
}
function findRepository(dir) {
    const inside = unless(['ENOENT', 'ENOTDIR'], () => statSync(join(dir, '.git')));
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
    const named = unless(['ENOENT', 'ENOTDIR'], () => readSmall(join(gitDir, 'commondir')))?.trim();
    const common = named ? resolve(gitDir, named) : gitDir;
    const has = (name) => unless(['ENOENT', 'ENOTDIR'], () => statSync(join(common, name)));
    return lstatOrNothing(join(common, 'HEAD')) && has('objects')?.isDirectory() && has('refs')?.isDirectory()
        ? realpathSync.native(common)
        : undefined;
}
const lstatOrNothing = (path) => unless(['ENOENT', 'ENOTDIR'], () => lstatSync(path));
function readSmall(path) {
    const found = (0,external_node_fs_.statSync)(path);
    return found.isFile() && found.size <= 8192 ? (0,external_node_fs_.readFileSync)(path, 'utf8') : '';
}

;// CONCATENATED MODULE: ./lib/src/git/isolation/collection.js



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

// EXTERNAL MODULE: ./lib/src/git/operands.js
var operands = __webpack_require__(74595);
;// CONCATENATED MODULE: ./lib/src/git/isolation/configuration.js



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
        if ((0,operands/* writesOurs */.wc)(value))
            throw notTheirs(entry, path);
        remotes.set(key, [...(remotes.get(key) ?? []), value]);
    }
    return [...remotes].flatMap(([key, refspecs]) => (0,operands/* protectionOf */.fA)(refspecs).map((it) => [key, it]));
}
const notTheirs = ({ key, value = '', origin }, path) => new errors/* FetchLockError */.qf('FL_UNSAFE_COMMAND', {
    what: `The configuration of '${(0,base_text/* inert */.tJ)(path)}' sets '${(0,base_text/* inert */.tJ)(key)}' to '${(0,base_text/* inert */.tJ)(value)}', which writes below refs/fetch-lock/.`,
    why: "What is there is fetch-lock's own.",
    fix: `Take it out of '${(0,base_text/* inert */.tJ)(origin)}'.`,
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
const notOurs = ({ key, origin }, path) => new errors/* FetchLockError */.qf('FL_UNSAFE_COMMAND', {
    what: `The configuration of '${(0,base_text/* inert */.tJ)(path)}' sets '${(0,base_text/* inert */.tJ)(key)}', which could run a program or lead git elsewhere.`,
    why: `It is in '${(0,base_text/* inert */.tJ)(origin)}', and whoever may write there could act in this job's name.`,
    fix: `Take it out with \`git config --file '${(0,base_text/* inert */.tJ)(origin)}' --unset-all '${(0,base_text/* inert */.tJ)(key)}'\`; if it is meant, put it into your own configuration.`,
});
const quoteForGit = (text) => `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;

;// CONCATENATED MODULE: ./lib/src/git/isolation/environment.js

const elsewhere = /^GIT_(DIR|WORK_TREE|IMPLICIT_WORK_TREE|COMMON_DIR|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|NAMESPACE|PREFIX|QUARANTINE_PATH|SHALLOW_FILE|GRAFT_FILE|REPLACE_REF_BASE|CONFIG|EXTERNAL_DIFF|PAGER|TRACE.*|CURL_VERBOSE)$/;
const runners = /^((INPUT|STATE|ACTIONS)_|FETCH_LOCK_REDIS_URL$)/;
const environment_gitEnvironment = (env, own = () => undefined) => ({
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
const only = (dir) => ({ GIT_CEILING_DIRECTORIES: (0,external_node_path_.dirname)(dir) });
const isListable = (dir) => !(0,external_node_path_.dirname)(dir).includes(external_node_path_.delimiter);

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
const isolation_noGit = (why, cause) => new errors/* FetchLockError */.qf('FL_GIT', { what: 'git could not be run on this runner.', why: (0,base_text/* inert */.tJ)(why), fix: 'Install git 2.31 or newer where PATH finds it.' }, cause);
const lookMs = 30_000;
async function isolate(site, surroundings) {
    const { policy, credential, entersSubmodules, isAlone, barrier, onIgnored } = surroundings;
    if (!isListable(site.workDir))
        throw new errors/* FetchLockError */.qf('FL_INPUT', {
            what: `The directory of '${(0,base_text/* inert */.tJ)(site.path)}' has a name that git can't be limited to.`,
            fix: 'Move it where no name of a directory has a colon.',
        });
    const main = repositoryOf(site);
    const borrowed = isForeign(site, policy, surroundings.env) ? trust(main, surroundings.env) : undefined;
    try {
        const base = { ...surroundings.env, ...only(site.workDir), ...borrowed?.env };
        const look = async (args, settings, more = {}) => {
            const told = tell(settings);
            const env = { ...environment_gitEnvironment(base), ...more, ...told.env };
            return isolation_ask(site, [...told.args, ...args], env, surroundings);
        };
        const list = (more) => look(['config', '--list', '-z', '--show-scope', '--show-origin'], [anyBare], more).then((text) => parseEntries(text).map(absolute));
        const absolute = (it) => ({
            ...it,
            origin: it.origin.replace(/^file:(.*)$/s, (_, file) => (0,external_node_path_.resolve)(site.workDir, file)),
        });
        const entries = await list();
        const settings = [
            ...[...alwaysSet(entries), ...(barrier ? barrierSettings(barrier) : [])],
            ...[...(isAlone ? [] : noCollection), ...protect(entries, site.path)],
            ...(credential ? tokenSettings(credential, entries) : []),
        ];
        const ignored = new Set(hooksOf(main.commonDir) ? ['hooks'] : []);
        const accept = (found, { gitDir, workDir }) => {
            const judgement = judge(found, site.path, (value) => site.kind !== 'bare' && isInside((0,external_node_path_.resolve)(gitDir, value), workDir));
            settings.push(...judgement.settings);
            for (const it of judgement.ignored)
                ignored.add(it);
        };
        accept(entries, main);
        if (entersSubmodules) {
            for (const it of await submodulesOf(main, (args, more) => look(args, alwaysSet(entries), more))) {
                areForeign(pathsOf(it), policy, surroundings.env);
                accept(await list(explicit(it)), it);
            }
        }
        if (ignored.size > 0)
            onIgnored?.(sayIgnored(site.path, ignored));
        const { args, env } = tell(settings);
        const own = (key) => ownValue(entries, key);
        const secrets = [...(credential ? secretsOf(credential.token) : []), ...secretsIn(entries)];
        return {
            ...{ entries, cwd: site.workDir, args },
            env: { ...environment_gitEnvironment(base, own), ...(entersSubmodules ? withoutFiles(own) : {}), ...barrierEnvironment(barrier), ...env },
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
async function isolation_ask(site, args, env, { clock, signal }) {
    const chunks = [];
    const complaints = [];
    const result = await run('git', args, {
        ...{ cwd: site.workDir, env, clock, signal, limitMs: lookMs, graceMs: 0 },
        onOutput: (bytes) => chunks.push(bytes),
        onLine: (line) => complaints.push((0,base_text/* inert */.tJ)((0,base_text/* withoutCredentials */.ri)(line))),
    }).catch((error) => {
        throw isolation_noGit((0,errors/* messageOf */.bD)(error), error);
    });
    signal.throwIfAborted();
    if (result.exitCode !== 0)
        throw new Unreadable(site.path, complaints.slice(-3).join('; '));
    return Buffer.concat(chunks).toString('utf8');
}
const isForeign = (site, policy, env) => site.kind !== 'directory' && areForeign(pathsOf(repositoryOf(site)), policy, env);
const repositoryOf = ({ workDir, guards }) => ({ workDir, gitDir: gitDirOf(workDir), commonDir: guards });
const pathsOf = ({ workDir, gitDir, commonDir }) => [
    ...new Set([workDir, ...(gitDir === workDir ? [] : [(0,external_node_path_.join)(workDir, '.git')]), gitDir, commonDir]),
];
function trust({ workDir, gitDir, commonDir }, env) {
    const dir = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(env.RUNNER_TEMP || (0,external_node_os_.tmpdir)(), 'fetch-lock-git-'));
    const home = env.HOME ?? (0,external_node_os_.homedir)();
    const given = env.GIT_CONFIG_GLOBAL;
    const files = given === undefined ? [(0,external_node_path_.join)(env.XDG_CONFIG_HOME || (0,external_node_path_.join)(home, '.config'), 'git', 'config'), (0,external_node_path_.join)(home, '.gitconfig')] : [given];
    const lines = [
        ...files.filter((it) => it !== '').map((it) => `[include]\n\tpath = ${quoteForGit((0,external_node_path_.resolve)(it))}`),
        ...[...new Set([workDir, gitDir, commonDir])].map((it) => `[safe]\n\tdirectory = ${quoteForGit(it)}`),
    ];
    const file = (0,external_node_path_.join)(dir, 'config');
    (0,external_node_fs_.writeFileSync)(file, `${lines.join('\n')}\n`, { mode: 0o600 });
    return { env: { GIT_CONFIG_GLOBAL: file }, close: () => (0,external_node_fs_.rmSync)(dir, { recursive: true, force: true }) };
}
function isInside(path, dir) {
    const real = isolation_realOrParent(path);
    return (real === dir || real.startsWith(`${dir}${external_node_path_.sep}`)) && !real.slice(dir.length).split(external_node_path_.sep).includes('.git');
}
const isolation_realOrParent = (path) => (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.realpathSync)(path)) ?? (0,external_node_path_.join)(isolation_realOrParent((0,external_node_path_.dirname)(path)), (0,external_node_path_.basename)(path));
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
                await add(gitDirOf(path), path);
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

;// CONCATENATED MODULE: ./lib/src/git/complaint.js
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

;// CONCATENATED MODULE: ./lib/src/git/run.js






const killAfterMs = 2500;
const mostComplaints = 50;
async function runGit(argv, { cwd, env, args, hide }, options) {
    const complaints = new Set();
    const onLine = (line) => {
        const text = (0,base_text/* inert */.tJ)((0,base_text/* withoutCredentials */.ri)(hide(line)), 500);
        if (complaints.size < mostComplaints && isComplaint(line))
            complaints.add(text);
        options.onLine(text);
    };
    const result = await run('git', [...args, ...argv], { ...options, cwd, env, graceMs: killAfterMs, onLine }).catch((error) => {
        throw isolation_noGit((0,errors/* messageOf */.bD)(error), error);
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

;// CONCATENATED MODULE: ./lib/src/git/bundle.js






const bundle_copyMirror = (mirror, into, work) => clone(mirror, into, work);
const bundle = (repository, file, work) => git(['bundle', 'create', '--quiet', file, '--exclude=refs/fetch-lock/*', '--all'], repository, work);
const bundle_unbundle = (file, into, work) => clone(file, into, work);
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
function takeObjects(lender, mirror) {
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
    throw new errors/* FetchLockError */.qf('FL_GIT', {
        what: `\`git ${argv[0]}\` ${how}.`,
        ...(complaints.length > 0 ? { why: `${complaints.slice(-3).join('; ').replace(/\.$/, '')}.` } : {}),
    });
}

// EXTERNAL MODULE: ./lib/src/action/state.js
var state = __webpack_require__(41020);
;// CONCATENATED MODULE: ./lib/src/action/cache/cache.js










const bundleName = 'fetch-lock-mirror.bundle';
const word = 'courier: ';
const limitMs = 300_000;
const answerMs = 20_000;
async function restoreMirror(key, into, work) {
    const act = async (room, inTime) => {
        const end = await cache_send('restore', key, room, inTime);
        if (end === 'restored')
            await unbundle(join(room, bundleName), into, { ...inTime, limitMs });
        work.log.info(`The Actions cache ${end === 'restored' ? 'gave a mirror' : 'has no mirror'} under '${inert(key)}'.`);
        return end === 'restored';
    };
    const trouble = `The mirror is cloned, since it could not be restored from the Actions cache under '${inert(key)}'`;
    return (await attempt(work, trouble, act)) ?? false;
}
async function snapshotMirror(mirror, work) {
    const act = async (_room, inTime) => {
        const into = mkdtempSync(join(tempOf(work.env), snapshotPrefix));
        await copyMirror(mirror, into, { ...inTime, limitMs });
        return basename(into);
    };
    return attempt(work, 'The new mirror is not saved to the Actions cache, since it could not be copied', act);
}
async function saveMirror(key, snapshot, work) {
    if (!(0,state/* isSnapshot */.LR)(snapshot))
        return 'failed';
    const path = (0,external_node_path_.join)(tempOf(work.env), snapshot);
    const act = async (room, inTime) => {
        await bundle(path, (0,external_node_path_.join)(room, bundleName), { ...inTime, limitMs });
        const end = (await cache_send('save', key, room, inTime)) === 'saved' ? 'saved' : 'exists';
        work.log.info(`The Actions cache ${end === 'saved' ? 'took the mirror' : 'has a mirror already'} under '${(0,base_text/* inert */.tJ)(key)}'.`);
        return end;
    };
    try {
        return (await attempt(work, `The mirror was not saved to the Actions cache under '${(0,base_text/* inert */.tJ)(key)}'`, act)) ?? 'failed';
    }
    finally {
        (0,external_node_fs_.rmSync)(path, { recursive: true, force: true });
    }
}
const tempOf = ({ RUNNER_TEMP: temp }) => temp || (0,external_node_os_.tmpdir)();
async function attempt(work, trouble, act) {
    let room;
    try {
        const made = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(tempOf(work.env), 'fetch-lock-cache-'));
        room = made;
        const late = new Error(`it took longer than ${(0,duration/* formatDuration */.a)(limitMs)}.`);
        const timed = (limit) => act(made, { ...work, signal: AbortSignal.any([work.signal, limit]) });
        return await (0,base_clock/* within */.ux)(work.clock, limitMs, timed, late);
    }
    catch (error) {
        work.signal.throwIfAborted();
        work.log.warning(`${trouble}: ${(0,base_text/* inert */.tJ)((0,errors/* messageOf */.bD)(error), 1000)}`);
        return undefined;
    }
    finally {
        if (room !== undefined)
            (0,external_node_fs_.rmSync)(room, { recursive: true, force: true });
    }
}
async function cache_send(errand, key, room, { env, clock, signal, courier }) {
    const silence = new AbortController();
    const callOff = clock.after(answerMs, () => silence.abort(new Error(`it gave no answer within ${(0,duration/* formatDuration */.a)(answerMs)}.`)));
    let end;
    let cause = '';
    const onLine = (line) => {
        cause = causeIn(line) ?? cause;
        if (!line.startsWith(word))
            return;
        end = line.slice(word.length);
        if (end === 'answered')
            callOff();
    };
    const either = AbortSignal.any([signal, silence.signal]);
    try {
        const options = { cwd: room, env: courierEnvironment(env, errand, room), clock, signal: either, limitMs, graceMs: 1000, onLine };
        const { isGone } = await run(process.execPath, [courier, errand, key], options);
        if (!isGone)
            throw new Error('the process that talks to it could not be killed.');
        either.throwIfAborted();
    }
    catch (error) {
        throw new Error([(0,errors/* messageOf */.bD)(error), cause && `Its last trouble: ${cause}.`].filter(Boolean).join(' '));
    }
    finally {
        callOff();
    }
    if (end === 'restored' || end === 'saved' || end === 'exists' || (end === 'none' && cause === ''))
        return end;
    if (errand === 'save' && cause.includes('(409)'))
        return 'exists';
    throw new Error(cause ? `${cause}.` : 'the cause is not known.');
}
const courierEnvironment = (env, errand, room) => ({
    ...env,
    ...{ GITHUB_WORKSPACE: room, RUNNER_TEMP: room, RUNNER_DEBUG: '' },
    TAR_OPTIONS: errand === 'restore' ? `'--to-command=cat > "$FETCH_LOCK_BUNDLE"'` : '',
    FETCH_LOCK_BUNDLE: (0,external_node_path_.join)(room, bundleName),
});
const causes = [
    /^courier: failed (.+)/,
    /^::(?:warning|error)[^:]*::(?:Failed to (?:restore|save): )?(.+)/,
    /^::debug::Failed to reserve cache: (.+)/,
    /^(Cache (?:save|restore) skipped: .+)/,
    /^Attempt \d+ of \d+ failed with error: (.+)\. Retrying /,
];
function causeIn(line) {
    const [, cause] = causes.map((it) => it.exec(line)).find((it) => it !== null) ?? [];
    return cause && (0,base_text/* withoutCredentials */.ri)(cause.replace(/(https?:\/\/[^\s?]+)\?\S*/g, '$1')).replace(/\.$/, '');
}


/***/ }),

/***/ 76583:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ot: () => (/* binding */ reasons),
/* harmony export */   PB: () => (/* binding */ verbs),
/* harmony export */   j4: () => (/* binding */ refusedVerbs),
/* harmony export */   zu: () => (/* binding */ values)
/* harmony export */ });
/* unused harmony export whyNotShallow */
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
const whyNotShallow = 'The repository is shared by the jobs of this host, and a shallow one is so for all of them: jobs at the same time would meet at its shallow.lock, and miss history.';
const refusedVerbs = [
    [
        /^remote prune$/,
        'Git runs the hook of the repository for it whatever it is told, and asks no fence of a fleet.',
        'Use `fetch --prune`, which takes the same refs away and fetches, too.',
    ],
];
const reasons = [
    [/^--(deepen|depth|shallow-.*|unshallow|update-shallow|recommend-shallow)$/, whyNotShallow],
    [/^--(upload-pack|receive-pack|exec|gpg-sign|strategy|edit)$|^-[sS]$/, 'It makes git run a program.'],
    [
        /^--recurse-submodules/,
        'A submodule has a configuration of its own, which may name any program; take `submodule update` for submodules.',
    ],
    [/^--detach$/, 'It would go on when the lock is let go.'],
    [/^--force$/, 'It would run beside another gc that has no lock.'],
    [/^--(expire-to|filter-to|reference|submodule-prefix)$/, 'It reaches outside of the repository.'],
];


/***/ })

};
