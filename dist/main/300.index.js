export const id = 300;
export const ids = [300];
export const modules = {

/***/ 8300:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  writeMetrics: () => (/* binding */ writeMetrics)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./lib/src/base/clock.js
var base_clock = __webpack_require__(63148);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __webpack_require__(33875);
// EXTERNAL MODULE: ./lib/src/lock/host/line.js
var line = __webpack_require__(34033);
// EXTERNAL MODULE: ./lib/src/lock/host/lock-dir.js + 1 modules
var lock_dir = __webpack_require__(63197);
// EXTERNAL MODULE: ./lib/src/report/archive.js
var archive = __webpack_require__(33059);
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
const goneMs = 30 * 24 * 3_600_000;
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

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/system/random.js + 1 modules
var random = __webpack_require__(83664);
;// CONCATENATED MODULE: ./lib/src/report/publish.js





function publishFile(path, text, { staged = besideOf(path), mode = 0o644 } = {}) {
    let isMade = false;
    try {
        if ((0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false })?.isFile() === false)
            throw new Error('what is there is not a plain file');
        const fd = (0,external_node_fs_.openSync)(staged, 'wx');
        isMade = true;
        try {
            (0,external_node_fs_.writeFileSync)(fd, text);
        }
        finally {
            (0,external_node_fs_.closeSync)(fd);
        }
        (0,external_node_fs_.chmodSync)(staged, mode);
        (0,external_node_fs_.renameSync)(staged, path);
    }
    catch (error) {
        if (isMade)
            (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.rmSync)(staged, { force: true }));
        throw unwritable(path, error);
    }
}
const besideOf = (path) => hiddenBeside(path, (0,random/* randomHex */.n)(6));
const hiddenBeside = (path, suffix) => (0,external_node_path_.join)((0,external_node_path_.dirname)(path), `.${[...(0,external_node_path_.basename)(path)].slice(0, 40).join('')}.fetch-lock-${suffix}`);
const reasons = {
    ENOENT: 'the directory it is to be in does not exist',
    ENOTDIR: 'something on the way there is not a directory',
    EACCES: 'permission is denied',
    EPERM: 'permission is denied',
    EROFS: 'the file system is read-only',
    ENOSPC: 'no space is left on the device',
    EDQUOT: 'the disk quota is used up',
};
const unwritable = (path, error) => new Error(`'${(0,base_text/* inert */.tJ)(path)}' cannot be written: ${reasons[(0,errors/* errnoOf */.UQ)(error) ?? ''] ?? (0,base_text/* inert */.tJ)((0,errors/* messageOf */.bD)(error))}.`, { cause: error });

// EXTERNAL MODULE: ./lib/src/base/event.js
var base_event = __webpack_require__(51002);
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
    publishFile(totalsOf(lockDir), `${JSON.stringify({ v: 1, marks, tally })}\n`, { staged, mode });
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

;// CONCATENATED MODULE: ./lib/src/action/metrics.js










async function writeMetrics({ log }, clock, places, path) {
    try {
        const all = [...new Map(places.map((it) => [it.dir, it])).values()].filter(lock_dir/* isUsable */.Ng);
        if (all.length > 0)
            await inTurn(path, clock, () => merge(path, all.map(figuresOf), clock.wall()));
    }
    catch (error) {
        log.warning(`The metrics are not written: ${(0,base_text/* inert */.tJ)((0,errors/* messageOf */.bD)(error), 1000)}`);
    }
}
const figuresOf = ({ dir, guards }) => ({ guards, line: (0,line/* readStanding */.ZY)(dir), tally: totalUp(dir, (0,line/* stagedIn */.UV)(dir)) });
function merge(path, all, nowAt) {
    const text = readOurs(path);
    publishFile(path, renderMetrics(all, samplesIn(text, new Set(all.map((it) => lockLabel(it.guards))), nowAt)));
}
const metrics_mostBytes = 8 * 1_048_576;
function readOurs(path) {
    const fd = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR', 'ELOOP'], () => (0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_RDONLY | archive/* safely */.vm));
    if (fd === undefined)
        return '';
    try {
        const found = (0,external_node_fs_.fstatSync)(fd);
        if (!found.isFile())
            return '';
        const text = found.size <= metrics_mostBytes ? (0,external_node_fs_.readFileSync)(fd, 'utf8') : undefined;
        if (text !== undefined && isOurText(text))
            return text;
        throw new Error(`'${path}' holds something else, and is left as it is. Give \`metrics-file\` a name of its own, or remove it.`);
    }
    finally {
        (0,external_node_fs_.closeSync)(fd);
    }
}
const [deadMs, limitMs, lookMs] = [2000, 4000, 20];
async function inTurn(path, clock, act) {
    const claim = hiddenBeside(path, 'turn');
    const untilMs = clock.now() + limitMs;
    let fd = claimTurn(path, claim);
    while (fd === undefined) {
        if (clock.now() > untilMs)
            throw new Error(`'${claim}' says that another job has been writing it all the time. Remove it if none is.`);
        await (0,base_clock/* pause */.v7)(clock, lookMs);
        const found = (0,external_node_fs_.lstatSync)(claim, { throwIfNoEntry: false });
        if (found && Math.abs(clock.wall() - found.mtimeMs) > deadMs)
            (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.rmSync)(claim));
        fd = claimTurn(path, claim);
    }
    try {
        act();
    }
    finally {
        if ((0,external_node_fs_.lstatSync)(claim, { throwIfNoEntry: false })?.ino === (0,external_node_fs_.fstatSync)(fd).ino)
            (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.rmSync)(claim));
        (0,external_node_fs_.closeSync)(fd);
    }
}
function claimTurn(path, claim) {
    try {
        return (0,errors/* unless */.NJ)(['EEXIST'], () => (0,external_node_fs_.openSync)(claim, 'wx', 0o600));
    }
    catch (error) {
        throw unwritable(path, error);
    }
}


/***/ })

};
