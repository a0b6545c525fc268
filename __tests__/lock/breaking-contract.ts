/** What every store promises of a request that an admin ends, as one suite that is run against each of them. */
import { describe, expect, it } from '@jest/globals';
import { newId } from '../../src/lock/ticket.ts';
import { type StoreWorld, useStores } from '../support/stores.ts';

export function checkBreaking(name: string, createWorld: () => StoreWorld): void {
  describe(`the store ${name}`, () => {
    const { hold, ask, open, isBlocked, world } = useStores(createWorld);

    it('keeps others away from a broken grant until it is let go of, and remembers what a writer left (P16)', async () => {
      const it = await hold();
      expect(await (await open()).breakOff(it.id)).toBe('marked');
      await it.store.refresh();
      expect([it.store.isHeld(it.token), it.store.isGone(it.token), await it.store.sign(it.token)]).toEqual([false, false, false]);
      const next = await ask();
      expect(isBlocked(next.first)).toBe(true);
      expect(await it.store.release(it.token)).toBe(true);
      expect(await next.place()).toMatchObject({ granted: { dirty: [{ token: it.token }] } });
    });

    it('lets the keeper end a broken grant only when who asked for it has ended (P16)', async () => {
      const [it, keeper] = [await hold(), await open()];
      await keeper.sign(it.token);
      expect(await keeper.isLeftBroken(it.token)).toBe(false);
      await keeper.breakOff(it.id);
      expect(await keeper.isLeftBroken(it.token)).toBe(false);
      await world().kill(it.store);
      expect(await keeper.isLeftBroken(it.token)).toBe(true);
    });

    it('weakens no broken grant: what its writer left stays in doubt (P9, P16)', async () => {
      const it = await hold({ mode: 'update' });
      await (await open()).breakOff(it.id);
      expect([await it.store.downgrade(it.token), await it.store.release(it.token)]).toEqual([false, true]);
      expect((await ask()).first).toMatchObject({ granted: { dirty: [{ token: it.token, mode: 'update' }] } });
    });

    it('takes back a waiter that is broken, and knows no other (P16)', async () => {
      const holder = await hold();
      const waiter = await ask();
      expect(await holder.store.breakOff(waiter.id)).toBe('taken back');
      await expect(waiter.place()).rejects.toThrow('taken back');
      expect([await holder.store.breakOff(waiter.id), await holder.store.breakOff('../x')]).toEqual([undefined, undefined]);
      expect(holder.store.isHeld(holder.token)).toBe(true);
    });

    it('keeps a grant alive by another process that was signed in (P4)', async () => {
      const [it, next] = [await hold(), await ask()];
      expect(await it.store.sign(it.token, { boot: 'none', namespace: '0', pid: 1, start: '1', key: newId() })).toBe(true);
      await world().kill(it.store);
      expect(isBlocked(await next.place())).toBe(true);
    });
  });
}
