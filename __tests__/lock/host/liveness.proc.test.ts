import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/base/clock.ts';
import { openFileStore } from '../../../src/lock/host/file-store.ts';
import { processOf, thisProcess } from '../../../src/lock/host/liveness.ts';
import { newId, type Process } from '../../../src/lock/ticket.ts';
import { leaveGrant, leaveSocket } from '../../support/leftovers.ts';
import { makePlace, removeAll } from '../../support/places.ts';
import { type Contender, endAll, startContender } from '../../support/processes.ts';
import { makeRequest } from '../../support/requests.ts';
import { childOf, stateOf } from '../../support/surroundings.ts';

afterEach(async () => {
  await endAll();
  removeAll();
});

const ramfs = 0x858458f6;
const ext4 = 0xef53;

/** Who this process would be if it were somebody else in these respects. */
const self = (overrides: Partial<Process> = {}): Process => ({ ...thisProcess(), key: '0', ...overrides });
const otherBoot = () => randomBytes(16).toString('hex');

describe('a holder in another pid namespace', () => {
  it.each([
    ['after its main step ended', (it: Contender) => it.tell('leave')],
    ['after its main step was killed', (it: Contender) => it.kill('SIGKILL')],
  ])('dies with its keeper, %s and the lock directory was swept', async (_, end) => {
    const place = makePlace();
    const surroundings = { illusion: { namespace: '1' } };
    const main = startContender({ place, name: 'main' }, surroundings);
    const signs = String((await main.next('granted')).token);
    const keeper = startContender({ place, name: 'keeper', signs }, surroundings);
    expect(await keeper.next('signed')).toMatchObject({ did: true });
    end(main);
    await main.ended;
    const sweeper = await openFileStore(place, systemClock);
    await sweeper.sweep();
    sweeper.close();
    const waiter = startContender({ place, name: 'waiter' });
    expect(await waiter.next('waiting')).toMatchObject({ holder: 'main', verdict: 'alive' });
    keeper.kill('SIGKILL');
    await waiter.next('granted');
  });

  it('is noticed to have died between our look and our sleep', async () => {
    const place = makePlace();
    const holder = startContender({ place, name: 'holder' }, { illusion: { namespace: '1' } });
    await holder.next('granted');
    const store = await openFileStore(place, systemClock);
    const { signal } = new AbortController();
    const request = makeRequest();
    await store.enter(request);
    const seen = await store.place(request.id, signal);
    holder.kill('SIGKILL');
    await holder.ended;
    if ('obstacle' in seen) await store.wait(seen.obstacle, 3_600_000, signal);
    expect(await store.place(request.id, signal)).toMatchObject({ granted: { recovered: [{ verdict: 'dead' }] } });
    store.close();
  });

  it('is dead when its socket refuses', async () => {
    const place = makePlace();
    const gone = self({ namespace: '1', key: newId() });
    leaveGrant(place, [gone]);
    await leaveSocket(place, gone.key);
    await startContender({ place, name: 'next', timeoutMs: 0 }).next('granted');
  });
});

describe('a holder on this host', () => {
  it('is dead as a zombie', async () => {
    const place = makePlace();
    const through = ['sh', '-c', 'exec 3<&0; "$@" <&3 & exec sleep 1000', 'sh'];
    const holder = startContender({ place, name: 'holder' }, { through });
    await holder.next('granted');
    const pid = childOf(holder.pid);
    const waiter = startContender({ place, name: 'waiter' });
    await waiter.next('waiting');
    process.kill(pid, 'SIGKILL');
    await waiter.next('granted');
    expect(stateOf(pid)).toBe('Z');
  });

  it('is dead when another process has its pid (F21)', async () => {
    const place = makePlace();
    const living = startContender({ place: makePlace(), name: 'living' });
    await living.next('granted');
    const seen = processOf(living.pid);
    if (!seen) throw new Error('no such process');
    leaveGrant(place, [{ ...seen, start: String(Number(seen.start) - 1), key: newId() }]);
    const next = startContender({ place, name: 'next', timeoutMs: 0 });
    expect(await next.next('granted')).toMatchObject({ dirty: ['left'] });
  });
});

describe('a holder of another boot (F21)', () => {
  it.each<[string, number, boolean]>([
    ['without a socket', ext4, false],
    ['with a socket that refuses', ext4, true],
  ])('is dead on a local disk, %s', async (_, fileSystem, hasSocket) => {
    const place = makePlace();
    const gone = self({ boot: otherBoot(), ...(hasSocket ? { key: newId() } : {}) });
    leaveGrant(place, [gone]);
    if (hasSocket) await leaveSocket(place, gone.key);
    await startContender({ place, name: 'next', timeoutMs: 0 }, { illusion: { fileSystem } }).next('granted');
  });

  it.each([
    ['without a socket', false],
    ['with a socket that refuses', true],
  ])('is waited for where other machines may write too, %s, and said to be unknown', async (_, hasSocket) => {
    const place = makePlace();
    const gone = self({ boot: otherBoot(), ...(hasSocket ? { key: newId() } : {}) });
    leaveGrant(place, [gone]);
    if (hasSocket) await leaveSocket(place, gone.key);
    const waiter = startContender({ place, name: 'waiter' }, { illusion: { fileSystem: ramfs } });
    expect(await waiter.next('waiting')).toMatchObject({ holder: 'left', verdict: 'unknown' });
  });
});
