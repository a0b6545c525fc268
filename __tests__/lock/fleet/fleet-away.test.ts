import { describe, expect, it } from '@jest/globals';
import { makeRequest } from '../../support/requests.ts';
import { ask, hosts, start, tokenIn, useTwoHosts } from '../../support/two-hosts.ts';

useTwoHosts();

const never = new AbortController().signal;

describe('a fleet that cannot be reached', () => {
  it('grants nothing', async () => {
    hosts.refusal = new Error('away');
    const { store, here } = start('one');
    const request = makeRequest();
    await store.enter(request);
    await expect(store.place(request.id, never)).rejects.toThrow('away');
    expect(await store.withdraw(request.id)).toMatchObject({ token: expect.any(String) });
    // It had nothing there that could be left to a lease.
    expect([await here.ids(), hosts.troubles]).toEqual([[], []]);
  });

  it('keeps nobody from letting go on the host, and is told once', async () => {
    const { store } = start('one');
    const { first, id } = await ask(store);
    const post = start('one');
    hosts.refusal = new Error('It is away.');
    expect(await post.store.withdraw(id)).toMatchObject({ token: tokenIn(first) });
    await post.store.settle(['1.0123456789abcdef']);
    expect(hosts.troubles).toEqual([expect.stringMatching(/only when its lease in Redis ends: It is away\.$/)]);
  });

  it('is not told to have kept something when it was only looked at', async () => {
    const { store } = start('one');
    const { id } = await ask(store);
    hosts.refusal = new Error('It is away.');
    expect([(await start('one').store.lookAround()).map((it) => it.id), hosts.troubles]).toEqual([[id], []]);
  });

  it('is waited for no longer than a stage lives', async () => {
    const it = start('one');
    const { first, id } = await ask(it.store);
    if (it.seen.there) it.seen.there.release = () => new Promise(() => {});
    const released = it.store.release(tokenIn(first));
    await hosts.clock.advance(4000);
    expect(await released).toBe(true);
    expect(hosts.troubles).toEqual([expect.stringContaining('has not answered for 4.0 s')]);
    expect(await hosts.worlds.fleet.open().ids()).toEqual([id]);
  });
});
