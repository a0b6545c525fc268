export const id = 53;
export const ids = [53];
export const modules = {

/***/ 11053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createFleetStore: () => (/* binding */ createFleetStore)
});

// UNUSED EXPORTS: withHost

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


/***/ })

};
