export const id = 538;
export const ids = [538,657];
export const modules = {

/***/ 1657:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dr: () => (/* binding */ cutStart),
/* harmony export */   PL: () => (/* binding */ columnsOf),
/* harmony export */   eV: () => (/* binding */ pad),
/* harmony export */   ym: () => (/* binding */ cutEnd)
/* harmony export */ });
const mark = '\u2026';
const columnsOf = (text) => [...text].reduce((sum, it) => sum + ((it.codePointAt(0) ?? 0) < 0x1100 || it === mark ? 1 : 2), 0);
function cutEnd(text, columns) {
    if (columnsOf(text) <= columns)
        return text;
    const kept = [];
    let left = columns - columnsOf(mark);
    for (const it of text) {
        left -= columnsOf(it);
        if (left < 0)
            break;
        kept.push(it);
    }
    return columns < columnsOf(mark) ? '' : kept.join('').trimEnd() + mark;
}
function cutStart(text, columns) {
    const turn = (it) => [...it].reverse().join('');
    return turn(cutEnd(turn(text), columns));
}
function pad(text, columns) {
    const kept = cutEnd(text, columns);
    return kept + ' '.repeat(Math.max(0, columns - columnsOf(kept)));
}


/***/ }),

/***/ 35538:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  report: () => (/* binding */ report)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(73136);
// EXTERNAL MODULE: ./lib/src/base/duration.js
var duration = __webpack_require__(56620);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __webpack_require__(33875);
// EXTERNAL MODULE: ./lib/src/report/archive.js
var archive = __webpack_require__(33059);
// EXTERNAL MODULE: ./lib/src/report/journal.js
var journal = __webpack_require__(90690);
// EXTERNAL MODULE: ./lib/src/base/columns.js
var columns = __webpack_require__(1657);
// EXTERNAL MODULE: ./lib/src/report/timeline.js
var timeline = __webpack_require__(41886);
;// CONCATENATED MODULE: ./lib/src/report/waiting/elsewhere.js

const isElsewhere = ({ row }) => row.outcome === 'elsewhere';
function holdsElsewhere(spans) {
    const own = new Set(spans.map((it) => it.row.ticket));
    const met = new Map();
    for (const span of spans) {
        for (const sighting of span.row.met) {
            if (own.has(sighting.ticket))
                continue;
            const isOpen = sighting.goneAt === undefined && span.isOpen && !span.isGranted;
            const untilAt = Math.max(sighting.seenAt, Math.min(span.waitedUntil, sighting.goneAt ?? span.waitedUntil));
            met.set(sighting.ticket, [...(met.get(sighting.ticket) ?? []), { sighting, untilAt, isOpen }]);
        }
    }
    return [...met].map(([ticket, seen]) => join(ticket, seen));
}
function join(ticket, seen) {
    const written = seen.filter((it) => it.sighting.mode !== 'shared');
    const { job, mode } = (written.at(0) ?? seen[0]).sighting;
    const grants = seen.flatMap((it) => it.sighting.grantedAt ?? []);
    const fromAt = Math.min(...grants, ...seen.map((it) => it.sighting.seenAt));
    const endsAt = Math.max(...seen.map((it) => it.untilAt));
    const downgradedAt = Math.max(fromAt, ...(written.length > 0 ? written : seen).map((it) => it.untilAt));
    const row = {
        ...(0,timeline/* blankRow */.J3)(ticket, fromAt),
        ...{ job, mode, outcome: 'elsewhere' },
        ...(grants.length > 0 ? { grantedAt: fromAt } : {}),
        ...(downgradedAt < endsAt && written.length < seen.length ? { downgradedAt } : {}),
    };
    return {
        ...{ row, askedAt: fromAt, waitedUntil: fromAt, endsAt, isGranted: true },
        ...{ downgradedAt: row.downgradedAt ?? endsAt, isOpen: seen.some((it) => it.isOpen) },
    };
}

;// CONCATENATED MODULE: ./lib/src/report/waiting/spans.js


const longestMs = 2 ** 31;
function spansOf(rows, nowAt) {
    const granted = new Map();
    const spans = rows.toReversed().map((row) => {
        const span = settle(row, nowAt, granted);
        const mode = plainMode(row.mode);
        if (span.isGranted)
            granted.set(mode, Math.min(span.waitedUntil, granted.get(mode) ?? Number.POSITIVE_INFINITY));
        return span;
    });
    return [...spans.reverse(), ...holdsElsewhere(spans)].sort((a, b) => a.askedAt - b.askedAt);
}
const plainMode = (mode) => (mode === 'exclusive' || mode === 'update' ? mode : 'shared');
function settle(row, nowAt, granted) {
    const isOpen = row.endedAt === undefined && (row.outcome === 'waiting' || row.outcome === 'holding');
    const mode = row.downgradedAt === undefined ? row.mode : 'shared';
    const overtakenAt = [...granted]
        .filter(([later, at]) => at > (row.grantedAt ?? row.askedAt) && (0,timeline/* doConflict */._H)(mode, later))
        .map(([, at]) => at);
    const until = Math.min(nowAt, ...overtakenAt);
    const askedAt = Math.max(row.askedAt, (row.grantedAt ?? row.endedAt ?? row.askedAt) - longestMs);
    const endsAt = Math.max(askedAt, row.endedAt ?? (isOpen ? until : askedAt + (row.waitedMs ?? 0)));
    const waitedUntil = Math.min(endsAt, Math.max(askedAt, row.grantedAt ?? endsAt));
    return {
        ...{ row, askedAt, waitedUntil, endsAt, isGranted: row.grantedAt !== undefined, isOpen: isOpen && overtakenAt.length === 0 },
        downgradedAt: Math.min(endsAt, Math.max(waitedUntil, row.downgradedAt ?? endsAt)),
    };
}
const spans_waitedMs = (span) => span.waitedUntil - span.askedAt;
const heldMs = (span) => span.endsAt - span.waitedUntil;
const spans_waitOf = ({ askedAt, waitedUntil }) => ({ fromAt: askedAt, toAt: waitedUntil });
function holdsOf({ row, isGranted, waitedUntil, downgradedAt, endsAt }) {
    if (!isGranted)
        return [];
    const mode = plainMode(row.mode);
    if (row.downgradedAt === undefined || mode === 'shared')
        return [{ mode, fromAt: waitedUntil, toAt: endsAt }];
    return [
        { mode, fromAt: waitedUntil, toAt: downgradedAt },
        { mode: 'shared', fromAt: downgradedAt, toAt: endsAt },
    ];
}
const spans_overlapMs = (a, b) => Math.max(0, Math.min(a.toAt, b.toAt) - Math.max(a.fromAt, b.fromAt));
const around = (spans, mine) => spans.filter((it) => it.askedAt <= mine.endsAt && it.endsAt >= mine.askedAt);

;// CONCATENATED MODULE: ./lib/src/report/waiting/bursts.js

const gapMs = 5000;
const mostMembers = 24;
const mostGuests = 4;
const mostInBurst = mostMembers + mostGuests;
const activeUntil = (span) => (span.row.mode === 'shared' ? span.waitedUntil : span.downgradedAt);
function burstsOf(spans, obstacles) {
    const bursts = [];
    let members = [];
    let until = Number.NEGATIVE_INFINITY;
    const close = () => {
        if (members.length > 0)
            bursts.push(makeBurst(members, obstacles));
        members = [];
    };
    for (const span of spans) {
        if (members.length >= mostMembers || span.askedAt > until + gapMs) {
            close();
            until = Number.NEGATIVE_INFINITY;
        }
        members.push(span);
        until = Math.max(until, activeUntil(span));
    }
    close();
    return bursts;
}
function makeBurst(members, obstacles) {
    const own = new Set(members);
    const blocked = new Map();
    for (const { span, ms } of members.flatMap((it) => obstacles.get(it) ?? [])) {
        if (!own.has(span))
            blocked.set(span, (blocked.get(span) ?? 0) + ms);
    }
    const guests = [...blocked]
        .sort(([, a], [, b]) => b - a)
        .slice(0, mostGuests)
        .map(([span]) => span);
    return {
        fromAt: Math.min(...members.map((it) => it.askedAt)),
        toAt: Math.max(...members.map(activeUntil)),
        spans: [...guests, ...members].sort((a, b) => a.askedAt - b.askedAt),
        members: members.length,
        waitedMs: members.reduce((sum, it) => sum + spans_waitedMs(it), 0),
    };
}
const worthMs = 1000;
function chooseBursts(bursts, mostSpans) {
    const waited = bursts.filter((it) => it.waitedMs >= worthMs).sort((a, b) => b.waitedMs - a.waitedMs);
    const candidates = waited.length > 0 ? waited : bursts.toReversed();
    let room = waited.length > 0 ? mostSpans : Math.min(mostSpans, mostInBurst);
    const chosen = candidates.filter((it) => {
        if (it.spans.length > room)
            return false;
        room -= it.spans.length;
        return true;
    });
    return chosen.sort((a, b) => b.fromAt - a.fromAt);
}
const steps = [
    100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000, 7_200_000,
    14_400_000, 21_600_000, 43_200_000, 86_400_000,
];
const stepFor = (ms, most) => steps.find((it) => ms / it <= most) ?? Math.ceil(ms / most / 86_400_000) * 86_400_000;

// EXTERNAL MODULE: ./lib/src/report/words.js
var words = __webpack_require__(83512);
;// CONCATENATED MODULE: ./lib/src/report/pictures/captions.js







const leastMs = 50;
const endings = {
    timeout: 'gave up',
    cancelled: 'was cancelled',
    died: 'died without letting go',
    broken: 'was ended by an admin',
    unavailable: 'got no lock',
    deadlock: 'was refused: it would have been a deadlock',
    bypassed: 'went on without the lock',
    elsewhere: 'on another host',
};
const captions_numberSpans = ({ spans }) => new Map(spans.map((it, index) => [it, index + 1]));
function sayBehind(obstacles, numbers) {
    const first = obstacles.find((it) => numbers.has(it.span));
    if (!first)
        return obstacles.length > 0 ? `behind ${(0,base_text/* plural */.LS)(obstacles.length, 'request')} before these` : '';
    return `behind ${numbers.get(first.span)}${obstacles.length > 1 ? ` and ${obstacles.length - 1} more` : ''}`;
}
const isMember = (span, fromAt) => span.askedAt >= fromAt;
function captions_saySpan(span, fromAt, obstacles, numbers) {
    const { row, isOpen, isGranted } = span;
    const waits = spans_waitedMs(span) >= leastMs && isMember(span, fromAt);
    const fetched = { none: '', present: 'nothing to fetch', joined: sayJoined(row.joined), fetched: 'fetched' }[row.fetched];
    return [
        waits && `${isOpen && !isGranted ? 'has waited' : 'waited'} ${(0,duration/* formatDuration */.a)(spans_waitedMs(span))} ${sayBehind(obstacles, numbers)}`.trim(),
        isMember(span, fromAt) && fetched && (row.merged > 0 ? `${fetched}, also for ${(0,base_text/* plural */.LS)(row.merged, 'request')} in line` : fetched),
        isGranted && `${isOpen ? 'has held' : 'held'} ${sayHeld(span)}`,
        isGranted || row.outcome !== 'died' ? endings[row.outcome] : 'died while it waited',
        ...sayIncidents(row),
    ]
        .filter(Boolean)
        .join(' \u00b7 ');
}
const sayHeld = (span) => `${isElsewhere(span) ? 'at least ' : ''}${(0,duration/* formatDuration */.a)(heldMs(span))}`;
const incidents = {
    mirror_created: () => 'cloned the mirror',
    mirror_restored: () => 'restored the mirror from the cache',
    mirror_rebuilt: () => 'made the mirror anew',
    mirror_saved: () => 'saved the mirror to the cache',
    git_retried: (count) => `tried git again ${count === 1 ? 'once' : `${count} times`}`,
    git_lock_removed: (count) => `removed ${(0,base_text/* plural */.LS)(count, 'left-over lock file')} of git`,
};
const sayIncidents = ({ incidents: found }) => Object.keys(incidents).flatMap((it) => (found[it] ? [incidents[it](found[it])] : []));
const sayJoined = ([first]) => (first ? `joined the fetch of ${nameShortly(first, 60)}` : 'joined a fetch');
function sayTime(at) {
    const [, , day, month, year, time] = /^(\w+), (\d+) (\w+) (-?\d+) ([\d:]+) GMT$/.exec(new Date(at).toUTCString()) ?? [];
    return `${Number(day)} ${month} ${year} ${time} UTC`;
}
function captions_nameSpan(span, most) {
    const { job } = span.row;
    if (!isElsewhere(span) || job.host === undefined)
        return nameShortly(job, most);
    const host = ` on ${(0,base_text/* inert */.tJ)(job.host, Math.floor(most / 2))}`;
    return `${nameShortly({ ...job, host: '' }, Math.max(4, most - (0,columns/* columnsOf */.PL)(host)))}${host}`;
}
function nameShortly(job, most) {
    const leg = job.job_index && job.job_index !== '0' ? ` (leg ${job.job_index})` : '';
    return (0,base_text/* inert */.tJ)(job.job ? `${job.job}${leg}` : (job.command ?? (0,words/* nameJob */.PB)(job)), most);
}
function figuresInWords(figures) {
    const { requests, p50Ms, p95Ms, totalMs, timeouts, recoveries, bypassed, fetches } = figures;
    const all = [
        [requests, requests === 1 ? 'request' : 'requests'],
        [p50Ms === undefined ? undefined : (0,duration/* formatDuration */.a)(p50Ms), 'median wait (p50)'],
        [p95Ms === undefined ? undefined : (0,duration/* formatDuration */.a)(p95Ms), 'p95 wait'],
        [totalMs >= leastMs ? (0,duration/* formatDuration */.a)(totalMs) : undefined, 'of waiting in all'],
        [timeouts || undefined, 'gave up'],
        [recoveries || undefined, recoveries === 1 ? 'job died' : 'jobs died'],
        [bypassed || undefined, 'went on without the lock'],
        [fetches.asked > 0 ? `${fetches.saved} of ${fetches.asked}` : undefined, 'fetches saved'],
    ];
    return all.flatMap(([number, of]) => (number === undefined ? [] : [[String(number), of]]));
}
function sayBlockers({ blockers, figures }, most) {
    const named = blockers.slice(0, most).map((it) => `${it.name} (${(0,duration/* formatDuration */.a)(it.ms)}, ${(0,base_text/* plural */.LS)(it.waits, 'wait')})`);
    if (named.length > 0)
        return `Most of the waiting was for ${named.join('; ')}.`;
    return figures.totalMs < worthMs ? 'Nobody had to wait for anybody.' : 'Whom they waited for is not in the journal.';
}
function sayAdvice({ blockers: [worst], figures }) {
    const { p95Ms } = figures;
    if (p95Ms === undefined || figures.totalMs < worthMs)
        return '';
    if (p95Ms < worthMs)
        return `It is no bottleneck: 95 % waited at most ${(0,duration/* formatDuration */.a)(p95Ms)}.`;
    if (!worst || worst.gitMs === 0 || worst.aloneMs < worthMs)
        return '';
    const held = `${worst.name} had it to itself for ${(0,duration/* formatDuration */.a)(worst.aloneMs)}, of which git took ${(0,duration/* formatDuration */.a)(Math.min(worst.gitMs, worst.aloneMs))}`;
    return worst.gitMs * 2 < worst.aloneMs
        ? `${held}: there, \`hold: step\` would free it once git is done, and \`mode: auto\` share it.`
        : `${held}: a narrower fetch, \`want\` or \`max-age\` would leave git less to do.`;
}
function sayLeft({ spans }, drawn) {
    const shown = new Set(drawn.flatMap((it) => it.spans));
    const count = spans.filter((it) => !shown.has(it)).length;
    return count > 0 ? `${(0,base_text/* plural */.LS)(count, 'more request')} not drawn, which waited less or held nobody up; the numbers count all of them.` : '';
}

;// CONCATENATED MODULE: ./lib/src/report/pictures/bars.js






const mostBlockers = 3;
function renderBars(account, canvas) {
    const { path, spans, obstacles, figures, bursts } = account;
    const { paint, width } = canvas;
    const heading = paint('bold', (0,columns/* cutEnd */.ym)((0,base_text/* inert */.tJ)(path), width));
    if (spans.length === 0)
        return [heading, ...wrap('Nobody has asked for this lock.', width)];
    const chosen = chooseBursts(bursts, mostInBurst);
    const left = sayLeft(account, chosen);
    const numbers = figuresInWords(figures).map(([number, of]) => `${number} ${of}`);
    return [
        heading,
        ...wrap(numbers.join(' \u00b7 '), width),
        ...wrap(`${sayBlockers(account, mostBlockers)} ${sayAdvice(account)}`.trim(), width),
        ...chosen.flatMap((it) => ['', ...renderBurst(it, obstacles, canvas)]),
        ...(left ? ['', ...wrap(left, width)] : []),
    ];
}
function renderBurst(burst, obstacles, { width, paint }) {
    const numbers = captions_numberSpans(burst);
    const isWide = width >= 72;
    const figure = isWide ? 28 : 9;
    const name = Math.min(40, Math.max(10, Math.floor(width * 0.26)));
    const plot = Math.max(6, width - 2 - 3 - name - 1 - 1 - figure);
    const spanMs = Math.max(1, burst.toAt - burst.fromAt);
    const rows = burst.spans.map((span) => {
        const waits = spans_waitedMs(span) >= leastMs && isMember(span, burst.fromAt);
        const said = waits ? `${(0,duration/* formatDuration */.a)(spans_waitedMs(span))}${isWide ? ` ${sayBehind(obstacles.get(span) ?? [], numbers)}` : ''}` : '';
        const number = String(numbers.get(span)).padStart(2);
        return `  ${paint('dim', number)} ${(0,columns/* pad */.eV)(captions_nameSpan(span, name), name)} ${drawBar(span, burst.fromAt, spanMs / plot, plot, paint)} ${(0,columns/* cutEnd */.ym)(said, figure)}`.trimEnd();
    });
    const heading = `  ${sayTime(burst.fromAt)}, for ${(0,duration/* formatDuration */.a)(burst.toAt - burst.fromAt)}, ${(0,base_text/* plural */.LS)(burst.members, 'request')}`;
    return [(0,columns/* cutEnd */.ym)(heading, width), ...rows];
}
const glyphs = { exclusive: '\u2588', update: '\u2593', shared: '\u2591', wait: '\u2500', gaveUp: '\u2717', join: '\u25cf', none: ' ' };
const looks = {
    ...{ exclusive: 'blue', update: 'blue', shared: 'blue', wait: 'dim', gaveUp: 'red', join: 'magenta', none: undefined },
};
function legendOfBars({ width, paint }) {
    const entries = [
        ['wait', 'waited'],
        ['exclusive', 'held it exclusive'],
        ['update', 'to update'],
        ['shared', 'shared'],
        ['join', 'joined a fetch'],
        ['gaveUp', 'got no lock'],
    ].map(([cell, meaning]) => ({ text: `${show(cell, 1, paint)} ${meaning}`, columns: 2 + meaning.length }));
    const lines = [];
    for (const it of entries) {
        const last = lines.at(-1);
        if (last && last.columns + 3 + it.columns <= width)
            Object.assign(last, { text: `${last.text}   ${it.text}`, columns: last.columns + 3 + it.columns });
        else
            lines.push({ text: `  ${it.text}`, columns: 2 + it.columns });
    }
    return lines.map((it) => it.text);
}
const show = (cell, count, paint) => {
    const look = looks[cell];
    return look ? paint(look, glyphs[cell].repeat(count)) : glyphs[cell].repeat(count);
};
function drawBar(span, fromAt, cellMs, count, paint) {
    const cells = Array.from({ length: count }, () => 'none');
    const cellAt = (at) => Math.min(count - 1, Math.max(0, Math.floor((at - fromAt) / cellMs)));
    const fill = (cell, from, to) => {
        if (to <= from || to <= fromAt || from > fromAt + count * cellMs)
            return;
        cells.fill(cell, cellAt(from), Math.max(cellAt(from) + 1, Math.min(count, Math.ceil((to - fromAt) / cellMs))));
    };
    const { row, askedAt, waitedUntil, endsAt } = span;
    fill('wait', askedAt, waitedUntil);
    for (const it of holdsOf(span).reverse())
        fill(it.mode, it.fromAt, it.toAt);
    if (row.fetched === 'joined' && waitedUntil >= fromAt)
        cells[cellAt(waitedUntil)] = 'join';
    if (!span.isGranted && !span.isOpen)
        cells[cellAt(endsAt)] = 'gaveUp';
    return runsOf(cells)
        .map(([cell, length]) => show(cell, length, paint))
        .join('');
}
function runsOf(cells) {
    const runs = [];
    for (const cell of cells) {
        const last = runs.at(-1);
        if (last?.[0] === cell)
            last[1] += 1;
        else
            runs.push([cell, 1]);
    }
    return runs;
}
function wrap(text, width) {
    const lines = [];
    for (const word of text.split(' ')) {
        const last = lines.at(-1);
        if (last !== undefined && (0,columns/* columnsOf */.PL)(last) + 1 + (0,columns/* columnsOf */.PL)(word) <= width)
            lines.splice(-1, 1, `${last} ${word}`);
        else
            lines.push(`  ${(0,columns/* cutEnd */.ym)(word, width - 2)}`);
    }
    return lines;
}

;// CONCATENATED MODULE: ./lib/src/report/pictures/document.js


function renderDocument({ accounts, nowAt, since }) {
    const document = {
        ...{ v: 1, ts: iso(nowAt), since: since ?? null },
        locks: accounts.map((it) => ('trouble' in it ? it : describeAccount(it))),
    };
    return (0,base_text/* renderJson */.hF)(document);
}
const iso = (at) => new Date(at).toISOString();
function describeAccount({ path, spans, elsewhere, obstacles, figures, blockers }) {
    return {
        path,
        requests: figures.requests,
        waited_ms: { total: Math.round(figures.totalMs), p50: figures.p50Ms ?? null, p95: figures.p95Ms ?? null },
        ...{ timeouts: figures.timeouts, recoveries: figures.recoveries, bypassed: figures.bypassed, fetches: figures.fetches },
        blockers: blockers.map(({ name, ms, waits }) => ({ name, blocked_ms: Math.round(ms), waits })),
        rows: [...spans, ...elsewhere].map((span) => describeSpan(span, obstacles)),
    };
}
function describeSpan(span, obstacles) {
    const { row, askedAt, waitedUntil, endsAt, isGranted, isOpen } = span;
    const isSeen = isElsewhere(span);
    return {
        ...{ ticket: row.ticket, job: row.job, mode: row.mode, outcome: row.outcome, asked_at: isSeen ? null : iso(askedAt) },
        granted_at: isGranted && (!isSeen || row.grantedAt !== undefined) ? iso(waitedUntil) : null,
        downgraded_at: row.downgradedAt === undefined || isSeen ? null : iso(row.downgradedAt),
        ended_at: isOpen || isSeen ? null : iso(endsAt),
        waited_ms: isSeen ? null : Math.round(waitedUntil - askedAt),
        held_ms: isGranted ? Math.round(endsAt - waitedUntil) : null,
        git_ms: Math.round(row.gitMs),
        ...{ ahead: row.ahead, fetched: row.fetched, joined: row.joined, merged: row.merged, incidents: row.incidents },
        behind: (obstacles.get(span) ?? []).map(({ span: other, ms }) => ({ ticket: other.row.ticket, blocked_ms: Math.round(ms) })),
    };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/src/report/history.js
var report_history = __webpack_require__(40641);
;// CONCATENATED MODULE: ./lib/src/report/waiting/obstacles.js


const leastPart = 0.02;
const mostObstacles = 20;
const mostLooked = 500;
function inTheWay(spans) {
    const found = new Map();
    const granted = spans.filter((it) => it.isGranted).sort(byGrant);
    let seen = 0;
    let holding = [];
    let waiting = [];
    for (const span of spans) {
        for (; granted[seen] && (granted[seen]?.waitedUntil ?? 0) <= span.askedAt; seen += 1)
            holding.push(granted[seen]);
        holding = holding.filter((it) => it.endsAt > span.askedAt).slice(-mostLooked);
        waiting = waiting.filter((it) => it.waitedUntil > span.askedAt).slice(-mostLooked);
        if (spans_waitedMs(span) > 0) {
            const obstacles = choose(span, [...holding, ...grantedWithin(granted, seen, span)], waiting).slice(0, mostObstacles);
            if (obstacles.length > 0)
                found.set(span, obstacles);
            waiting.push(span);
        }
    }
    return found;
}
function obstaclesOf(spans, mine) {
    const before = spans.slice(0, spans.indexOf(mine));
    return choose(mine, spans.filter((it) => it.isGranted).sort(byGrant), before.filter((it) => it.waitedUntil > mine.askedAt));
}
const byGrant = (a, b) => a.waitedUntil - b.waitedUntil;
function grantedWithin(granted, from, span) {
    let end = from;
    while (end < granted.length && end < from + mostLooked && (granted[end]?.waitedUntil ?? 0) < span.waitedUntil)
        end += 1;
    return granted.slice(from, end);
}
function choose(mine, holding, waiting) {
    const inFront = waiting.filter((it) => (0,timeline/* doConflict */._H)(it.row.mode, mine.row.mode));
    const kept = keptBy(mine, inFront);
    const held = holding
        .filter((it) => it !== mine)
        .map((span) => ({ span, ms: holdsOf(span).reduce((sum, it) => sum + spans_overlapMs(it, kept[it.mode]), 0) }))
        .filter(({ ms }) => ms > 0 && ms >= spans_waitedMs(mine) * leastPart)
        .sort((a, b) => b.ms - a.ms);
    return held.length > 0 ? held : inFront.map((span) => ({ span, ms: 0 }));
}
function keptBy(mine, inFront) {
    const { fromAt, toAt } = spans_waitOf(mine);
    const last = { fromAt, toAt: Math.max(toAt, fromAt + 1) };
    const lastOf = (mode) => {
        if ((0,timeline/* doConflict */._H)(mode, mine.row.mode))
            return last;
        const kept = inFront.filter((it) => (0,timeline/* doConflict */._H)(mode, it.row.mode));
        return {
            fromAt,
            toAt: Math.min(last.toAt, kept.reduce((most, it) => Math.max(most, it.waitedUntil), fromAt)),
        };
    };
    return { exclusive: lastOf('exclusive'), update: lastOf('update'), shared: lastOf('shared') };
}
const obstacles_leastMs = 1000;
function concerned(spans, mine) {
    const noticedMs = Math.min(obstacles_leastMs, waitedMs(mine) / 20);
    const waiters = spans
        .filter((it) => it !== mine && overlapMs(waitOf(it), waitOf(mine)) > noticedMs)
        .sort((a, b) => Math.abs(a.askedAt - mine.askedAt) - Math.abs(b.askedAt - mine.askedAt));
    const obstacles = obstaclesOf(spans, mine).filter((it) => it.ms > 0);
    return [...new Set([...obstacles.map((it) => it.span), ...waiters])];
}

;// CONCATENATED MODULE: ./lib/src/report/waiting/account.js







function accountOf(path, rows, nowAt, sinceAt = Number.NEGATIVE_INFINITY) {
    const all = spansOf(rows, nowAt).filter((it) => it.endsAt >= sinceAt);
    const [spans, elsewhere] = [all.filter((it) => !isElsewhere(it)), all.filter(isElsewhere)];
    const obstacles = inTheWay(all);
    const counted = { figures: figuresOf(spans), blockers: blockersOf(obstacles), bursts: burstsOf(spans, obstacles) };
    return { path, spans, elsewhere, obstacles, ...counted };
}
function blockersOf(obstacles) {
    const blockers = new Map();
    const seen = new Set();
    for (const [waiter, found] of obstacles) {
        const sum = found.reduce((total, it) => total + it.ms, 0);
        const part = Math.min(1, spans_waitedMs(waiter) / sum);
        const names = new Set();
        for (const { span, ms } of found.filter((it) => it.ms > 0)) {
            const name = nameOf(span);
            const before = blockers.get(name) ?? { name, ms: 0, waits: 0, aloneMs: 0, gitMs: 0 };
            const isNew = !seen.has(span);
            blockers.set(name, {
                ...{ name, ms: before.ms + ms * part, waits: before.waits + (names.has(name) ? 0 : 1) },
                ...{ aloneMs: before.aloneMs + (isNew ? aloneMs(span) : 0), gitMs: before.gitMs + (isNew ? span.row.gitMs : 0) },
            });
            names.add(name);
            seen.add(span);
        }
    }
    return [...blockers.values()].sort((a, b) => b.ms - a.ms);
}
const aloneMs = (span) => holdsOf(span).reduce((sum, { mode, fromAt, toAt }) => sum + (mode === 'shared' ? 0 : toAt - fromAt), 0);
function nameOf(span) {
    const { repository, job, user, command, host } = span.row.job;
    const names = { repository, job, user, command, ...(isElsewhere(span) ? { host } : {}) };
    return (0,words/* nameJob */.PB)(Object.fromEntries(Object.entries(names).filter(([, it]) => it !== undefined)));
}
function figuresOf(spans) {
    const rows = spans.map((it) => it.row);
    return {
        ...(0,report_history/* costOf */.ho)(rows),
        requests: spans.length,
        totalMs: spans.reduce((sum, it) => sum + spans_waitedMs(it), 0),
        bypassed: rows.filter((it) => it.outcome === 'bypassed').length,
        fetches: (0,timeline/* savedFetches */.Up)(rows),
    };
}
const hourMs = 3_600_000;
const mostBins = 336;
function waitingByHour(spans, nowAt, fewestBins) {
    const firstAt = spans.reduce((least, it) => Math.min(least, it.askedAt), nowAt);
    const lastAt = spans.reduce((most, it) => Math.max(most, it.waitedUntil), nowAt);
    const stepMs = hourMs * Math.max(1, Math.ceil((lastAt - firstAt) / hourMs / (mostBins - 2)));
    const end = Math.floor(lastAt / stepMs) + 1;
    const begin = Math.min(Math.floor(firstAt / stepMs), end - fewestBins);
    const bins = Array.from({ length: end - begin }, () => 0);
    for (const { askedAt, waitedUntil } of spans) {
        for (let index = Math.floor(askedAt / stepMs); index * stepMs < waitedUntil; index += 1) {
            const part = Math.min(waitedUntil, (index + 1) * stepMs) - Math.max(askedAt, index * stepMs);
            bins[index - begin] = (bins[index - begin] ?? 0) + part;
        }
    }
    return { fromAt: begin * stepMs, stepMs, waitedMs: bins };
}

;// CONCATENATED MODULE: ./lib/src/report/pictures/drawing.js






const panel = { light: '#ffffff', dark: '#0d1117' };
const palette = (shade) => shade === 'light'
    ? `color-scheme:light dark;--panel:${panel.light};--ink:#1f2328;--quiet:#59636e;--line:#d8dee4;--wait:#8c959f;--exclusive:#0a4ea8;--update:#3d8bfd;--shared:#b3d4ff;--join:#8250df;--bad:#cf222e;--link:#0550ae`
    : `--panel:${panel.dark};--ink:#e6edf3;--quiet:#9198a1;--line:#2a313a;--wait:#848d97;--exclusive:#2f74e0;--update:#6cb0ff;--shared:#2b4a73;--join:#b48cff;--bad:#ff7b72;--link:#79b8ff`;
const colours = `:root{${palette('light')}}@media(prefers-color-scheme:dark){:root{${palette('dark')}}}
svg{overflow:hidden}text{font:12px system-ui,-apple-system,"Segoe UI",sans-serif;fill:var(--ink)}.quiet{fill:var(--quiet)}.bad{fill:var(--bad)}
.grid{stroke:var(--line);stroke-width:1}.wait{fill:var(--wait)}.gave-up{fill:var(--bad)}.exclusive{fill:var(--exclusive)}.update{fill:var(--update)}.shared{fill:var(--shared)}.join{fill:var(--join);stroke:var(--panel);stroke-width:1.5}`;
const escapeText = (text) => text.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '&#39;');
const plotPercent = 84;
const mostTicks = 5;
function axisOf({ fromAt, toAt }) {
    const spanMs = Math.max(100, (toAt - fromAt) * 1.06);
    return { fromAt, spanMs, stepMs: stepFor(spanMs, mostTicks) };
}
const percent = (value) => `${Number(value.toFixed(2))}%`;
const ratio = (axis, at) => Math.min(1, Math.max(0, (at - axis.fromAt) / axis.spanMs));
const place = (axis, at) => ratio(axis, at) * plotPercent;
const ticksOf = (axis) => Array.from({ length: Math.floor(axis.spanMs / axis.stepMs) + 1 }, (_, index) => index * axis.stepMs);
const rowHeight = 24;
const drawTicks = (axis) => ticksOf(axis)
    .map((ms) => {
    const x = percent(place(axis, axis.fromAt + ms));
    return `<text class="quiet" x="${x}" y="14"${ms === 0 ? '' : ' text-anchor="middle"'}>${ms === 0 ? '0' : (0,duration/* formatDuration */.a)(ms)}</text>`;
})
    .join('');
function drawSpan(span, axis) {
    const grid = ticksOf(axis).map((ms) => {
        const x = percent(place(axis, axis.fromAt + ms));
        return `<line class="grid" x1="${x}" x2="${x}" y1="0" y2="${rowHeight}"/>`;
    });
    const { askedAt, waitedUntil, endsAt } = span;
    const ends = place(axis, Math.max(waitedUntil, endsAt));
    const goesOn = endsAt > axis.fromAt + axis.spanMs;
    const dot = percent(Math.max(0.7, place(axis, waitedUntil)));
    return [
        ...grid,
        bar(axis, isBad(span) && !span.isGranted ? 'gave-up' : 'wait', askedAt, waitedUntil, 10, 4),
        ...holdsOf(span).map((it) => bar(axis, it.mode, it.fromAt, it.toAt, 5, 14)),
        goesOn ? `<text class="quiet" x="${percent(ends)}" y="16" dx="6">\u203a</text>` : '',
        span.row.fetched === 'joined' && waitedUntil >= axis.fromAt ? `<circle class="join" cx="${dot}" cy="12" r="5"/>` : '',
        spans_waitedMs(span) >= leastMs && isMember(span, axis.fromAt)
            ? `<text x="${percent(ends)}" y="16" dx="${goesOn ? 18 : 8}"${isBad(span) ? ' class="bad"' : ''}>${(0,duration/* formatDuration */.a)(spans_waitedMs(span))}</text>`
            : '',
    ].join('');
}
function bar(axis, kind, fromAt, toAt, y, height) {
    if (toAt <= fromAt || toAt <= axis.fromAt || fromAt >= axis.fromAt + axis.spanMs)
        return '';
    const x = place(axis, fromAt);
    const width = Math.max(0.4, place(axis, toAt) - x);
    return `<rect class="${kind}" x="${percent(x)}" y="${y}" width="${percent(width)}" height="${height}" rx="2"/>`;
}
const isBad = ({ row }) => ['timeout', 'deadlock', 'unavailable', 'bypassed', 'died', 'broken'].includes(row.outcome);
const legend = [
    ['wait', 'waited'],
    ['exclusive', 'held it exclusive'],
    ['update', 'held it to update'],
    ['shared', 'held it shared'],
    ['join', 'joined a fetch'],
];
const legendOfFigures = 'at the end of a bar: how long it waited';
function drawSign(kind) {
    if (kind === 'join')
        return '<circle class="join" cx="11" cy="12" r="5"/>';
    return kind === 'wait'
        ? '<rect class="wait" x="1" y="10" width="20" height="4" rx="2"/>'
        : `<rect class="${kind}" x="1" y="5" width="20" height="14" rx="2"/>`;
}
const width = 880;
const names = 150;
const edge = 24;
function renderPicture(title, burst, obstacles) {
    const axis = axisOf(burst);
    const numbers = numberSpans(burst);
    const top = 84;
    const pitch = 44;
    const foot = top + burst.spans.length * pitch + 12;
    const inner = width - 2 * edge;
    const rows = burst.spans.map((span, index) => {
        const y = top + index * pitch;
        return [
            `<text x="${edge}" y="${y + 16}">${index + 1}  ${escapeText(nameSpan(span, 26))}</text>`,
            `<svg x="${edge + names}" y="${y}" width="${inner - names}" height="${rowHeight}">${drawSpan(span, axis)}</svg>`,
            `<text class="quiet" x="${edge + names}" y="${y + 36}">${escapeText(saySpan(span, burst.fromAt, obstacles.get(span) ?? [], numbers))}</text>`,
        ].join('\n');
    });
    const signs = legend.map(([kind, meaning], index) => `<svg x="${edge + index * 160}" y="${foot}" width="22" height="${rowHeight}">${drawSign(kind)}</svg><text class="quiet" x="${edge + 28 + index * 160}" y="${foot + 16}">${meaning}</text>`);
    const height = foot + rowHeight + 16;
    const told = burst.spans
        .map((it) => `${inert(nameJob(it.row.job))}: ${saySpan(it, burst.fromAt, obstacles.get(it) ?? [], numbers)}.`)
        .join(' ');
    return `${[
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc">`,
        `<title id="title">${escapeText(title)}</title>`,
        `<desc id="desc">${escapeText(told)}</desc>`,
        `<style>${colours}\n.panel{fill:var(--panel);stroke:var(--line)}.title{font-weight:600;font-size:15px}</style>`,
        `<rect class="panel" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>`,
        `<text class="title" x="${edge}" y="36">${escapeText(title)}</text>`,
        `<svg x="${edge + names}" y="${top - 24}" width="${inner - names}" height="20">${drawTicks(axis)}</svg>`,
        ...rows,
        ...signs,
        '</svg>',
    ].join('\n')}\n`;
}

;// CONCATENATED MODULE: ./lib/src/report/pictures/page.js








const mostDrawn = 600;
const page_mostBlockers = 5;
const mostOpen = 3;
const style = `${colours}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1.5rem 1rem 3rem;background:var(--panel);color:var(--ink);font:15px/1.45 system-ui,-apple-system,"Segoe UI",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;margin:0 0 .25rem}h2{font-size:1.15rem;margin:2.5rem 0 .5rem;padding-top:1rem;border-top:1px solid var(--line)}details{margin:.5rem 0}details[open]{margin:1.25rem 0}summary{cursor:pointer;padding:.15rem 0}h3{display:inline;font-size:.95rem;margin:0;font-weight:600}
p{margin:.25rem 0}a{color:var(--link)}.quiet,footer{color:var(--quiet)}
dl{display:flex;flex-wrap:wrap;gap:.5rem 2rem;margin:.75rem 0}dl div{display:flex;flex-direction:column-reverse}dt{color:var(--quiet);font-size:.85rem}dd{margin:0;font-size:1.25rem;font-weight:600;font-variant-numeric:tabular-nums}
svg{display:block;width:100%}ul{list-style:none;margin:1rem 0;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}ul li{display:flex;gap:.5rem;align-items:center;color:var(--quiet);font-size:.85rem}ul svg{width:22px;height:24px}
.strip{margin:1.25rem 0}.strip rect{fill:var(--wait)}.base{stroke:var(--line)}
ol{margin:0;padding:0;list-style:none}ol li{display:grid;grid-template-columns:minmax(0,29rem) minmax(0,1fr);gap:0 1rem;align-items:center;padding:.3rem 0;break-inside:avoid}ol .text{font-size:.9rem}ol .quiet{font-size:.8rem;display:block}ol .number{color:var(--quiet);font-variant-numeric:tabular-nums;margin-right:.5rem}.axis{padding:0}
section{break-inside:auto}h2,h3{break-after:avoid}
@media(max-width:52rem){ol li{grid-template-columns:minmax(0,1fr);padding:.45rem 0}.axis span{display:none}}
@media print{body{max-width:none;padding:0}rect,circle{print-color-adjust:exact;-webkit-print-color-adjust:exact}}`;
const policy = `default-src 'none'; style-src 'sha256-${(0,external_node_crypto_.createHash)('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`;
const joinUnits = (text) => text.replace(/(\d) (ms|s|m|h)\b/g, '$1\u00a0$2');
function renderPage({ accounts, nowAt, since }) {
    const most = Math.max(mostInBurst, Math.floor(mostDrawn / accounts.length));
    const spans = accounts.flatMap((it) => it.spans);
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeText(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Who waited for whom \u00b7 fetch-lock</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>Who waited for whom</h1>
<p class="quiet">${(0,base_text/* plural */.LS)(accounts.length, 'lock')}, ${(0,base_text/* plural */.LS)(spans.length, 'request')}${since === undefined ? '' : ` of the last ${escapeText((0,base_text/* inert */.tJ)(since, 20))}`}, as of ${sayTime(nowAt)}. All times are UTC.</p>
</header>
<main>
${renderStrip(waitingByHour(spans, nowAt, since === undefined ? usualBins : 1))}
<ul aria-label="Legend">${legend.map(([kind, meaning]) => `<li><svg aria-hidden="true">${drawSign(kind)}</svg>${meaning}</li>`).join('')}<li>${legendOfFigures}</li></ul>
${accounts.map((it) => renderAccount(it, most)).join('\n')}
</main>
</body>
</html>
`;
}
function renderAccount(account, most) {
    const { path, spans, obstacles, figures, bursts } = account;
    const heading = `<h2>${escapeText((0,base_text/* inert */.tJ)(path))}</h2>`;
    if (spans.length === 0)
        return `<section>\n${heading}\n<p>Nobody has asked for this lock.</p>\n</section>`;
    const chosen = chooseBursts(bursts, most);
    const costliest = new Set(chosen.toSorted((a, b) => b.waitedMs - a.waitedMs).slice(0, mostOpen));
    const cards = figuresInWords(figures).map(([number, of]) => `<div><dt>${of}</dt><dd>${number}</dd></div>`);
    const left = sayLeft(account, chosen);
    const told = `${sayBlockers(account, page_mostBlockers)} ${sayAdvice(account)}`.trim();
    return [
        `<section>\n${heading}\n<dl>${cards.join('')}</dl>`,
        `<p>${escapeText(joinUnits(told))}</p>`,
        ...chosen.filter((it) => costliest.has(it)).map((it) => page_renderBurst(it, obstacles, true)),
        ...chosen.filter((it) => !costliest.has(it)).map((it) => page_renderBurst(it, obstacles, false)),
        ...(left ? [`<p class="quiet">${left}</p>`] : []),
        '</section>',
    ].join('\n');
}
function page_renderBurst(burst, obstacles, isOpen) {
    const axis = axisOf(burst);
    const numbers = captions_numberSpans(burst);
    const rows = burst.spans.map((span) => {
        const link = (0,words/* linkOf */.IJ)(span.row.job);
        const name = escapeText((0,words/* nameJob */.PB)(span.row.job));
        return `<li><div class="text"><span class="number">${numbers.get(span)}</span>${link ? `<a href="${escapeText(link)}" rel="noreferrer">${name}</a>` : name}<span class="quiet">${escapeText(joinUnits(sayMode(span) + captions_saySpan(span, burst.fromAt, obstacles.get(span) ?? [], numbers)))}</span></div><svg aria-hidden="true" height="${rowHeight}">${drawSpan(span, axis)}</svg></li>`;
    });
    const waited = burst.waitedMs >= leastMs ? `, ${(0,duration/* formatDuration */.a)(burst.waitedMs)} of waiting` : '';
    return `<details${isOpen ? ' open' : ''}><summary><h3>${sayTime(burst.fromAt)}</h3> <span class="quiet">${joinUnits(`for ${(0,duration/* formatDuration */.a)(burst.toAt - burst.fromAt)}, ${(0,base_text/* plural */.LS)(burst.members, 'request')}${waited}`)}</span></summary>
<ol>
<li class="axis" aria-hidden="true"><span></span><svg height="20">${drawTicks(axis)}</svg></li>
${rows.join('\n')}
</ol></details>`;
}
const sayMode = ({ row }) => (row.mode === '' ? '' : `${(0,base_text/* inert */.tJ)(row.mode, 20)} \u00b7 `);
const stripHeight = 72;
const usualBins = 24;
function renderStrip(bins) {
    const most = Math.max(...bins.waitedMs);
    const count = bins.waitedMs.length;
    const hours = bins.stepMs / 3_600_000;
    const step = hours === 1 ? 'hour' : `${hours} hours`;
    if (most < leastMs)
        return '<p>Nobody waited.</p>';
    const at = (index) => `${((index / count) * 100).toFixed(3)}%`;
    const bars = bins.waitedMs.map((ms, index) => {
        const height = ms === 0 ? 0 : Math.max(1, Math.round((ms / most) * (stripHeight - 4)));
        return ms < leastMs
            ? ''
            : `<rect x="${at(index)}" y="${stripHeight - height}" width="${((0.86 / count) * 100).toFixed(3)}%" height="${height}"><title>${sayHour(bins, index)}: ${(0,duration/* formatDuration */.a)(ms)}</title></rect>`;
    });
    const peak = bins.waitedMs.indexOf(most);
    const said = `Waiting by the ${step}, all requests added up: most from ${sayHour(bins, peak)} on, ${(0,duration/* formatDuration */.a)(most)}`;
    return `<figure class="strip"><figcaption>${said}.</figcaption>
<svg role="img" aria-label="${said}" height="${stripHeight + 20}">${bars.join('')}<line class="base" x1="0" x2="100%" y1="${stripHeight}.5" y2="${stripHeight}.5"/><text class="quiet" x="0" y="${stripHeight + 16}">${sayHour(bins, 0)}</text><text class="quiet" x="100%" y="${stripHeight + 16}" text-anchor="end">${sayHour(bins, count)}</text></svg></figure>`;
}
const sayHour = ({ fromAt, stepMs }, index) => sayTime(fromAt + index * stepMs).replace(/ -?\d+ (\d\d:\d\d):\d\d UTC$/, ' $1');

// EXTERNAL MODULE: ./lib/src/report/publish.js
var publish = __webpack_require__(81198);
// EXTERNAL MODULE: ./lib/src/cli/command.js + 1 modules
var command = __webpack_require__(46402);
// EXTERNAL MODULE: ./lib/src/cli/fleet.js + 1 modules
var fleet = __webpack_require__(71285);
// EXTERNAL MODULE: ./lib/src/cli/locate.js
var locate = __webpack_require__(69861);
// EXTERNAL MODULE: ./lib/src/cli/terminal.js
var terminal = __webpack_require__(39567);
;// CONCATENATED MODULE: ./lib/src/cli/report.js


















async function report(call, host) {
    const file = call.text('html');
    if (file === '')
        throw new command/* UsageError */.eb('--html names no file');
    if (file !== undefined && call.has('json'))
        throw new command/* UsageError */.eb('--html and --json are two reports: ask for one');
    const since = call.text('since');
    const nowAt = host.clock.wall();
    const sinceAt = since === undefined ? undefined : nowAt - (0,duration/* parseDuration */.E)('--since', since);
    const { scopes } = await (0,fleet/* locateInFleet */.GS)(call.operands, call, host);
    const all = scopes.map((scope) => readAccount(scope, nowAt, sinceAt));
    for (const it of all)
        if ('trouble' in it)
            (0,terminal/* tell */.q)(host.err, it.trouble);
    const accounts = all.flatMap((it) => ('trouble' in it ? [] : [it]));
    const told = { accounts, nowAt, ...(since === undefined ? {} : { since }) };
    if (call.has('json'))
        host.out.write(renderDocument({ ...told, accounts: all }));
    else if (accounts.length === 0)
        return command/* exit */.NS.failed;
    else if (file === '-')
        host.out.write(renderPage(told));
    else if (file !== undefined)
        writePage((0,external_node_path_.resolve)(host.cwd, file), renderPage(told), host);
    else
        printBars(accounts, call, host);
    return accounts.length === scopes.length ? command/* exit */.NS.ok : command/* exit */.NS.failed;
}
function readAccount({ path, lock }, nowAt, sinceAt) {
    try {
        (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => mustBeReadable((0,archive/* journalOf */.PR)(lock.dir)));
    }
    catch (error) {
        return { path, trouble: `The journal of '${(0,base_text/* inert */.tJ)(path)}' cannot be read: ${(0,base_text/* inert */.tJ)((0,errors/* messageOf */.bD)(error))}.` };
    }
    const rows = (0,timeline/* timeline */.IO)((0,journal/* readEvents */.wj)(lock.dir, { mostBytes: Number.POSITIVE_INFINITY }));
    return accountOf(path, rows, nowAt, sinceAt);
}
function mustBeReadable(journal) {
    if (!(0,external_node_fs_.lstatSync)(journal).isFile())
        throw new Error(`'${journal}' is not a plain file`);
    (0,external_node_fs_.accessSync)(journal, external_node_fs_.constants.R_OK);
}
function writePage(file, text, { out }) {
    (0,publish/* publishFile */.o6)(file, text, { mode: ((0,external_node_fs_.statSync)(file, { throwIfNoEntry: false })?.mode ?? 0o666 & ~process.umask()) & 0o777 });
    out.write(`Wrote ${(0,base_text/* inert */.tJ)(file, 4096)} (${Math.ceil(Buffer.byteLength(text) / 1024)} kB).\n`);
    out.write(`Open it in a browser: ${(0,external_node_url_.pathToFileURL)(file)}\n`);
}
function printBars(accounts, call, { out }) {
    const canvas = { width: Math.max(40, out.width), paint: out.paint };
    const hasBars = accounts.some((it) => it.spans.length > 0);
    const lines = [
        ...accounts.flatMap((it) => [...renderBars(it, canvas), '']),
        ...(hasBars ? [...legendOfBars(canvas), ''] : []),
        ...sayNext(call, hasBars),
    ];
    out.write(`${lines.join('\n')}\n`);
}
function sayNext(call, hasBars) {
    const lockDir = (0,locate/* lockDirOf */.IZ)(call);
    const words = [...call.operands, ...(lockDir === undefined ? [] : ['--lock-dir', lockDir])].map(base_text/* toWord */.Os).join(' ');
    return hasBars
        ? [
            `Next: fetch-lock report ${words} --html report.html`,
            `      for all of it on a page; fetch-lock status ${words} for who holds and waits now.`,
        ]
        : [`Next: fetch-lock doctor ${words}`, '      for whether jobs could take the lock here.'];
}


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

/***/ 40641:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ho: () => (/* binding */ costOf),
/* harmony export */   te: () => (/* binding */ weekMs),
/* harmony export */   x6: () => (/* binding */ whyIsShort)
/* harmony export */ });
/* unused harmony exports middleOf, recentHistory */
function costOf(rows) {
    const waits = rows.flatMap((it) => it.waitedMs ?? []);
    return {
        waits: waits.length,
        ...middleOf(waits),
        timeouts: rows.filter(hasTimedOut).length,
        recoveries: rows.filter((it) => it.outcome === 'died').length,
    };
}
function middleOf(numbers) {
    const sorted = numbers.toSorted((a, b) => a - b);
    const [p50Ms, p95Ms] = [percentile(sorted, 50), percentile(sorted, 95)];
    return p50Ms === undefined || p95Ms === undefined ? {} : { p50Ms, p95Ms };
}
const percentile = (sorted, percent) => sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
const weekMs = 7 * 24 * 3_600_000;
const hasTimedOut = ({ outcome, refusal }) => (refusal ?? outcome) === 'timeout';
function recentHistory(rows, nowAt) {
    const sinceAt = nowAt - weekMs;
    return { sinceAt, ...costOf(rows.filter((it) => it.askedAt >= sinceAt)) };
}
const [fewestWaits, fewestLonger] = [5, 2];
function whyIsShort(rows, limitMs, nowAt) {
    const told = rows
        .filter((it) => it.askedAt >= nowAt - weekMs && it.ahead > 0)
        .flatMap(({ waitedMs, grantedAt }) => (waitedMs === undefined ? [] : { waitedMs, isGranted: grantedAt !== undefined }))
        .filter((it) => it.isGranted || it.waitedMs >= limitMs);
    const waits = told.map((it) => it.waitedMs);
    const longer = told.filter((it) => it.waitedMs > limitMs || !it.isGranted).length;
    const { p50Ms, p95Ms } = middleOf(waits);
    if (p50Ms === undefined || p95Ms === undefined || waits.length < fewestWaits || longer < fewestLonger)
        return undefined;
    return longer > waits.length / 20 ? { waits: waits.length, longer, p50Ms, p95Ms } : undefined;
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
