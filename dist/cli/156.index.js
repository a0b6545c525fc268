export const id = 156;
export const ids = [156];
export const modules = {

/***/ 5156:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   breakOne: () => (/* binding */ breakOne)
/* harmony export */ });
/* harmony import */ var node_readline__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(481);
/* harmony import */ var _base_clock_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3148);
/* harmony import */ var _base_duration_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6620);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(3875);
/* harmony import */ var _lock_breaking_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35);
/* harmony import */ var _lock_host_file_store_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2645);
/* harmony import */ var _lock_host_lock_dir_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3197);
/* harmony import */ var _report_journal_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(690);
/* harmony import */ var _report_words_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3512);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6402);
/* harmony import */ var _locate_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(9861);
/* harmony import */ var _run_person_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(4888);
/* harmony import */ var _terminal_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(9567);
/** `fetch-lock break`: an admin ends one request. It is asked to end; nothing is freed before its work has stopped. */













async function breakOne(call, host) {
    const ticket = call.text('ticket') ?? '';
    if (!/^[0-9a-f]{4,16}$/.test(ticket))
        throw new _command_js__WEBPACK_IMPORTED_MODULE_8__/* .UsageError */ .eb('--ticket takes 4 to 16 hexadecimal digits, as `fetch-lock status` shows them');
    const [scope] = (0,_locate_js__WEBPACK_IMPORTED_MODULE_9__/* .locate */ .x5)(call.operands, { cwd: host.cwd, lockDir: (0,_locate_js__WEBPACK_IMPORTED_MODULE_9__/* .lockDirOf */ .IZ)(call) });
    if (!scope)
        throw new _command_js__WEBPACK_IMPORTED_MODULE_8__/* .UsageError */ .eb('PATH is missing');
    const suspect = await findOne(scope, ticket, host.clock);
    if (typeof suspect === 'string') {
        (0,_terminal_js__WEBPACK_IMPORTED_MODULE_11__/* .tell */ .q)(host.err, suspect);
        return _command_js__WEBPACK_IMPORTED_MODULE_8__/* .exit */ .NS.failed;
    }
    host.err.write(`${describe(scope, suspect)}\n`);
    if (!call.has('yes') && !(await isAgreed(host))) {
        host.err.write('Nothing was changed.\n');
        return _command_js__WEBPACK_IMPORTED_MODULE_8__/* .exit */ .NS.failed;
    }
    return end(scope, suspect, host);
}
/** Or why there is none. */
async function findOne({ path, lock: place }, ticket, clock) {
    const found = (0,_lock_host_lock_dir_js__WEBPACK_IMPORTED_MODULE_5__/* .hasLockDir */ .L2)(place) ? (await (0,_lock_breaking_js__WEBPACK_IMPORTED_MODULE_3__/* .findSuspects */ .YX)(place, clock.wall())).filter((it) => it.id.startsWith(ticket)) : [];
    const [one, ...more] = found;
    const what = more.length > 0
        ? `${found.length} tickets of ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_12__/* .inert */ .tJ)(path)} begin with ${ticket}: ${found.map((it) => it.id).join(', ')}.`
        : `Nobody holds or waits for ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_12__/* .inert */ .tJ)(path)} with a ticket that begins with ${ticket}.`;
    return one && more.length === 0 ? one : `${what} \`fetch-lock status\` shows who holds and who waits.`;
}
function describe({ path }, { id, mode, job, heldMs, verdict, isGranted }) {
    const link = (0,_report_words_js__WEBPACK_IMPORTED_MODULE_7__/* .linkOf */ .IJ)(job);
    const does = isGranted ? `holds the ${mode} lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_12__/* .inert */ .tJ)(path)}` : `waits for the ${mode} lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_12__/* .inert */ .tJ)(path)}`;
    const since = isGranted && heldMs > 0 ? `, for ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDuration */ .a)(heldMs)}` : '';
    return `Ticket ${id}: ${(0,_report_words_js__WEBPACK_IMPORTED_MODULE_7__/* .nameJob */ .PB)(job)} ${does}${since} (${_report_words_js__WEBPACK_IMPORTED_MODULE_7__/* .liveness */ .QX[verdict]}).${link ? ` ${link}` : ''}`;
}
async function isAgreed({ err, signal }) {
    if (!process.stdin.isTTY || !err.isTty)
        throw new _command_js__WEBPACK_IMPORTED_MODULE_8__/* .UsageError */ .eb('nobody can be asked here: give --yes to break it without');
    const lines = (0,node_readline__WEBPACK_IMPORTED_MODULE_0__.createInterface)({ input: process.stdin, output: process.stderr });
    try {
        const answer = await new Promise((resolve) => {
            const refuse = () => resolve('');
            for (const event of ['close', 'SIGINT'])
                lines.once(event, refuse);
            signal.addEventListener('abort', refuse, { once: true });
            lines.question('Break it? [y/N] ', resolve);
        });
        return /^y(es)?$/i.test(answer.trim());
    }
    finally {
        lines.close();
    }
}
async function end({ path, lock: place }, suspect, host) {
    const { clock, err, out } = host;
    const { id, mode, job, heldMs, isGranted } = suspect;
    const store = await (0,_lock_host_file_store_js__WEBPACK_IMPORTED_MODULE_4__/* .openFileStore */ .w)(place, clock);
    try {
        const common = { lock: place.guards, path, mode, job: (0,_run_person_js__WEBPACK_IMPORTED_MODULE_10__/* .describePerson */ .n)('fetch-lock break'), pid: process.pid };
        const report = (0,_report_journal_js__WEBPACK_IMPORTED_MODULE_6__/* .journalReport */ .QY)(place.dir, common, (text) => (0,_terminal_js__WEBPACK_IMPORTED_MODULE_11__/* .tell */ .q)(err, text));
        // Before it happens: whoever does it may be killed in the middle.
        report('lock_broken', { ticket: id, holder: job, reason: 'an admin', ...(isGranted ? { held_ms: heldMs } : {}) });
        const done = await store.breakOff(id);
        if (done === 'taken back')
            out.write(`It was taken out of the line for ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_12__/* .inert */ .tJ)(path)}.\n`);
        if (done === undefined)
            out.write('It was gone by itself.\n');
        if (done !== 'marked')
            return _command_js__WEBPACK_IMPORTED_MODULE_8__/* .exit */ .NS.ok;
        if (await isGone(store, suspect, host, (it) => report('lock_recovered', it))) {
            out.write(`It is gone: the lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_12__/* .inert */ .tJ)(path)} is free for the next.\n`);
            return _command_js__WEBPACK_IMPORTED_MODULE_8__/* .exit */ .NS.ok;
        }
        if (host.signal.aborted) {
            (0,_terminal_js__WEBPACK_IMPORTED_MODULE_11__/* .tell */ .q)(err, 'Stopped waiting. It stays marked, and is let go of when its work has stopped.');
            return _command_js__WEBPACK_IMPORTED_MODULE_8__/* .exit */ .NS.interrupted;
        }
        const [left] = (await (0,_lock_breaking_js__WEBPACK_IMPORTED_MODULE_3__/* .findSuspects */ .YX)(place, clock.wall())).filter((it) => it.id === id);
        if (left)
            for (const text of complain(left))
                (0,_terminal_js__WEBPACK_IMPORTED_MODULE_11__/* .tell */ .q)(err, text);
        return left ? _command_js__WEBPACK_IMPORTED_MODULE_8__/* .exit */ .NS.failed : _command_js__WEBPACK_IMPORTED_MODULE_8__/* .exit */ .NS.ok;
    }
    finally {
        store.close();
    }
}
// A main has half a second to see it, and git some seconds to end.
const [patienceMs, lookMs, sweepMs] = [20_000, 100, 1000];
/** Waits for it to end; what turns out to be dead is removed. */
async function isGone(store, { token }, { clock, err, signal }, onRecovered) {
    const untilMs = clock.now() + patienceMs;
    const beganMs = clock.now();
    let sweepAtMs = beganMs;
    let isTold = false;
    const show = () => {
        if (isTold && !err.isTty)
            return;
        const text = 'Waiting for it to stop its work and let go';
        err.write(err.isTty ? `\r${text} (${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDuration */ .a)(clock.now() - beganMs)})\x1b[K` : `${text} ...\n`);
        isTold = true;
    };
    try {
        while (clock.now() < untilMs && !signal.aborted) {
            if (store.isGone(token))
                return true;
            if (clock.now() >= sweepAtMs) {
                // The latch may be taken by one that is stopped; then nothing can be removed now.
                for (const it of await store.sweep().catch(() => []))
                    onRecovered({ ticket: it.id, mode: it.mode, holder: it.job, held_ms: it.heldMs });
                sweepAtMs = clock.now() + sweepMs;
                if (store.isGone(token))
                    return true;
                show();
            }
            await (0,_base_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .pause */ .v7)(clock, lookMs, signal);
        }
        return store.isGone(token);
    }
    finally {
        if (isTold && err.isTty)
            err.write('\r\x1b[K');
    }
}
function complain({ pids, job }) {
    const link = (0,_report_words_js__WEBPACK_IMPORTED_MODULE_7__/* .linkOf */ .IJ)(job);
    const [processes, they] = pids.length === 1 ? ['process', 'it does'] : ['processes', 'they do'];
    const which = pids.length > 0
        ? `If what ${they} is not needed any more, end ${processes} ${pids.join(', ')}: kill -9 ${pids.join(' ')}`
        : 'None of its processes can be seen from here: end it where it runs.';
    return [`It has not let go, so nothing was freed. ${which}`, ...(link ? [`Its job: ${link}`] : [])];
}


/***/ }),

/***/ 4888:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ describePerson)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3875);
/** Who uses the host helper: labels for people. */




/** Of a command only its program is told: arguments may hold secrets. */
function describePerson(program) {
    const command = program && (0,_base_text_js__WEBPACK_IMPORTED_MODULE_3__/* .inert */ .tJ)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(program), 80);
    return {
        user: (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_os__WEBPACK_IMPORTED_MODULE_0__.userInfo)().username) ?? `user ${process.geteuid?.() ?? '?'}`,
        host: (0,node_os__WEBPACK_IMPORTED_MODULE_0__.hostname)(),
        ...(command ? { command } : {}),
    };
}


/***/ })

};
