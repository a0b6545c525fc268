export const id = 516;
export const ids = [516];
export const modules = {

/***/ 5516:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  hooks: () => (/* binding */ hooks)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/clock.js
var clock = __webpack_require__(63148);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __webpack_require__(33875);
// EXTERNAL MODULE: ./lib/src/lock/ticket.js
var lock_ticket = __webpack_require__(76074);
// EXTERNAL MODULE: ./lib/src/cli/command.js + 1 modules
var command = __webpack_require__(46402);
// EXTERNAL MODULE: ./lib/src/cli/locate.js
var locate = __webpack_require__(69861);
// EXTERNAL MODULE: ./lib/src/cli/terminal.js
var terminal = __webpack_require__(39567);
// EXTERNAL MODULE: ./lib/src/git/operands.js
var operands = __webpack_require__(74595);
;// CONCATENATED MODULE: ./lib/src/fetch/sharing/pins.js





const room = 'refs/fetch-lock';
function pinName(ticket, commit) {
    if (!isId(ticket) || !isCommitId(commit))
        throw new Error(`'${ticket}' and '${commit}' are no ticket and no commit.`);
    return `${room}/${ticket}/${commit}`;
}
function decodePin(name) {
    const [ticket = '', commit = '', ...more] = name.startsWith(`${room}/`) ? name.slice(room.length + 1).split('/') : [];
    return isId(ticket) && isCommitId(commit) && more.length === 0 ? { ticket, commit } : undefined;
}
const hasRoom = ({ guards }) => orNothing(() => accessSync(join(guards, 'refs'), constants.W_OK) ?? true) ?? false;
const gone = (/* unused pure expression or super */ null && (['ENOENT', 'ENOTDIR']));
function hasPins({ guards }) {
    try {
        if (unless(gone, () => lstatSync(join(guards, 'reftable'))))
            return true;
        if ((unless(gone, () => readdirSync(join(guards, room))) ?? []).some(isId))
            return true;
        const packed = join(guards, 'packed-refs');
        const found = unless(gone, () => lstatSync(packed));
        return found !== undefined && (!found.isFile() || hasPacked(readFileSync(packed)));
    }
    catch {
        return true;
    }
}
function hasPacked(packed) {
    const start = ` ${room}/`;
    for (let at = packed.indexOf(start); at >= 0; at = packed.indexOf(start, at + 1))
        if (isId(packed.toString('latin1', at + start.length, at + start.length + 16)))
            return true;
    return false;
}
const patiently = (/* unused pure expression or super */ null && (['-c', 'core.packedRefsTimeout=30000', '-c', 'core.filesRefLockTimeout=5000']));
const update = (lines, git) => lines.length === 0 ? Promise.resolve() : git([...patiently, 'update-ref', '--no-deref', '--stdin', '-z'], lines.join(''));
async function pin(pins, git) {
    await update(pins.map(({ ticket, commit }) => `update ${pinName(ticket, commit)}\0${commit}\0\0`), git);
}
async function drop(pins, git) {
    await update(pins.map(({ ticket, commit }) => `delete ${pinName(ticket, commit)}\0\0`), git);
}
function unpin(ticket, { guards }) {
    const [own, all] = [(0,external_node_path_.join)(guards, room, ticket), (0,external_node_path_.join)(guards, room)];
    if (!(0,lock_ticket/* isId */.eQ)(ticket) || ![(0,external_node_path_.join)(guards, 'refs'), all, own].every((it) => (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.lstatSync)(it).isDirectory())))
        return;
    for (const name of (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readdirSync)(own)) ?? [])
        if ((0,operands/* isCommitId */.jh)(name))
            (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.unlinkSync)((0,external_node_path_.join)(own, name)));
    for (const it of [own, all])
        (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.rmdirSync)(it));
}
async function sweepPins(isLiving, git) {
    const lines = await git(['for-each-ref', '--format=%(refname)', `${room}/`]);
    const found = lines.map(decodePin).filter((it) => it !== undefined);
    if (found.length === 0)
        return 0;
    const living = new Set(await isLiving());
    const left = found.filter(({ ticket }) => !living.has(ticket));
    await drop(left, git);
    return left.length;
}

// EXTERNAL MODULE: ./lib/src/lock/host/file-store.js + 3 modules
var file_store = __webpack_require__(2645);
// EXTERNAL MODULE: ./lib/src/lock/host/line.js
var line = __webpack_require__(34033);
// EXTERNAL MODULE: ./lib/src/lock/host/liveness.js
var liveness = __webpack_require__(87350);
// EXTERNAL MODULE: ./lib/src/lock/host/lock-dir.js + 1 modules
var lock_dir = __webpack_require__(63197);
// EXTERNAL MODULE: ./lib/src/lock/host/system/kernel.js + 2 modules
var kernel = __webpack_require__(82785);
// EXTERNAL MODULE: ./lib/src/base/event.js
var base_event = __webpack_require__(51002);
;// CONCATENATED MODULE: ./lib/src/lock/job/notebook.js






function openNotebook({ RUNNER_TEMP: temp }) {
    const dir = temp && (0,external_node_path_.join)(temp, 'fetch-lock');
    const orNothing = (act) => {
        try {
            return dir ? act(dir) : undefined;
        }
        catch {
            return undefined;
        }
    };
    return {
        note: ({ worker, ...grant }) => orNothing((room) => {
            const text = JSON.stringify({ ...grant, ...(worker ? { worker: (0,lock_ticket/* encodeProcess */.mW)(worker) } : {}) });
            (0,external_node_fs_.mkdirSync)(room, { recursive: true });
            (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(room, (0,lock_ticket/* decodeToken */.oL)(grant.token)?.id ?? ''), text, { flag: 'wx', mode: 0o600 });
        }),
        forget: (id) => orNothing((room) => (0,lock_ticket/* isId */.eQ)(id) && (0,external_node_fs_.rmSync)((0,external_node_path_.join)(room, id), { force: true })),
        read: () => orNothing((room) => (0,external_node_fs_.readdirSync)(room)
            .filter(lock_ticket/* isId */.eQ)
            .flatMap((id) => noteAt((0,external_node_path_.join)(room, id), id))) ?? [],
    };
}
function noteAt(path, id) {
    const it = (0,line/* readSmall */.o5)(path);
    if (!(0,lock_dir/* isPlace */.Uj)(it?.place) || typeof it.token !== 'string' || (0,lock_ticket/* decodeToken */.oL)(it.token)?.id !== id)
        return [];
    const worker = typeof it.worker === 'string' ? (0,lock_ticket/* decodeProcess */.Ok)(it.worker) : undefined;
    return [
        {
            ...{ place: it.place, token: it.token, path: typeof it.path === 'string' ? it.path : it.place.guards },
            ...{ mode: ['shared', 'update'].includes(it.mode) ? it.mode : 'exclusive', job: (0,base_event/* isJob */.o5)(it.job) ? it.job : {} },
            ...(worker ? { worker } : {}),
            ...(typeof it.tracking === 'string' ? { tracking: it.tracking } : {}),
        },
    ];
}

// EXTERNAL MODULE: ./lib/src/report/journal.js
var journal = __webpack_require__(90690);
// EXTERNAL MODULE: ./lib/src/report/words.js
var words = __webpack_require__(83512);
;// CONCATENATED MODULE: ./lib/src/cli/hooks/clean-up.js












async function cleanUp(round) {
    const notebook = openNotebook(round.env);
    const worker = (0,liveness/* processOf */.hh)(round.worker);
    const notes = notebook.read();
    const each = async (all, act) => {
        for (const it of all)
            await act(it).catch((error) => round.say((0,base_text/* inert */.tJ)((0,errors/* messageOf */.bD)(error), 1000)));
    };
    const mine = notes.filter((it) => round.when === 'completed' && isOf(it, worker, round.env.RUNNER_TRACKING_ID));
    await each(mine, async (it) => {
        if (await letGo(it, round))
            notebook.forget(idOf(it));
    });
    const stale = notes.filter((it) => it.worker && (0,liveness/* judgePid */.nj)(it.worker, kernel/* systemKernel */.F) === 'dead');
    const places = [...round.places, ...[...mine, ...stale].map(({ place, path }) => ({ ...place, path }))];
    await each([...new Map(places.map((it) => [it.dir, it])).values()], (it) => sweep(it, round));
    for (const it of stale)
        notebook.forget(idOf(it));
}
const idOf = ({ token }) => (0,lock_ticket/* decodeToken */.oL)(token)?.id ?? '';
const isOf = (note, worker, tracking = '') => (worker !== undefined && note.worker !== undefined && (0,lock_ticket/* isSameProcess */.SM)(worker, note.worker)) ||
    (/^github_./.test(tracking) && note.tracking === tracking);
async function letGo({ place, token, path, mode, job }, { clock, say }) {
    const id = (0,lock_ticket/* decodeToken */.oL)(token)?.id ?? '';
    const store = (0,lock_dir/* hasLockDir */.L2)(place) ? await (0,file_store/* openFileStore */.w)(place, clock) : undefined;
    try {
        if (!store || store.isGone(token))
            return true;
        if (isAtWork(place, token)) {
            say(`The step that locked ${(0,base_text/* inert */.tJ)(path)} is still at work: its lock stays.`);
            return false;
        }
        await (0,liveness/* endOrphans */.Xf)(token, clock);
        unpin(id, place);
        const abandoned = await store.abandon(token);
        if (!abandoned)
            return true;
        const common = { lock: place.guards, path, mode, ticket: id, job, pid: process.pid };
        (0,journal/* journalReport */.QY)(place.dir, common, say)('lock_released', { held_ms: abandoned.heldMs, reason: 'job-completed hook' });
        say(`${(0,words/* sayReleased */.Tg)(path, mode, abandoned.heldMs)} The step's own post did not.`);
        return true;
    }
    finally {
        store?.close();
    }
}
function isAtWork(place, token) {
    const { asker, hasStranger } = (0,line/* readGranted */.dA)(`${place.dir}/h/${token}`, token) ?? {};
    if (hasStranger || !asker)
        return hasStranger === true;
    const isOurs = asker.boot === kernel/* systemKernel */.F.boot && asker.namespace === kernel/* systemKernel */.F.namespace;
    return !isOurs || (0,liveness/* judgePid */.nj)(asker, kernel/* systemKernel */.F) !== 'dead';
}
async function sweep({ path, ...place }, { clock, say, when }) {
    if (!(0,lock_dir/* hasLockDir */.L2)(place))
        return;
    const store = await (0,file_store/* openFileStore */.w)(place, clock);
    try {
        const report = (0,journal/* journalReport */.QY)(place.dir, { lock: place.guards, path, pid: process.pid }, say);
        for (const it of await store.sweep()) {
            say((0,words/* sayRecovered */.jb)(path, it.job));
            const reason = `found dead by the job-${when} hook`;
            report('lock_recovered', { ticket: it.id, mode: it.mode, holder: it.job, held_ms: it.heldMs, reason });
        }
    }
    finally {
        store.close();
    }
}

;// CONCATENATED MODULE: ./lib/src/cli/hooks/script.js

const whens = ['started', 'completed'];
const mark = '# fetch-lock hook';
const renderHook = (when, program, args, limitSeconds = 10) => `#!/bin/bash
${mark}: job-${when}
# Frees what a job left locked. It never fails a job, and takes ${limitSeconds} seconds at most.
set +e
trap 'exit 0' ALRM
program=${(0,base_text/* quoteExactly */.v3)(program)}
[ -f "$program" ] || exit 0
worker=$(readlink "/proc/$PPID/exe" 2>/dev/null || ps -o comm= -p "$PPID" 2>/dev/null)
node=
for root in "\${worker%/*}/.." "\${RUNNER_TEMP:-/}/../.."; do
  for name in node24 node20; do
    [ -z "$node" ] && [ -x "$root/externals/$name/bin/node" ] && node="$root/externals/$name/bin/node"
  done
done
[ -n "$node" ] || exit 0
unset NODE_OPTIONS
"$node" "$program" hooks --run ${when} --worker "$PPID"${args.map((it) => ` ${(0,base_text/* quoteExactly */.v3)(it)}`).join('')} </dev/null &
child=$!
(
  trap 'kill "$nap"; exit 0' TERM
  sleep ${limitSeconds} &
  nap=$!
  wait "$nap"
  kill -9 "$child"
  kill -ALRM $$
) </dev/null >/dev/null 2>&1 &
guard=$!
wait "$child"
kill "$guard" 2>/dev/null
exit 0
`;

;// CONCATENATED MODULE: ./lib/src/cli/hooks/hooks.js











const limitMs = 8000;
async function hooks(call, host) {
    const chosen = ['install', 'print', 'run'].filter(call.has);
    if (chosen.length > 1)
        throw new command/* UsageError */.eb(`--${chosen[0]} and --${chosen[1]} exclude each other`);
    if (call.has('run'))
        return runHook(call, host);
    const args = argsOf(call, host);
    const scriptOf = (when) => renderHook(when, (0,external_node_fs_.realpathSync)(process.argv[1] ?? ''), args);
    const dir = call.text('install');
    if (dir !== undefined)
        return install((0,external_node_path_.resolve)(host.cwd, dir), scriptOf, call.has('force'), host);
    const which = call.text('print');
    const wanted = whens.filter((it) => which === undefined || which === `job-${it}`);
    host.out.write(wanted.map(scriptOf).join('\n'));
    return command/* exit */.NS.ok;
}
function argsOf(call, { cwd }) {
    const lockDir = (0,locate/* lockDirOf */.IZ)(call);
    (0,locate/* locate */.x5)(call.operands, { cwd, lockDir });
    const odd = [...call.operands, lockDir ?? ''].find((it) => (0,base_text/* disarm */.Jt)(it) !== it);
    if (odd !== undefined)
        throw new command/* UsageError */.eb(`'${(0,base_text/* inert */.tJ)(odd)}' has signs in its name that cannot be shown, and no hook is made for it`);
    const given = lockDir === undefined ? [] : [`--lock-dir=${(0,external_node_path_.resolve)(cwd, lockDir)}`];
    return [...given, ...(call.operands.length > 0 ? ['--', ...call.operands.map((it) => (0,external_node_path_.resolve)(cwd, it))] : [])];
}
const fileOf = (dir, when) => (0,external_node_path_.join)(dir, `fetch-lock-job-${when}.sh`);
function install(dir, scriptOf, isForced, { out }) {
    if ((0,base_text/* disarm */.Jt)(dir) !== dir)
        throw new command/* UsageError */.eb(`'${(0,base_text/* inert */.tJ)(dir)}' has signs in its name that cannot be shown`);
    if (/\s/.test(dir))
        throw new command/* UsageError */.eb(`the runner splits the path of a hook at blanks, and '${(0,base_text/* inert */.tJ)(dir)}' has one`);
    if (!(0,external_node_fs_.statSync)(dir, { throwIfNoEntry: false })?.isDirectory())
        throw new errors/* FetchLockError */.qf('FL_INPUT', { what: `'${(0,base_text/* inert */.tJ)(dir)}' is not a directory.`, fix: 'Make it first.' });
    const foreign = isForced ? undefined : whens.map((it) => fileOf(dir, it)).find(isForeign);
    if (foreign !== undefined) {
        throw new errors/* FetchLockError */.qf('FL_INPUT', {
            what: `'${(0,base_text/* inert */.tJ)(foreign)}' is there, and is no hook of fetch-lock.`,
            fix: 'Give another directory; or --force to write over it.',
        });
    }
    for (const when of whens)
        write(fileOf(dir, when), scriptOf(when));
    const lines = whens.map((it) => `ACTIONS_RUNNER_HOOK_JOB_${it.toUpperCase()}=${fileOf(dir, it)}`);
    out.write(`Written. Add to the .env of the runner, and start the runner again:\n\n${lines.join('\n')}\n`);
    return command/* exit */.NS.ok;
}
function isForeign(path) {
    const found = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
    return found !== undefined && !(found.isFile() && found.size < 1_000_000 && (0,external_node_fs_.readFileSync)(path, 'utf8').split('\n')[1]?.startsWith(mark));
}
function write(path, text) {
    const staged = `${path}.${(0,lock_ticket/* newId */.Si)()}`;
    try {
        (0,external_node_fs_.writeFileSync)(staged, text, { flag: 'wx' });
        (0,external_node_fs_.chmodSync)(staged, 0o755);
        (0,external_node_fs_.renameSync)(staged, path);
    }
    finally {
        (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.rmSync)(staged, { force: true }));
    }
}
async function runHook(call, host) {
    const say = (text) => (0,terminal/* tell */.q)(host.out, text);
    const leave = () => setTimeout(() => process.exit(), 200).unref();
    try {
        const when = whens.find((it) => it === call.text('run'));
        if (!when)
            throw new command/* UsageError */.eb('--run takes started or completed');
        const lockDir = (0,locate/* lockDirOf */.IZ)(call);
        const scopes = call.operands.flatMap((it) => (0,errors/* orNothing */.bR)(() => (0,locate/* locate */.x5)([it], { cwd: host.cwd, lockDir })) ?? []);
        const round = { when, env: host.env, clock: host.clock, worker: Number(call.text('worker') ?? process.ppid), say };
        const isDone = await (0,clock/* atMost */.Tu)(host.clock, limitMs, cleanUp({ ...round, places: scopes.map((it) => ({ ...it.lock, path: it.path })) }).then(() => true));
        if (!isDone)
            say('Cleaning up took too long, and was left.');
    }
    catch (error) {
        say((0,errors/* messageOf */.bD)(error));
    }
    leave();
    return command/* exit */.NS.ok;
}


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


/***/ })

};
