export const id = 237;
export const ids = [237];
export const modules = {

/***/ 32237:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  metrics: () => (/* binding */ metrics)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __webpack_require__(33875);
// EXTERNAL MODULE: ./lib/src/lock/host/line.js
var line = __webpack_require__(34033);
// EXTERNAL MODULE: ./lib/src/lock/host/lock-dir.js + 1 modules
var lock_dir = __webpack_require__(63197);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/src/report/timeline.js
var timeline = __webpack_require__(41886);
;// CONCATENATED MODULE: ./lib/src/report/totals/tally.js

const modes = ['shared', 'update', 'exclusive', 'unknown'];
const outcomes = ['released', 'died', 'broken', 'timeout', 'cancelled', 'unavailable', 'deadlock'];
const fetchOutcomes = ['fetched', 'joined', 'present'];
const limitsMs = [
    10, 50, 100, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000,
];
const each = (keys, make) => Object.fromEntries(keys.map((key) => [key, make()]));
const emptyHistogram = () => ({ counts: [...limitsMs.map(() => 0), 0], sumMs: 0 });
const emptyTally = () => ({
    waits: each(modes, emptyHistogram),
    holds: each(modes, emptyHistogram),
    requests: each(modes, () => each(outcomes, () => 0)),
    fetches: each(fetchOutcomes, () => 0),
    bypasses: 0,
    newestAt: 0,
    ended: [],
});
const [mostEnded, mostLetters] = [512, 64];
function count(before, events) {
    const tally = structuredClone(before);
    const ended = new Set(tally.ended);
    for (const event of events)
        add(tally, event, ended);
    return { ...tally, ended: [...ended] };
}
function isFirst(ended, { ticket }) {
    const name = ticket?.slice(0, mostLetters);
    if (name === undefined)
        return true;
    if (ended.has(name))
        return false;
    ended.add(name);
    if (ended.size > mostEnded)
        ended.delete(ended.values().next().value ?? '');
    return true;
}
const ends = {
    lock_released: 'released',
    lock_recovered: 'died',
    lock_broken: 'broken',
    lock_timeout: 'timeout',
    lock_cancelled: 'cancelled',
    lock_unavailable: 'unavailable',
    deadlock_detected: 'deadlock',
};
function add(tally, event, ended) {
    tally.newestAt = Math.max(0, Date.parse(event.ts));
    const mode = modes.find((it) => it === event.mode) ?? 'unknown';
    const outcome = ends[event.event];
    if (outcome !== undefined && isFirst(ended, event))
        end(tally, event, mode, outcome);
    else if (event.event === 'lock_acquired')
        observe(tally.waits[mode], event.waited_ms ?? 0);
    else if (event.event === 'lock_bypassed')
        tally.bypasses += 1;
    else if (event.event === 'fetch_joined')
        tally.fetches.joined += 1;
    else if (event.event === 'fetch_skipped')
        tally.fetches.present += 1;
    else if (event.event === 'git_finished' && event.network && event.exit_code === 0)
        tally.fetches.fetched += 1;
}
function end(tally, { held_ms: heldMs, waited_ms: waitedMs }, mode, outcome) {
    tally.requests[mode][outcome] += 1;
    const hasHeld = outcome === 'released' || (heldMs ?? 0) > 0;
    if (hasHeld && heldMs !== undefined)
        observe(tally.holds[mode], heldMs);
    else if (!hasHeld && waitedMs !== undefined)
        observe(tally.waits[mode], waitedMs);
}
function observe(histogram, ms) {
    const believed = (0,timeline/* believe */.Ti)(ms);
    const bucket = limitsMs.findIndex((limit) => believed <= limit);
    const index = bucket < 0 ? limitsMs.length : bucket;
    histogram.counts[index] = (histogram.counts[index] ?? 0) + 1;
    histogram.sumMs += believed;
}
const countOf = ({ counts }) => counts.reduce((sum, it) => sum + it, 0);
function isTally(read) {
    if (typeof read !== 'object' || read === null)
        return false;
    const { ended, ...numbers } = read;
    const { ended: _, ...model } = emptyTally();
    return (isLike(model, numbers) &&
        Array.isArray(ended) &&
        ended.length <= mostEnded &&
        ended.every((it) => typeof it === 'string' && it.length <= mostLetters));
}
function isLike(model, read) {
    if (typeof model === 'number')
        return Number.isSafeInteger(read) && read >= 0;
    if (typeof model !== 'object' || typeof read !== 'object' || model === null || read === null)
        return false;
    const keys = Object.keys(model);
    return (Array.isArray(model) === Array.isArray(read) &&
        keys.length === Object.keys(read).length &&
        keys.every((key) => isLike(model[key], read[key])));
}

;// CONCATENATED MODULE: ./lib/src/report/pictures/metrics.js



const families = {
    fetch_lock_wait_seconds: ['histogram', 'From asking for the lock to being granted or giving up.'],
    fetch_lock_hold_seconds: ['histogram', 'From being granted the lock to letting go or being removed.'],
    fetch_lock_requests_total: ['counter', 'Requests for the lock that ended, by outcome.'],
    fetch_lock_fetches_total: ['counter', 'Fetches asked for: done, joined to that of another job, or not needed.'],
    fetch_lock_timeouts_total: ['counter', 'Requests that waited as long as they would and gave up.'],
    fetch_lock_recoveries_total: ['counter', 'Requests removed because whoever made them had died.'],
    fetch_lock_bypasses_total: ['counter', 'Steps that went on without the lock, since fail-closed was false.'],
    fetch_lock_waiters: ['gauge', 'Requests that wait in line now, those of the dead too until somebody recovers them.'],
    fetch_lock_holders: ['gauge', 'Requests that hold the lock now, those of the dead too until somebody recovers them.'],
    fetch_lock_last_event_timestamp_seconds: ['gauge', 'When the newest event in the journal of the lock happened.'],
};
const header = '# Written by fetch-lock; what others write here is lost.';
function renderMetrics(all, others = []) {
    const samples = new Map([...others, ...all.flatMap(samplesOf)].map((it) => [it.series, it]));
    const blocks = Object.entries(families).flatMap(([family, [type, help]]) => {
        const mine = [...samples.values()].filter((it) => it.family === family);
        const lines = mine.map(({ series, value }) => `${series} ${value}`);
        return mine.length === 0 ? [] : [`# HELP ${family} ${help}`, `# TYPE ${family} ${type}`, ...lines];
    });
    return [header, ...blocks, ''].join('\n');
}
function lockLabel(guards) {
    const shown = (0,base_text/* inert */.tJ)((0,base_text/* withoutCredentials */.ri)(guards));
    const mark = shown === guards ? '' : ` #${(0,external_node_crypto_.createHash)('sha256').update(guards).digest('hex').slice(0, 8)}`;
    return `${shown}${mark}`.replace(/\\/g, '\\\\').replace(/"/g, '\\"');
}
function samplesOf({ guards, tally, line }) {
    const lock = lockLabel(guards);
    const sample = (family, labels, value, suffix = '') => {
        const list = Object.entries({ lock, ...labels }).map(([name, it]) => `${name}="${it}"`);
        return { family, lock, series: `${family}${suffix}{${list.join(',')}}`, value: String(value) };
    };
    const histogram = (family, mode, it) => {
        let below = 0;
        const buckets = [...limitsMs.map((limit) => String(limit / 1000)), '+Inf'].map((le, index) => {
            below += it.counts[index] ?? 0;
            return sample(family, { mode, le }, below, '_bucket');
        });
        return [...buckets, sample(family, { mode }, it.sumMs / 1000, '_sum'), sample(family, { mode }, countOf(it), '_count')];
    };
    const ofAllModes = (outcome) => modes.reduce((sum, mode) => sum + tally.requests[mode][outcome], 0);
    const shown = modes.filter((mode) => mode !== 'unknown' || isUsed(tally, mode));
    return [
        ...shown.flatMap((mode) => histogram('fetch_lock_wait_seconds', mode, tally.waits[mode])),
        ...shown.flatMap((mode) => histogram('fetch_lock_hold_seconds', mode, tally.holds[mode])),
        ...shown.flatMap((mode) => outcomes.map((outcome) => sample('fetch_lock_requests_total', { mode, outcome }, tally.requests[mode][outcome]))),
        ...fetchOutcomes.map((outcome) => sample('fetch_lock_fetches_total', { outcome }, tally.fetches[outcome])),
        sample('fetch_lock_timeouts_total', {}, ofAllModes('timeout')),
        sample('fetch_lock_recoveries_total', {}, ofAllModes('died')),
        sample('fetch_lock_bypasses_total', {}, tally.bypasses),
        ...['fetch_lock_waiters', 'fetch_lock_holders'].flatMap((family) => modes
            .filter((mode) => mode !== 'unknown')
            .map((mode) => sample(family, { mode }, line.filter((it) => it.mode === mode && it.isGranted === (family === 'fetch_lock_holders')).length))),
        ...(tally.newestAt > 0 ? [sample('fetch_lock_last_event_timestamp_seconds', {}, tally.newestAt / 1000)] : []),
    ];
}
const isUsed = ({ waits, holds, requests }, mode) => countOf(waits[mode]) + countOf(holds[mode]) + Object.values(requests[mode]).reduce((sum, it) => sum + it, 0) > 0;
const isOurText = (text) => text.trim() === '' || text.startsWith(`${header}\n`);
const goneMs = (/* unused pure expression or super */ null && (30 * 24 * 3_600_000));
function samplesIn(text, without, nowAt) {
    const samples = text.split('\n').flatMap((line) => readSample(line) ?? []);
    const lastAt = new Map(samples.filter((it) => it.family === 'fetch_lock_last_event_timestamp_seconds').map((it) => [it.lock, Number(it.value) * 1000]));
    return samples.filter(({ lock }) => !without.has(lock) && (lastAt.get(lock) ?? 0) > nowAt - goneMs);
}
function readSample(line) {
    const [, series = '', name = '', lock = '', value = ''] = /^((fetch_lock_[a-z_]+)\{lock="((?:[^"\\]|\\["\\])*)"(?:,[a-z]+="[\w.+]*")*\}) (\d+(?:\.\d+)?)$/.exec(line) ?? [];
    const family = Object.keys(families).find((it) => it === name || (families[it][0] === 'histogram' && ['_bucket', '_sum', '_count'].some((suffix) => it + suffix === name)));
    return family && { family, series, lock, value };
}

// EXTERNAL MODULE: ./lib/src/report/publish.js
var publish = __webpack_require__(81198);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./lib/src/base/event.js
var base_event = __webpack_require__(51002);
// EXTERNAL MODULE: ./lib/src/report/archive.js
var archive = __webpack_require__(33059);
;// CONCATENATED MODULE: ./lib/src/report/totals/totals.js








const totalsOf = (lockDir) => (0,external_node_path_.join)(lockDir, 'totals.json');
function totalUp(lockDir, staged) {
    const before = readTotals(lockDir);
    const after = advance(before, lockDir);
    if (JSON.stringify(after) !== JSON.stringify(before))
        (0,errors/* orNothing */.bR)(() => save(lockDir, after, staged));
    return after.tally;
}
function save(lockDir, { marks, tally }, staged) {
    const mode = (0,external_node_fs_.lstatSync)(lockDir).mode & 0o020 ? 0o664 : 0o644;
    (0,publish/* publishFile */.o6)(totalsOf(lockDir), `${JSON.stringify({ v: 1, marks, tally })}\n`, { staged, mode });
}
const mostMarks = 128;
function advance(before, lockDir) {
    const marks = new Map(before.marks.map(({ id, counted }) => [id, counted]));
    let { tally } = before;
    let left = mostBytesAtOnce;
    const files = (0,archive/* openFiles */.Km)(lockDir);
    const [live] = files;
    try {
        for (const file of files.slice(0, mostMarks).reverse()) {
            if (left < mostBytes && file !== live)
                continue;
            const found = (0,errors/* orNothing */.bR)(() => readOn(file, (id) => marks.get(id) ?? 0));
            if (!found)
                continue;
            left -= found.read;
            tally = count(tally, found.lines.flatMap((it) => (0,base_event/* parseEvent */.wj)(it) ?? []));
            marks.delete(found.id);
            marks.set(found.id, found.counted);
        }
    }
    finally {
        for (const it of files)
            (0,external_node_fs_.closeSync)(it.fd);
    }
    return { marks: [...marks].map(([id, counted]) => ({ id, counted })).slice(-mostMarks), tally };
}
const [mostIdBytes, mostBytes, mostBytesAtOnce] = [4096, 8 * 1_048_576, 48 * 1_048_576];
function readOn({ fd, found: { size } }, markOf) {
    const head = (0,archive/* readAt */.m6)(fd, 0, Math.min(size, mostIdBytes));
    const cut = head.indexOf('\n', 1);
    if (cut < 0 && head.length < mostIdBytes)
        return undefined;
    const id = (0,external_node_crypto_.createHash)('sha256')
        .update(cut < 0 ? head : head.subarray(0, cut))
        .digest('hex')
        .slice(0, 32);
    const from = markOf(id);
    const bytes = (0,archive/* readAt */.m6)(fd, from, Math.min(size, from + mostBytes));
    const whole = bytes.lastIndexOf('\n') + 1;
    const used = whole === 0 && bytes.length === mostBytes ? mostBytes : whole;
    return { id, counted: from + used, read: bytes.length, lines: bytes.toString('utf8', 0, used).split('\n') };
}
const mostTotalsBytes = 262_144;
function readTotals(lockDir) {
    const read = (0,errors/* orNothing */.bR)(() => {
        const fd = (0,external_node_fs_.openSync)(totalsOf(lockDir), external_node_fs_.constants.O_RDONLY | archive/* safely */.vm);
        try {
            const found = (0,external_node_fs_.fstatSync)(fd);
            return found.isFile() && found.size <= mostTotalsBytes ? JSON.parse((0,archive/* readAt */.m6)(fd, 0, found.size).toString('utf8')) : undefined;
        }
        finally {
            (0,external_node_fs_.closeSync)(fd);
        }
    });
    const isWhole = read?.v === 1 && Array.isArray(read.marks) && read.marks.every(isMark) && isTally(read.tally);
    return isWhole ? { marks: read.marks, tally: read.tally } : { marks: [], tally: emptyTally() };
}
const isMark = (read) => {
    const it = read;
    return typeof it?.id === 'string' && /^[\da-f]{32}$/.test(it.id) && Number.isSafeInteger(it.counted) && it.counted >= 0;
};

// EXTERNAL MODULE: ./lib/src/cli/command.js + 1 modules
var command = __webpack_require__(46402);
// EXTERNAL MODULE: ./lib/src/cli/fleet.js + 1 modules
var fleet = __webpack_require__(71285);
;// CONCATENATED MODULE: ./lib/src/cli/metrics.js











async function metrics(call, host) {
    const { cwd, out, err } = host;
    const output = call.text('output');
    if (output !== undefined && (/(^|\/)\.{0,2}$/.test(output) || output.includes('\0')))
        throw new errors/* FetchLockError */.qf('FL_INPUT', { what: `Option \`--output\` is '${(0,base_text/* inert */.tJ)(output)}', which names no file.`, fix: 'Name one.' });
    let code = command/* exit */.NS.ok;
    const { scopes } = await (0,fleet/* locateInFleet */.GS)(call.operands, call, host);
    const all = scopes.flatMap((scope) => {
        try {
            return figuresOf(scope);
        }
        catch (error) {
            err.write(`fetch-lock: the lock of '${(0,base_text/* inert */.tJ)(scope.path)}' is left out: ${(0,base_text/* inert */.tJ)((0,errors/* messageOf */.bD)(error), 1000)}\n`);
            code = command/* exit */.NS.failed;
            return [];
        }
    });
    const text = renderMetrics(all);
    if (output === undefined || output === '-')
        out.write(text);
    else
        (0,publish/* publishFile */.o6)((0,external_node_path_.resolve)(cwd, output), text);
    return code;
}
function figuresOf({ guards, lock }) {
    if (!(0,lock_dir/* hasLockDir */.L2)(lock))
        return { guards, tally: emptyTally(), line: [] };
    if (!(0,lock_dir/* isUsable */.Ng)(lock))
        throw new Error(`'${lock.dir}' is not a lock directory that this user may trust.`);
    return { guards, line: (0,line/* readStanding */.ZY)(lock.dir), tally: totalUp(lock.dir, (0,line/* stagedIn */.UV)(lock.dir)) };
}


/***/ }),

/***/ 34033:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $B: () => (/* binding */ isThere),
/* harmony export */   Cy: () => (/* binding */ move),
/* harmony export */   Et: () => (/* binding */ lastSeq),
/* harmony export */   Ib: () => (/* binding */ standingAt),
/* harmony export */   Ng: () => (/* binding */ readCrashed),
/* harmony export */   UV: () => (/* binding */ stagedIn),
/* harmony export */   XM: () => (/* binding */ pathOf),
/* harmony export */   XT: () => (/* binding */ writeRequest),
/* harmony export */   Xw: () => (/* binding */ readLine),
/* harmony export */   YI: () => (/* binding */ readErrands),
/* harmony export */   ZY: () => (/* binding */ readStanding),
/* harmony export */   Zm: () => (/* binding */ readIds),
/* harmony export */   cd: () => (/* binding */ readJob),
/* harmony export */   dA: () => (/* binding */ readGranted),
/* harmony export */   o5: () => (/* binding */ readSmall),
/* harmony export */   oC: () => (/* binding */ readTickets),
/* harmony export */   p6: () => (/* binding */ discardFrom),
/* harmony export */   v: () => (/* binding */ nextSeq),
/* harmony export */   wX: () => (/* binding */ namesIn),
/* harmony export */   xb: () => (/* binding */ judgeWitnesses)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);
/* harmony import */ var _base_event_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(51002);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(33875);
/* harmony import */ var _queue_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(77339);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6493);
/* harmony import */ var _ticket_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(76074);
/* harmony import */ var _liveness_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(87350);
/* harmony import */ var _lock_dir_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(63197);










function readTickets(root) {
    const waiting = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'q')).map(_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeWaiting */ .Qo);
    const granted = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'h')).map((it) => readGranted((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'h', it), it));
    return [...waiting, ...granted].filter((it) => it !== undefined);
}
async function judgeWitnesses(tickets, judge) {
    const verdicts = new Map();
    for (const it of tickets.flatMap((ticket) => ticket.witnesses)) {
        const name = (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .encodeProcess */ .mW)(it);
        if (!verdicts.has(name))
            verdicts.set(name, await judge(it));
    }
    return verdicts;
}
async function readLine(root, judge, kernel, isOfInterest = () => true) {
    const tickets = readTickets(root);
    const verdicts = await judgeWitnesses(tickets.filter(isOfInterest), judge);
    for (const it of tickets) {
        if (!it.isGranted || (0,_queue_js__WEBPACK_IMPORTED_MODULE_4__/* .isAlive */ ._n)(it, verdicts))
            continue;
        const orphan = (0,_liveness_js__WEBPACK_IMPORTED_MODULE_7__/* .findOrphan */ .A7)((0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .tokenOf */ .B9)(it.seq, it.id), (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(pathOf(root, it), { throwIfNoEntry: false })?.uid ?? -1, kernel);
        if (!orphan)
            continue;
        it.witnesses.push(orphan);
        verdicts.set((0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .encodeProcess */ .mW)(orphan), 'alive');
    }
    return { tickets, verdicts };
}
function readIds(root) {
    const waiting = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'q')).map(_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeWaiting */ .Qo);
    const granted = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'h')).map(_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeToken */ .oL);
    return [...new Set([...waiting, ...granted].flatMap((it) => it?.id ?? []))];
}
const readStanding = (root) => [...new Map(readTickets(root).map((it) => [it.id, it])).values()];
const stagedIn = (root) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 't', `f.${(0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .newId */ .Si)()}.${(0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .encodeProcess */ .mW)((0,_liveness_js__WEBPACK_IMPORTED_MODULE_7__/* .thisProcess */ .WF)())}`);
function lastOf(root, tickets) {
    const written = readSmall((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'seq'));
    return Math.max(0, Number.isSafeInteger(written) ? written : 0, ...tickets.map((it) => it.seq));
}
const isNumber = (seq) => (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeToken */ .oL)((0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .tokenOf */ .B9)(seq, (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .newId */ .Si)())) !== undefined;
function lastSeq(root) {
    const names = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => ['q', 'h'].flatMap((room) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, room))));
    const last = names
        ? lastOf(root, names.map((it) => (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeWaiting */ .Qo)(it) ?? (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeToken */ .oL)(it)).filter((it) => it !== undefined))
        : 0;
    return isNumber(last) ? last : 0;
}
function nextSeq(root, self, tickets) {
    const seq = 1 + lastOf(root, tickets);
    if (!isNumber(seq))
        throw usedUp(root);
    const staged = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 't', `n.${(0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .newId */ .Si)()}.${(0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .encodeProcess */ .mW)(self)}`);
    (0,_lock_dir_js__WEBPACK_IMPORTED_MODULE_8__/* .writeNew */ .qf)(staged, `${seq}\n`);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync)(staged, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'seq'));
    return seq;
}
const usedUp = (root) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .FetchLockError */ .qf('FL_LOCK_DIR', {
    what: `The numbers of the lock directory '${root}' are used up.`,
    why: 'Somebody has written a number there that is too great.',
    fix: `While no job runs: rm -r ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_9__/* .quoteForShell */ .eC)(root)}`,
});
function readErrands(root) {
    const waiting = ((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'q'))) ?? []).map(_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeWaiting */ .Qo).filter((it) => it !== undefined);
    return waiting
        .sort((a, b) => a.seq - b.seq)
        .map((it) => ({ seq: it.seq, id: it.id, errand: readErrand(pathOf(root, it)) }))
        .filter((it) => it.errand !== undefined);
}
const readErrand = (dir) => (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(dir).isDirectory()) ? readSmall((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(dir, 'errand.json'), { mayRead: isOfOurs }) : undefined;
const isOfOurs = ({ uid }) => [undefined, uid].includes(process.geteuid?.()) || uid === 0;
function writeRequest(home, request, self, nowAt) {
    for (const name of [...(0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .marksOf */ .vZ)(request, self), `a.${nowAt}`])
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home, name), '', { flag: 'wx' });
    const errand = (0,_store_js__WEBPACK_IMPORTED_MODULE_5__/* .errandText */ .YW)(request);
    (0,_lock_dir_js__WEBPACK_IMPORTED_MODULE_8__/* .writeNew */ .qf)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home, 'owner.json'), JSON.stringify(request.job), 0o640);
    if (errand !== undefined)
        (0,_lock_dir_js__WEBPACK_IMPORTED_MODULE_8__/* .writeNew */ .qf)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home, 'errand.json'), errand, 0o640);
}
const pathOf = (root, it) => it.isGranted || !it.asker ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'h', (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .tokenOf */ .B9)(it.seq, it.id)) : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'q', (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .waitingName */ .$s)(it, it.asker));
const isThere = (path) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { throwIfNoEntry: false }) !== undefined;
const noDirectory = ['ENOENT', 'ENOTDIR', 'ELOOP'];
const namesIn = (dir) => (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unless */ .NJ)(noDirectory, () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(dir)) ?? [];
function readGranted(path, name) {
    const inside = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unless */ .NJ)(noDirectory, () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(path));
    return inside && (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeGranted */ .Ms)(name, inside);
}
function standingAt(path, it, verdict, nowAt) {
    const grantedAt = (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .timeIn */ .Hi)(namesIn(path), 'g');
    return {
        id: it.id,
        token: (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .tokenOf */ .B9)(it.seq, it.id),
        mode: it.mode,
        job: readJob((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, 'owner.json')),
        heldMs: grantedAt === undefined ? 0 : Math.max(0, nowAt - grantedAt),
        verdict,
    };
}
const readCrashed = (root, nowAt) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'crashed')).flatMap((name) => {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'crashed', name);
    const it = readGranted(path, name);
    return it ? [standingAt(path, it, 'dead', nowAt)] : [];
});
function move(from, to) {
    for (let tries = 0;; tries++) {
        try {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync)(from, to);
            return true;
        }
        catch (error) {
            if (isThere(to))
                return true;
            if (!isThere(from))
                return false;
            if (tries > 50)
                throw error;
        }
    }
}
function discardFrom(root, from) {
    const to = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 't', `d.${(0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .newId */ .Si)()}`);
    if (!move(from, to))
        return false;
    (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(to, { recursive: true, force: true }));
    return true;
}
const mostSmallBytes = 16_384;
function readJob(path) {
    const read = readSmall(path);
    return (0,_base_event_js__WEBPACK_IMPORTED_MODULE_3__/* .isJob */ .o5)(read) ? read : {};
}
function readSmall(path, { mostBytes = mostSmallBytes, mayRead = () => true } = {}) {
    let fd;
    try {
        fd = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW ?? 0) | (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK ?? 0));
        const found = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(fd);
        if (!found.isFile() || found.size > mostBytes || !mayRead(found))
            return undefined;
        const bytes = Buffer.alloc(found.size);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(fd, bytes, 0, found.size, 0);
        return JSON.parse(bytes.toString('utf8'));
    }
    catch {
        return undefined;
    }
    finally {
        if (fd !== undefined)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(fd);
    }
}


/***/ }),

/***/ 77339:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $g: () => (/* binding */ livingWitnesses),
/* harmony export */   J: () => (/* binding */ mayWrite),
/* harmony export */   _n: () => (/* binding */ isAlive),
/* harmony export */   pG: () => (/* binding */ isAtWork),
/* harmony export */   vm: () => (/* binding */ whoHolds)
/* harmony export */ });
/* unused harmony export doConflict */
/* harmony import */ var _ticket_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76074);

const compatible = {
    shared: ['shared', 'update'],
    update: ['shared'],
    exclusive: [],
};
const doConflict = (one, other) => !compatible[one].includes(other);
const mayWrite = (mode) => mode !== 'shared';
const livingWitnesses = (ticket, verdicts) => ticket.witnesses.filter((it) => verdicts.get((0,_ticket_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeProcess */ .mW)(it)) !== 'dead');
const isAlive = (ticket, verdicts) => ticket.hasStranger === true || livingWitnesses(ticket, verdicts).length > 0;
const isAtWork = ({ asker }, verdicts) => asker !== undefined && verdicts.get((0,_ticket_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeProcess */ .mW)(asker)) !== 'dead';
const isOwn = (held, asked) => held.asker !== undefined && asked.asker !== undefined && (0,_ticket_js__WEBPACK_IMPORTED_MODULE_0__/* .isSameProcess */ .SM)(held.asker, asked.asker);
const isInside = ({ within = [] }, held) => within.includes(held.id);
function whoHolds(tickets, verdicts) {
    const inOrder = [...tickets].sort((a, b) => a.seq - b.seq || (a.id < b.id ? -1 : 1));
    const living = inOrder.filter((it) => isAlive(it, verdicts));
    const holders = living.filter((it) => it.isGranted);
    const waiters = [];
    for (const ticket of living.filter((it) => !it.isGranted)) {
        const place = waiters.length;
        waiters.push(lazyWaiter(ticket, () => {
            const inFront = waiters.slice(0, place);
            const isKin = (it) => it.party === ticket.party;
            const passed = living.filter(isKin).length < 2 ? none : waitingFor(isKin, inFront);
            const outside = ticket.within === undefined ? none : waitingFor((it) => isInside(ticket, it), inFront);
            return [
                ...holders.filter((it) => !isInside(ticket, it) && (!isKin(it) || (isAtWork(it, verdicts) && !isOwn(it, ticket)))),
                ...inFront.map((it) => it.ticket).filter((it) => !outside.has(it) && (isKin(it) || !passed.has(it))),
            ].filter((it) => doConflict(it.mode, ticket.mode));
        }));
    }
    return { holders, waiters, dead: inOrder.filter((it) => !isAlive(it, verdicts)) };
}
const none = new Set();
function waitingFor(isMeant, waiters) {
    const found = new Set();
    for (const { ticket, blockers } of waiters)
        if (blockers.some((it) => isMeant(it) || found.has(it)))
            found.add(ticket);
    return found;
}
function lazyWaiter(ticket, find) {
    let found;
    return {
        ticket,
        get blockers() {
            found = found ?? find();
            return found;
        },
    };
}


/***/ }),

/***/ 6493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $o: () => (/* binding */ latchStuck),
/* harmony export */   GX: () => (/* binding */ takenAway),
/* harmony export */   YW: () => (/* binding */ errandText),
/* harmony export */   lv: () => (/* binding */ takenBack)
/* harmony export */ });
/* harmony import */ var _base_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56620);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1559);


const mostErrandBytes = 12_000;
function errandText({ errand }) {
    const text = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orNothing */ .bR)(() => JSON.stringify(errand));
    return text !== undefined && new TextEncoder().encode(text).length <= mostErrandBytes ? text : undefined;
}
const latchStuck = (limitMs) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf('FL_TIMEOUT', {
    what: `The latch of the lock directory stayed taken for ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(limitMs)}.`,
    why: 'The process that has it does not go on, as if it were stopped, or cannot be seen from here.',
    fix: 'Let it continue, or end it.',
});
const takenBack = (which) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf('FL_CANCELLED', {
    what: `Our request ${which} was taken back by another process.`,
    why: 'The post step or an admin did that.',
});
const takenAway = (what, whyLost) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf('FL_LOST', {
    what,
    why: whyLost === undefined
        ? 'It was taken away: by an admin (`fetch-lock break`), by the post step or by a cleaner.'
        : `The reason is that ${whyLost}: it was not heard of in time, it no longer knows this lock, or an admin broke the lock on another host.`,
    fix: 'Run the job again.',
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

/***/ 81198:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o6: () => (/* binding */ publishFile)
/* harmony export */ });
/* unused harmony exports hiddenBeside, unwritable */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);
/* harmony import */ var _base_system_random_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(49703);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(33875);





function publishFile(path, text, { staged = besideOf(path), mode = 0o644 } = {}) {
    let isMade = false;
    try {
        if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { throwIfNoEntry: false })?.isFile() === false)
            throw new Error('what is there is not a plain file');
        const fd = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(staged, 'wx');
        isMade = true;
        try {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(fd, text);
        }
        finally {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(fd);
        }
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync)(staged, mode);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync)(staged, path);
    }
    catch (error) {
        if (isMade)
            (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(staged, { force: true }));
        throw unwritable(path, error);
    }
}
const besideOf = (path) => hiddenBeside(path, (0,_base_system_random_js__WEBPACK_IMPORTED_MODULE_3__/* .randomHex */ .n)(6));
const hiddenBeside = (path, suffix) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), `.${[...(0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path)].slice(0, 40).join('')}.fetch-lock-${suffix}`);
const reasons = {
    ENOENT: 'the directory it is to be in does not exist',
    ENOTDIR: 'something on the way there is not a directory',
    EACCES: 'permission is denied',
    EPERM: 'permission is denied',
    EROFS: 'the file system is read-only',
    ENOSPC: 'no space is left on the device',
    EDQUOT: 'the disk quota is used up',
};
const unwritable = (path, error) => new Error(`'${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_4__/* .inert */ .tJ)(path)}' cannot be written: ${reasons[(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .errnoOf */ .UQ)(error) ?? ''] ?? (0,_base_text_js__WEBPACK_IMPORTED_MODULE_4__/* .inert */ .tJ)((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error))}.`, { cause: error });


/***/ }),

/***/ 41886:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IO: () => (/* binding */ timeline),
/* harmony export */   J3: () => (/* binding */ blankRow),
/* harmony export */   Ti: () => (/* binding */ believe),
/* harmony export */   Up: () => (/* binding */ savedFetches),
/* harmony export */   _H: () => (/* binding */ doConflict)
/* harmony export */ });
/* harmony import */ var _base_event_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51002);

const mostMs = 366 * 24 * 3_600_000;
const doConflict = (one, other) => one === 'exclusive' || other === 'exclusive' || (one === 'update' && other === 'update');
const believe = (ms) => Math.min(mostMs, Math.max(0, Math.round(ms)));
function timeline(events) {
    const rows = new Map();
    for (const event of events) {
        if (event.ticket === undefined)
            continue;
        const at = Date.parse(event.ts);
        const row = rows.get(event.ticket) ?? blankRow(event.ticket, at - believe(event.waited_ms ?? event.held_ms ?? 0));
        rows.set(event.ticket, row);
        advance(row, event, at);
    }
    return [...rows.values()].sort((a, b) => a.askedAt - b.askedAt);
}
const blankRow = (ticket, askedAt) => ({
    ...{ ticket, job: {}, mode: '', askedAt, outcome: 'waiting' },
    ...{ gitMs: 0, ahead: 0, fetched: 'none', joined: [], merged: 0 },
    ...{ fetches: { asked: 0, saved: 0 }, incidents: {}, met: [] },
});
const gaveUp = {
    lock_timeout: 'timeout',
    lock_cancelled: 'cancelled',
    lock_unavailable: 'unavailable',
    deadlock_detected: 'deadlock',
};
function advance(row, event, at) {
    const isOfAnother = event.event === 'lock_recovered' || (event.event === 'lock_broken' && event.holder !== undefined);
    row.job = (isOfAnother ? event.holder : event.job) ?? row.job;
    if (event.event !== 'lock_downgraded')
        row.mode = event.mode ?? row.mode;
    row.ahead = event.ahead ?? row.ahead;
    switch (event.event) {
        case 'lock_waiting':
            if (!isOver(row) && row.grantedAt === undefined)
                meet(row, event, at);
            return;
        case 'lock_acquired':
            row.grantedAt = at;
            endWaiting(row, event.waited_ms ?? 0, at);
            if (!isOver(row))
                row.outcome = 'holding';
            return;
        case 'lock_downgraded':
            row.downgradedAt = at;
            if (row.grantedAt === undefined && event.held_ms !== undefined)
                row.grantedAt = at - believe(event.held_ms);
            if (!isOver(row))
                row.outcome = 'holding';
            return;
        case 'lock_released':
        case 'lock_recovered':
            if (!isOver(row) || row.outcome === 'broken')
                endHolding(row, event, at);
            if (!isOver(row))
                row.outcome = event.event === 'lock_released' ? 'released' : 'died';
            return;
        case 'lock_broken':
            if (isOver(row))
                return;
            endHolding(row, event, at);
            row.outcome = 'broken';
            return;
        case 'lock_timeout':
        case 'lock_cancelled':
        case 'lock_unavailable':
        case 'deadlock_detected':
            if (isOver(row))
                return;
            row.endedAt = at;
            endWaiting(row, event.waited_ms ?? at - row.askedAt, at);
            row.outcome = gaveUp[event.event];
            return;
        case 'lock_bypassed':
            if (isOver(row) && row.outcome !== 'bypassed')
                row.refusal = row.outcome;
            row.outcome = 'bypassed';
            return;
        case 'git_finished':
            row.gitMs += believe(event.duration_ms ?? 0);
            row.merged = Math.max(row.merged, event.merged ?? 0);
            if (event.network && event.exit_code === 0)
                recordFetch(row, 'fetched');
            return;
        case 'fetch_joined':
            recordFetch(row, 'joined');
            if (event.holder)
                addJob(row.joined, event.holder);
            return;
        case 'fetch_skipped':
            recordFetch(row, 'present');
            return;
        case 'mirror_created':
        case 'mirror_restored':
        case 'mirror_rebuilt':
            row.fetched = 'fetched';
            countIncident(row, event.event);
            return;
        case 'mirror_saved':
        case 'git_retried':
        case 'git_lock_removed':
            countIncident(row, event.event);
            return;
        default:
            event.event;
    }
}
const isOver = ({ outcome }) => outcome !== 'waiting' && outcome !== 'holding';
const mostMet = 100;
function meet(row, { elsewhere = [] }, at) {
    const now = elsewhere.slice(0, _base_event_js__WEBPACK_IMPORTED_MODULE_0__/* .mostElsewhere */ .er);
    const isSame = (one, other) => one.ticket === other.ticket && one.mode === other.mode;
    const inSight = row.met.filter((it) => it.goneAt === undefined);
    const granted = (it) => at - believe(it.held_ms ?? 0);
    for (const it of inSight) {
        if (now.some((one) => isSame(one, it)))
            continue;
        const proofs = now.filter((one) => one.ticket !== it.ticket && doConflict(one.mode, it.mode)).map(granted);
        it.goneAt = Math.max(it.seenAt, Math.min(at, ...proofs));
    }
    for (const { ticket, job, mode, held_ms: heldMs } of now) {
        if (row.met.length >= mostMet || inSight.some((it) => isSame(it, { ticket, mode })))
            continue;
        row.met.push({ ...{ ticket, job, mode, seenAt: at }, ...(heldMs === undefined ? {} : { grantedAt: granted({ held_ms: heldMs }) }) });
    }
}
function endWaiting(row, waitedMs, at) {
    row.waitedMs = believe(waitedMs);
    row.askedAt = at - row.waitedMs;
}
function endHolding(row, { held_ms: told, event }, at) {
    row.endedAt = at;
    const heldMs = told === undefined ? undefined : believe(told);
    if (heldMs !== undefined && (heldMs > 0 || event === 'lock_released'))
        row.grantedAt ??= at - heldMs;
    if (row.grantedAt === undefined)
        return;
    row.heldMs = heldMs ?? believe(at - row.grantedAt);
    row.endedAt = row.grantedAt + row.heldMs;
}
function countIncident(row, incident) {
    row.incidents[incident] = (row.incidents[incident] ?? 0) + 1;
}
const weights = ['none', 'present', 'joined', 'fetched'];
function recordFetch(row, how) {
    if (weights.indexOf(how) > weights.indexOf(row.fetched))
        row.fetched = how;
    row.fetches.asked += 1;
    if (how !== 'fetched')
        row.fetches.saved += 1;
}
const mostJobs = 16;
function addJob(jobs, job) {
    const name = encode(job);
    if (jobs.length < mostJobs && !jobs.some((it) => encode(it) === name))
        jobs.push(job);
}
const encode = (job) => JSON.stringify(Object.entries(job).sort());
const savedFetches = (rows) => ({
    asked: rows.reduce((sum, it) => sum + it.fetches.asked, 0),
    saved: rows.reduce((sum, it) => sum + it.fetches.saved, 0),
});


/***/ })

};
