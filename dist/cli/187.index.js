export const id = 187;
export const ids = [187];
export const modules = {

/***/ 2187:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   recover: () => (/* binding */ recover)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(3875);
/* harmony import */ var _lock_breaking_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35);
/* harmony import */ var _lock_host_file_store_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2645);
/* harmony import */ var _lock_host_lock_dir_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3197);
/* harmony import */ var _report_journal_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(690);
/* harmony import */ var _report_words_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3512);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6402);
/* harmony import */ var _locate_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9861);
/* harmony import */ var _run_person_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4888);
/* harmony import */ var _terminal_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(9567);
/** `fetch-lock recover`: takes away what the dead left in a lock. */











async function recover(call, host) {
    const outcomes = [];
    for (const scope of (0,_locate_js__WEBPACK_IMPORTED_MODULE_7__/* .locate */ .x5)(call.operands, { cwd: host.cwd, lockDir: (0,_locate_js__WEBPACK_IMPORTED_MODULE_7__/* .lockDirOf */ .IZ)(call) }))
        outcomes.push(await recoverOne(scope, host));
    if (call.has('json'))
        host.out.write((0,_base_text_js__WEBPACK_IMPORTED_MODULE_10__/* .renderJson */ .hF)({ locks: outcomes.map(document) }));
    else
        for (const line of outcomes.flatMap(describe))
            host.out.write(`${line}\n`);
    for (const it of outcomes)
        if ('trouble' in it)
            (0,_terminal_js__WEBPACK_IMPORTED_MODULE_9__/* .tell */ .q)(host.err, `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_10__/* .inert */ .tJ)(it.scope.path)}: ${it.trouble}`);
    return outcomes.some((it) => 'trouble' in it) ? _command_js__WEBPACK_IMPORTED_MODULE_6__/* .exit */ .NS.failed : _command_js__WEBPACK_IMPORTED_MODULE_6__/* .exit */ .NS.ok;
}
/** Trouble with one lock is no reason to leave the dead in the others. */
async function recoverOne(scope, host) {
    try {
        return { scope, recovered: await recoverLock(scope, host) };
    }
    catch (error) {
        return { scope, trouble: (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error) };
    }
}
/** Nothing is made where there is no lock directory. */
async function recoverLock({ path, lock: place }, { err, clock }) {
    if (!(0,_lock_host_lock_dir_js__WEBPACK_IMPORTED_MODULE_3__/* .hasLockDir */ .L2)(place))
        return [];
    const store = await (0,_lock_host_file_store_js__WEBPACK_IMPORTED_MODULE_2__/* .openFileStore */ .w)(place, clock);
    try {
        const waited = (await (0,_lock_breaking_js__WEBPACK_IMPORTED_MODULE_1__/* .findSuspects */ .YX)(place, clock.wall())).filter((it) => !it.isGranted && it.verdict === 'dead');
        const swept = await store.sweep();
        const left = new Set(store.ids());
        const common = { lock: place.guards, path, job: (0,_run_person_js__WEBPACK_IMPORTED_MODULE_8__/* .describePerson */ .n)('fetch-lock recover'), pid: process.pid };
        const report = (0,_report_journal_js__WEBPACK_IMPORTED_MODULE_4__/* .journalReport */ .QY)(place.dir, common, (text) => (0,_terminal_js__WEBPACK_IMPORTED_MODULE_9__/* .tell */ .q)(err, text));
        for (const it of swept)
            report('lock_recovered', { ticket: it.id, mode: it.mode, holder: it.job, held_ms: it.heldMs });
        return [
            ...swept.map((it) => ({ ticket: it.id, state: 'held', mode: it.mode, held_ms: it.heldMs, holder: it.job })),
            ...waited.filter((it) => !left.has(it.id)).map((it) => ({ ticket: it.id, state: 'waiting', mode: it.mode, holder: it.job })),
        ];
    }
    finally {
        store.close();
    }
}
const document = ({ scope: { path, guards, lock }, ...outcome }) => ({ path, lock: guards, lock_dir: lock.dir, ...outcome });
function describe(outcome) {
    if ('trouble' in outcome)
        return [];
    const { scope, recovered } = outcome;
    const { path } = scope;
    const held = recovered.filter((it) => it.state === 'held');
    const waiting = recovered.filter((it) => it.state === 'waiting');
    const lines = [
        ...held.map((it) => (0,_report_words_js__WEBPACK_IMPORTED_MODULE_5__/* .sayRecovered */ .jb)(path, it.holder)),
        ...waiting.map((it) => `A request for ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_10__/* .inert */ .tJ)(path)} was removed: ${(0,_report_words_js__WEBPACK_IMPORTED_MODULE_5__/* .nameJob */ .PB)(it.holder)} died while it waited.`),
    ];
    return lines.length > 0 ? [...lines, `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_10__/* .plural */ .LS)(lines.length, 'request')} removed.`] : [`There is nothing to recover on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_10__/* .inert */ .tJ)(path)}.`];
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
