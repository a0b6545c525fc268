#!/usr/bin/env node
import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 42613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 20181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 35317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 96137:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("dns/promises");

/***/ }),

/***/ 24434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 79896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 69278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 34589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 31421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 77598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 53053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 78474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 73024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 98995:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:module");

/***/ }),

/***/ 77030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 48161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 76760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 80481:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:readline");

/***/ }),

/***/ 46193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");

/***/ }),

/***/ 58500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 41692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 73136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 70857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 16928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 13193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 53557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 63148:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Tu: () => (/* binding */ atMost),
/* harmony export */   Wh: () => (/* binding */ unlessAborted),
/* harmony export */   ml: () => (/* binding */ systemClock),
/* harmony export */   ux: () => (/* binding */ within),
/* harmony export */   v7: () => (/* binding */ pause)
/* harmony export */ });
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(56620);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1559);


const startedNs = process.hrtime.bigint();
const now = () => Number(process.hrtime.bigint() - startedNs) / 1e6;
const systemClock = {
    now,
    wall: () => Date.now(),
    after: (ms, act) => {
        const timer = setTimeout(act, ms);
        return () => clearTimeout(timer);
    },
    every: (ms, act) => {
        let timer;
        const setNext = () => {
            const leftMs = ms - (now() % ms);
            timer = setTimeout(() => {
                setNext();
                act();
            }, leftMs < ms / 2 ? leftMs + ms : leftMs).unref();
        };
        setNext();
        return () => clearTimeout(timer);
    },
};
function pause(clock, ms, signal) {
    return new Promise((resolve) => {
        if (signal?.aborted)
            return resolve();
        const end = () => {
            callOff();
            signal?.removeEventListener('abort', end);
            resolve();
        };
        const callOff = clock.after(ms, end);
        signal?.addEventListener('abort', end, { once: true });
    });
}
function atMost(clock, ms, work) {
    return new Promise((resolve, reject) => {
        const callOff = clock.after(ms, () => resolve(undefined));
        work.then(resolve, reject).finally(callOff);
    });
}
function unlessAborted(signal, work) {
    return new Promise((resolve, reject) => {
        const end = () => reject(signal.reason);
        if (signal.aborted)
            end();
        signal.addEventListener('abort', end, { once: true });
        work.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
    });
}
async function within(clock, ms, act, reason = late(ms)) {
    const limit = new AbortController();
    const callOff = clock.after(ms, () => limit.abort(typeof reason === 'function' ? reason() : reason));
    try {
        return await act(limit.signal);
    }
    finally {
        callOff();
    }
}
const late = (ms) => new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf('FL_TIMEOUT', { what: `It took longer than ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(ms)}.` });


/***/ }),

/***/ 56620:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ parseDuration),
/* harmony export */   a: () => (/* binding */ formatDuration)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1559);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(33875);


const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const longest = 2 ** 31 - 1;
function parseDuration(input, text) {
    const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text);
    const ms = text === '0' ? 0 : match ? Math.round(Number(match[1]) * units[match[2]]) : Number.NaN;
    if (ms <= longest)
        return ms;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FetchLockError */ .qf('FL_INPUT', {
        what: `${input.startsWith('-') ? 'Option' : 'Input'} \`${input}\` is '${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(text)}', which is not a duration.`,
        fix: 'Write a number with ms, s, m or h, such as 30s or 5m, up to 596h; a bare 0 is zero.',
    });
}
function formatDuration(ms) {
    if (ms < 999.5)
        return `${Math.max(0, Math.round(ms))} ms`;
    if (ms < 9950)
        return `${(ms / 1000).toFixed(1)} s`;
    const seconds = Math.round(ms / 1000);
    if (seconds < 60)
        return `${seconds} s`;
    if (seconds < 3600)
        return two(Math.floor(seconds / 60), 'm', seconds % 60, 's');
    return two(Math.floor(seconds / 3600), 'h', Math.floor((seconds % 3600) / 60), 'm');
}
const two = (big, bigUnit, small, smallUnit) => small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;


/***/ }),

/***/ 1559:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   NJ: () => (/* binding */ unless),
/* harmony export */   UQ: () => (/* binding */ errnoOf),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   bR: () => (/* binding */ orNothing),
/* harmony export */   qf: () => (/* binding */ FetchLockError)
/* harmony export */ });
/* unused harmony export codes */
const codes = (/* unused pure expression or super */ null && ([
    'FL_INPUT',
    'FL_UNSAFE_COMMAND',
    'FL_NOT_A_REPO',
    'FL_LOCK_DIR',
    'FL_POLICY',
    'FL_TIMEOUT',
    'FL_CANCELLED',
    'FL_DEADLOCK',
    'FL_LOST',
    'FL_BACKEND',
    'FL_GIT',
    'FL_WANT',
]));
class FetchLockError extends Error {
    code;
    trouble;
    constructor(code, trouble, cause) {
        super(`${[trouble.what, trouble.why, trouble.fix].filter(Boolean).join(' ')} [${code}]`, cause === undefined ? {} : { cause });
        this.name = 'FetchLockError';
        this.code = code;
        this.trouble = trouble;
    }
}
function errnoOf(error) {
    if (typeof error !== 'object' || error === null || error instanceof FetchLockError)
        return undefined;
    return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
function unless(errnos, act) {
    try {
        return act();
    }
    catch (error) {
        if (errnos.includes(errnoOf(error) ?? ''))
            return undefined;
        throw error;
    }
}
function orNothing(act) {
    try {
        return act();
    }
    catch {
        return undefined;
    }
}
const messageOf = (error) => (error instanceof Error ? error.message : String(error));


/***/ }),

/***/ 33875:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Jt: () => (/* binding */ disarm),
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   Os: () => (/* binding */ toWord),
/* harmony export */   eC: () => (/* binding */ quoteForShell),
/* harmony export */   hF: () => (/* binding */ renderJson),
/* harmony export */   nl: () => (/* binding */ inertJson),
/* harmony export */   ri: () => (/* binding */ withoutCredentials),
/* harmony export */   tJ: () => (/* binding */ inert),
/* harmony export */   v3: () => (/* binding */ quoteExactly)
/* harmony export */ });
/* unused harmony exports isPlain, inertMarkdown */
const isPlain = (text) => /^[ -~]*$/.test(text);
const disarm = (text) => (isPlain(text) ? text : text.replace(/\p{Cc}|\p{Zl}|\p{Zp}/gu, ' ').replace(/\p{Cf}|\p{Co}|\p{Cs}/gu, ''))
    .replace(/##(?=\[)/g, '# #')
    .replace(/::/g, ': :');
function inert(text, most = 300) {
    const whole = disarm(text).trim();
    if (whole.length <= most)
        return whole;
    return `${whole
        .slice(0, most - 1)
        .replace(/\p{Cs}$/u, '')
        .trimEnd()}\u2026`;
}
const inertMarkdown = (text, most = 120) => inert(text, most)
    .replace(/[\\`*_{}[\]<>()#+!|~@&$:-]/g, (sign) => `&#${sign.codePointAt(0)};${'@#'.includes(sign) ? '&#8203;' : ''}`)
    .replace(/www|gh(?=&#45;)/gi, '$&&#8203;');
const inertJson = (json) => json.replace(/[^\P{C}\n]|\p{Zl}|\p{Zp}/gu, escapeSign).replace(/##(?=\[)/g, `#${escapeSign('#')}`);
const escapeSign = (sign) => [...Array(sign.length).keys()].map((it) => `\\u${sign.charCodeAt(it).toString(16).padStart(4, '0')}`).join('');
const renderJson = (document) => `${inertJson(JSON.stringify(document, null, 2))}\n`;
const withoutCredentials = (text) => text.replace(/\b([a-z][a-z0-9+.-]*:\/\/)\S*@/gi, '$1');
const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
const quoteExactly = (text) => `'${text.replaceAll("'", "'\\''")}'`;
const toWord = (text) => /^[\w@%+=:,./][\w@%+=:,./-]*$/.test(text) && disarm(text) === text ? text : quoteForShell(text);
function quoteForShell(text) {
    if (/[\0\uFFFD]|\p{Cs}|\n$/u.test(text))
        return `"\${this_name_cannot_be_typed:?}"`;
    if (inert(text, text.length) === text)
        return quoteExactly(text);
    const octal = (sign) => [...new TextEncoder().encode(sign)].map((byte) => `\\0${byte.toString(8).padStart(3, '0')}`).join('');
    return `"$(printf '%b' '${text.replace(/[\\'#:]|\p{C}|\p{Zl}|\p{Zp}/gu, octal)}')"`;
}


/***/ }),

/***/ 48476:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _cli_program_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(89079);

process.exitCode = await (0,_cli_program_js__WEBPACK_IMPORTED_MODULE_0__/* .runProgram */ .m)(process.argv.slice(2));

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 46402:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  eb: () => (/* binding */ UsageError),
  NS: () => (/* binding */ exit),
  cz: () => (/* binding */ optionsOf),
  D9: () => (/* binding */ readCall)
});

;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __nccwpck_require__(33875);
// EXTERNAL MODULE: ./lib/src/cli/help/nearest.js
var help_nearest = __nccwpck_require__(72529);
;// CONCATENATED MODULE: ./lib/src/cli/command.js



const exit = { ok: 0, failed: 1, bad: 2, usage: 64, unavailable: 69, timeout: 75, interrupted: 130, noReader: 141 };
class UsageError extends Error {
    more;
    constructor(message, more = []) {
        super(message);
        this.more = more;
    }
}
const helpOption = { name: 'help', short: 'h', does: 'show this' };
const optionsOf = ({ options }) => [...options, helpOption];
function readCall(command, args) {
    const cut = command.hasCommand ? args.indexOf('--') : -1;
    const [own, rest] = cut < 0 ? [args, []] : [args.slice(0, cut), args.slice(cut + 1)];
    const { values, positionals } = parse(command, own);
    const { least, most, values: accepted } = command.operands ?? { least: 0, most: 0 };
    if (command.hasCommand && cut < 0)
        throw new UsageError('there is no command: write `-- CMD ARG...`');
    if (positionals.length > most)
        throw new UsageError(`'${(0,base_text/* inert */.tJ)(positionals[most] ?? '')}' is one operand too many`);
    if (positionals.length < least)
        throw new UsageError(`${command.synopsis.split(' ')[0]} is missing`);
    if (command.hasCommand && rest.length === 0)
        throw new UsageError('there is no command: write `-- CMD ARG...`');
    const texts = (name) => [values[name] ?? []].flat().filter((it) => typeof it === 'string');
    for (const it of positionals)
        mustBeOneOf('the operand', it, accepted);
    for (const it of command.options)
        for (const text of texts(it.name))
            mustBeOneOf(`--${it.name}`, text, it.values);
    return {
        has: (name) => values[name] !== undefined,
        texts,
        text: (name) => texts(name).at(-1),
        operands: positionals,
        command: [...rest],
    };
}
function mustBeOneOf(what, text, accepted) {
    if (accepted && !accepted.includes(text))
        throw new UsageError(`${what} is '${(0,base_text/* inert */.tJ)(text)}': accepted are ${accepted.join(', ')}`);
}
function parse(command, args) {
    const all = optionsOf(command);
    try {
        return (0,external_node_util_namespaceObject.parseArgs)({
            args: [...args],
            allowPositionals: true,
            options: Object.fromEntries(all.map(({ name, short, takes }) => [
                name,
                { type: takes === undefined ? 'boolean' : 'string', multiple: true, ...(short ? { short } : {}) },
            ])),
        });
    }
    catch (error) {
        const [first = ''] = error instanceof Error ? error.message.split('. ') : [];
        const [, unknown] = /^Unknown option '--([^']+)'/.exec(first) ?? [];
        const nearest = unknown &&
            (0,help_nearest/* nearestTo */.k)(unknown, all.map((it) => it.name));
        throw new UsageError(`${(0,base_text/* inert */.tJ)(first)}${nearest ? `: did you mean --${nearest}?` : ''}`);
    }
}


/***/ }),

/***/ 72529:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ nearestTo)
/* harmony export */ });
function nearestTo(typed, words) {
    const [nearest] = words
        .map((word) => ({ word, slips: isStartOf(typed, word) ? 1 : slipsBetween(typed, word) }))
        .filter(({ word, slips }) => slips <= Math.max(1, Math.floor(word.length / 3)))
        .sort((a, b) => a.slips - b.slips);
    return nearest?.word;
}
const isStartOf = (typed, word) => typed.length > 1 && word.startsWith(typed);
function slipsBetween(typed, word) {
    if (typed.length > word.length * 2)
        return Number.POSITIVE_INFINITY;
    const rows = [Array.from({ length: word.length + 1 }, (_, index) => index)];
    const at = (row, column) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
    for (let row = 1; row <= typed.length; row++) {
        rows[row] = [row];
        for (let column = 1; column <= word.length; column++) {
            const isSame = typed[row - 1] === word[column - 1];
            const isSwapped = row > 1 && column > 1 && typed[row - 1] === word[column - 2] && typed[row - 2] === word[column - 1];
            rows[row]?.push(Math.min(...[at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + (isSame ? 0 : 1)], isSwapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY));
        }
    }
    return at(typed.length, word.length);
}


/***/ }),

/***/ 89079:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  m: () => (/* binding */ runProgram)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/clock.js
var clock = __nccwpck_require__(63148);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __nccwpck_require__(1559);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __nccwpck_require__(33875);
// EXTERNAL MODULE: ./lib/src/cli/command.js + 1 modules
var cli_command = __nccwpck_require__(46402);
;// CONCATENATED MODULE: ./lib/src/cli/commands.js

const many = Number.POSITIVE_INFINITY;
const lockDir = {
    name: 'lock-dir',
    takes: 'DIR',
    does: 'where the locks live, if not beside what they guard: the input of the same name',
};
const redisUrl = {
    name: 'redis-url',
    takes: 'URL',
    does: 'the Redis of the fleet: the input of the same name; FETCH_LOCK_REDIS_URL says it too, and unseen',
};
const lockName = { name: 'lock-name', takes: 'NAME', does: "the lock's name in the fleet (default: the remote of the repository)" };
const fleet = [redisUrl, lockName];
const inFleet = 'Of hosts that share the path over a network file system, give the Redis in the environment, as FETCH_LOCK_REDIS_URL: whatever is an argument can be read by every user of this host (`ps`). Without either, `redis-url` of the host\u2019s policy counts.';
const wrong = [String(cli_command/* exit */.NS.usage), 'the command line is wrong'];
const run = {
    name: 'run',
    synopsis: '[--path P]... [--mode M] [--timeout D] [--fail-open] [--lock-dir DIR] [--redis-url URL] [--lock-name NAME] -- CMD ARG...',
    does: 'run a command under the lock: from cron, for maintenance, by hand',
    details: [
        'Waits for its turn as the jobs do, and says on stderr for whom; nothing is printed if it need not wait. Input, output, signals and exit code are those of CMD.',
        'The lock is let go of when CMD ends. What CMD leaves behind in the background is not waited for: a command that makes a daemon of itself needs its option to stay in the foreground. If fetch-lock itself is killed, the lock stays until CMD, and what CMD started, is gone. What is to outlive its terminal needs `setsid` before fetch-lock, or `nohup` behind the dashes.',
        'If one who could write has died, that is said on stderr, until a command or a job that could write has succeeded.',
        'A `fetch-lock run` inside of CMD does not wait for the one it runs in. If an admin breaks the lock, CMD is stopped.',
        inFleet,
    ],
    examples: [
        'run --path /srv/git/app.git -- git -C /srv/git/app.git gc',
        'run --timeout 0 --path /srv/cache/npm -- rm -rf /srv/cache/npm/_tmp',
    ],
    exits: [
        ['CMD\u2019s', 'it ran; if a signal ended it, the same one ends us'],
        ['1', 'the lock was lost while it ran'],
        wrong,
        ['69', 'there is no lock to be had'],
        ['75', 'the lock was not free in time'],
        ['126', 'CMD cannot be run'],
        ['127', 'CMD was not found'],
        ['129, 130, 143', 'a signal (HUP, INT, TERM) came before CMD began'],
    ],
    options: [
        { name: 'path', short: 'p', takes: 'PATH', isMany: true, does: 'what to lock; several are locked together (default: .)' },
        {
            name: 'mode',
            short: 'm',
            takes: 'MODE',
            values: ['shared', 'update', 'exclusive'],
            does: 'shared, update or exclusive (default: exclusive)',
        },
        { name: 'timeout', short: 't', takes: 'DURATION', does: 'how long to wait; 0 tries once (default: 5m)' },
        { name: 'fail-open', does: 'run the command without the lock if it cannot be had' },
        lockDir,
        ...fleet,
    ],
    hasCommand: true,
    run: async (...given) => (await Promise.all(/* import() */[__nccwpck_require__.e(884), __nccwpck_require__.e(958), __nccwpck_require__.e(285), __nccwpck_require__.e(580), __nccwpck_require__.e(198), __nccwpck_require__.e(676), __nccwpck_require__.e(120)]).then(__nccwpck_require__.bind(__nccwpck_require__, 31120))).run(...given),
};
const commands_status = {
    name: 'status',
    synopsis: '[PATH...] [--json] [--watch] [--lock-dir DIR] [--redis-url URL] [--lock-name NAME]',
    does: 'show who holds a lock and who waits for it, in order, for how long, alive or not',
    details: [
        'Without PATH: the lock of the current directory, and of everything directly in it that was ever locked; with --lock-dir every lock in DIR.',
        'It only reads: nothing is made or changed, and whoever may read the lock directory may look. A lock that nobody uses takes one line.',
        '  \u25cf  holds\n  \u25cb  waits, with its place in line\n  \u2717  dead: every process of it has ended',
        '`recover` removes the dead; the next request does so anyway.',
        '--watch shows it on the whole terminal, on every change and every second, until q or Ctrl-C.',
        inFleet,
    ],
    examples: ['status /srv/git/app.git', 'status --watch --lock-dir /srv/locks'],
    exits: [['0', 'shown'], ['1', 'a lock could not be looked at; the others are shown'], wrong, ['130', 'stopped by a signal']],
    options: [
        { name: 'json', does: 'print one JSON document' },
        { name: 'watch', short: 'w', does: 'show it until q or Ctrl-C; needs a terminal' },
        lockDir,
        ...fleet,
    ],
    operands: { least: 0, most: many },
    run: async (...given) => (await Promise.all(/* import() */[__nccwpck_require__.e(958), __nccwpck_require__.e(285), __nccwpck_require__.e(580), __nccwpck_require__.e(834), __nccwpck_require__.e(657)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8834))).status(...given),
};
const doctor = {
    name: 'doctor',
    synopsis: 'PATH... [--json] [--lock-dir DIR] [--redis-url URL] [--lock-name NAME]',
    does: 'find what is wrong with a lock, and the command that mends it',
    details: [
        'It looks at the host (git, the policy, inotify), at where the lock lives (owner, mode, mount point, file system, space), at what is in it (the dead, the journal, the clock) and at the repository (half-made, left-over lock files, gc, configuration).',
        'Looking changes nothing: no lock is taken, no file is made. Run it as the user of the runner, whose rights it then sees, or as root. What cannot be seen is a warning, and so is a check that does not end within ten seconds.',
        'Below each finding stands the command that mends it, for a POSIX shell. Read it before you give it.',
        inFleet,
    ],
    examples: ['doctor /srv/git/app.git'],
    exits: [
        ['0', 'everything is well, which is one line'],
        ['1', 'there are warnings'],
        ['2', 'there are failures, so that jobs fail or wait for ever'],
        wrong,
        ['130', 'stopped by a signal'],
    ],
    options: [{ name: 'json', does: 'print one JSON document' }, lockDir, ...fleet],
    operands: { least: 1, most: 1000 },
    run: async (...given) => (await Promise.all(/* import() */[__nccwpck_require__.e(958), __nccwpck_require__.e(285), __nccwpck_require__.e(580), __nccwpck_require__.e(676), __nccwpck_require__.e(862)]).then(__nccwpck_require__.bind(__nccwpck_require__, 41862))).doctor(...given),
};
const recover = {
    name: 'recover',
    synopsis: 'PATH... [--json] [--lock-dir DIR] [--redis-url URL] [--lock-name NAME]',
    does: 'remove what the dead left in a lock',
    details: [
        'Removes only requests all of whose processes are proven dead by the kernel. Who cannot be seen from here is left alone: `fetch-lock break` ends one of those. Each job does the same before it is granted the lock, so that this is hardly ever needed.',
        'What a dead writer left in a repository stays marked: the next job that may write there mends it.',
        inFleet,
    ],
    examples: ['recover /srv/git/app.git'],
    exits: [['0', 'done, also if there was nothing to do'], ['1', 'a lock could not be looked at; the others are done'], wrong],
    options: [{ name: 'json', does: 'print one JSON document instead' }, lockDir, ...fleet],
    operands: { least: 1, most: 1000 },
    run: async (...given) => (await Promise.all(/* import() */[__nccwpck_require__.e(884), __nccwpck_require__.e(958), __nccwpck_require__.e(285), __nccwpck_require__.e(580), __nccwpck_require__.e(198), __nccwpck_require__.e(187)]).then(__nccwpck_require__.bind(__nccwpck_require__, 42187))).recover(...given),
};
const breakOne = {
    name: 'break',
    synopsis: 'PATH --ticket T [--yes] [--lock-dir DIR] [--redis-url URL] [--lock-name NAME]',
    does: 'end one holder or waiter of a lock',
    details: [
        'A holder is told to end: its step or its keeper stops the git that runs under the lock, or `fetch-lock run` its command, and lets go; the step fails. Only then is the lock given to the next. A waiter is taken out of the line.',
        'Steps of a job that use the path by themselves are not stopped: cancel the job first, that is safer. What a broken writer left counts as half-written until it is mended.',
        'If nothing reacts, nothing is freed: you are told which processes to end. The journal says who broke what.',
        inFleet,
    ],
    examples: ['break /srv/git/app.git --ticket 4f3a'],
    exits: [
        ['0', 'it is gone'],
        ['1', 'it is not, or there is no such ticket'],
        ['64', 'the command line is wrong, or --yes is missing where nobody can be asked'],
        ['130', 'stopped by a signal'],
    ],
    options: [
        {
            name: 'ticket',
            short: 't',
            takes: 'TICKET',
            does: 'which one: its id as `fetch-lock status` shows it, or at least 4 signs of its beginning',
        },
        { name: 'yes', short: 'y', does: 'do not ask' },
        lockDir,
        ...fleet,
    ],
    operands: { least: 1, most: 1 },
    run: async (...given) => (await Promise.all(/* import() */[__nccwpck_require__.e(884), __nccwpck_require__.e(958), __nccwpck_require__.e(285), __nccwpck_require__.e(580), __nccwpck_require__.e(198), __nccwpck_require__.e(156)]).then(__nccwpck_require__.bind(__nccwpck_require__, 35156))).breakOne(...given),
};
const report = {
    name: 'report',
    synopsis: 'PATH... [--html FILE] [--since D] [--json] [--lock-dir DIR] [--redis-url URL] [--lock-name NAME]',
    does: 'who waited for whom: terminal bars, or one self-contained HTML page',
    details: [
        'It reads the journal of each lock, changes nothing, and takes no lock. Without --since it tells all that the journal still has.',
        'Drawn are the requests that waited longest, those that came together on one axis, and who was in their way; the numbers count all of them. A request has a number, and waited `behind` the one with that number.',
        'The page is one file without a script, which asks nothing of a network: send it, keep it as an artifact, or let the host serve it. It has the names of jobs and links to their runs. All times are UTC.',
        inFleet,
    ],
    examples: ['report --since 24h /srv/git/app.git', 'report --html waits.html /srv/git/app.git'],
    exits: [['0', 'it was told'], ['1', 'a journal could not be read, or the page not be written'], wrong],
    operands: { least: 1, most: 50 },
    options: [
        { name: 'html', takes: 'FILE', does: 'write a page instead; `-` prints it' },
        { name: 'since', takes: 'DURATION', does: 'only requests that were there so long ago or later, such as 90m or 24h' },
        { name: 'json', does: 'print one document: the figures and every request, by lock' },
        lockDir,
        ...fleet,
    ],
    run: async (...given) => (await Promise.all(/* import() */[__nccwpck_require__.e(958), __nccwpck_require__.e(285), __nccwpck_require__.e(538), __nccwpck_require__.e(512)]).then(__nccwpck_require__.bind(__nccwpck_require__, 35538))).report(...given),
};
const metrics = {
    name: 'metrics',
    synopsis: 'PATH... [--lock-dir DIR] [--redis-url URL] [--lock-name NAME] [--output FILE]',
    does: 'print what Prometheus reads: waits, holds, fetches, time-outs, who waits now',
    details: [
        'For cron, with node_exporter\u2019s textfile directory.',
        'Totals go on when the journal is rotated: totals.json in the lock directory says what has been counted. What happened since the last look and is no longer in the journal is missing, so look now and then. A path without a lock yet is told with zeros; nothing is made.',
        'The file is replaced as a whole, with the paths given here and no others; unlike the input `metrics-file`, it does not keep what is there.',
        inFleet,
    ],
    examples: ['metrics /srv/git/app.git', 'metrics --output /srv/prometheus/fetch-lock.prom /srv/git/*.git'],
    exits: [['0', 'done'], ['1', 'a lock could not be looked at (the others are there), or the file not be written'], wrong],
    options: [
        lockDir,
        ...fleet,
        { name: 'output', takes: 'FILE', does: 'write there, by rename and readable for all, rather than to the terminal; `-` prints it' },
    ],
    operands: { least: 1, most: many },
    run: async (...given) => (await Promise.all(/* import() */[__nccwpck_require__.e(958), __nccwpck_require__.e(285), __nccwpck_require__.e(237)]).then(__nccwpck_require__.bind(__nccwpck_require__, 32237))).metrics(...given),
};
const hooks = {
    name: 'hooks',
    synopsis: '[PATH...] [--install DIR [--force] | --print job-started|job-completed]',
    does: 'print or install job-started and job-completed hooks for the runner',
    details: [
        'A runner runs these two scripts around every job (ACTIONS_RUNNER_HOOK_JOB_STARTED and ACTIONS_RUNNER_HOOK_JOB_COMPLETED in its .env). The second frees what the job still holds because a post step could not run, and both recover the dead on the locks of PATHs.',
        'They run on the Node that the runner brings along, skip quietly where they find none, always succeed, and take 10 seconds at most. With neither option both are printed. With --install they are written to DIR as fetch-lock-job-started.sh and fetch-lock-job-completed.sh, and the lines for .env are printed; the runner reads them when it is started again.',
        'They call this very program where it is now. Print them again when it has moved, and let nobody write it whom the runner should not trust.',
    ],
    examples: ['hooks --install /opt/runner-hooks /srv/git/app.git', 'hooks --print job-completed'],
    exits: [['0', 'done; with --run always'], ['1', 'not written'], wrong],
    operands: { least: 0, most: 1000 },
    options: [
        { name: 'install', takes: 'DIR', does: 'write both scripts there; a runner takes no blank in their path' },
        { name: 'force', does: 'also over a file that is no hook of fetch-lock' },
        { name: 'print', takes: 'WHICH', values: ['job-started', 'job-completed'], does: 'print one: job-started or job-completed' },
        lockDir,
        { name: 'run', takes: 'WHEN', does: 'what the scripts call: started or completed' },
        { name: 'worker', takes: 'PID', does: "with --run: the job's own process" },
    ],
    run: async (...given) => (await Promise.all(/* import() */[__nccwpck_require__.e(884), __nccwpck_require__.e(958), __nccwpck_require__.e(580), __nccwpck_require__.e(198), __nccwpck_require__.e(516)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5516))).hooks(...given),
};
const demo = {
    name: 'demo',
    synopsis: '',
    does: 'show the whole thing on a throw-away upstream: parallel jobs through the real stages',
    details: ['It takes a few seconds, works in the temporary directory, and takes everything away again, also on Ctrl-C.'],
    examples: ['demo'],
    exits: [['0', 'no job failed'], ['1', 'one did, or the demo could not be set up'], wrong, ['130', 'stopped by a signal']],
    options: [],
    run: async (...given) => (await Promise.all(/* import() */[__nccwpck_require__.e(815), __nccwpck_require__.e(958), __nccwpck_require__.e(285), __nccwpck_require__.e(580), __nccwpck_require__.e(538), __nccwpck_require__.e(834), __nccwpck_require__.e(956)]).then(__nccwpck_require__.bind(__nccwpck_require__, 64956))).demo(...given),
};
const completion = {
    name: 'completion',
    synopsis: 'bash|zsh',
    does: 'print what makes the shell complete commands, options and paths',
    details: [
        'For one user, in ~/.bashrc or, after compinit, in ~/.zshrc:',
        '  eval "$(fetch-lock completion bash)"\n  eval "$(fetch-lock completion zsh)"',
        'For all users, once for each version:',
        '  fetch-lock completion bash > /usr/share/bash-completion/completions/fetch-lock\n  fetch-lock completion zsh > /usr/local/share/zsh/site-functions/_fetch-lock',
    ],
    examples: ['completion bash'],
    exits: [['0', 'printed'], wrong],
    options: [],
    operands: { least: 1, most: 1, values: ['bash', 'zsh'] },
    run: async (call, { out }) => {
        const { renderBash, renderZsh } = await __nccwpck_require__.e(/* import() */ 165).then(__nccwpck_require__.bind(__nccwpck_require__, 22165));
        out.write((call.operands[0] === 'zsh' ? renderZsh : renderBash)(commands));
        return cli_command/* exit */.NS.ok;
    },
};
const commands = [run, commands_status, doctor, recover, breakOne, report, metrics, hooks, demo, completion];

;// CONCATENATED MODULE: ./lib/src/cli/help/help.js

const narrow = 80;
const renderHelp = (commands) => [
    'Usage: fetch-lock COMMAND',
    '',
    ...columns(commands.map(({ name, does }) => [name, does])),
    '',
    ...wrap('`fetch-lock help COMMAND` tells more of each, `fetch-lock --version` which one this is.'),
    '',
].join('\n');
const renderCommandHelp = (command) => [
    ...renderUsage(command),
    '',
    ...wrap(`${command.does[0]?.toUpperCase()}${command.does.slice(1)}.`),
    '',
    ...command.details.flatMap((it) => [...(it.startsWith(' ') ? [it] : wrap(it)), '']),
    ...columns((0,cli_command/* optionsOf */.cz)(command).map((it) => [notation(it), it.does])),
    '',
    command.examples.length > 1 ? 'Examples:' : 'Example:',
    ...command.examples.map((it) => `  fetch-lock ${it}`),
    '',
    'Exit codes:',
    ...columns(command.exits),
    '',
].join('\n');
function renderUsage({ name, synopsis }) {
    const start = `Usage: fetch-lock ${name} `;
    const parts = synopsis.match(/\[[^\]]*\](?:\.\.\.)?|\S+/g) ?? [];
    return fill(parts, narrow - start.length).map((line, index) => `${index === 0 ? start : ' '.repeat(start.length)}${line}`.trimEnd());
}
const notation = ({ name, short, takes }) => `${short ? `-${short}, ` : ''}--${name}${takes ? ` ${takes}` : ''}`;
function columns(rows) {
    const width = Math.max(...rows.map(([left]) => left.length));
    return rows.flatMap(([left, right]) => wrap(right, narrow - width - 4).map((line, index) => `  ${(index === 0 ? left : '').padEnd(width)}  ${line}`));
}
const wrap = (text, width = narrow) => fill(text.split(/\s+/), width);
function fill(words, width) {
    const lines = [''];
    for (const word of words) {
        const line = lines.at(-1) ?? '';
        if (line === '')
            lines[lines.length - 1] = word;
        else if (line.length + 1 + word.length <= width)
            lines[lines.length - 1] = `${line} ${word}`;
        else
            lines.push(word);
    }
    return lines;
}

// EXTERNAL MODULE: ./lib/src/cli/help/nearest.js
var help_nearest = __nccwpck_require__(72529);
// EXTERNAL MODULE: ./lib/src/cli/terminal.js
var terminal = __nccwpck_require__(39567);
;// CONCATENATED MODULE: ./lib/src/cli/program.js










async function runProgram(args) {
    const stopped = new AbortController();
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
        process.on(name, () => stopped.abort(new errors/* FetchLockError */.qf('FL_CANCELLED', { what: `Stopped (${name}).` })));
    }
    const readers = watchReaders(stopped);
    const env = Object.fromEntries(Object.entries(process.env).filter((it) => it[1] !== undefined));
    const host = {
        ...{ env, clock: clock/* systemClock */.ml, signal: stopped.signal, home: homeOf(import.meta.dirname) },
        ...{ out: (0,terminal/* openTerminal */.j)(process.stdout, env), err: (0,terminal/* openTerminal */.j)(process.stderr, env) },
        get cwd() {
            return currentDirectory();
        },
    };
    const say = (text, code) => {
        host.err.write(`fetch-lock: ${text}\n`);
        return code;
    };
    const [name, ...rest] = args;
    try {
        const answer = answerAtOnce(name, rest, host);
        if (answer !== undefined) {
            host.out.write(answer);
            return readers.code() ?? cli_command/* exit */.NS.ok;
        }
        const command = commandOf(name);
        try {
            const code = await command.run((0,cli_command/* readCall */.D9)(command, rest), host);
            return readers.code() ?? code;
        }
        catch (error) {
            if (error instanceof cli_command/* UsageError */.eb)
                throw new cli_command/* UsageError */.eb(error.message, renderUsage(command));
            throw error;
        }
    }
    catch (error) {
        const unread = readers.code();
        if (unread !== undefined)
            return unread;
        if (error instanceof cli_command/* UsageError */.eb)
            return say([(0,base_text/* disarm */.Jt)(error.message), ...error.more].join('\n'), cli_command/* exit */.NS.usage);
        if (error instanceof errors/* FetchLockError */.qf && error.code === 'FL_INPUT')
            return say((0,base_text/* disarm */.Jt)((0,errors/* messageOf */.bD)(error)), cli_command/* exit */.NS.usage);
        if (stopped.signal.aborted)
            return say('stopped.', cli_command/* exit */.NS.interrupted);
        return say((0,base_text/* disarm */.Jt)((0,errors/* messageOf */.bD)(error)), cli_command/* exit */.NS.failed);
    }
}
function currentDirectory() {
    try {
        return process.cwd();
    }
    catch (error) {
        throw new errors/* FetchLockError */.qf('FL_INPUT', {
            what: 'The current directory cannot be told.',
            why: `It is gone, or may not be looked at: ${(0,errors/* messageOf */.bD)(error)}.`,
            fix: 'Go to another one.',
        });
    }
}
function answerAtOnce(name, rest, { home }) {
    if (name === '--version' || name === '-V')
        return `fetch-lock ${versionIn(home)}\n`;
    if (name === 'help' || name === '--help' || name === '-h')
        return rest[0] === undefined ? renderHelp(commands) : helpOf(rest[0]);
    const command = commands.find((it) => it.name === name);
    const own = command?.hasCommand && rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
    return command && (own.includes('--help') || own.includes('-h')) ? renderCommandHelp(command) : undefined;
}
const helpOf = (name) => renderCommandHelp(commandOf(name));
function commandOf(name) {
    if (name === undefined)
        throw new cli_command/* UsageError */.eb('no command', ['', renderHelp(commands).trimEnd()]);
    const command = commands.find((it) => it.name === name);
    if (command)
        return command;
    const nearest = (0,help_nearest/* nearestTo */.k)(name, commands.map((it) => it.name));
    const isOption = name.startsWith('-');
    throw new cli_command/* UsageError */.eb(`'${(0,base_text/* inert */.tJ)(name)}' is no command${nearest ? `: did you mean '${nearest}'?` : ''}${isOption ? '; options stand behind one' : ''}`, ['`fetch-lock help` lists all of them.']);
}
function homeOf(dir) {
    const isHome = (0,external_node_fs_.existsSync)((0,external_node_path_.join)(dir, 'action.yml'));
    return isHome || (0,external_node_path_.dirname)(dir) === dir ? dir : homeOf((0,external_node_path_.dirname)(dir));
}
const versionIn = (home) => (0,base_text/* inert */.tJ)(String(JSON.parse((0,external_node_fs_.readFileSync)((0,external_node_path_.join)(home, 'package.json'), 'utf8')).version));
function watchReaders(stopped) {
    let code;
    process.stdout.on('error', (error) => {
        code = (0,errors/* errnoOf */.UQ)(error) === 'EPIPE' ? cli_command/* exit */.NS.noReader : cli_command/* exit */.NS.failed;
        if (code === cli_command/* exit */.NS.failed)
            process.stderr.write(`fetch-lock: what was to be printed could not be written: ${(0,errors/* messageOf */.bD)(error)}\n`);
        process.exitCode = code;
        stopped.abort(error);
    });
    process.stderr.on('error', () => { });
    return { code: () => code };
}


/***/ }),

/***/ 39567:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ openTerminal),
/* harmony export */   q: () => (/* binding */ tell)
/* harmony export */ });
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(33875);

const styles = {
    bold: [1, 22],
    dim: [2, 22],
    red: [31, 39],
    green: [32, 39],
    yellow: [33, 39],
    blue: [34, 39],
    magenta: [35, 39],
};
const tell = (terminal, text) => terminal.write(`fetch-lock: ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .disarm */ .Jt)(text)}\n`);
function openTerminal(stream, env) {
    const isTty = stream.isTTY === true;
    const hasColour = isTty && !env.NO_COLOR && env.TERM !== 'dumb';
    return {
        isTty,
        get width() {
            return stream.columns || (isTty ? 80 : 120);
        },
        get rows() {
            return stream.rows || 24;
        },
        write: (text) => {
            stream.write(text);
        },
        paint: (style, text) => {
            const [on, off] = styles[style];
            return hasColour ? `\x1b[${on}m${text}\x1b[${off}m` : text;
        },
    };
}


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(48476);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
