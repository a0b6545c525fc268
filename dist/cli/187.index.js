export const id = 187;
export const ids = [187];
export const modules = {

/***/ 2187:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   recover: () => (/* binding */ recover)
/* harmony export */ });
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3875);
/* harmony import */ var _lock_breaking_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35);
/* harmony import */ var _lock_host_file_store_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(464);
/* harmony import */ var _lock_host_lock_dir_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3197);
/* harmony import */ var _report_journal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(690);
/* harmony import */ var _report_words_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3512);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6402);
/* harmony import */ var _locate_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9861);
/* harmony import */ var _run_person_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4888);
/* harmony import */ var _terminal_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9567);










async function recover(call, host) {
    const locks = [];
    for (const scope of (0,_locate_js__WEBPACK_IMPORTED_MODULE_6__/* .locate */ .x5)(call.operands, { cwd: host.cwd, lockDir: (0,_locate_js__WEBPACK_IMPORTED_MODULE_6__/* .lockDirOf */ .IZ)(call) }))
        locks.push({ scope, recovered: await recoverLock(scope, host) });
    if (call.has('json')) {
        const document = {
            locks: locks.map(({ scope, recovered }) => ({ path: scope.path, lock: scope.guards, lock_dir: scope.lock.dir, recovered })),
        };
        host.out.write((0,_base_text_js__WEBPACK_IMPORTED_MODULE_9__/* .renderJson */ .hF)(document));
    }
    else
        for (const { scope, recovered } of locks)
            for (const line of describe(scope, recovered))
                host.out.write(`${line}\n`);
    return _command_js__WEBPACK_IMPORTED_MODULE_5__/* .exit */ .NS.ok;
}
/** Nothing is made where there is no lock directory. */
async function recoverLock({ path, lock: place }, { err, clock }) {
    if (!(0,_lock_host_lock_dir_js__WEBPACK_IMPORTED_MODULE_2__/* .hasLockDir */ .L2)(place))
        return [];
    const store = await (0,_lock_host_file_store_js__WEBPACK_IMPORTED_MODULE_1__/* .openFileStore */ .w)(place, clock);
    try {
        const waited = (await (0,_lock_breaking_js__WEBPACK_IMPORTED_MODULE_0__/* .findSuspects */ .YX)(place, clock.wall())).filter((it) => !it.isGranted && it.verdict === 'dead');
        const swept = await store.sweep();
        const left = new Set(store.ids());
        const common = { lock: place.guards, path, job: (0,_run_person_js__WEBPACK_IMPORTED_MODULE_7__/* .describePerson */ .n)('fetch-lock recover'), pid: process.pid };
        const report = (0,_report_journal_js__WEBPACK_IMPORTED_MODULE_3__/* .journalReport */ .QY)(place.dir, common, (text) => (0,_terminal_js__WEBPACK_IMPORTED_MODULE_8__/* .tell */ .q)(err, text));
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
function describe({ path }, recovered) {
    const held = recovered.filter((it) => it.state === 'held');
    const waiting = recovered.filter((it) => it.state === 'waiting');
    const lines = [
        ...held.map((it) => (0,_report_words_js__WEBPACK_IMPORTED_MODULE_4__/* .sayRecovered */ .jb)(path, it.holder)),
        ...waiting.map((it) => `A request for ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_9__/* .inert */ .tJ)(path)} was removed: ${(0,_report_words_js__WEBPACK_IMPORTED_MODULE_4__/* .nameJob */ .PB)(it.holder)} died while it waited.`),
    ];
    return lines.length > 0 ? [...lines, `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_9__/* .plural */ .LS)(lines.length, 'request')} removed.`] : [`There is nothing to recover on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_9__/* .inert */ .tJ)(path)}.`];
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
