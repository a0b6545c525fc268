export const id = 834;
export const ids = [834,53];
export const modules = {

/***/ 8834:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  status: () => (/* binding */ status_status)
});

// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/lock/fleet/look.js
var look = __webpack_require__(38172);
// EXTERNAL MODULE: ./lib/src/cli/command.js + 1 modules
var command = __webpack_require__(46402);
// EXTERNAL MODULE: ./lib/src/cli/fleet.js + 1 modules
var fleet = __webpack_require__(71285);
// EXTERNAL MODULE: ./lib/src/cli/locate.js
var locate = __webpack_require__(69861);
// EXTERNAL MODULE: ./lib/src/base/columns.js
var base_columns = __webpack_require__(1657);
// EXTERNAL MODULE: ./lib/src/base/duration.js
var duration = __webpack_require__(56620);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __webpack_require__(33875);
// EXTERNAL MODULE: ./lib/src/report/words.js
var words = __webpack_require__(83512);
;// CONCATENATED MODULE: ./lib/src/cli/status/spans.js

const textOf = (it) => (typeof it === 'string' ? it : it[1]);
const columnsOfLine = (line) => line.reduce((sum, it) => sum + (0,base_columns/* columnsOf */.PL)(textOf(it)), 0);
function cutLine(line, columns) {
    let left = columns;
    return line.flatMap((it) => {
        const text = (0,base_columns/* cutEnd */.ym)(textOf(it), Math.max(0, left));
        const isWhole = text === textOf(it);
        left -= isWhole ? (0,base_columns/* columnsOf */.PL)(text) : left;
        if (text === '')
            return [];
        return [typeof it === 'string' ? text : [it[0], text]];
    });
}
const paintLine = (line, paint) => line.map((it) => (typeof it === 'string' ? it : paint(...it))).join('');

;// CONCATENATED MODULE: ./lib/src/cli/status/fit.js


const spread = (blocks, free) => [
    ...blocks.flatMap(({ head, entries }) => [head, ...entries.flatMap((it) => it.lines), []]),
    ...(free.length > 0 ? [...free, []] : []),
];
function fitInto(blocks, free, footer, rows, width) {
    const room = Math.max(0, rows - footer.length);
    const all = spread(blocks, free);
    if (all.length <= room)
        return [...all, ...footer];
    return [...squeeze(blocks, free, room).map((it) => cutLine(it, width)), ...footer].slice(0, rows);
}
function squeeze(blocks, free, room) {
    const tail = free.length === 0 ? [] : free.length <= room - total(blocks) ? free : [freeCount(free.length)];
    const left = room - tail.length;
    if (blocks.length > left) {
        const shown = blocks.slice(0, Math.max(0, left - 1));
        return [...shown.map((it) => it.head), [['dim', `\u2026 and ${(0,base_text/* plural */.LS)(blocks.length - shown.length, 'more lock')}`]], ...tail];
    }
    const shares = share(blocks.map((it) => 1 + lengthOf(it)), left);
    return [...blocks.flatMap((it, index) => shorten(it, shares[index] ?? 1)), ...tail];
}
const freeCount = (count) => [['dim', count === 1 ? '1 lock is free' : `${count} locks are free`]];
const lengthOf = ({ entries }) => entries.reduce((sum, it) => sum + it.lines.length, 0);
const total = (blocks) => blocks.reduce((sum, it) => sum + 1 + lengthOf(it), 0);
function share(needs, room) {
    const shares = needs.map(() => 0);
    for (let left = room; left > 0;) {
        const open = needs.flatMap((need, index) => ((shares[index] ?? 0) < need ? [index] : []));
        if (open.length === 0)
            break;
        const each = Math.max(1, Math.floor(left / open.length));
        for (const index of open.slice(0, left)) {
            const more = Math.min(each, (needs[index] ?? 0) - (shares[index] ?? 0));
            shares[index] = (shares[index] ?? 0) + more;
            left -= more;
        }
    }
    return shares;
}
function shorten({ head, entries }, lines) {
    if (lines <= 1)
        return [head];
    if (1 + entries.reduce((sum, it) => sum + it.lines.length, 0) <= lines)
        return [head, ...entries.flatMap((it) => it.lines)];
    const brief = entries.map((it) => it.lines[0] ?? []);
    if (1 + brief.length <= lines)
        return [head, ...brief];
    if (lines === 2)
        return [head, ...brief.slice(0, 1)];
    const kept = lines - 2;
    const missing = entries.slice(kept);
    const count = (kind, name) => {
        const found = missing.filter((it) => it.kind === kind).length;
        return found === 0 ? [] : [(0,base_text/* plural */.LS)(found, `more ${name}`)];
    };
    const rest = [...count('holder', 'holder'), ...count('waiter', 'waiter'), ...count('note', 'note')].join(' and ');
    return [head, ...brief.slice(0, kept), [['dim', `  \u2026 and ${rest}`]]];
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./lib/src/cli/status/next.js



const longMs = 300_000;
function nextStep(shown) {
    const looks = shown.flatMap((it) => ('look' in it ? [{ words: wordsFor(it), look: it.look }] : []));
    const withDead = looks.find(({ look }) => [...look.granted, ...look.waiting].some((it) => it.verdict === 'dead'));
    if (withDead)
        return suggest('To remove the dead', `fetch-lock recover ${withDead.words}`);
    const unread = shown.find((it) => 'trouble' in it);
    if (unread)
        return suggest('To find out why', `fetch-lock doctor ${(0,base_text/* toWord */.Os)(unread.path)}`);
    for (const { words, look } of looks) {
        const slow = slowHolder(look);
        if (slow)
            return suggest(`If a holder hangs (others have waited ${(0,duration/* formatDuration */.a)(slow.ms)})`, `fetch-lock break ${words} --ticket ${slow.id}`);
    }
    const dirty = looks.find(({ look }) => look.dirty.length > 0);
    if (dirty)
        return suggest('To see what was left', `fetch-lock doctor ${dirty.words}`);
    const waited = looks.find(({ look }) => look.waiting.length > 0);
    return waited ? suggest('To see who waited for whom', `fetch-lock report ${waited.words}`) : [];
}
const suggest = (why, command) => [['dim', `${why}: `], command];
function slowHolder({ granted, waiting, at }) {
    for (const { id, verdict, grantedAt } of granted) {
        const longest = Math.max(0, ...waiting.filter((it) => it.waitsFor.includes(id)).map((it) => at - (it.askedAt ?? at)));
        const ms = Math.min(longest, at - (grantedAt ?? at));
        if (verdict !== 'dead' && ms >= longMs)
            return { id, ms };
    }
    return undefined;
}
const wordsFor = ({ path, lock }) => `${(0,base_text/* toWord */.Os)(path)}${lock.kind === 'given' ? ` --lock-dir ${(0,base_text/* toWord */.Os)((0,external_node_path_.dirname)(lock.dir))}` : ''}`;

;// CONCATENATED MODULE: ./lib/src/cli/status/blocks.js







const isDead = (it) => it.verdict === 'dead';
function rank(it) {
    if ('trouble' in it || it.look.fleetTrouble !== undefined)
        return 0;
    const { granted, waiting, dirty } = it.look;
    if ([...granted, ...waiting].some(isDead))
        return 0;
    return waiting.length > 0 ? 1 : granted.length + dirty.length > 0 ? 2 : 3;
}
function renderStatus(shown, { width, rows }) {
    const busy = shown.filter((it) => rank(it) < 3).sort((a, b) => rank(a) - rank(b));
    const idle = shown.filter((it) => rank(it) === 3);
    const footer = [totals(shown), nextStep(shown)].filter((it) => it.length > 0).map((it) => cutLine(it, width));
    const blocks = busy.map((it) => blockOf(it, width));
    const free = idle.map((it) => cutLine(freeLine(it, width), width));
    return rows === undefined ? [...spread(blocks, free), ...footer] : fitInto(blocks, free, footer, rows, width);
}
function blockOf(shown, width) {
    if ('trouble' in shown) {
        const why = [['  ', ['yellow', '!'], ` ${(0,base_text/* inert */.tJ)(shown.trouble, 1000)}`]];
        return {
            head: headOf(shown.path, [['yellow', 'cannot be looked at']], width),
            entries: [{ kind: 'note', lines: why.map((it) => cutLine(it, width)) }],
        };
    }
    const { granted, waiting, dirty, at, fleetTrouble } = shown.look;
    const names = new Map(waiting.map((it) => [it.id, it.position]));
    const entries = [
        ...granted.map((it) => ({ kind: 'holder', lines: holderLines(it, at, width) })),
        ...waiting.map((it) => ({ kind: 'waiter', lines: [waiterLine(it, names, at, width)] })),
        ...(dirty.length > 0 ? [{ kind: 'note', lines: [dirtyLine(dirty)] }] : []),
        ...(fleetTrouble === undefined ? [] : [{ kind: 'note', lines: [blindLine(fleetTrouble)] }]),
    ];
    return {
        head: headOf(shown.path, countsOf(shown.look), width),
        entries: entries.map((it) => ({ ...it, lines: it.lines.map((line) => cutLine(line, width)) })),
    };
}
function countsOf({ granted, waiting }) {
    const [holders, waiters] = [granted, waiting].map((all) => all.filter((it) => !isDead(it)).length);
    const dead = granted.length + waiting.length - holders - waiters;
    const holds = holders === 0 ? 'nobody holds it' : `${holders} ${holders === 1 ? 'holds' : 'hold'} it`;
    const waits = waiters === 0 ? '' : `, ${waiters} ${waiters === 1 ? 'waits' : 'wait'}`;
    return [['dim', holds + waits], ...(dead > 0 ? [['dim', ', '], ['red', `${dead} dead`]] : [])];
}
function headOf(path, about, width) {
    const whole = (0,base_text/* inert */.tJ)(path, 4096);
    const room = Math.max(Math.min((0,base_columns/* columnsOf */.PL)(whole), 16), width - columnsOfLine(about) - 2);
    const text = (0,base_columns/* cutStart */.Dr)(whole, Math.min(room, width));
    const name = text.lastIndexOf('/') + 1;
    return cutLine([['dim', text.slice(0, name)], ['bold', text.slice(name)], '  ', ...about], width);
}
const freeLine = (it, width) => headOf(it.path, [['dim', 'look' in it && it.look.isThere ? 'free' : 'free, and never locked']], width);
function holderLines(it, at, width) {
    const isDead = it.verdict === 'dead';
    const heldMs = it.grantedAt === undefined ? undefined : Math.max(0, at - it.grantedAt);
    const link = (0,words/* linkOf */.IJ)(it.job);
    const about = `      ticket ${it.id}, ${processes(it)}`;
    return [
        [
            '  ',
            isDead ? ['red', '\u2717'] : ['green', '\u25cf'],
            ` ${it.mode}${heldMs === undefined ? '' : ` for ${(0,duration/* formatDuration */.a)(heldMs)}`}  `,
            (0,words/* nameJob */.PB)(it.job),
        ],
        [isDead ? ['red', about] : ['dim', about]],
        ...(link ? [[['dim', `      ${link}`]]] : []),
    ].map((line) => cutLine(line, width));
}
function waiterLine(it, places, at, width) {
    const isDead = it.verdict === 'dead';
    const age = it.askedAt === undefined ? '' : ` for ${(0,duration/* formatDuration */.a)(Math.max(0, at - it.askedAt))}`;
    const front = ['  ', isDead ? ['red', '\u2717'] : ['yellow', '\u25cb'], ` ${isDead ? '-' : it.position}. ${it.mode}${age}  `];
    const reason = isDead ? processes(it) : reasonOf(it, places);
    const name = (0,words/* nameJob */.PB)(it.job);
    const room = width - columnsOfLine(front) - (0,base_columns/* columnsOf */.PL)(reason) - 2;
    const shortest = Math.min((0,base_columns/* columnsOf */.PL)(name), 12);
    return [...front, (0,base_columns/* cutEnd */.ym)(name, Math.max(room, shortest)), '  ', isDead ? ['red', reason] : ['dim', reason]];
}
function reasonOf({ waitsFor, ahead, verdict }, places) {
    const inFront = waitsFor.map((it) => places.get(it)).find((it) => it !== undefined);
    const holders = waitsFor.filter((it) => !places.has(it)).length;
    const whom = [
        ...(holders === 0 ? [] : [holders === 1 ? 'the holder' : `${holders} holders`]),
        ...(inFront === undefined ? [] : [`number ${inFront}`]),
    ];
    return [ahead === 0 ? 'is next' : `waits for ${whom.join(' and ')}`, ...(verdict === 'unknown' ? [words/* liveness */.QX.unknown] : [])].join('; ');
}
const mostPids = 4;
function processes({ witnesses, verdict }) {
    const pids = [...new Set(witnesses.filter((it) => verdict === 'dead' || it.verdict !== 'dead').map((it) => it.pid))];
    const more = pids.length > mostPids ? ` and ${pids.length - mostPids} more` : '';
    return `${words/* liveness */.QX[verdict]}${pids.length > 0 ? ` (process ${pids.slice(0, mostPids).join(', ')}${more})` : ''}`;
}
const blindLine = (why) => ['  ', ['yellow', '!'], ` the other hosts cannot be seen: ${(0,base_text/* inert */.tJ)(why, 1000)}`];
const dirtyLine = (dirty) => [
    '  ',
    ['yellow', '!'],
    ` may be half-written: ${dirty
        .slice(0, 3)
        .map((it) => (0,words/* nameJob */.PB)(it.job))
        .join('; ')}${dirty.length > 3 ? ` and ${dirty.length - 3} more` : ''} died while holding it; who writes next is told`,
];
function totals(shown) {
    const looks = shown.flatMap((it) => ('look' in it ? [it.look] : []));
    const [granted, waiting] = [looks.flatMap((it) => it.granted), looks.flatMap((it) => it.waiting)];
    const dead = [...granted, ...waiting].filter(isDead).length;
    const unread = shown.length - looks.length;
    const holders = granted.filter((it) => !isDead(it)).length;
    const waiters = waiting.filter((it) => !isDead(it)).length;
    return [
        ['bold', `${(0,base_text/* plural */.LS)(shown.length, 'lock')}: ${(0,base_text/* plural */.LS)(holders, 'holder')}, ${(0,base_text/* plural */.LS)(waiters, 'waiter')}`],
        ...(dead > 0 ? [', ', ['red', `${dead} dead`]] : []),
        ...(unread > 0 ? [', ', ['yellow', `${unread} not readable`]] : []),
    ];
}

;// CONCATENATED MODULE: ./lib/src/cli/status/document.js

function renderDocument(shown, at) {
    return (0,base_text/* renderJson */.hF)({ v: 1, ts: new Date(at).toISOString(), locks: shown.map(lockOf) });
}
const lockOf = (it) => 'trouble' in it
    ? { path: it.path, trouble: it.trouble }
    : {
        path: it.path,
        lock: it.lock.guards,
        lock_dir: it.lock.dir,
        ...(it.lock.fleet === undefined ? {} : { lock_name: it.lock.fleet }),
        was_locked: it.look.isThere,
        holders: it.look.granted.map((one) => holderOf(one, it.look)),
        waiters: it.look.waiting.map((one) => ({
            ...requestOf(one),
            position: one.position,
            ahead: one.ahead,
            waits_for: one.waitsFor,
            ...(one.askedAt === undefined ? {} : { waited_ms: Math.max(0, it.look.at - one.askedAt) }),
        })),
        dirty: it.look.dirty.map(requestOf),
        ...(it.look.fleetTrouble === undefined ? {} : { trouble: it.look.fleetTrouble }),
    };
const holderOf = (it, { at }) => ({
    ...requestOf(it),
    ...(it.askedAt === undefined || it.grantedAt === undefined ? {} : { waited_ms: Math.max(0, it.grantedAt - it.askedAt) }),
    ...(it.grantedAt === undefined ? {} : { held_ms: Math.max(0, at - it.grantedAt) }),
});
const requestOf = ({ id, mode, job, verdict, witnesses }) => ({ ticket: id, mode, job, verdict, processes: witnesses });

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./lib/src/base/clock.js
var base_clock = __webpack_require__(63148);
;// CONCATENATED MODULE: ./lib/src/cli/status/screen.js




const [leastMs, mostMs] = [100, 1000];
const enter = '\x1b[?1049h\x1b[?25l\x1b[?7l';
const leave = '\x1b[?7h\x1b[?25h\x1b[?1049l';
const [begin, end] = ['\x1b[?2026h', '\x1b[?2026l'];
async function watch({ out, clock, signal }, picture) {
    const news = createNews();
    let isLeft = false;
    let last = '';
    const draw = () => {
        const frame = picture.draw(out).map((it) => `${paintLine(it, out.paint)}\x1b[K`);
        const text = `${begin}\x1b[H${frame.join('\r\n')}\x1b[J${end}`;
        if (text !== last)
            out.write(text);
        last = text;
    };
    const restore = () => out.write(leave);
    const onResize = () => {
        last = '';
        draw();
    };
    const hasEnded = () => isLeft || signal.aborted;
    news.follow(await picture.look());
    process.once('exit', restore);
    signal.addEventListener('abort', news.tell);
    const stopKeys = onKeys(() => {
        isLeft = true;
        news.tell();
    });
    try {
        out.write(enter);
        process.stdout.on('resize', onResize);
        while (!hasEnded()) {
            draw();
            const drawnMs = clock.now();
            await (0,base_clock/* pause */.v7)(clock, mostMs, news.next());
            while (!hasEnded() && clock.now() < drawnMs + leastMs)
                await (0,base_clock/* pause */.v7)(clock, drawnMs + leastMs - clock.now(), news.next());
            if (!hasEnded())
                news.follow(await picture.look());
        }
        return !isLeft;
    }
    finally {
        signal.removeEventListener('abort', news.tell);
        process.stdout.off('resize', onResize);
        process.off('exit', restore);
        news.close();
        stopKeys();
        restore();
    }
}
const quitKeys = Buffer.from('qQ\x03');
function onKeys(quit) {
    const { stdin } = process;
    if (!stdin.isTTY)
        return () => { };
    const onData = (bytes) => {
        if (bytes.some((it) => quitKeys.includes(it)))
            quit();
    };
    stdin.setRawMode(true);
    stdin.on('data', onData).on('end', quit).on('error', quit);
    return () => {
        stdin.off('data', onData);
        stdin.setRawMode(false);
        stdin.pause();
    };
}
const mostFollowed = 64;
function createNews() {
    const watchers = new Map();
    let heard = new AbortController();
    const tell = () => heard.abort();
    const drop = (dir) => {
        watchers.get(dir)?.close();
        watchers.delete(dir);
    };
    return {
        tell,
        follow: (lockDirs) => {
            const wanted = new Set(lockDirs.slice(0, mostFollowed).flatMap((it) => [(0,external_node_path_.join)(it, 'q'), (0,external_node_path_.join)(it, 'h')]));
            for (const dir of [...watchers.keys()])
                if (!wanted.has(dir))
                    drop(dir);
            for (const dir of wanted) {
                if (watchers.has(dir))
                    continue;
                try {
                    const watcher = (0,external_node_fs_.watch)(dir, { persistent: false }, tell);
                    watcher.on('error', () => drop(dir));
                    watchers.set(dir, watcher);
                }
                catch {
                }
            }
        },
        next: () => {
            const { signal } = heard;
            heard = new AbortController();
            return signal.aborted ? signal : heard.signal;
        },
        close: () => {
            for (const dir of [...watchers.keys()])
                drop(dir);
        },
    };
}

;// CONCATENATED MODULE: ./lib/src/cli/status/status.js









const status_status = (call, host) => (call.has('watch') ? showOn(call, host) : showOnce(call, host));
async function showOnce(call, host) {
    const { out, clock } = host;
    const sight = (0,look/* createSight */.o)((0,fleet/* addressOf */.ci)(call, host), clock);
    const shown = await lookAtAll(await find(call, host), sight, clock.wall()).finally(sight.close);
    if (call.has('json'))
        out.write(renderDocument(shown, clock.wall()));
    else if (shown.length === 0)
        out.write(`${nothingHere}\n`);
    else {
        const lines = renderStatus(shown, { width: out.isTty ? out.width : Number.POSITIVE_INFINITY });
        out.write(`${lines.map((it) => paintLine(it, out.paint)).join('\n')}\n`);
    }
    return codeFor(shown);
}
async function showOn(call, host) {
    const { out, env, clock } = host;
    if (call.has('json'))
        throw new command/* UsageError */.eb('--json prints one document, and --watch never ends: give one of them');
    if (!out.isTty || !process.stdin.isTTY || env.TERM === 'dumb')
        throw new command/* UsageError */.eb('--watch needs a terminal to draw on, and its keys');
    let shown = [];
    const sight = (0,look/* createSight */.o)((0,fleet/* addressOf */.ci)(call, host), clock);
    const isStopped = await watch(host, {
        look: async () => {
            shown = await lookAtAll(await find(call, host), sight, clock.wall());
            return shown.flatMap((it) => ('lock' in it ? [it.lock.dir] : []));
        },
        draw: ({ width, rows }) => [
            ...(shown.length === 0 ? [cutLine([nothingHere], width)] : renderStatus(shown, { width, rows: rows - 1 })),
            cutLine([['dim', 'q quits']], width),
        ],
    }).finally(sight.close);
    return isStopped ? command/* exit */.NS.interrupted : codeFor(shown);
}
const nothingHere = 'No lock here. Give a PATH that jobs lock, or --lock-dir.';
function find(call, host) {
    const where = { cwd: host.cwd, lockDir: (0,locate/* lockDirOf */.IZ)(call) };
    return (0,fleet/* joinFound */.l1)(call.operands.length > 0 ? (0,locate/* locateEach */.yh)(call.operands, where) : (0,locate/* locateAll */.Y6)(where), call, host);
}
async function lookAtAll(found, sight, nowAt) {
    const shown = [];
    for (const it of found)
        shown.push('trouble' in it ? it : await lookAtOne(it, sight, nowAt));
    return shown;
}
async function lookAtOne({ path, lock }, sight, nowAt) {
    try {
        return { path, lock, look: await sight.look(lock, nowAt) };
    }
    catch (error) {
        return { path, trouble: (0,errors/* messageOf */.bD)(error) };
    }
}
const codeFor = (shown) => shown.some((it) => 'trouble' in it || it.look.fleetTrouble !== undefined) ? command/* exit */.NS.failed : command/* exit */.NS.ok;


/***/ }),

/***/ 11053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createFleetStore: () => (/* binding */ createFleetStore),
  R: () => (/* binding */ withHost)
});

// EXTERNAL MODULE: ./lib/src/lock/store.js
var store = __webpack_require__(6493);
// EXTERNAL MODULE: ./lib/src/lock/ticket.js
var ticket = __webpack_require__(76074);
;// CONCATENATED MODULE: ./lib/src/lock/fleet/guard.js
const graceMs = 2000;
function createGuard(opened, clock) {
    const guarded = new Map();
    const lost = new Set();
    const goneMs = new Map();
    return {
        add: (token, there) => guarded.set(token, there),
        has: (token) => guarded.has(token),
        tokenOf: (token) => guarded.get(token),
        isLost: (token) => {
            const there = guarded.get(token);
            if (there !== undefined && opened()?.isHeld(there) !== true)
                lost.add(token);
            return lost.has(token);
        },
        markLost: (token) => lost.add(token),
        isOnItsWay: (token) => {
            const there = guarded.get(token);
            if (there === undefined || opened()?.isGone(there) !== true)
                return false;
            const sinceMs = goneMs.get(token) ?? clock.now();
            goneMs.set(token, sinceMs);
            return clock.now() - sinceMs < graceMs;
        },
    };
}

// EXTERNAL MODULE: ./lib/src/base/clock.js
var base_clock = __webpack_require__(63148);
// EXTERNAL MODULE: ./lib/src/base/duration.js
var duration = __webpack_require__(56620);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
;// CONCATENATED MODULE: ./lib/src/lock/fleet/reach.js



const limitMs = 4000;
function createReach(open, clock, onTrouble) {
    let opened;
    let opening;
    let [isClosed, isTold] = [false, false];
    const tellOnce = (why) => {
        if (!isTold)
            onTrouble(`What this host lets go of, if anything, is free for the others only when its lease in Redis ends: ${why}`);
        isTold = true;
    };
    const openOnce = () => {
        opening ??= open().then((it) => {
            opened = it;
            if (isClosed)
                it.close();
            return it;
        }, (error) => {
            opening = undefined;
            throw error;
        });
        return opening;
    };
    return {
        open: (signal) => (signal ? (0,base_clock/* unlessAborted */.Wh)(signal, openOnce()) : openOnce()),
        opened: () => opened,
        attempt: async (act, isQuiet = false) => {
            const work = openOnce().then(async (it) => ({ answer: await act(it) }));
            try {
                const done = await (0,base_clock/* atMost */.Tu)(clock, limitMs, work);
                if (done)
                    return done.answer;
                if (!isQuiet)
                    tellOnce(`It has not answered for ${(0,duration/* formatDuration */.a)(limitMs)}.`);
            }
            catch (error) {
                if (!isQuiet)
                    tellOnce((0,errors/* messageOf */.bD)(error));
            }
            return undefined;
        },
        close: () => {
            isClosed = true;
            opened?.close();
        },
    };
}

;// CONCATENATED MODULE: ./lib/src/lock/fleet/fleet-store.js




const lookMs = 500;
const leaseLost = 'the lease in Redis was lost';
function createFleetStore({ host, openFleet, heldBeside, isInDoubt, clock, tooSlow, onTrouble }) {
    const own = new Map();
    const met = new WeakMap();
    const pokes = new Set();
    const open = async () => {
        const it = await openFleet();
        it.onPoke(() => {
            for (const act of pokes)
                act();
        });
        return it;
    };
    const { open: fleet, attempt: tryInFleet, opened, close: leave } = createReach(open, clock, onTrouble);
    const guard = createGuard(opened, clock);
    const { isLost } = guard;
    const buryInFleet = async (dead) => {
        if (dead.length === 0)
            return;
        await tryInFleet(async (it) => {
            for (const { id } of dead)
                await abandonThere(it, id);
        });
    };
    const enter = async (request) => {
        await host.enter(request);
        own.set(request.id, { request, isInLine: false, recovered: [] });
    };
    const place = async (id, signal) => {
        const mine = own.get(id);
        if (mine?.here)
            return placeThere(mine, mine.here, signal);
        const placed = await host.place(id, signal);
        await buryInFleet('granted' in placed ? byId([...placed.granted.recovered, ...placed.granted.dirty]) : placed.recovered);
        if (!mine || 'obstacle' in placed)
            return placed;
        mine.here = placed.granted;
        mine.recovered = placed.granted.recovered;
        return placeThere(mine, placed.granted, signal);
    };
    const placeThere = async (mine, here, signal) => {
        const { request } = mine;
        if (!host.isHeld(here.token))
            throw (0,store/* takenBack */.lv)(request.id);
        const it = await fleet(signal);
        if (!mine.isInLine) {
            const within = [...new Set([...(request.within ?? []), ...heldBeside(request)])];
            mine.isInLine = true;
            await it.enter({ ...request, ...(within.length > 0 ? { within } : {}) });
        }
        const placed = await it.place(request.id, signal);
        const recovered = byId([...mine.recovered, ...('granted' in placed ? placed.granted.recovered : placed.recovered).map(withHost)]);
        mine.recovered = [];
        if ('obstacle' in placed) {
            const obstacle = { ...placed.obstacle, holders: placed.obstacle.holders.map(withHost) };
            met.set(obstacle, { token: here.token, there: placed.obstacle });
            return { obstacle, recovered };
        }
        const { token, fleet: grant } = placed.granted;
        const dirty = placed.granted.dirty.map(withHost);
        if (!host.isHeld(here.token)) {
            await tryInFleet((there) => there.withdraw(request.id));
            throw (0,store/* takenBack */.lv)(request.id);
        }
        guard.add(here.token, token);
        return { granted: { token: here.token, recovered, dirty: byId([...here.dirty, ...dirty]), ...(grant ? { fleet: grant } : {}) } };
    };
    const wait = async (obstacle, ms, signal) => {
        const its = met.get(obstacle);
        if (!its)
            return host.wait(obstacle, ms, signal);
        const { token, there } = its;
        const taken = new AbortController();
        const look = () => host.isHeld(token) || taken.abort();
        const stops = [clock.every(lookMs, look), host.onPoke(look)];
        look();
        try {
            await (await fleet()).wait(there, ms, AbortSignal.any([signal, taken.signal]));
        }
        finally {
            for (const stop of stops)
                stop();
        }
    };
    const isHeld = (token) => guard.has(token) && host.isHeld(token) && !isLost(token);
    const granted = async (token) => {
        const id = (0,ticket/* decodeToken */.oL)(token)?.id;
        return id !== undefined && (guard.has(token) || (await host.find(id)) === token) ? id : undefined;
    };
    const sign = async (token, process, signal) => {
        const id = await granted(token);
        if (id === undefined || !(await host.sign(token, process, signal)))
            return false;
        const it = await fleet();
        const there = await it.find(id);
        if (there === undefined || !(await it.sign(there, process, signal)))
            return false;
        if (process === undefined)
            guard.add(token, there);
        return true;
    };
    const downgrade = async (token) => {
        const there = guard.tokenOf(token);
        if (there === undefined || !isHeld(token))
            return false;
        return (await (await fleet()).downgrade(there)) && (await host.downgrade(token)) && isHeld(token);
    };
    const isBrokenHere = (token) => !host.isHeld(token) && !host.isGone(token);
    const release = async (token) => {
        const id = await granted(token);
        if (id !== undefined) {
            const isCutShort = isBrokenHere(token) || isInDoubt(token) || isLost(token);
            const end = isCutShort ? abandonThere : releaseThere;
            await tryInFleet(async (it) => void (await end(it, id, guard.tokenOf(token))));
        }
        return host.release(token);
    };
    const abandon = async (token) => {
        const id = await granted(token);
        const there = id === undefined ? undefined : await tryInFleet((it) => abandonThere(it, id, guard.tokenOf(token)));
        if (there !== undefined && there.token === undefined)
            return notYet(await host.release(token));
        return host.abandon(token);
    };
    const withdraw = async (id) => {
        const token = await host.find(id);
        const mine = own.get(id);
        const isThere = mine?.isInLine ?? token !== undefined;
        const isCutShort = token !== undefined && isBrokenHere(token);
        own.delete(id);
        const end = async (it) => ({ there: await (isCutShort ? abandonThere(it, id) : it.withdraw(id)) });
        const told = isThere ? await tryInFleet(end) : undefined;
        const there = told?.there;
        const here = await host.withdraw(id);
        if (!mine && told && !there && here?.token !== undefined)
            guard.markLost(here.token);
        return here && there && there.token === undefined ? { heldMs: 0 } : here;
    };
    const breakOff = async (id) => {
        const token = await host.find(id);
        if (token === undefined) {
            const here = await host.breakOff(id);
            if (here !== undefined)
                return here;
            return (await fleet()).breakOff(id);
        }
        const isWaiting = await tryInFleet(async (it) => (await it.find(id)) === undefined && (await it.breakOff(id)) === 'taken back');
        if (!isWaiting)
            return host.breakOff(id);
        await host.withdraw(id);
        return 'taken back';
    };
    const lookAround = async () => {
        const here = await host.lookAround();
        const there = new Map(((await tryInFleet((it) => it.lookAround(), true)) ?? []).map((it) => [it.id, it]));
        const joined = here.map((it) => {
            const other = there.get(it.id);
            return other && !other.isGranted ? { ...it, isGranted: false, blockers: other.blockers } : it;
        });
        for (const { id } of here)
            there.delete(id);
        return [...joined, ...[...there.values()].map(withHost)];
    };
    return {
        ...{ enter, place, wait, sign, isHeld, downgrade, lookAround, release, abandon, withdraw, breakOff },
        isGone: host.isGone,
        whyLost: (token) => (isLost(token) ? leaseLost : undefined),
        whySlow: (id, limitMs) => (own.get(id)?.here ? tooSlow(limitMs) : undefined),
        refresh: async () => {
            await Promise.all([host.refresh(), opened()?.refresh()]);
        },
        lastSeq: host.lastSeq,
        errands: host.errands,
        ids: async () => [...new Set([...(await host.ids()), ...(await (await fleet()).ids())])],
        find: host.find,
        settle: async (tokens) => {
            await host.settle(tokens);
            if (tokens.length > 0)
                await tryInFleet((it) => it.settle(tokens));
        },
        isLeftBroken: async (token) => {
            const id = (0,ticket/* decodeToken */.oL)(token)?.id;
            if (id !== undefined && isLost(token) && host.isHeld(token) && !guard.isOnItsWay(token))
                await host.breakOff(id);
            return host.isLeftBroken(token);
        },
        onPoke: (act) => {
            pokes.add(act);
            const stop = host.onPoke(act);
            return () => {
                pokes.delete(act);
                stop();
            };
        },
        sweep: async () => {
            const recovered = await host.sweep();
            await buryInFleet(recovered);
            return byId([...recovered, ...((await tryInFleet((it) => it.sweep())) ?? [])]);
        },
        raise: async (token, floor) => {
            const [id, there] = [(0,ticket/* decodeToken */.oL)(token)?.id, guard.tokenOf(token)];
            if (id === undefined || there === undefined || !isHeld(token))
                return undefined;
            const it = await fleet();
            const fence = await it.raise(there, floor);
            const renamed = fence === undefined ? undefined : await it.find(id);
            if (renamed !== undefined)
                guard.add(token, renamed);
            return renamed === undefined ? undefined : fence;
        },
        close: () => {
            leave();
            host.close();
        },
    };
}
const releaseThere = async (it, id, known) => {
    const token = known ?? (await it.find(id));
    if (token === undefined || !(await it.release(token)))
        await it.withdraw(id);
};
const abandonThere = async (it, id, known) => {
    const token = known ?? (await it.find(id));
    return token === undefined ? it.withdraw(id) : it.abandon(token);
};
const notYet = (isOurs) => (isOurs ? { heldMs: 0 } : undefined);
const withHost = (it) => it.host === undefined ? it : { ...it, job: { ...it.job, host: it.host } };
const byId = (standings) => [...new Map(standings.toReversed().map((it) => [it.id, it])).values()].toReversed();


/***/ }),

/***/ 38172:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ createSight)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1559);
/* harmony import */ var _look_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4965);
/* harmony import */ var _fleet_store_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11053);




function createSight(address, clock) {
    const opened = new Map();
    const open = async (name, at) => {
        const found = opened.get(name) ?? __webpack_require__.e(/* import() */ 816).then(__webpack_require__.bind(__webpack_require__, 18435)).then((it) => it.openRedisStore(name, at, clock, (0,node_os__WEBPACK_IMPORTED_MODULE_0__.hostname)()));
        opened.set(name, found);
        found.catch(() => opened.delete(name));
        return found;
    };
    const requestsOf = async ({ fleet }) => {
        if (fleet === undefined || !address)
            return [];
        const store = await open(fleet, address);
        const ids = new Set(await store.ids());
        return (await store.lookAround()).filter((it) => ids.has(it.id)).map(_fleet_store_js__WEBPACK_IMPORTED_MODULE_3__/* .withHost */ .R);
    };
    return {
        look: async (place, nowAt) => {
            const here = await (0,_look_js__WEBPACK_IMPORTED_MODULE_2__/* .lookAt */ .t)(place, nowAt);
            if (place.fleet === undefined || !address)
                return here;
            try {
                return joinLooks(here, await requestsOf(place));
            }
            catch (error) {
                return { ...here, fleetTrouble: (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error) };
            }
        },
        elsewhere: async (place, here) => (await requestsOf(place)).filter((it) => !here.some(({ id }) => id === it.id)),
        close: () => {
            for (const it of opened.values())
                it.then((store) => store.close()).catch(() => { });
        },
    };
}
function joinLooks(here, there) {
    const known = new Map([...here.granted, ...here.waiting].map((it) => [it.id, it]));
    const inLine = new Map(there.filter((it) => !it.isGranted).map((it) => [it.id, it]));
    const holders = new Set(there.filter((it) => it.isGranted).map((it) => it.id));
    const first = [...inLine.values()].map((it, index) => {
        const last = it.blockers.at(-1);
        const near = it.blockers.filter((one) => holders.has(one) || one === last);
        return { ...(known.get(it.id) ?? seenFrom(it)), position: index + 1, ahead: it.blockers.length, waitsFor: near };
    });
    const behind = here.waiting.filter((it) => !inLine.has(it.id));
    return {
        ...here,
        isThere: here.isThere || there.length > 0,
        granted: [...here.granted.filter((it) => !inLine.has(it.id)), ...there.filter((it) => it.isGranted && !known.has(it.id)).map(seenFrom)],
        waiting: [...first, ...behind.map((it) => ({ ...it, position: it.position === 0 ? 0 : first.length + it.position }))],
    };
}
const seenFrom = ({ id, mode, job, askedAt, grantedAt }) => ({
    ...{ id, token: '', mode, job, verdict: 'alive', witnesses: [] },
    ...(askedAt > 0 ? { askedAt } : {}),
    ...(grantedAt === undefined ? {} : { grantedAt }),
});


/***/ })

};
