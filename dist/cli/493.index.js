export const id = 493;
export const ids = [493];
export const modules = {

/***/ 6493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $o: () => (/* binding */ latchStuck),
/* harmony export */   GX: () => (/* binding */ takenAway),
/* harmony export */   YW: () => (/* binding */ errandText)
/* harmony export */ });
/* harmony import */ var _base_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56620);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1559);
/**
 * Where a lock is kept. One store guards one thing.
 *
 * In order: `enter` a request, `place` it until it is granted, `wait` in between; `sign` in more witnesses; `downgrade` if others
 * may read by now; `release` by token.
 * G1 `place` grants only what `whoHolds` lets in, one decision at a time in the whole world of the store.
 * G2 of all calls of `release` for one token exactly one answers true, whichever process calls.
 * G3 a request whose every witness is dead is removed by the next `place`, and the grant of a dead writer is remembered until
 *    it is `settle`d by one who could write after it.
 * G4 whoever is in doubt waits: an error of the store is thrown as FL_LOCK_DIR and never grants.
 * Not promised: that a verdict `unknown` is ever resolved; fairness among requests that do not conflict.
 */


const mostErrandBytes = 12_000;
/** What is published of an errand; undefined if nothing is. */
function errandText({ errand }) {
    const text = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orNothing */ .bR)(() => JSON.stringify(errand));
    return text !== undefined && new TextEncoder().encode(text).length <= mostErrandBytes ? text : undefined;
}
/** Why nothing could be decided for so long. */
const latchStuck = (limitMs) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf('FL_TIMEOUT', {
    what: `The latch of the lock directory stayed taken for ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(limitMs)}.`,
    why: 'The process that has it does not go on, as if it were stopped, or cannot be seen from here.',
    fix: 'Let it continue, or end it.',
});
/** FL_LOST: `what` says of which lock, and what that means; `whyLost` where nobody on this host took it away. */
const takenAway = (what, whyLost) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf('FL_LOST', {
    what,
    why: whyLost === undefined
        ? 'It was taken away: by an admin (`fetch-lock break`), by the post step or by a cleaner.'
        : `The reason is that ${whyLost}: it was not heard of in time, it no longer knows this lock, or an admin broke the lock on another host.`,
    fix: 'Run the job again.',
});


/***/ })

};
