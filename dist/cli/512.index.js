export const id = 512;
export const ids = [512];
export const modules = {

/***/ 83512:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $C: () => (/* binding */ troubleGivingUp),
/* harmony export */   AH: () => (/* binding */ sayAcquired),
/* harmony export */   HQ: () => (/* binding */ sayWaiting),
/* harmony export */   IJ: () => (/* binding */ linkOf),
/* harmony export */   PB: () => (/* binding */ nameJob),
/* harmony export */   QX: () => (/* binding */ liveness),
/* harmony export */   Tg: () => (/* binding */ sayReleased),
/* harmony export */   cM: () => (/* binding */ sayShort),
/* harmony export */   jb: () => (/* binding */ sayRecovered),
/* harmony export */   oX: () => (/* binding */ sayBehind),
/* harmony export */   wz: () => (/* binding */ sayHalfWritten)
/* harmony export */ });
/* unused harmony exports sayDowngraded, sayDirty, sayJoined, sayPresent, sayMerged, sayAlone, troubleWaiting */
/* harmony import */ var _base_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56620);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33875);


function nameJob(job) {
    const leg = job.job_index && job.job_index !== '0' ? ` (leg ${job.job_index})` : '';
    const work = [job.repository, job.job && `job ${job.job}${leg}`].filter(Boolean).join(' ');
    const run = job.run_id && `run ${job.run_id}${job.run_attempt && job.run_attempt !== '1' ? ` attempt ${job.run_attempt}` : ''}`;
    const person = [job.user, job.command && `running ${job.command}`].filter(Boolean).join(' ');
    const where = [job.runner, job.host].filter(Boolean).join(' on ');
    const name = [work, run, person].filter(Boolean).join(', ');
    return (0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(`${name || 'a job without a name'}${where ? ` on ${where}` : ''}`, 200);
}
const linkOf = (job) => /^https:\/\/[\w.-]{1,100}(:\d+)?\/[\w./-]{1,200}$/.test(job.url ?? '') ? job.url : undefined;
const liveness = { alive: 'still running', dead: 'no longer running', unknown: 'cannot be seen from here' };
const describe = (it) => {
    const name = `${nameJob(it.job)} (${it.mode}, ${it.heldMs > 0 ? `for ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(it.heldMs)}, ` : ''}${liveness[it.verdict]})`;
    return it.waitsFor ? `${name}, which is first on this host and waits for ${nameJob(it.waitsFor)}` : name;
};
const linkTo = ({ holders: [first] }) => {
    const link = first && linkOf(first.job);
    return link ? ` ${link}` : '';
};
const inFront = ({ ahead }) => `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(ahead, 'request')} in front`;
const heldBy = ({ holders: [first, ...more] }) => first ? `Held by ${describe(first)}${more.length > 0 ? ` and ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(more.length, 'other')}` : ''}` : 'Nobody holds it yet';
const keptBy = (line) => {
    if (line.reason === undefined)
        return heldBy(line);
    const why = (0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(line.reason.replace(/\.$/, ''), 500);
    return line.holders.length > 0 ? `${heldBy(line)}. ${why}` : why;
};
const article = (mode) => (/^[aeu]/.test(mode) ? 'an' : 'a');
const sayWaiting = (path, mode, line, waitedMs) => `Waiting ${waitedMs >= 1000 ? `for ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(waitedMs)} ` : ''}to get ${article(mode)} ${mode} lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)}: ${inFront(line)}. ${keptBy(line)}.${linkTo(line)}`;
const sayBehind = (path, line, waitedMs) => `Waiting ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(waitedMs)}. ${keptBy(line)}; ${line.ahead} in front, for ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)}.`;
const sayShort = (path, leftMs, { waits, longer, p50Ms, p95Ms }, input = 'lock-timeout') => `This wait for ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)} may end in vain: it ends after ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(leftMs)}, and ${longer} of the ${waits} requests that had to wait there in the last 7 days waited longer or gave up (p50 ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(p50Ms)}, p95 ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(p95Ms)}). Raise \`${input}\`, or look at what holds the lock for so long.`;
const sayAcquired = (path, mode, waitedMs, position) => `Got the ${mode} lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)} ${position === 0 && waitedMs < 1000 ? 'at once' : `after ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(waitedMs)}`}.`;
const sayDowngraded = (path, mode) => `Git is done: the ${mode} lock on ${inert(path)} is shared until the job ends.`;
const sayReleased = (path, mode, heldMs) => `Let go of the ${mode} lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)}, held for ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(heldMs)}.`;
const sayRecovered = (path, holder) => `The lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)} was recovered: ${nameJob(holder)} died without letting go.`;
const sayHalfWritten = (path, holders) => `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)} may be half-written: ${holders.map(nameJob).join('; ')} died while holding the lock.`;
const sayDirty = (path, holders) => `${sayHalfWritten(path, holders)} Output \`dirty\` is true.`;
function sayJoined(path, command, holder, ageMs) {
    const when = ageMs === undefined ? 'after this step asked' : `${formatDuration(ageMs)} before this step asked, which \`max-age\` allows`;
    const what = command === undefined
        ? `it brought what is wanted into ${inert(path)}`
        : `it began ${when}, so \`git ${inert(withoutCredentials(command.replace(/^git\s+/, '')))}\` is not run in ${inert(path)}`;
    const link = linkOf(holder);
    return `Joined the fetch of ${nameJob(holder)}: ${what}.${link ? ` ${link}` : ''}`;
}
const sayPresent = (path, count) => `${count === 1 ? 'What is wanted' : `All that is wanted (${count})`} is in ${inert(path)} already, kept by a ref: nothing is fetched.`;
const sayMerged = (path, count) => `Fetching into ${inert(path)} for ${plural(count, 'request')} in line too.`;
const sayAlone = (path, complaint) => `The fetch into ${inert(path)} for all in line failed, which may be because of one of them${complaint ? ` (${inert(complaint)})` : ''}: doing ours alone.`;
const troubleWaiting = (path, mode, line, waitedMs, limit, input = 'lock-timeout') => ({
    what: waitedMs < 1000
        ? `The ${mode} lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)} is taken.`
        : `Waited ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(waitedMs)} for the ${mode} lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)} and gave up.`,
    why: line.reason === undefined ? `${heldBy(line)}; ${inFront(line)}.` : `${keptBy(line)}.`,
    fix: `Raise \`${input}\` (now ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(limit)}), or ${line.reason === undefined ? 'look at what holds it' : 'see why that is so'}.${linkTo(line)}`,
});
const troubleGivingUp = ({ obstacle, circle }, path, mode, ...[waitedMs, limit, input]) => circle.length > 0 ? troubleDeadlock(path, mode, describeCircle(circle)) : troubleWaiting(path, mode, obstacle, waitedMs, limit, input);
const describeCircle = (circle) => circle
    .map(({ waiter, holder }, index) => {
    const next = circle[(index + 1) % circle.length]?.waiter.job ?? {};
    const who = index === 0 ? 'this job' : nameJob(waiter.job);
    const whom = index === circle.length - 1 ? 'this job' : nameJob(next);
    return `${who} waits for ${article(waiter.mode)} ${waiter.mode} lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(waiter.guards)}, of which ${whom} holds ${article(holder.mode)} ${holder.mode} one`;
})
    .join('; ');
const troubleDeadlock = (path, mode, circle) => ({
    what: `Waiting for the ${mode} lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(path)} would never end.`,
    why: `It is a deadlock: ${circle}. The youngest request gives up, so that the others go on.`,
    fix: 'Lock everything at once (`path` takes several lines, `run` several `--path`), or in the same order in every job; ask for the strongest `mode` first.',
});


/***/ })

};
