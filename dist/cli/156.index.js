export const id = 156;
export const ids = [156,53];
export const modules = {

/***/ 35156:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   breakOne: () => (/* binding */ breakOne)
/* harmony export */ });
/* harmony import */ var node_readline__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80481);
/* harmony import */ var _base_clock_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63148);
/* harmony import */ var _base_duration_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56620);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(33875);
/* harmony import */ var _lock_breaking_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(70035);
/* harmony import */ var _lock_fleet_look_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(38172);
/* harmony import */ var _lock_fleet_open_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(72795);
/* harmony import */ var _lock_host_lock_dir_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(63197);
/* harmony import */ var _report_journal_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(90690);
/* harmony import */ var _report_words_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(83512);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(46402);
/* harmony import */ var _fleet_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(71285);
/* harmony import */ var _run_person_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(4888);
/* harmony import */ var _terminal_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(39567);














async function breakOne(call, host) {
    const ticket = call.text('ticket') ?? '';
    if (!/^[0-9a-f]{4,16}$/.test(ticket))
        throw new _command_js__WEBPACK_IMPORTED_MODULE_9__/* .UsageError */ .eb('--ticket takes 4 to 16 hexadecimal digits, as `fetch-lock status` shows them');
    const { scopes, address } = await (0,_fleet_js__WEBPACK_IMPORTED_MODULE_10__/* .locateInFleet */ .GS)(call.operands, call, host);
    const [scope] = scopes;
    if (!scope)
        throw new _command_js__WEBPACK_IMPORTED_MODULE_9__/* .UsageError */ .eb('PATH is missing');
    const suspect = await findOne(scope, ticket, host.clock, address);
    if (typeof suspect === 'string') {
        (0,_terminal_js__WEBPACK_IMPORTED_MODULE_12__/* .tell */ .q)(host.err, suspect);
        return _command_js__WEBPACK_IMPORTED_MODULE_9__/* .exit */ .NS.failed;
    }
    host.err.write(`${describe(scope, suspect)}\n`);
    if (!call.has('yes') && !(await isAgreed(host))) {
        host.err.write('Nothing was changed.\n');
        return _command_js__WEBPACK_IMPORTED_MODULE_9__/* .exit */ .NS.failed;
    }
    return end(scope, suspect, host, address);
}
async function findOne({ path, lock: place }, ticket, clock, address) {
    const here = (0,_lock_host_lock_dir_js__WEBPACK_IMPORTED_MODULE_6__/* .hasLockDir */ .L2)(place) ? await (0,_lock_breaking_js__WEBPACK_IMPORTED_MODULE_3__/* .findSuspects */ .YX)(place, clock.wall()) : [];
    const found = [...here, ...(await findElsewhere(place, here, clock, address))].filter((it) => it.id.startsWith(ticket));
    const [one, ...more] = found;
    const what = more.length > 0
        ? `${found.length} tickets of ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_13__/* .inert */ .tJ)(path)} begin with ${ticket}: ${found.map((it) => it.id).join(', ')}.`
        : `Nobody holds or waits for ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_13__/* .inert */ .tJ)(path)} with a ticket that begins with ${ticket}.`;
    return one && more.length === 0 ? one : `${what} \`fetch-lock status\` shows who holds and who waits.`;
}
async function findElsewhere(place, here, clock, address) {
    const sight = (0,_lock_fleet_look_js__WEBPACK_IMPORTED_MODULE_4__/* .createSight */ .o)(address, clock);
    const found = await sight.elsewhere(place, here).finally(sight.close);
    return found.map(({ id, mode, job, isGranted, grantedAt }) => ({
        ...{ id, token: '', mode, job, isGranted, verdict: 'alive', pids: [] },
        heldMs: grantedAt === undefined ? 0 : Math.max(0, clock.wall() - grantedAt),
    }));
}
function describe({ path }, { id, mode, job, heldMs, verdict, isGranted }) {
    const link = (0,_report_words_js__WEBPACK_IMPORTED_MODULE_8__/* .linkOf */ .IJ)(job);
    const does = isGranted ? `holds the ${mode} lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_13__/* .inert */ .tJ)(path)}` : `waits for the ${mode} lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_13__/* .inert */ .tJ)(path)}`;
    const since = isGranted && heldMs > 0 ? `, for ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDuration */ .a)(heldMs)}` : '';
    return `Ticket ${id}: ${(0,_report_words_js__WEBPACK_IMPORTED_MODULE_8__/* .nameJob */ .PB)(job)} ${does}${since} (${_report_words_js__WEBPACK_IMPORTED_MODULE_8__/* .liveness */ .QX[verdict]}).${link ? ` ${link}` : ''}`;
}
async function isAgreed({ err, signal }) {
    if (!process.stdin.isTTY || !err.isTty)
        throw new _command_js__WEBPACK_IMPORTED_MODULE_9__/* .UsageError */ .eb('nobody can be asked here: give --yes to break it without');
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
async function end({ path, lock: place }, suspect, host, address) {
    const { clock, err, out } = host;
    const { id, mode, job, heldMs, isGranted } = suspect;
    const store = await (0,_lock_fleet_open_js__WEBPACK_IMPORTED_MODULE_5__/* .openStore */ .C)(place, clock, { address, onTrouble: (text) => (0,_terminal_js__WEBPACK_IMPORTED_MODULE_12__/* .tell */ .q)(err, text) });
    try {
        const common = { lock: place.guards, path, mode, job: (0,_run_person_js__WEBPACK_IMPORTED_MODULE_11__/* .describePerson */ .n)('fetch-lock break'), pid: process.pid };
        const report = (0,_report_journal_js__WEBPACK_IMPORTED_MODULE_7__/* .journalReport */ .QY)(place.dir, common, (text) => (0,_terminal_js__WEBPACK_IMPORTED_MODULE_12__/* .tell */ .q)(err, text));
        report('lock_broken', { ticket: id, holder: job, reason: 'an admin', ...(isGranted ? { held_ms: heldMs } : {}) });
        const done = await store.breakOff(id);
        if (done === 'taken back')
            out.write(`It was taken out of the line for ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_13__/* .inert */ .tJ)(path)}.\n`);
        if (done === undefined)
            out.write('It was gone by itself.\n');
        if (done !== 'marked')
            return _command_js__WEBPACK_IMPORTED_MODULE_9__/* .exit */ .NS.ok;
        if (await isGone(store, suspect, host, (it) => report('lock_recovered', it))) {
            out.write(`It is gone: the lock on ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_13__/* .inert */ .tJ)(path)} is free for the next.\n`);
            return _command_js__WEBPACK_IMPORTED_MODULE_9__/* .exit */ .NS.ok;
        }
        if (host.signal.aborted) {
            (0,_terminal_js__WEBPACK_IMPORTED_MODULE_12__/* .tell */ .q)(err, 'Stopped waiting. It stays marked, and is let go of when its work has stopped.');
            return _command_js__WEBPACK_IMPORTED_MODULE_9__/* .exit */ .NS.interrupted;
        }
        const [left] = [suspect.token === '' ? suspect : undefined, ...(await (0,_lock_breaking_js__WEBPACK_IMPORTED_MODULE_3__/* .findSuspects */ .YX)(place, clock.wall()))].filter((it) => it?.id === id);
        if (left)
            for (const text of complain(left))
                (0,_terminal_js__WEBPACK_IMPORTED_MODULE_12__/* .tell */ .q)(err, text);
        return left ? _command_js__WEBPACK_IMPORTED_MODULE_9__/* .exit */ .NS.failed : _command_js__WEBPACK_IMPORTED_MODULE_9__/* .exit */ .NS.ok;
    }
    finally {
        store.close();
    }
}
const [patienceMs, lookMs, sweepMs] = [20_000, 100, 1000];
async function isGone(store, { token, id }, { clock, err, signal }, onRecovered) {
    const untilMs = clock.now() + patienceMs;
    const beganMs = clock.now();
    let sweepAtMs = beganMs;
    const hasEnded = async () => (token === '' ? !(await store.ids()).includes(id) : store.isGone(token));
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
            if (await hasEnded())
                return true;
            if (clock.now() >= sweepAtMs) {
                for (const it of await store.sweep().catch(() => []))
                    onRecovered({ ticket: it.id, mode: it.mode, holder: it.job, held_ms: it.heldMs });
                sweepAtMs = clock.now() + sweepMs;
                if (await hasEnded())
                    return true;
                show();
            }
            await (0,_base_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .pause */ .v7)(clock, lookMs, signal);
        }
        return hasEnded();
    }
    finally {
        if (isTold && err.isTty)
            err.write('\r\x1b[K');
    }
}
function complain({ pids, job }) {
    const link = (0,_report_words_js__WEBPACK_IMPORTED_MODULE_8__/* .linkOf */ .IJ)(job);
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

/***/ 11053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createFleetStore: () => (/* binding */ createFleetStore),
  R: () => (/* binding */ withHost)
});

// EXTERNAL MODULE: ./lib/src/lock/store.js
var store = __webpack_require__(6493);
// EXTERNAL MODULE: ./lib/src/lock/ticket.js
var ticket = __webpack_require__(76074);
;// CONCATENATED MODULE: ./lib/src/lock/fleet/guard.js
const graceMs = 2000;
function createGuard(opened, clock) {
    const guarded = new Map();
    const lost = new Set();
    const goneMs = new Map();
    return {
        add: (token, there) => guarded.set(token, there),
        has: (token) => guarded.has(token),
        tokenOf: (token) => guarded.get(token),
        isLost: (token) => {
            const there = guarded.get(token);
            if (there !== undefined && opened()?.isHeld(there) !== true)
                lost.add(token);
            return lost.has(token);
        },
        markLost: (token) => lost.add(token),
        isOnItsWay: (token) => {
            const there = guarded.get(token);
            if (there === undefined || opened()?.isGone(there) !== true)
                return false;
            const sinceMs = goneMs.get(token) ?? clock.now();
            goneMs.set(token, sinceMs);
            return clock.now() - sinceMs < graceMs;
        },
    };
}

// EXTERNAL MODULE: ./lib/src/base/clock.js
var base_clock = __webpack_require__(63148);
// EXTERNAL MODULE: ./lib/src/base/duration.js
var duration = __webpack_require__(56620);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
;// CONCATENATED MODULE: ./lib/src/lock/fleet/reach.js



const limitMs = 4000;
function createReach(open, clock, onTrouble) {
    let opened;
    let opening;
    let [isClosed, isTold] = [false, false];
    const tellOnce = (why) => {
        if (!isTold)
            onTrouble(`What this host lets go of, if anything, is free for the others only when its lease in Redis ends: ${why}`);
        isTold = true;
    };
    const openOnce = () => {
        opening ??= open().then((it) => {
            opened = it;
            if (isClosed)
                it.close();
            return it;
        }, (error) => {
            opening = undefined;
            throw error;
        });
        return opening;
    };
    return {
        open: (signal) => (signal ? (0,base_clock/* unlessAborted */.Wh)(signal, openOnce()) : openOnce()),
        opened: () => opened,
        attempt: async (act, isQuiet = false) => {
            const work = openOnce().then(async (it) => ({ answer: await act(it) }));
            try {
                const done = await (0,base_clock/* atMost */.Tu)(clock, limitMs, work);
                if (done)
                    return done.answer;
                if (!isQuiet)
                    tellOnce(`It has not answered for ${(0,duration/* formatDuration */.a)(limitMs)}.`);
            }
            catch (error) {
                if (!isQuiet)
                    tellOnce((0,errors/* messageOf */.bD)(error));
            }
            return undefined;
        },
        close: () => {
            isClosed = true;
            opened?.close();
        },
    };
}

;// CONCATENATED MODULE: ./lib/src/lock/fleet/fleet-store.js




const lookMs = 500;
const leaseLost = 'the lease in Redis was lost';
function createFleetStore({ host, openFleet, heldBeside, isInDoubt, clock, tooSlow, onTrouble }) {
    const own = new Map();
    const met = new WeakMap();
    const pokes = new Set();
    const open = async () => {
        const it = await openFleet();
        it.onPoke(() => {
            for (const act of pokes)
                act();
        });
        return it;
    };
    const { open: fleet, attempt: tryInFleet, opened, close: leave } = createReach(open, clock, onTrouble);
    const guard = createGuard(opened, clock);
    const { isLost } = guard;
    const buryInFleet = async (dead) => {
        if (dead.length === 0)
            return;
        await tryInFleet(async (it) => {
            for (const { id } of dead)
                await abandonThere(it, id);
        });
    };
    const enter = async (request) => {
        await host.enter(request);
        own.set(request.id, { request, isInLine: false, recovered: [] });
    };
    const place = async (id, signal) => {
        const mine = own.get(id);
        if (mine?.here)
            return placeThere(mine, mine.here, signal);
        const placed = await host.place(id, signal);
        await buryInFleet('granted' in placed ? byId([...placed.granted.recovered, ...placed.granted.dirty]) : placed.recovered);
        if (!mine || 'obstacle' in placed)
            return placed;
        mine.here = placed.granted;
        mine.recovered = placed.granted.recovered;
        return placeThere(mine, placed.granted, signal);
    };
    const placeThere = async (mine, here, signal) => {
        const { request } = mine;
        if (!host.isHeld(here.token))
            throw (0,store/* takenBack */.lv)(request.id);
        const it = await fleet(signal);
        if (!mine.isInLine) {
            const within = [...new Set([...(request.within ?? []), ...heldBeside(request)])];
            mine.isInLine = true;
            await it.enter({ ...request, ...(within.length > 0 ? { within } : {}) });
        }
        const placed = await it.place(request.id, signal);
        const recovered = byId([...mine.recovered, ...('granted' in placed ? placed.granted.recovered : placed.recovered).map(withHost)]);
        mine.recovered = [];
        if ('obstacle' in placed) {
            const obstacle = { ...placed.obstacle, holders: placed.obstacle.holders.map(withHost) };
            met.set(obstacle, { token: here.token, there: placed.obstacle });
            return { obstacle, recovered };
        }
        const { token, fleet: grant } = placed.granted;
        const dirty = placed.granted.dirty.map(withHost);
        if (!host.isHeld(here.token)) {
            await tryInFleet((there) => there.withdraw(request.id));
            throw (0,store/* takenBack */.lv)(request.id);
        }
        guard.add(here.token, token);
        return { granted: { token: here.token, recovered, dirty: byId([...here.dirty, ...dirty]), ...(grant ? { fleet: grant } : {}) } };
    };
    const wait = async (obstacle, ms, signal) => {
        const its = met.get(obstacle);
        if (!its)
            return host.wait(obstacle, ms, signal);
        const { token, there } = its;
        const taken = new AbortController();
        const look = () => host.isHeld(token) || taken.abort();
        const stops = [clock.every(lookMs, look), host.onPoke(look)];
        look();
        try {
            await (await fleet()).wait(there, ms, AbortSignal.any([signal, taken.signal]));
        }
        finally {
            for (const stop of stops)
                stop();
        }
    };
    const isHeld = (token) => guard.has(token) && host.isHeld(token) && !isLost(token);
    const granted = async (token) => {
        const id = (0,ticket/* decodeToken */.oL)(token)?.id;
        return id !== undefined && (guard.has(token) || (await host.find(id)) === token) ? id : undefined;
    };
    const sign = async (token, process, signal) => {
        const id = await granted(token);
        if (id === undefined || !(await host.sign(token, process, signal)))
            return false;
        const it = await fleet();
        const there = await it.find(id);
        if (there === undefined || !(await it.sign(there, process, signal)))
            return false;
        if (process === undefined)
            guard.add(token, there);
        return true;
    };
    const downgrade = async (token) => {
        const there = guard.tokenOf(token);
        if (there === undefined || !isHeld(token))
            return false;
        return (await (await fleet()).downgrade(there)) && (await host.downgrade(token)) && isHeld(token);
    };
    const isBrokenHere = (token) => !host.isHeld(token) && !host.isGone(token);
    const release = async (token) => {
        const id = await granted(token);
        if (id !== undefined) {
            const isCutShort = isBrokenHere(token) || isInDoubt(token) || isLost(token);
            const end = isCutShort ? abandonThere : releaseThere;
            await tryInFleet(async (it) => void (await end(it, id, guard.tokenOf(token))));
        }
        return host.release(token);
    };
    const abandon = async (token) => {
        const id = await granted(token);
        const there = id === undefined ? undefined : await tryInFleet((it) => abandonThere(it, id, guard.tokenOf(token)));
        if (there !== undefined && there.token === undefined)
            return notYet(await host.release(token));
        return host.abandon(token);
    };
    const withdraw = async (id) => {
        const token = await host.find(id);
        const mine = own.get(id);
        const isThere = mine?.isInLine ?? token !== undefined;
        const isCutShort = token !== undefined && isBrokenHere(token);
        own.delete(id);
        const end = async (it) => ({ there: await (isCutShort ? abandonThere(it, id) : it.withdraw(id)) });
        const told = isThere ? await tryInFleet(end) : undefined;
        const there = told?.there;
        const here = await host.withdraw(id);
        if (!mine && told && !there && here?.token !== undefined)
            guard.markLost(here.token);
        return here && there && there.token === undefined ? { heldMs: 0 } : here;
    };
    const breakOff = async (id) => {
        const token = await host.find(id);
        if (token === undefined) {
            const here = await host.breakOff(id);
            if (here !== undefined)
                return here;
            return (await fleet()).breakOff(id);
        }
        const isWaiting = await tryInFleet(async (it) => (await it.find(id)) === undefined && (await it.breakOff(id)) === 'taken back');
        if (!isWaiting)
            return host.breakOff(id);
        await host.withdraw(id);
        return 'taken back';
    };
    const lookAround = async () => {
        const here = await host.lookAround();
        const there = new Map(((await tryInFleet((it) => it.lookAround(), true)) ?? []).map((it) => [it.id, it]));
        const joined = here.map((it) => {
            const other = there.get(it.id);
            return other && !other.isGranted ? { ...it, isGranted: false, blockers: other.blockers } : it;
        });
        for (const { id } of here)
            there.delete(id);
        return [...joined, ...[...there.values()].map(withHost)];
    };
    return {
        ...{ enter, place, wait, sign, isHeld, downgrade, lookAround, release, abandon, withdraw, breakOff },
        isGone: host.isGone,
        whyLost: (token) => (isLost(token) ? leaseLost : undefined),
        whySlow: (id, limitMs) => (own.get(id)?.here ? tooSlow(limitMs) : undefined),
        refresh: async () => {
            await Promise.all([host.refresh(), opened()?.refresh()]);
        },
        lastSeq: host.lastSeq,
        errands: host.errands,
        ids: async () => [...new Set([...(await host.ids()), ...(await (await fleet()).ids())])],
        find: host.find,
        settle: async (tokens) => {
            await host.settle(tokens);
            if (tokens.length > 0)
                await tryInFleet((it) => it.settle(tokens));
        },
        isLeftBroken: async (token) => {
            const id = (0,ticket/* decodeToken */.oL)(token)?.id;
            if (id !== undefined && isLost(token) && host.isHeld(token) && !guard.isOnItsWay(token))
                await host.breakOff(id);
            return host.isLeftBroken(token);
        },
        onPoke: (act) => {
            pokes.add(act);
            const stop = host.onPoke(act);
            return () => {
                pokes.delete(act);
                stop();
            };
        },
        sweep: async () => {
            const recovered = await host.sweep();
            await buryInFleet(recovered);
            return byId([...recovered, ...((await tryInFleet((it) => it.sweep())) ?? [])]);
        },
        raise: async (token, floor) => {
            const [id, there] = [(0,ticket/* decodeToken */.oL)(token)?.id, guard.tokenOf(token)];
            if (id === undefined || there === undefined || !isHeld(token))
                return undefined;
            const it = await fleet();
            const fence = await it.raise(there, floor);
            const renamed = fence === undefined ? undefined : await it.find(id);
            if (renamed !== undefined)
                guard.add(token, renamed);
            return renamed === undefined ? undefined : fence;
        },
        close: () => {
            leave();
            host.close();
        },
    };
}
const releaseThere = async (it, id, known) => {
    const token = known ?? (await it.find(id));
    if (token === undefined || !(await it.release(token)))
        await it.withdraw(id);
};
const abandonThere = async (it, id, known) => {
    const token = known ?? (await it.find(id));
    return token === undefined ? it.withdraw(id) : it.abandon(token);
};
const notYet = (isOurs) => (isOurs ? { heldMs: 0 } : undefined);
const withHost = (it) => it.host === undefined ? it : { ...it, job: { ...it.job, host: it.host } };
const byId = (standings) => [...new Map(standings.toReversed().map((it) => [it.id, it])).values()].toReversed();


/***/ }),

/***/ 38172:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ createSight)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1559);
/* harmony import */ var _look_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4965);
/* harmony import */ var _fleet_store_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11053);




function createSight(address, clock) {
    const opened = new Map();
    const open = async (name, at) => {
        const found = opened.get(name) ?? __webpack_require__.e(/* import() */ 816).then(__webpack_require__.bind(__webpack_require__, 18435)).then((it) => it.openRedisStore(name, at, clock, (0,node_os__WEBPACK_IMPORTED_MODULE_0__.hostname)()));
        opened.set(name, found);
        found.catch(() => opened.delete(name));
        return found;
    };
    const requestsOf = async ({ fleet }) => {
        if (fleet === undefined || !address)
            return [];
        const store = await open(fleet, address);
        const ids = new Set(await store.ids());
        return (await store.lookAround()).filter((it) => ids.has(it.id)).map(_fleet_store_js__WEBPACK_IMPORTED_MODULE_3__/* .withHost */ .R);
    };
    return {
        look: async (place, nowAt) => {
            const here = await (0,_look_js__WEBPACK_IMPORTED_MODULE_2__/* .lookAt */ .t)(place, nowAt);
            if (place.fleet === undefined || !address)
                return here;
            try {
                return joinLooks(here, await requestsOf(place));
            }
            catch (error) {
                return { ...here, fleetTrouble: (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error) };
            }
        },
        elsewhere: async (place, here) => (await requestsOf(place)).filter((it) => !here.some(({ id }) => id === it.id)),
        close: () => {
            for (const it of opened.values())
                it.then((store) => store.close()).catch(() => { });
        },
    };
}
function joinLooks(here, there) {
    const known = new Map([...here.granted, ...here.waiting].map((it) => [it.id, it]));
    const inLine = new Map(there.filter((it) => !it.isGranted).map((it) => [it.id, it]));
    const holders = new Set(there.filter((it) => it.isGranted).map((it) => it.id));
    const first = [...inLine.values()].map((it, index) => {
        const last = it.blockers.at(-1);
        const near = it.blockers.filter((one) => holders.has(one) || one === last);
        return { ...(known.get(it.id) ?? seenFrom(it)), position: index + 1, ahead: it.blockers.length, waitsFor: near };
    });
    const behind = here.waiting.filter((it) => !inLine.has(it.id));
    return {
        ...here,
        isThere: here.isThere || there.length > 0,
        granted: [...here.granted.filter((it) => !inLine.has(it.id)), ...there.filter((it) => it.isGranted && !known.has(it.id)).map(seenFrom)],
        waiting: [...first, ...behind.map((it) => ({ ...it, position: it.position === 0 ? 0 : first.length + it.position }))],
    };
}
const seenFrom = ({ id, mode, job, askedAt, grantedAt }) => ({
    ...{ id, token: '', mode, job, verdict: 'alive', witnesses: [] },
    ...(askedAt > 0 ? { askedAt } : {}),
    ...(grantedAt === undefined ? {} : { grantedAt }),
});


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


/***/ })

};
