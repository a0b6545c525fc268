/** What every store promises (src/lock/store.ts), as one suite that is run against each of them. */
import { describe, expect, it } from '@jest/globals';
import { doConflict } from '../../src/lock/queue.ts';
import { decodeToken, type Mode, newId } from '../../src/lock/ticket.ts';
import { makeRequest } from '../support/requests.ts';
import { type StoreWorld, useStores } from '../support/stores.ts';

const never = new AbortController().signal;
const modes: Mode[] = ['shared', 'update', 'exclusive'];

export function checkStore(name: string, createWorld: () => StoreWorld): void {
  describe(`the store ${name}`, () => {
    const { hold, ask, open, tokenIn, isBlocked, world } = useStores(createWorld);

    it.each(modes.flatMap((one) => modes.map((other) => [one, other] as const)))(
      'lets %s and then %s in as the table says (P1)',
      async (one, other) => {
        await hold({ mode: one });
        expect(isBlocked((await ask({ mode: other })).first)).toBe(doConflict(one, other));
      },
    );

    it('tells a waiter who holds, how many are in front, and lets nobody pass (P2)', async () => {
      const holder = await hold({ mode: 'shared' });
      const writer = await ask();
      const reader = await ask({ mode: 'shared' });
      expect(writer.first).toMatchObject({
        obstacle: { ahead: 1, holders: [{ token: holder.token, mode: 'shared', verdict: 'alive', job: { job: 'a job' } }] },
      });
      expect(reader.first).toMatchObject({ obstacle: { ahead: 1, holders: [] } });
      await holder.store.release(holder.token);
      expect(isBlocked(await reader.place())).toBe(true);
      const token = tokenIn(await writer.place()) ?? '';
      await writer.store.release(token);
      expect(tokenIn(await reader.place())).toBeDefined();
    });

    it('numbers its grants, each higher than the last', async () => {
      const seqs = [];
      for (let count = 0; count < 3; count++) {
        const it = await hold();
        seqs.push(decodeToken(it.token)?.seq ?? 0);
        await it.store.release(it.token);
      }
      expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
      expect(new Set(seqs).size).toBe(3);
    });

    it('answers true to one release of a token, and to none of another (P7)', async () => {
      const it = await hold();
      const stores = [it.store, await open(), await open()];
      for (const token of ['', '1', it.token.replace(/^\d+/, '999'), `${it.token.split('.')[0]}.${newId()}`, '../x'])
        expect(await it.store.release(token)).toBe(false);
      const answers = await Promise.all([...stores, ...stores].map((store) => store.release(it.token)));
      expect(answers.filter(Boolean)).toHaveLength(1);
      await it.store.refresh();
      expect([it.store.isHeld(it.token), it.store.isGone(it.token)]).toEqual([false, true]);
    });

    it('removes a dead waiter, and a dead holder, who is named and remembered until it is settled (P4, P9)', async () => {
      const dead = await hold();
      const gone = await ask();
      const next = await ask();
      await world().kill(gone.store);
      await world().kill(dead.store);
      const placed = await next.place();
      const last = expect.objectContaining({ token: dead.token, mode: 'exclusive', job: { job: 'a job' } });
      expect(placed).toMatchObject({ granted: { recovered: [last], dirty: [last] } });
      await next.store.release(tokenIn(placed) ?? '');
      const after = await hold();
      expect(after.first).toMatchObject({ granted: { recovered: [], dirty: [last] } });
      await after.store.settle([dead.token, '../x']);
      await after.store.release(after.token);
      expect((await hold()).first).toMatchObject({ granted: { dirty: [] } });
    });

    it('leaves nothing in doubt when one dies who could not write (P9)', async () => {
      const [reader, downgraded] = [await hold({ mode: 'shared' }), await hold({ mode: 'update' })];
      expect(await downgraded.store.downgrade(downgraded.token)).toBe(true);
      for (const it of [reader, downgraded]) await world().kill(it.store);
      const next = (await ask()).first;
      expect(next).toMatchObject({ granted: { dirty: [] } });
      expect('granted' in next && next.granted.recovered.map((it) => it.token).sort()).toEqual([reader.token, downgraded.token].sort());
    });

    it('keeps a grant as long as one witness lives (P4)', async () => {
      const it = await hold();
      const keeper = await open();
      expect(await keeper.sign(it.token)).toBe(true);
      expect(await keeper.sign('1.0123456789abcdef')).toBe(false);
      await world().kill(it.store);
      const next = await ask();
      expect(isBlocked(next.first)).toBe(true);
      await world().kill(keeper);
      expect(isBlocked(await next.place())).toBe(false);
    });

    it('lets others read from a downgrade on, without a moment in which it is not held (P8)', async () => {
      const it = await hold();
      const [reader, writer] = [await ask({ mode: 'shared' }), await ask()];
      expect(await it.store.downgrade(it.token)).toBe(true);
      expect([it.store.isHeld(it.token), it.store.isGone(it.token)]).toEqual([true, false]);
      expect([isBlocked(await reader.place()), isBlocked(await writer.place())]).toEqual([false, true]);
      await it.store.release(it.token);
      expect(await it.store.downgrade(it.token)).toBe(false);
    });

    it('remembers what was abandoned as what a dead one left, and what was withdrawn not', async () => {
      const it = await hold();
      expect(await (await open()).abandon(it.token)).toMatchObject({ token: it.token });
      expect(await it.store.abandon(it.token)).toBeUndefined();
      const next = await hold();
      expect(next.first).toMatchObject({ granted: { recovered: [], dirty: [{ token: it.token }] } });
      await next.store.settle([it.token]);
      expect(await (await open()).withdraw(next.id)).toMatchObject({ token: next.token });
      expect((await hold()).first).toMatchObject({ granted: { dirty: [] } });
    });

    it('takes back a request that waits, whoever asks for that, and finds only what is granted', async () => {
      const holder = await hold();
      const waiter = await ask();
      const other = await open();
      expect(await Promise.all([holder.id, waiter.id, '../x'].map(other.find))).toEqual([holder.token, undefined, undefined]);
      expect(await other.withdraw(waiter.id)).toEqual({ heldMs: 0 });
      expect(await other.withdraw(waiter.id)).toBeUndefined();
      await expect(waiter.place()).rejects.toThrow('taken back');
    });

    it('is not in the way of its own party once the step that asked has ended (P10)', async () => {
      const party = newId();
      const first = await hold({ party });
      await (await open()).sign(first.token);
      const again = await ask({ party });
      const other = await ask();
      expect(isBlocked(again.first)).toBe(true);
      await world().kill(first.store);
      expect([isBlocked(await other.place()), isBlocked(await again.place())]).toEqual([true, false]);
    });

    it('sees every living request and whom it waits for', async () => {
      const [holder, first] = [await hold(), await ask()];
      const second = await ask({ mode: 'update' });
      const seen = await second.store.lookAround();
      expect(seen.map((it) => [it.id, it.mode, it.isGranted, it.blockers])).toEqual([
        [holder.id, 'exclusive', true, []],
        [first.id, 'exclusive', false, [holder.id]],
        [second.id, 'update', false, [holder.id, first.id]],
      ]);
      expect(seen.every((it) => it.isAtWork && it.askedAt > 0 && it.job.job === 'a job')).toBe(true);
    });

    it('tells the last number it gave, waited with, granted or gone', async () => {
      const store = await open();
      expect(await store.lastSeq()).toBe(0);
      const first = await hold();
      expect(await store.lastSeq()).toBe(decodeToken(first.token)?.seq);
      await ask();
      const last = await store.lastSeq();
      await first.store.release(first.token);
      expect(await store.lastSeq()).toBe(last);
      await ask();
      expect([last > 1, (await store.lastSeq()) > last]).toEqual([true, true]);
    });

    it('hands on what those came for who wait, oldest first, and of nobody else', async () => {
      const store = await open();
      const errand = { texts: ['é\n'], none: null };
      await store.enter(makeRequest({ errand: 'is not in line yet' }));
      const holder = await hold({ errand });
      expect(await store.errands()).toEqual([]);
      const [first, , third] = [await ask({ errand }), await ask(), await ask({ errand: 3 })];
      const last = { seq: await store.lastSeq(), id: third.id, errand: 3 };
      expect(await store.errands()).toEqual([{ seq: last.seq - 2, id: first.id, errand }, last]);
      await holder.store.release(holder.token);
      await first.place();
      expect(await store.errands()).toEqual([last]);
      await third.store.withdraw(third.id);
      expect(await store.errands()).toEqual([]);
    });

    it('leaves out an errand of more than 12,000 bytes, and one that is no JSON', async () => {
      const { store } = await hold();
      const fits = 'x'.repeat(11_998);
      for (const errand of [`${fits}x`, 'é'.repeat(6000), 1n, fits]) expect(isBlocked((await ask({ errand })).first)).toBe(true);
      expect((await store.errands()).map((it) => it.errand)).toEqual([fits]);
    });

    it('names every request in line, of the dead too, and none that is gone', async () => {
      const store = await open();
      await store.enter(makeRequest());
      const [holder, waiter] = [await hold(), await ask()];
      await world().kill(waiter.store);
      expect((await store.ids()).sort()).toEqual([holder.id, waiter.id].sort());
      await holder.store.release(holder.token);
      expect(await store.ids()).toEqual([waiter.id]);
    });

    it('wakes a waiter at a release, a downgrade, a death, and when it is told to stop (P13)', async () => {
      const holder = await hold();
      const waiter = await ask({ mode: 'shared' });
      const obstacle = 'obstacle' in waiter.first ? waiter.first.obstacle : undefined;
      if (!obstacle) throw new Error('not blocked');
      const woken = async (act: () => unknown, signal = never) => {
        const done = waiter.store.wait(obstacle, 60_000, signal);
        await act();
        await done;
      };
      const stop = new AbortController();
      await woken(() => stop.abort(), stop.signal);
      await woken(() => holder.store.downgrade(holder.token));
      await woken(() => holder.store.release(holder.token));
      await woken(() => world().kill(holder.store));
    });

    it('does not sleep through its own request being taken back', async () => {
      await hold();
      const waiter = await ask();
      await (await open()).withdraw(waiter.id);
      if ('obstacle' in waiter.first) await waiter.store.wait(waiter.first.obstacle, 60_000, never);
      await expect(waiter.place()).rejects.toThrow('taken back');
    });

    it.each(['release', 'downgrade', 'death'] as const)(
      'does not sleep through a %s between its look and its sleep (P13)',
      async (what) => {
        const holder = await hold();
        // Whoever lets go wakes the first in line besides; this one has to notice for itself.
        await ask({ mode: 'shared' });
        const waiter = await ask({ mode: 'shared' });
        if (what === 'death') await world().kill(holder.store);
        else await holder.store[what](holder.token);
        if ('obstacle' in waiter.first) await waiter.store.wait(waiter.first.obstacle, 60_000, never);
        expect(isBlocked(await waiter.place())).toBe(false);
      },
    );

    it('hears what becomes of its own party in front, which may let it pass others (P13)', async () => {
      const [p, q] = [newId(), newId()];
      const first = await hold({ party: q });
      const inFront = await ask({ party: p });
      const passing = await ask({ party: q });
      const behind = await ask({ party: p, mode: 'shared' });
      if (!('obstacle' in behind.first)) throw new Error('nobody is in front');
      const woken = behind.store.wait(behind.first.obstacle, 60_000, never);
      await first.store.release(first.token);
      const token = tokenIn(await inFront.place()) ?? '';
      await (await open()).sign(token);
      expect(isBlocked(await passing.place())).toBe(true);
      await world().kill(inFront.store);
      await woken;
      expect(isBlocked(await behind.place())).toBe(false);
    });

    it('sweeps the dead without asking for anything', async () => {
      const dead = await hold();
      await world().kill(dead.store);
      const store = await open();
      expect(await store.sweep()).toMatchObject([{ token: dead.token }]);
      expect(await store.sweep()).toEqual([]);
    });
  });
}
