import type { FaultyProxy, Flaw } from './upstream-servers/faulty-proxy.ts';

/**
 * Two pieces of work, of which the second is done, or has got as far as it can, while the first, a fetch, has heard what upstream has
 * and has written nothing yet. Answers the first.
 */
export async function overlap<T>(
  proxy: FaultyProxy,
  first: () => T,
  second: () => Promise<unknown>,
  after: Flaw['after'] = 'packfile',
): Promise<T> {
  // What is fetched follows this word, and the list of refs is before it; see gitprotocol-v2(5).
  proxy.flaw = { kind: 'stall', after };
  const stalled = proxy.nextFlaw();
  const begun = first();
  await stalled;
  proxy.flaw = undefined;
  await second();
  proxy.goOn();
  return begun;
}
