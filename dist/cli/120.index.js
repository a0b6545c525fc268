export const id = 120;
export const ids = [120,657];
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

/***/ 4888:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ describePerson)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(33875);




function describePerson(program) {
    const command = program && (0,_base_text_js__WEBPACK_IMPORTED_MODULE_3__/* .inert */ .tJ)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(program), 80);
    return {
        user: (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_os__WEBPACK_IMPORTED_MODULE_0__.userInfo)().username) ?? `user ${process.geteuid?.() ?? '?'}`,
        host: (0,node_os__WEBPACK_IMPORTED_MODULE_0__.hostname)(),
        ...(command ? { command } : {}),
    };
}


/***/ }),

/***/ 31120:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./lib/src/base/duration.js
var duration = __webpack_require__(56620);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __webpack_require__(33875);
// EXTERNAL MODULE: ./lib/src/base/policy/own-room.js
var own_room = __webpack_require__(96145);
// EXTERNAL MODULE: ./lib/src/base/policy/policy.js
var policy_policy = __webpack_require__(29631);
;// CONCATENATED MODULE: ./lib/src/base/policy/bounds.js







function refuseOutside({ allowedRoots }, { path, guards, lock }) {
    if (allowedRoots === undefined)
        return;
    const roots = allowedRoots.flatMap((it) => (0,errors/* orNothing */.bR)(() => external_node_fs_.realpathSync.native(it)) ?? []);
    const isInside = (it) => roots.some((root) => contains(root, it));
    const isOwnRoom = lock.fleet !== undefined && (0,external_node_path_.dirname)(lock.dir) === (0,own_room/* ownRoom */.c)();
    const outside = [guards, ...(isOwnRoom ? [] : [lock.dir])].find((it) => !isInside(it));
    if (outside === undefined)
        return;
    const what = outside === guards ? `'${(0,base_text/* inert */.tJ)(outside)}'` : `The lock directory '${(0,base_text/* inert */.tJ)(outside)}'`;
    throw new errors/* FetchLockError */.qf('FL_POLICY', {
        what: `${what} is outside of what the policy of this host allows (path '${(0,base_text/* inert */.tJ)(path)}').`,
        why: `\`allowedRoots\` in '${policy_policy/* policyPath */.k1}' has: ${allowedRoots.map((it) => (0,base_text/* inert */.tJ)(it)).join(', ')}.`,
        fix: 'Use a path inside one of them, or let the admin of this host add its directory.',
    });
}
function contains(root, path) {
    const way = (0,external_node_path_.relative)(root, path);
    return way === '' || !(way === '..' || way.startsWith(`..${external_node_path_.sep}`) || /^[a-z]:|^\\\\/i.test(way));
}
const heldTooLongReason = 'maxHold of the host policy';
const heldTooLong = (path, maxHoldMs) => new errors/* FetchLockError */.qf('FL_POLICY', {
    what: `The lock on '${(0,base_text/* inert */.tJ)(path)}' was held for ${(0,duration/* formatDuration */.a)(maxHoldMs)}, and what worked under it was stopped.`,
    why: `That is \`maxHold\` in '${policy_policy/* policyPath */.k1}'.`,
    fix: 'Hold it for less, as with `hold: step`; or let the admin of this host raise it.',
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/src/lock/host/liveness.js
var liveness = __webpack_require__(87350);
// EXTERNAL MODULE: ./lib/src/lock/ticket.js
var ticket = __webpack_require__(76074);
;// CONCATENATED MODULE: ./lib/src/lock/job/party.js



const partyVariable = 'FETCH_LOCK_PARTY';
const partyKey = (text) => (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex').slice(0, 16);
function jobParty({ RUNNER_TRACKING_ID: tracking = '' }) {
    return /^github_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(tracking) ? partyKey(tracking) : undefined;
}
const sharedParty = ({ [partyVariable]: shared = '' }) => ((0,ticket/* isId */.eQ)(shared) ? shared : undefined);
const commandParty = (env) => sharedParty(env) ?? jobParty(env) ?? (0,ticket/* newId */.Si)();
const mostTokens = 64;
const tokensIn = ({ [liveness/* tokenVariable */.Sj]: tokens = '' }) => tokens
    .split(' ')
    .filter((it) => (0,ticket/* decodeToken */.oL)(it) !== undefined)
    .slice(-mostTokens);

// EXTERNAL MODULE: ./lib/src/lock/queue.js
var queue = __webpack_require__(77339);
// EXTERNAL MODULE: ./lib/src/cli/command.js + 1 modules
var cli_command = __webpack_require__(46402);
// EXTERNAL MODULE: ./lib/src/cli/fleet.js + 1 modules
var fleet = __webpack_require__(71285);
// EXTERNAL MODULE: ./lib/src/cli/terminal.js
var terminal = __webpack_require__(39567);
// EXTERNAL MODULE: ./lib/src/base/exec.js + 1 modules
var exec = __webpack_require__(37198);
// EXTERNAL MODULE: ./lib/src/base/clock.js
var base_clock = __webpack_require__(63148);
// EXTERNAL MODULE: ./lib/src/lock/host/system/kernel.js + 2 modules
var kernel = __webpack_require__(82785);
// EXTERNAL MODULE: ./lib/src/lock/look.js
var look = __webpack_require__(4965);
;// CONCATENATED MODULE: ./lib/src/lock/keeper.js









const kept = ['PATH', 'HOME', 'TMPDIR', 'SYSTEMROOT', 'RUNNER_TRACKING_ID'];
const signInMs = 10_000;
const tickMs = 200;
const graceMs = 10_000;
const keeperEnvironment = (env) => Object.fromEntries(kept.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
function instruct(keeper, charge, { clock, signal }) {
    return new Promise((resolve, reject) => {
        const end = (trouble) => {
            callOff();
            signal.removeEventListener('abort', onAbort);
            keeper.removeAllListeners();
            keeper.on('error', () => { });
            if (keeper.connected)
                keeper.disconnect();
            keeper.unref();
            if (trouble === undefined)
                return resolve();
            keeper.kill('SIGKILL');
            const what = `The lock on '${charge.grants.map((it) => (0,base_text/* inert */.tJ)(it.path)).join(', ')}' could not be handed to its keeper.`;
            reject(new errors/* FetchLockError */.qf('FL_LOST', { what, why: trouble, fix: 'Nothing was kept; run the job again.' }));
        };
        const onAbort = () => end('The step was told to stop.');
        signal.addEventListener('abort', onAbort, { once: true });
        const callOff = clock.after(signInMs, () => end(`It did not sign in within ${(0,duration/* formatDuration */.a)(signInMs)}.`));
        keeper.once('error', (error) => end(`It could not be started: ${error.message}.`));
        keeper.once('exit', (code, signal) => end(`It ended (${signal ?? code}).`));
        keeper.once('message', (said) => end(said === 'in' ? undefined : String(said)));
        if (signal.aborted)
            return onAbort();
        if (keeper.connected)
            keeper.send({ ...charge, main: { ...(0,liveness/* thisProcess */.WF)(), key: '0' } }, (error) => error && end(error.message));
    });
}
const receiveCharge = () => new Promise((resolve) => {
    process.once('message', (charge) => resolve(charge));
    process.once('disconnect', () => resolve(undefined));
});
async function keep({ grants, worker, main, limit }, open, reportOf, clock) {
    const say = (text) => process.connected && process.send?.(text);
    let kept = [];
    let poked = new AbortController();
    try {
        riseAboveSteps();
        for (const grant of grants) {
            const store = await open(grant);
            if (!(await store.sign(grant.token)))
                throw new Error('The grant was gone before the keeper came.');
            store.onPoke(() => poked.abort());
            kept.push({ grant, store });
        }
    }
    catch (error) {
        say(messageOf(error));
        return;
    }
    say('in');
    const startedMs = clock.now();
    const leaveGone = async () => {
        for (const { grant, store } of kept.filter((it) => it.store.isGone(it.grant.token))) {
            await store.release(grant.token).catch(() => { });
            store.close();
            kept = kept.filter((it) => it.store !== store);
        }
        return kept.length === 0;
    };
    while (!(await leaveGone())) {
        if (isDead(worker) && isDead(main) && !canSeeCarriers())
            break;
        const keptMs = clock.now() - startedMs;
        for (const { grant, store } of kept) {
            const report = reportOf(grant);
            const heldMs = grant.heldMs + keptMs;
            if (isDead(worker) && isDead(main))
                await letGoForDead(grant, store, report, clock);
            await letGoIfBroken(grant, store, report, clock).catch(() => { });
            if (limit && heldMs >= limit.ms && canSeeCarriers() && hasLeft(main, heldMs - limit.ms))
                await endHold(grant, store, report, limit.reason, clock).catch(() => { });
        }
        await pause(clock, tickMs, poked.signal);
        poked = new AbortController();
    }
    for (const { store } of kept)
        store.close();
}
async function letGoForDead(grant, store, report, clock) {
    if (findOrphan(grant.token, process.geteuid?.() ?? -1) || (await hasOtherWitness(grant, clock)))
        return;
    await abandon(grant, store, report, 'the job is gone');
}
async function hasOtherWitness({ place, token }, clock) {
    const seen = await lookAt(place, clock.wall()).catch(() => undefined);
    const witnesses = seen?.granted.find((it) => it.token === token)?.witnesses;
    return seen === undefined || witnesses?.some((it) => it.pid !== process.pid && it.verdict !== 'dead') === true;
}
async function letGoIfBroken(grant, store, report, clock) {
    if (!canSeeCarriers() || !(await store.isLeftBroken(grant.token)))
        return;
    await endOrphans(grant.token, clock);
    const why = store.whyLost?.(grant.token);
    await abandon(grant, store, report, why ?? 'it was broken', why === undefined ? 'lock_released' : 'lock_broken');
}
async function abandon({ token }, store, report, reason, event = 'lock_released') {
    const abandoned = await store.abandon(token);
    if (abandoned)
        report(event, { ticket: decodeToken(token)?.id ?? '', held_ms: abandoned.heldMs, reason });
}
function hasLeft(main, overdueMs) {
    if (isDead(main))
        return true;
    if (overdueMs > graceMs && isProvenAlive(main))
        orNothing(() => process.kill(main.pid, 'SIGKILL'));
    return false;
}
async function endHold(grant, store, report, reason, clock) {
    await endOrphans(grant.token, clock);
    await abandon(grant, store, report, reason, 'lock_broken');
}
const isDead = (it) => it !== undefined && judgePid(it, systemKernel) === 'dead';
function riseAboveSteps() {
    try {
        writeFileSync('/proc/self/oom_score_adj', '0');
    }
    catch {
    }
}

// EXTERNAL MODULE: ./lib/src/base/event.js
var base_event = __webpack_require__(51002);
;// CONCATENATED MODULE: ./lib/src/lock/deadlock.js
function findCircle(requests, id) {
    const byId = new Map(requests.map((it) => [it.id, it]));
    const next = (it) => it.isGranted
        ? requests.filter((one) => !one.isGranted && one.party === it.party && (!it.isAtWork || one.asker === it.asker))
        : it.blockers.flatMap((blocker) => byId.get(blocker) ?? []);
    const start = byId.get(id);
    const paths = start ? [[start]] : [];
    const seen = new Set();
    for (let path = paths.shift(); path; path = paths.shift()) {
        for (const it of next(path.at(-1))) {
            if (it === start && path.at(-1)?.isGranted)
                return linksOf(path);
            if (!seen.has(it))
                paths.push([...path, it]);
            seen.add(it);
        }
    }
    return undefined;
}
function linksOf(circle) {
    const holders = circle.filter((it) => it.isGranted);
    const waiters = circle.filter((it, index) => !it.isGranted && circle.at(index - 1)?.isGranted);
    return waiters.flatMap((waiter, index) => (holders[index] ? [{ waiter, holder: holders[index] }] : []));
}
function victimOf(circle) {
    const isYounger = (one, other) => one.askedAt > other.askedAt || (one.askedAt === other.askedAt && one.id > other.id);
    return circle
        .map((it) => it.waiter)
        .reduce((youngest, it) => (youngest && !isYounger(it, youngest) ? youngest : it), undefined)?.id;
}

// EXTERNAL MODULE: ./lib/src/lock/store.js
var lock_store = __webpack_require__(6493);
;// CONCATENATED MODULE: ./lib/src/lock/acquire.js





const mayDoWithout = (error) => error instanceof errors/* FetchLockError */.qf && ['FL_TIMEOUT', 'FL_DEADLOCK', 'FL_LOCK_DIR', 'FL_BACKEND'].includes(error.code);
class GaveUp extends errors/* FetchLockError */.qf {
    obstacle;
    circle;
    constructor(obstacle, circle = []) {
        super(circle.length > 0 ? 'FL_DEADLOCK' : 'FL_TIMEOUT', { what: 'The lock was not free in time.' });
        this.obstacle = obstacle;
        this.circle = circle;
    }
}
const announceMs = 30_000;
const [patienceMs, lookMs] = [1000, 300];
const gainMs = 2000;
const latchMs = 10_000;
async function acquire(store, request, wait) {
    const { clock, signal } = wait;
    const findDeadlock = createSearch(store, request);
    const askedMs = clock.now();
    const waited = () => Math.round(clock.now() - askedMs);
    const detail = { mode: request.mode, ticket: request.id };
    let position = 0;
    let told;
    let noted = '';
    let blocked;
    const tell = (obstacle) => {
        const line = [obstacle.ahead, ...obstacle.holders.map((it) => it.token), plainReason(obstacle)].join();
        const isSilent = obstacle.holders.length === 0 && obstacle.reason === undefined;
        const isNews = told?.line !== line && (told === undefined || !isSilent);
        if (told && !isNews && clock.now() - told.atMs < announceMs)
            return;
        told = { line, atMs: clock.now() };
        wait.onWaiting(obstacle, waited());
    };
    const note = (obstacle) => {
        const { facts, line } = factsOf(obstacle);
        if (!blocked)
            wait.report('lock_waiting', { ...detail, ahead: position, ...facts });
        else if (line !== noted)
            wait.report('lock_waiting', { ...detail, waited_ms: waited(), ...facts });
        noted = line;
    };
    try {
        await store.enter(request);
        for (;;) {
            const placement = await placeInTime(store, request.id, wait, Math.max(latchMs, wait.timeoutMs - waited()));
            const recovered = 'granted' in placement ? placement.granted.recovered : placement.recovered;
            for (const it of recovered) {
                wait.report('lock_recovered', { ticket: it.id, mode: it.mode, holder: it.job, held_ms: it.heldMs });
            }
            if ('granted' in placement) {
                const { token, dirty, fleet } = placement.granted;
                wait.report('lock_acquired', { ...detail, decision: 'allow', waited_ms: waited(), ahead: position });
                return lockOf(store, token, { waitedMs: waited(), position, dirty, ...(fleet ? { fleet } : {}) });
            }
            const { obstacle } = placement;
            if (!blocked)
                position = obstacle.ahead;
            note(obstacle);
            blocked = obstacle;
            const leftMs = askedMs + wait.timeoutMs - clock.now();
            if (leftMs <= 0)
                throw new GaveUp(obstacle);
            tell(obstacle);
            signal.throwIfAborted();
            const mayDeadlock = request.others().length > 0;
            const circle = mayDeadlock && waited() >= patienceMs ? await findDeadlock() : [];
            if (circle.length > 0)
                throw new GaveUp(obstacle, circle);
            const untilNewsMs = (told?.atMs ?? 0) + announceMs - clock.now();
            const gained = new AbortController();
            const stopLooking = clock.every(gainMs, () => !mayDeadlock && request.others().length > 0 && gained.abort());
            const pauseMs = Math.min(leftMs, mayDeadlock ? lookMs : untilNewsMs);
            await store.wait(obstacle, pauseMs, AbortSignal.any([signal, gained.signal])).finally(stopLooking);
            signal.throwIfAborted();
        }
    }
    catch (error) {
        await store.withdraw(request.id).catch(() => { });
        const code = error instanceof errors/* FetchLockError */.qf ? error.code : undefined;
        const event = (code && endings[code]) ?? 'lock_unavailable';
        const [holder] = blocked?.holders ?? [];
        wait.report(event, {
            ...detail,
            decision: 'deny',
            waited_ms: waited(),
            ...(code ? { code } : {}),
            ...(holder ? { holder: holder.job } : {}),
        });
        throw error;
    }
}
const plainReason = ({ reason = '' }) => reason.replace(/\d+(\.\d+)? (ms|s|m|h)\b( \d+ [sm]\b)?/g, '');
function factsOf(obstacle) {
    const { holders, reason } = obstacle;
    const [first] = holders;
    const elsewhere = holders.filter((it) => it.host !== undefined).slice(0, base_event/* mostElsewhere */.er);
    return {
        facts: {
            ...(first ? { holder: first.job } : {}),
            ...(elsewhere.length > 0
                ? {
                    elsewhere: elsewhere.map(({ id, mode, job, heldMs }) => ({
                        ticket: id,
                        mode,
                        job,
                        ...(heldMs > 0 ? { held_ms: heldMs } : {}),
                    })),
                }
                : {}),
            ...(reason === undefined ? {} : { reason }),
        },
        line: [...elsewhere.flatMap(({ id, mode }) => [id, mode]), plainReason(obstacle)].join(),
    };
}
const endings = {
    FL_TIMEOUT: 'lock_timeout',
    FL_CANCELLED: 'lock_cancelled',
    FL_DEADLOCK: 'deadlock_detected',
};
function createSearch(store, { id }) {
    let last = '';
    return async () => {
        const circle = findCircle(await store.lookAround(), id) ?? [];
        const seen = circle.flatMap((it) => [it.waiter.id, it.holder.id]).join();
        const isReal = seen !== '' && seen === last && victimOf(circle) === id;
        last = seen;
        return isReal ? circle : [];
    };
}
const placeInTime = (store, id, { clock, signal }, limitMs) => (0,base_clock/* within */.ux)(clock, limitMs, (late) => store.place(id, AbortSignal.any([signal, late])), () => store.whySlow?.(id, limitMs) ?? (0,lock_store/* latchStuck */.$o)(limitMs));
function lockOf(store, token, facts) {
    return {
        token,
        ...facts,
        isHeld: () => store.isHeld(token),
        whyLost: () => store.whyLost?.(token),
        settle: () => store.settle(facts.dirty.map((it) => it.token)),
        downgrade: () => store.downgrade(token),
        raise: (floor) => store.raise(token, floor),
        release: () => store.release(token),
        sign: (process, signal) => store.sign(token, process, signal),
        ...{ lastSeq: store.lastSeq, errands: store.errands, ids: store.ids },
    };
}

// EXTERNAL MODULE: ./lib/src/lock/fleet/open.js
var fleet_open = __webpack_require__(72795);
// EXTERNAL MODULE: ./lib/src/lock/fleet/place.js
var place = __webpack_require__(61036);
// EXTERNAL MODULE: ./lib/src/report/journal.js
var journal = __webpack_require__(90690);
// EXTERNAL MODULE: ./lib/src/report/history.js
var report_history = __webpack_require__(40641);
// EXTERNAL MODULE: ./lib/src/report/timeline.js
var timeline = __webpack_require__(41886);
// EXTERNAL MODULE: ./lib/src/report/words.js
var words = __webpack_require__(83512);
;// CONCATENATED MODULE: ./lib/src/report/limit.js




function adviseOnLimit(dir, path, limitMs, nowAt, input) {
    if (limitMs <= 0)
        return undefined;
    const short = (0,report_history/* whyIsShort */.x6)((0,timeline/* timeline */.IO)((0,journal/* readEvents */.wj)(dir, { sinceAt: nowAt - report_history/* weekMs */.te })), limitMs, nowAt);
    return short && (0,words/* sayShort */.cM)(path, limitMs, short, input);
}

;// CONCATENATED MODULE: ./lib/src/report/through.js


function lookThrough({ dir, fleet }, line) {
    const [first, ...more] = line.holders;
    if (fleet === undefined || first === undefined)
        return line;
    const row = (0,timeline/* timeline */.IO)((0,journal/* readEvents */.wj)(dir, { ticket: first.id })).find((it) => it.ticket === first.id);
    const met = row?.outcome === 'waiting' ? row.met.find((it) => it.goneAt === undefined) : undefined;
    return met ? { ...line, holders: [{ ...first, waitsFor: met.job }, ...more] } : line;
}

// EXTERNAL MODULE: ./lib/src/fetch/guarded.js + 2 modules
var guarded = __webpack_require__(87115);
// EXTERNAL MODULE: ./lib/src/fetch/refs.js
var refs = __webpack_require__(44059);
// EXTERNAL MODULE: ./lib/src/fetch/fencing/fence.js
var fencing_fence = __webpack_require__(15489);
// EXTERNAL MODULE: ./lib/src/fetch/fencing/turn.js
var turn = __webpack_require__(74941);
;// CONCATENATED MODULE: ./lib/src/fetch/fencing/move.js










async function moveFence(site, guard, work, mover) {
    const { fleet, token } = mover.lock;
    const { id } = (0,ticket/* decodeToken */.oL)(token) ?? {};
    if (!fleet || id === undefined)
        return undefined;
    const { hooks = '' } = mover;
    if (hooks !== '')
        (0,fencing_fence/* demandHook */.Tn)(hooks);
    return (0,guarded/* visit */.YR)(site, guard, work, async (visit) => {
        const giveBack = await (0,turn/* takeTurn */.Vm)(site.guards, work.clock, work.signal);
        try {
            const object = await settleOn({ fence: fleet.fence, id, party: (0,fencing_fence/* digestOf */.ol)(mover.party) }, site, visit, mover);
            return { hooks, dir: site.guards, by: (0,turn/* thisHost */.vk)(), object };
        }
        finally {
            giveBack();
        }
    });
}
async function settleOn(mark, site, { git }, { lock }) {
    const found = await move_look(site, git);
    if (found?.mark.party === mark.party && (found.mark.id === mark.id || (await lock.ids()).includes(found.mark.id)))
        return found.object;
    const isLow = found !== undefined && found.mark.fence >= mark.fence;
    const fence = isLow ? await lock.raise(found.mark.fence) : mark.fence;
    if (fence === undefined)
        throw (0,lock_store/* takenAway */.GX)(`The lock on '${(0,base_text/* inert */.tJ)(site.path)}' was lost before anything was done under it.`);
    const [object = ''] = await git(['hash-object', '-w', '--stdin'], (0,fencing_fence/* encodeMark */.wy)({ ...mark, fence, ...(found ? { before: found.object } : {}) }));
    await past((0,external_node_path_.join)(site.guards, `${refs/* fenceName */.nB}.lock`), () => git([...quietly, 'update-ref', '--no-deref', refs/* fenceName */.nB, object, found?.object ?? '']));
    if (found?.mark.before !== undefined)
        await forget(found.mark.before, site.guards, git);
    return object;
}
const quietly = ['-c', 'core.logAllRefUpdates=false', '-c', 'core.filesRefLockTimeout=3000'];
async function past(lock, write) {
    const look = () => (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.lstatSync)(lock, { bigint: true }));
    const left = look();
    try {
        await write();
    }
    catch (error) {
        const now = look();
        if (!left || left.ino !== now?.ino || left.ctimeNs !== now.ctimeNs)
            throw error;
        (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.unlinkSync)(lock));
        await write();
    }
}
async function move_look({ guards, path }, git) {
    (0,refs/* dropBroken */.JK)(guards, refs/* fenceName */.nB);
    const [head = '', line = ''] = await git(['cat-file', '--batch'], `${refs/* fenceName */.nB}\n`);
    const [object = '', type] = head.split(' ');
    const mark = type === 'blob' ? (0,fencing_fence/* decodeMark */.QU)(line) : undefined;
    if (mark)
        return { object, mark };
    if ((await git(['for-each-ref', '--format=%(objectname)', refs/* fenceName */.nB])).length === 0)
        return undefined;
    throw new errors/* FetchLockError */.qf('FL_BACKEND', {
        what: `'${refs/* fenceName */.nB}' in '${(0,base_text/* inert */.tJ)(path)}' says nothing that this version of fetch-lock understands.`,
        why: 'Whoever moves it there may not mean the same by it.',
        fix: `Use one version on all hosts. If nothing else does, take it away: \`git -C ${(0,base_text/* quoteForShell */.eC)(guards)} update-ref -d ${refs/* fenceName */.nB}\`.`,
    });
}
async function forget(object, dir, git) {
    const [head = '', line = ''] = await git(['cat-file', '--batch'], `${object}\n`);
    if (head.split(' ')[1] !== 'blob' || !(0,fencing_fence/* decodeMark */.QU)(line))
        return;
    (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.unlinkSync)((0,external_node_path_.join)(dir, 'objects', object.slice(0, 2), object.slice(2))) ?? true);
}
async function behind(dir, { object }, { clock, signal, isHeld }, act) {
    const giveBack = await takeTurn(dir, clock, signal);
    let now = dir;
    try {
        const found = fenceInFile(dir) ?? readPacked(dir, fenceName);
        if (!isHeld() || (found !== undefined && found !== object))
            throw overtaken(dir, 'making it anew');
        now = act();
    }
    finally {
        giveBack(now);
    }
}

// EXTERNAL MODULE: ./lib/src/fetch/mirror.js + 1 modules
var mirror = __webpack_require__(57676);
;// CONCATENATED MODULE: ./lib/src/cli/run/fence.js


const limitMs = 30_000;
async function fenceOff(scope, lock, { mode, party, policy }, port) {
    if (!lock.fleet || mode === 'shared' || scope.kind === 'directory' || !(0,mirror/* isThere */.$B)(scope.guards))
        return;
    const log = { debug: () => { }, info: () => { }, warning: () => { }, group: (_, act) => act() };
    const env = Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
    try {
        await moveFence(scope, { token: lock.token, mode, isHeld: lock.isHeld }, { ...port, env, policy, log, limitMs, attempts: 1, report: () => { } }, { lock, party });
    }
    catch (error) {
        await lock.release().catch(() => { });
        throw error;
    }
}

// EXTERNAL MODULE: ./lib/src/base/columns.js
var columns = __webpack_require__(1657);
;// CONCATENATED MODULE: ./lib/src/cli/run/waiting.js


const said = (text) => `fetch-lock: ${text}`;
const redrawMs = 1000;
function showWaiting(err, clock, path, mode) {
    let shown;
    let stopDrawing = () => { };
    const draw = () => {
        if (!shown)
            return;
        const { obstacle, waitedMs, atMs } = shown;
        const sinceMs = clock.now() - atMs;
        const holders = obstacle.holders.map((it) => ({ ...it, heldMs: it.heldMs > 0 ? it.heldMs + sinceMs : 0 }));
        err.write(`\r${(0,columns/* cutEnd */.ym)(said((0,words/* sayBehind */.oX)(path, { ...obstacle, holders }, waitedMs + sinceMs)), err.width - 1)}\x1b[K`);
    };
    const clear = () => {
        stopDrawing();
        if (shown && err.isTty)
            err.write('\r\x1b[K');
    };
    return {
        show: (obstacle, waitedMs) => {
            const isFirst = shown === undefined;
            shown = { obstacle, waitedMs, atMs: clock.now() };
            if (!err.isTty)
                return err.write(`${said((0,words/* sayWaiting */.HQ)(path, mode, obstacle, waitedMs))}\n`);
            if (isFirst)
                stopDrawing = clock.every(redrawMs, draw);
            draw();
        },
        end: (waitedMs, position) => {
            clear();
            if (shown)
                err.write(`${said((0,words/* sayAcquired */.AH)(path, mode, waitedMs, position))}\n`);
        },
        clear,
    };
}

;// CONCATENATED MODULE: ./lib/src/cli/run/locks.js















const locks_lookMs = 500;
function watchOver(held, clock, { maxHoldMs }) {
    const over = new AbortController();
    const look = () => {
        const lost = held.filter((it) => !it.lock.isHeld());
        const [[first], paths] = [held, lost.map((it) => (0,base_text/* inert */.tJ)(it.path)).join(', ')];
        if (lost.length > 0)
            over.abort((0,lock_store/* takenAway */.GX)(`The lock on '${paths}' was lost, so the command was stopped.`, lost[0]?.lock.whyLost()));
        else if (first && maxHoldMs !== undefined && clock.now() - first.sinceMs >= maxHoldMs)
            over.abort(heldTooLong(first.path, maxHoldMs));
    };
    return { signal: over.signal, look, close: clock.every(locks_lookMs, look) };
}
async function lockAll(question, port) {
    const held = [];
    const inOrder = question.scopes.toSorted((a, b) => (0,place/* compareOrder */.w)(a.lock, b.lock));
    for (const it of inOrder)
        refuseByPolicy(question, it, port.err);
    const watch = watchOver(held, port.clock, question.policy);
    const signal = AbortSignal.any([port.signal, watch.signal]);
    const untilMs = port.clock.now() + question.timeoutMs;
    try {
        for (const scope of inOrder) {
            const got = await ask(question, scope, held, Math.max(0, untilMs - port.clock.now()), { ...port, signal });
            if (got)
                held.push(got);
        }
        watch.look();
        watch.signal.throwIfAborted();
        return held;
    }
    catch (error) {
        await letGo(held, port.clock).catch(() => { });
        throw error;
    }
    finally {
        watch.close();
    }
}
function refuseByPolicy({ policy, mode, job }, scope, err) {
    try {
        refuseOutside(policy, scope);
    }
    catch (error) {
        const warn = (text) => (0,terminal/* tell */.q)(err, text);
        const common = { lock: scope.guards, path: scope.path, mode, job, pid: process.pid };
        (0,journal/* hostReport */.bB)(policy.hostJournal, common, { info: warn, warning: warn })('lock_unavailable', { decision: 'deny', code: 'FL_POLICY' });
        throw error;
    }
}
async function ask(question, scope, held, timeoutMs, port) {
    const { path, lock: place } = scope;
    const { mode, job, party, isFailOpen, policy } = question;
    const { clock, signal, err } = port;
    const id = (0,ticket/* newId */.Si)();
    const warn = (text) => (0,terminal/* tell */.q)(err, text);
    const waiting = showWaiting(err, clock, path, mode);
    const askedMs = clock.now();
    let store;
    let isAdvised = false;
    const common = { lock: place.guards, path, mode, job, pid: process.pid, ticket: id };
    let report = (0,journal/* hostReport */.bB)(policy.hostJournal, common, { info: warn, warning: warn });
    try {
        store = await (0,fleet_open/* openStore */.C)(place, clock, { address: question.address, onTrouble: warn });
        report = (0,journal/* journalReport */.QY)(place.dir, common, warn);
        const others = () => held.flatMap((it) => (it.lock.isHeld() ? [{ place: it.place, token: it.lock.token }] : []));
        const within = question.within.flatMap((it) => (0,ticket/* decodeToken */.oL)(it)?.id ?? []);
        const lock = await acquire(store, { ...{ id, party, mode, job, others, witnesses: [] }, ...(within.length > 0 ? { within } : {}) }, {
            ...{ clock, signal, timeoutMs },
            report: (event, detail) => {
                if (event === 'lock_recovered' && detail.holder)
                    warn((0,words/* sayRecovered */.jb)(path, detail.holder));
                report(event, detail);
            },
            onWaiting: (obstacle, waitedMs) => {
                const advice = isAdvised ? undefined : adviseOnLimit(place.dir, path, timeoutMs, clock.wall(), '--timeout');
                isAdvised = true;
                if (advice !== undefined)
                    warn(advice);
                waiting.show(lookThrough(place, obstacle), waitedMs);
            },
        });
        await fenceOff(scope, lock, question, port);
        waiting.end(lock.waitedMs, lock.position);
        const dead = lock.dirty.map((it) => it.job);
        if (dead.length > 0)
            warn((0,words/* sayHalfWritten */.wz)(path, dead));
        return { path, mode, place, lock, store, report, sinceMs: clock.now() };
    }
    catch (error) {
        waiting.clear();
        store?.close();
        const why = explain(error, scope, question, clock.now() - askedMs);
        if (!store)
            report('lock_unavailable', { decision: 'deny', ...(why instanceof errors/* FetchLockError */.qf ? { code: why.code } : {}) });
        if (!isFailOpen || !mayDoWithout(why))
            throw why;
        report('lock_bypassed', { decision: 'allow', code: why.code, reason: '--fail-open' });
        warn(`Going on without the lock, since \`--fail-open\` was given: ${(0,errors/* messageOf */.bD)(why)}`);
        return undefined;
    }
}
function explain(error, { path, lock: place }, { mode, timeout }, waitedMs) {
    if (!(error instanceof GaveUp))
        return error;
    const { code, obstacle, circle } = error;
    const vain = { obstacle: lookThrough(place, obstacle), circle };
    return new errors/* FetchLockError */.qf(code, (0,words/* troubleGivingUp */.$C)(vain, path, mode, waitedMs, timeout, '--timeout'));
}
async function letGo(held, clock, { isCutShort, reason } = { isCutShort: false }) {
    const failures = [];
    for (const { lock, store, report, sinceMs } of held.toReversed()) {
        try {
            const heldMs = Math.round(clock.now() - sinceMs);
            const whyLost = lock.whyLost();
            const isOurs = isCutShort ? (await store.abandon(lock.token)) !== undefined : await lock.release();
            if (isOurs && whyLost === undefined)
                report('lock_released', { held_ms: heldMs, ...(reason === undefined ? {} : { reason }) });
            else
                report('lock_broken', { held_ms: heldMs, reason: whyLost ?? 'gone before the command ended' });
        }
        catch (error) {
            failures.push(error);
        }
        finally {
            store.close();
        }
    }
    if (failures.length > 0)
        throw failures[0];
}

;// CONCATENATED MODULE: ./lib/src/cli/run/keeping.js





async function keepInFleet(held, { address: redis, job }, { clock, env, home }, signal) {
    const grants = held
        .filter(({ lock }) => lock.fleet)
        .map(({ place, path, mode, lock: { token }, sinceMs }) => ({ place, path, mode, token, heldMs: clock.now() - sinceMs }));
    if (grants.length === 0 || !redis)
        return;
    const keeper = (0,exec/* startHelper */.j8)((0,external_node_path_.join)(home, 'dist', 'keeper', 'index.js'), keeperEnvironment(env));
    try {
        await instruct(keeper, { grants, job, redis, worker: { ...(0,liveness/* thisProcess */.WF)(), key: '0' } }, { clock, signal });
    }
    catch (error) {
        await letGo(held, clock).catch(() => { });
        throw error;
    }
}

// EXTERNAL MODULE: ./lib/src/cli/run/person.js
var person = __webpack_require__(4888);
;// CONCATENATED MODULE: ./lib/src/cli/run/signals.js


const ending = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'];
const ofTerminal = ['SIGINT', 'SIGQUIT', 'SIGTSTP'];
function catchSignals() {
    const stopped = new AbortController();
    const listeners = [];
    let command;
    let first;
    const on = (name, act) => {
        listeners.push([name, act]);
        process.on(name, act);
    };
    const pass = (name) => {
        if (!ofTerminal.includes(name) || !isInForeground())
            command?.kill(name);
    };
    for (const name of ending) {
        on(name, () => {
            if (command)
                return pass(name);
            first ??= name;
            stopped.abort(new errors/* FetchLockError */.qf('FL_CANCELLED', { what: `Stopped (${name}).` }));
        });
    }
    return {
        stopped: stopped.signal,
        first: () => first,
        passTo: (started) => {
            command = started;
            if (first)
                started.kill(first);
            on('SIGCONT', () => pass('SIGCONT'));
            const suspend = () => {
                pass('SIGTSTP');
                process.off('SIGTSTP', suspend);
                process.kill(process.pid, 'SIGTSTP');
                process.on('SIGTSTP', suspend);
            };
            on('SIGTSTP', suspend);
        },
        close: () => {
            for (const [name, act] of listeners)
                process.off(name, act);
        },
    };
}
function isInForeground() {
    try {
        const [, , group, , terminal, foreground] = (0,external_node_fs_.readFileSync)('/proc/self/stat', 'latin1')
            .replace(/^.*\) /s, '')
            .split(' ');
        return terminal !== '0' && group === foreground;
    }
    catch {
        return process.stdin.isTTY === true || process.stderr.isTTY === true;
    }
}
const plain = ['SIGHUP', 'SIGINT', 'SIGKILL', 'SIGPIPE', 'SIGALRM', 'SIGTERM', 'SIGUSR1', 'SIGUSR2'];
function dieOf(signal) {
    if (!plain.includes(signal))
        return;
    if (signal !== 'SIGKILL') {
        process.once(signal, () => { });
        process.removeAllListeners(signal);
    }
    process.kill(process.pid, signal);
}

;// CONCATENATED MODULE: ./lib/src/cli/run/work.js









class StillRunning extends errors/* FetchLockError */.qf {
    constructor(pid, file) {
        super('FL_LOST', {
            what: `The lock was lost, and '${(0,base_text/* inert */.tJ)(file)}' (process ${pid}) or something that it started could not be stopped.`,
            why: 'A process that waits for a disk, or belongs to another user, is the usual cause.',
            fix: 'What is left of the lock stays until it is gone: end it.',
        });
    }
}
const [work_graceMs, killMs, stepMs] = [5000, 2000, 20];
async function runCommand(held, work) {
    const { clock, signals, err, policy } = work;
    const [file = '', ...args] = work.command;
    const tokens = held.map((it) => it.lock.token);
    const env = { ...work.env, [liveness/* tokenVariable */.Sj]: [...work.within, ...tokens].join(' '), [partyVariable]: work.party };
    const command = await (0,exec/* attach */.K0)(file, args, { cwd: work.cwd, env });
    signals.passTo(command);
    const child = (0,liveness/* witnessOf */.XH)(command.pid);
    const over = new AbortController();
    const signing = child && signIn(held, child, over.signal).catch((error) => over.signal.aborted || (0,terminal/* tell */.q)(err, notSigned(error)));
    const watch = watchOver(held, clock, policy);
    try {
        const ended = await Promise.race([command.ended, aborted(watch.signal)]);
        over.abort();
        if (ended)
            return ended;
        const isGone = await stop(command, tokens, clock);
        throw isGone ? watch.signal.reason : new StillRunning(command.pid, file);
    }
    finally {
        watch.close();
        await signing;
    }
}
async function signIn(held, child, signal) {
    for (const { store, lock } of held)
        await store.sign(lock.token, child, signal);
}
const notSigned = (error) => `If this process is killed before the command ends, the lock may be free while it runs: ${(0,errors/* messageOf */.bD)(error)}`;
const aborted = (signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }));
async function stop(command, tokens, clock) {
    const seen = new Map();
    let hasEnded = false;
    void command.ended.then(() => {
        hasEnded = true;
    });
    const living = () => {
        const uid = process.geteuid?.() ?? -1;
        const carriers = tokens.flatMap((it) => [...(0,liveness/* carriersOf */.xO)(it, uid)]);
        const known = [...seen.values()].filter(isLiving);
        const roots = [...(hasEnded ? [] : [command.pid]), ...[...known, ...carriers].map((it) => it.pid)];
        for (const it of [...carriers, ...(0,liveness/* descendantsOf */.gO)(roots)])
            seen.set(it.pid, it);
        return [...seen.values()].filter((it) => it.pid !== command.pid && isLiving(it));
    };
    for (const [signal, limitMs] of [
        ['SIGTERM', work_graceMs],
        ['SIGKILL', killMs],
    ]) {
        const told = new Set();
        for (const untilMs = clock.now() + limitMs; clock.now() < untilMs; await (0,base_clock/* pause */.v7)(clock, stepMs)) {
            const left = living();
            if (left.length === 0 && hasEnded)
                return true;
            if (told.size === 0)
                command.kill(signal);
            for (const it of left.filter((one) => !told.has(one.pid)))
                send(it.pid, signal);
            for (const pid of [command.pid, ...left.map((it) => it.pid)])
                told.add(pid);
        }
    }
    return false;
}
const isLiving = (it) => (0,liveness/* judgePid */.nj)(it, kernel/* systemKernel */.F) === 'alive';
function send(pid, signal) {
    try {
        process.kill(pid, signal);
    }
    catch {
    }
}

;// CONCATENATED MODULE: ./lib/src/cli/run/run.js
















const modes = ['shared', 'update', 'exclusive'];
async function run(call, host) {
    const signals = catchSignals();
    try {
        return await underLock(call, host, signals);
    }
    finally {
        signals.close();
    }
}
async function readQuestion(call, host, policy) {
    const { env, err } = host;
    const mode = modes.find((it) => it === call.text('mode')) ?? 'exclusive';
    const timeout = call.text('timeout') ?? policy.defaults?.['lock-timeout'] ?? '5m';
    const paths = call.texts('path');
    const isOverruled = call.has('fail-open') && policy.failClosed === 'always';
    if (isOverruled)
        err.write(`fetch-lock: \`--fail-open\` counts for nothing here: '${policy_policy/* policyPath */.k1}' has \`failClosed\` always.\n`);
    return {
        ...{ mode, timeout, timeoutMs: (0,duration/* parseDuration */.E)('--timeout', timeout), isFailOpen: call.has('fail-open') && !isOverruled },
        ...(await (0,fleet/* locateInFleet */.GS)(paths.length > 0 ? paths : ['.'], call, host)),
        ...{ job: (0,person/* describePerson */.n)(call.command[0]), party: commandParty(env), within: tokensIn(env), policy },
    };
}
async function underLock(call, host, signals) {
    const { command } = call;
    const { clock, err, env, cwd } = host;
    const say = (text, code) => {
        (0,terminal/* tell */.q)(err, text);
        return code;
    };
    let question;
    let held;
    try {
        question = await readQuestion(call, host, (0,policy_policy/* readPolicy */.T4)());
        held = await lockAll(question, { clock, err, signal: signals.stopped });
        await keepInFleet(held, question, host, signals.stopped);
    }
    catch (error) {
        if (isWrongCall(error))
            throw error;
        const signal = signals.first();
        if (signal)
            return say('stopped while it waited for the lock; the command was not run.', 128 + external_node_os_.constants.signals[signal]);
        return say((0,errors/* messageOf */.bD)(error), error instanceof errors/* FetchLockError */.qf && isImpatience(error) ? cli_command/* exit */.NS.timeout : cli_command/* exit */.NS.unavailable);
    }
    try {
        const early = signals.first();
        if (early)
            return say('stopped before the command began.', 128 + external_node_os_.constants.signals[early]);
        const { mode, party, within, policy } = question;
        const { exitCode, signal } = await runCommand(held, { ...{ command, env, cwd, clock, err, signals, party, within, policy } });
        if (exitCode === 0 && (0,queue/* mayWrite */.J)(mode))
            await settle(held, err);
        await letGo(held.splice(0), clock).catch((error) => say((0,errors/* messageOf */.bD)(error), cli_command/* exit */.NS.ok));
        if (signal === null)
            return exitCode ?? cli_command/* exit */.NS.failed;
        dieOf(signal);
        return 128 + external_node_os_.constants.signals[signal];
    }
    catch (error) {
        if (error instanceof StillRunning)
            for (const it of held.splice(0))
                it.store.close();
        if (error instanceof errors/* FetchLockError */.qf) {
            const ending = { isCutShort: true, ...(error.code === 'FL_POLICY' ? { reason: heldTooLongReason } : {}) };
            await letGo(held.splice(0), clock, ending).catch((trouble) => say((0,errors/* messageOf */.bD)(trouble), cli_command/* exit */.NS.failed));
        }
        const errno = (0,errors/* errnoOf */.UQ)(error);
        if (errno === undefined)
            return say((0,errors/* messageOf */.bD)(error), cli_command/* exit */.NS.failed);
        const [name = ''] = command;
        return errno === 'ENOENT' ? say(`'${(0,base_text/* inert */.tJ)(name)}' was not found.`, 127) : say(`'${(0,base_text/* inert */.tJ)(name)}' cannot be run (${errno}).`, 126);
    }
    finally {
        await letGo(held, clock).catch((error) => say((0,errors/* messageOf */.bD)(error), cli_command/* exit */.NS.failed));
    }
}
async function settle(held, err) {
    try {
        for (const { lock } of held)
            await lock.settle();
    }
    catch (error) {
        (0,terminal/* tell */.q)(err, (0,errors/* messageOf */.bD)(error));
    }
}
const isWrongCall = (error) => error instanceof errors/* FetchLockError */.qf && error.code === 'FL_INPUT';
const isImpatience = ({ code }) => code === 'FL_TIMEOUT' || code === 'FL_DEADLOCK';


/***/ }),

/***/ 72795:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ openStore)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1559);
/* harmony import */ var _base_policy_own_room_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(96145);
/* harmony import */ var _host_file_store_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2645);
/* harmony import */ var _host_lock_dir_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(63197);
/* harmony import */ var _ticket_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(76074);
/* harmony import */ var _redis_complaint_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(51986);









async function openStore(place, clock, { address, onTrouble }) {
    const { fleet, dir } = place;
    if (fleet !== undefined && (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(dir) === (0,_base_policy_own_room_js__WEBPACK_IMPORTED_MODULE_4__/* .ownRoom */ .c)())
        (0,_host_lock_dir_js__WEBPACK_IMPORTED_MODULE_6__/* .orRefuse */ .KA)(dir, _base_policy_own_room_js__WEBPACK_IMPORTED_MODULE_4__/* .makeOwnRoom */ .I);
    const host = await (0,_host_file_store_js__WEBPACK_IMPORTED_MODULE_5__/* .openFileStore */ .w)(place, clock);
    if (fleet === undefined || address === undefined)
        return host;
    const heldHere = (it) => it.place.fleet === fleet;
    const { createFleetStore } = await __webpack_require__.e(/* import() */ 53).then(__webpack_require__.bind(__webpack_require__, 11053));
    return createFleetStore({
        ...{ host, clock, onTrouble },
        tooSlow: (limitMs) => (0,_redis_complaint_js__WEBPACK_IMPORTED_MODULE_8__/* .tooSlow */ .gn)(address, limitMs),
        openFleet: async () => (await __webpack_require__.e(/* import() */ 435).then(__webpack_require__.bind(__webpack_require__, 18435))).openRedisStore(fleet, address, clock, (0,node_os__WEBPACK_IMPORTED_MODULE_1__.hostname)()),
        heldBeside: ({ others }) => others().flatMap((it) => (heldHere(it) ? ((0,_ticket_js__WEBPACK_IMPORTED_MODULE_7__/* .decodeToken */ .oL)(it.token)?.id ?? []) : [])),
        isInDoubt: (token) => (0,_ticket_js__WEBPACK_IMPORTED_MODULE_7__/* .decodeToken */ .oL)(token) !== undefined && (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(dir, 'crashed', token))) === true,
    });
}


/***/ }),

/***/ 51986:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Nx: () => (/* binding */ complaintOf),
/* harmony export */   TR: () => (/* binding */ refuse),
/* harmony export */   bg: () => (/* binding */ mayPass),
/* harmony export */   gn: () => (/* binding */ tooSlow)
/* harmony export */ });
/* harmony import */ var _base_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56620);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1559);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(33875);



const reach = 'Start it, or check `redis-url` and the network between.';
const account = 'Check user and password in `redis-url`; special signs in them are percent-encoded.';
const trust = 'Use a certificate this host trusts, and name its authority with NODE_EXTRA_CA_CERTS.';
const known = [
    [
        /^WRONGPASS|invalid (username-)?password|^ERR AUTH|without any password configured/i,
        'It does not accept the user or password.',
        account,
    ],
    [/NOAUTH/, 'It wants a user and a password.', 'Give them: redis://USER:PASSWORD@HOST:PORT.'],
    [
        /^NOPERM|no permissions|ACL failure|can't run this command/i,
        'This user may not do what a lock needs.',
        'Grant it: +@all -@admin -@dangerous +info, ~fetch-lock:* and &fetch-lock:* .',
    ],
    [/READONLY/, 'It is a read-only replica.', 'Point `redis-url` at the primary.', 'may pass'],
    [/^OOM|used memory/, 'Its memory is full.', 'Raise its `maxmemory`, or remove other data from it.', 'may pass'],
    [/^MISCONF/, 'It cannot write its data to disk, and so takes no more.', 'Free space on its disk, and look into its log.', 'may pass'],
    [/^LOADING/, 'It is still loading its data.', 'Wait until it has.', 'may pass'],
    [/^MASTERDOWN|^NOREPLICAS/, 'It has lost its primary or its replicas.', 'Wait until another takes over, or repair it.', 'may pass'],
    [/^CLUSTERDOWN|^TRYAGAIN|^ASK /, 'Its cluster is not whole.', 'Wait until it is, or repair it.', 'may pass'],
    [
        /^MOVED|CROSSSLOT/,
        'It is one node of a cluster, and keeps this lock on another.',
        'Give the address of a Redis that is no cluster, or of a proxy in front of it.',
    ],
    [/^BUSY/, 'It is busy with a script of somebody else.', 'Wait, or end that script: redis-cli SCRIPT KILL.', 'may pass'],
    [/max number of clients/, 'It has as many clients as it takes.', 'Raise its `maxclients`.', 'may pass'],
    [
        /numbers of this lock are used up/,
        'The numbers of this lock are used up: somebody has written one that is too great.',
        'Give another `lock-name`.',
    ],
    [/WRONGTYPE/, 'Something else is stored under the names of this lock.', 'Give another `lock-name`, or another database of this Redis.'],
    [
        /unknown command|unsupported|NOPROTO|INFO tells no run_id/i,
        'It lacks a command that a lock needs.',
        'Use Redis 6.2 or newer, or Valkey.',
    ],
    [/ECONNREFUSED|ENOENT|ENOTDIR|ENOTSOCK/, 'Nothing listens there.', reach, 'may pass'],
    [/EACCES|EPERM/, 'Permission is denied.', "Let this user into the socket's group: `unixsocketperm` of its configuration."],
    [/ENOTFOUND|EAI_AGAIN/, 'The name of its host is not known here.', 'Check `redis-url` and the name service.', 'may pass'],
    [/EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EHOSTDOWN/, 'There is no way to it.', reach, 'may pass'],
    [/CERT|certificate|self.signed|altname/i, 'Its certificate is not trusted.', trust],
    [
        /wrong version number|ERR_SSL|EPROTO|tls/i,
        'It does not speak TLS as we do.',
        'Write redis:// if it speaks no TLS, rediss:// if it does.',
    ],
    [
        /Unknown RESP type|Unexpected answer|Invalid RESP|Protocol error/i,
        'What answers there is no Redis, or wants TLS.',
        'Check host and port in `redis-url`; write rediss:// if it wants TLS.',
    ],
    [
        /ECONNRESET|EPIPE|closed unexpectedly|client is closed|offline|disconnects/i,
        'The connection was cut, or what answers there is no Redis.',
        'Look into its log, and check host and port in `redis-url`; write rediss:// if it wants TLS.',
        'may pass',
    ],
    [
        /ETIMEDOUT|timeout|did not answer/i,
        'It did not answer in time.',
        'Look whether it runs, and what it is busy with: redis-cli SLOWLOG GET.',
        'may pass',
    ],
];
const passing = new WeakSet();
const mayPass = (error) => error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf && passing.has(error);
function complaintOf(address, error) {
    if (error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf)
        return error;
    const said = wordsOf(error);
    const [, why, fix, passes] = known.find(([pattern]) => pattern.test(said)) ?? [
        undefined,
        `It says: ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_2__/* .inert */ .tJ)(withoutSecrets(said, address), 160).replace(/\.$/, '')}.`,
        'Look into its log.',
    ];
    return refuse(address, { why, fix }, passes !== undefined);
}
const tooSlow = (address, limitMs) => refuse(address, {
    why: `It has not decided for ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(limitMs)} who gets the lock.`,
    fix: 'Look whether it runs, and what it is busy with: redis-cli SLOWLOG GET.',
});
function refuse(address, { why, fix }, passes = false) {
    const told = new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf('FL_BACKEND', {
        what: `The Redis at ${address.shown} cannot be used.`,
        ...(why ? { why } : {}),
        ...(fix ? { fix: fix.replaceAll('`redis-url`', `\`${address.givenAs}\``) } : {}),
    });
    if (passes)
        passing.add(told);
    return told;
}
function wordsOf(error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? `${error.code} ` : '';
    const inner = error instanceof AggregateError && error.errors.length > 0 ? wordsOf(error.errors[0]) : '';
    return `${code === '' ? '' : code}${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}${inner ? ` ${inner}` : ''}${isNamed(error) ? ` ${error.constructor.name}` : ''}`;
}
const isNamed = (error) => error instanceof Error && /^(Connection|Socket)?Timeout/.test(error.constructor.name);
const withoutSecrets = (text, { secrets, user }) => [...secrets, ...(user ? [user] : [])].reduce((left, it) => left.replaceAll(it, '***'), text);


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
