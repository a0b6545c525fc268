import { describe, expect, it } from '@jest/globals';
import { FetchLockError } from '../../../src/base/errors.ts';
import { createFleetStore } from '../../../src/lock/fleet/fleet-store.ts';
import type { LockStore } from '../../../src/lock/store.ts';
import { newId } from '../../../src/lock/ticket.ts';
import { makeRequest } from '../../support/requests.ts';
import { ask, hosts, obstacleIn, start, tokenIn, useTwoHosts } from '../../support/two-hosts.ts';

useTwoHosts();

const never = new AbortController().signal;

describe('a lock of two hosts', () => {
  it('is held by one of them, and sends one contender a host to the fleet', async () => {
    const [a, b, c] = [start('one'), start('two'), start('two')];
    const held = await ask(a.store);
    const waits = await ask(b.store);
    const behind = await ask(c.store);
    expect(obstacleIn(waits.first)).toMatchObject({ ahead: 1, holders: [{ id: held.id }] });
    expect(obstacleIn(behind.first)).toMatchObject({ ahead: 1, holders: [{ id: waits.id }] });
    expect(c.seen.there).toBeUndefined();
    expect(a.store.isHeld(tokenIn(held.first))).toBe(true);
    expect(await a.store.release(tokenIn(held.first))).toBe(true);
    const token = tokenIn(await waits.place());
    expect(b.store.isHeld(token)).toBe(true);
    expect('obstacle' in (await behind.place())).toBe(true);
  });

  it('wakes who waits for the other host', async () => {
    const [a, b] = [start('one'), start('two')];
    const held = await ask(a.store);
    const waits = await ask(b.store);
    const woken = b.store.wait(obstacleIn(waits.first), 60_000, never);
    await a.store.release(tokenIn(held.first));
    await woken;
    expect(tokenIn(await waits.place())).not.toBe('');
  });

  it('wakes who waits for the other host when its turn on its own is taken back', async () => {
    const [a, b, post] = [start('one'), start('two'), start('two')];
    await ask(a.store);
    const waits = await ask(b.store);
    const woken = b.store.wait(obstacleIn(waits.first), 60_000, never);
    await b.here.withdraw(waits.id);
    await hosts.clock.advance(1000);
    await woken;
    await expect(waits.place()).rejects.toThrow('taken back');
    expect(await post.store.withdraw(waits.id)).toBeUndefined();
  });

  it('says that the fleet is slow where it is that, and does not wait for it any longer', async () => {
    const { store, here } = start('one');
    const { id } = makeRequest();
    const slow = createFleetStore({
      ...{
        host: here,
        clock: hosts.clock,
        openFleet: () => new Promise<LockStore>(() => {}),
        heldBeside: () => [],
        isInDoubt: () => false,
      },
      ...{ tooSlow: (limitMs) => new FetchLockError('FL_BACKEND', { what: `Too slow: ${limitMs}.` }), onTrouble: () => {} },
    });
    const limit = new AbortController();
    await slow.enter(makeRequest({ id }));
    expect(slow.whySlow?.(id, 7)).toBeUndefined();
    const placed = slow.place(id, limit.signal);
    await hosts.clock.advance(0);
    const why = slow.whySlow?.(id, 7);
    expect(why).toMatchObject({ code: 'FL_BACKEND', message: expect.stringContaining('Too slow: 7.') });
    limit.abort(why);
    await expect(placed).rejects.toBe(why);
    expect(await slow.withdraw(id)).toBeDefined();
    expect('granted' in (await ask(store)).first).toBe(true);
  });

  it('takes back who waits for the other host as one that waited', async () => {
    const [a, b, post] = [start('one'), start('two'), start('two')];
    await ask(a.store);
    for (const end of ['withdraw', 'abandon'] as const) {
      const waits = await ask(b.store);
      const token = (await post.store.find(waits.id)) ?? '';
      expect(await post.store[end](end === 'withdraw' ? waits.id : token)).toEqual({ heldMs: 0 });
      expect(await hosts.worlds.fleet.open().ids()).not.toContain(waits.id);
    }
    const after = await ask(start('two').store, { mode: 'shared' });
    expect(obstacleIn(after.first).holders).toHaveLength(1);
  });

  it('is free for the other host as soon as its own knows that the holder is dead', async () => {
    const [a, b, c] = [start('one'), start('one'), start('two')];
    const dead = await ask(a.store);
    // Its lease lives on, as one does for a while.
    hosts.worlds.one.kill(a.here.self);
    const other = await ask(c.store);
    expect('obstacle' in other.first).toBe(true);
    expect(await b.store.sweep()).toMatchObject([{ id: dead.id }]);
    const placed = await other.place();
    expect(placed).toMatchObject({ granted: { dirty: [{ id: dead.id, mode: 'exclusive' }] } });
    await c.store.settle([dead.id].map((id) => `1.${id}`));
    await c.store.release(tokenIn(placed));
    expect((await ask(c.store)).first).toMatchObject({ granted: { dirty: [] } });
  });

  it('is not kept from a job by its own grant whose lease lives on', async () => {
    const party = newId();
    const [main, keeper] = [start('one'), start('one')];
    const first = await ask(main.store, { party });
    await keeper.store.sign(tokenIn(first.first));
    hosts.worlds.one.kill(main.here.self);
    const blind = await ask(start('one').store, { party });
    expect(obstacleIn(blind.first).holders).toMatchObject([{ id: first.id }]);
    await hosts.worlds.one.open().withdraw(blind.id);
    await hosts.worlds.fleet.open().withdraw(blind.id);
    expect('granted' in (await ask(start('one', () => [first.id]).store, { party })).first).toBe(true);
  });

  it('is held by neither store alone', async () => {
    for (const level of ['here', 'there'] as const) {
      const it = start('one');
      const { first, id } = await ask(it.store);
      await (level === 'here' ? it.here : it.seen.there)?.withdraw(id);
      expect(it.store.isHeld(tokenIn(first))).toBe(false);
      await it.store.withdraw(id);
      await hosts.worlds.fleet.open().withdraw(id);
    }
  });

  it('is broken on its host by whoever guards it, when the fleet has lost it', async () => {
    const [main, keeper] = [start('one'), start('one')];
    const { first, id } = await ask(main.store);
    const token = tokenIn(first);
    await keeper.store.sign(token);
    expect([await keeper.store.isLeftBroken(token), keeper.store.whyLost?.(token)]).toEqual([false, undefined]);
    await hosts.worlds.fleet.open().withdraw(id);
    expect(await keeper.store.isLeftBroken(token)).toBe(false);
    await hosts.clock.advance(2000);
    expect(await keeper.store.isLeftBroken(token)).toBe(false);
    expect([main.here.isHeld(token), keeper.store.isGone(token), keeper.store.whyLost?.(token)]).toEqual([
      false,
      false,
      'the lease in Redis was lost',
    ]);
    hosts.worlds.one.kill(main.here.self);
    expect(await keeper.store.isLeftBroken(token)).toBe(true);
    expect(await keeper.store.abandon(token)).toMatchObject({ token });
  });

  it('is not broken by its keeper while post lets go of it, in the fleet first and then on the host', async () => {
    const [main, keeper, post] = [start('one'), start('one'), start('one')];
    const { first, id } = await ask(main.store);
    const token = tokenIn(first);
    await keeper.store.sign(token);
    hosts.worlds.one.kill(main.here.self);
    const { withdraw } = post.here;
    post.here.withdraw = async (it) => {
      // Poked by the fleet's store, it looks before post is done.
      expect(await keeper.store.isLeftBroken(token)).toBe(false);
      return withdraw(it);
    };
    expect(await post.store.withdraw(id)).toMatchObject({ token });
    expect([keeper.store.isGone(token), post.store.whyLost?.(token)]).toEqual([true, undefined]);
    expect((await ask(start('one').store)).first).toMatchObject({ granted: { dirty: [] } });
  });

  it('tells who lets go of it that the fleet had lost it, where nobody was left to notice', async () => {
    const [main, post] = [start('one'), start('one')];
    const { first, id } = await ask(main.store);
    await hosts.worlds.fleet.open().withdraw(id);
    expect(await post.store.withdraw(id)).toMatchObject({ token: tokenIn(first) });
    expect(post.store.whyLost?.(tokenIn(first))).toBe('the lease in Redis was lost');
  });

  it('is let go of in the fleet also where it cannot be looked up there', async () => {
    const it = start('one');
    for (const end of ['release', 'abandon'] as const) {
      const { first } = await ask(it.store);
      if (it.seen.there) it.seen.there.find = () => Promise.reject(new Error('It is away.'));
      await it.store[end](tokenIn(first));
      expect([await hosts.worlds.fleet.open().ids(), hosts.troubles]).toEqual([[], []]);
    }
  });

  it('lets go in the fleet of what another process let go of on the host', async () => {
    const [main, keeper] = [start('one'), start('one')];
    for (const isLeftDirty of [false, true]) {
      const { first } = await ask(main.store);
      const token = tokenIn(first);
      await keeper.store.sign(token);
      await main.here.release(token);
      if (isLeftDirty) hosts.inDoubt.push(token);
      expect(await keeper.store.release(token)).toBe(false);
      const next = await ask(start('two').store);
      expect(next.first).toMatchObject({ granted: { dirty: isLeftDirty ? [{ mode: 'exclusive' }] : [] } });
      await hosts.worlds.two.open().withdraw(next.id);
      await hosts.worlds.fleet.open().withdraw(next.id);
    }
  });

  it('can be broken by an admin of either host, who waits and who holds', async () => {
    const [a, b, admin] = [start('one'), start('two'), start('two')];
    const held = await ask(a.store);
    const waits = await ask(b.store);
    expect(await admin.store.breakOff(waits.id)).toBe('taken back');
    await expect(waits.place()).rejects.toThrow('taken back');
    expect(await admin.store.breakOff(held.id)).toBe('marked');
    expect(a.store.isHeld(tokenIn(held.first))).toBe(false);
    expect(await admin.store.breakOff(newId())).toBeUndefined();
  });

  it('shows who is first on its host as one who waits for the other', async () => {
    const [a, b, c] = [start('one'), start('two'), start('two')];
    const held = await ask(a.store);
    const first = await ask(b.store);
    const second = await ask(c.store);
    const seen = await c.store.lookAround();
    expect(seen.map((it) => [it.id, it.isGranted, it.blockers]).sort()).toEqual(
      [
        [first.id, false, [held.id]],
        [second.id, false, [first.id]],
        [held.id, true, []],
      ].sort(),
    );
  });

  it('has all ids of both, so that nobody takes away what another host has pinned', async () => {
    const [a, b] = [start('one'), start('two')];
    const ids = [await ask(a.store), await ask(b.store), await ask(start('two').store)].map((it) => it.id);
    expect((await b.store.ids()).sort()).toEqual(ids.slice().sort());
    hosts.refusal = new Error('away');
    await expect(start('two').store.ids()).rejects.toThrow('away');
  });
});
