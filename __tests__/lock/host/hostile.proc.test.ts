import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/base/clock.ts';
import { acquire } from '../../../src/lock/acquire.ts';
import { openFileStore } from '../../../src/lock/host/file-store.ts';
import { openLockDir, type Place } from '../../../src/lock/host/lock-dir.ts';
import { encodeProcess, newId, type Process } from '../../../src/lock/ticket.ts';
import { makeCanary, things } from '../../support/canary.ts';
import { deadProcess } from '../../support/dead.ts';
import { leaveGrant, leaveSocket, leaveWaiter } from '../../support/leftovers.ts';
import { makePlace, removeAll } from '../../support/places.ts';
import { type Contender, endAll, type Said, startContender } from '../../support/processes.ts';
import { makeRequest } from '../../support/requests.ts';

afterEach(async () => {
  await endAll();
  removeAll();
});

let dead: Process;

const kinds = Object.keys(things);
const table = (places: readonly string[]) => places.flatMap((where) => kinds.map((what) => [what, where] as const));

/** How an attempt ends, whichever way. */
const outcomeOf = (it: Contender): Promise<Said> => Promise.race(['granted', 'refused', 'waiting'].map((event) => it.next(event)));

/** Asks once, from here. */
async function tryHere(place: Place): Promise<Said> {
  try {
    const store = await openFileStore(place, systemClock);
    const wait = { clock: systemClock, timeoutMs: 0, signal: new AbortController().signal, report: () => {}, onWaiting: () => {} };
    await acquire(store, makeRequest(), wait).finally(store.close);
    return { event: 'granted' };
  } catch (error) {
    return { event: 'refused', code: (error as { code?: unknown }).code };
  }
}

/** Two who try, one after the other, at most one of whom may be let in; answers how it went. */
async function tryTwice(place: Place): Promise<Said[]> {
  const first = startContender({ place, name: 'first' });
  return [await outcomeOf(first), await tryHere(place)];
}

const isGranted = (it: Said) => it.event === 'granted';

/** Neither a hang nor a second holder nor an error without a code. */
function expectSound(said: Said[]): void {
  expect(said.filter(isGranted).length).toBeLessThanOrEqual(1);
  for (const it of said.filter((one) => one.event === 'refused')) expect(it.code).toMatch(/^FL_(LOCK_DIR|TIMEOUT)$/);
}

async function put(what: string, at: string) {
  const canary = makeCanary();
  rmSync(at, { recursive: true, force: true });
  things[what]?.(at, canary);
  return { canary, before: canary.look() };
}

describe('a lock directory somebody tampered with', () => {
  it.each(table(['', 'q', 'h', 't', 's', 'crashed', 'format', 'latch', 'seq']))(
    'holds one at most with %s in place of "%s"',
    async (what, where) => {
      const place = makePlace();
      openLockDir(place);
      const { canary, before } = await put(what, join(place.dir, where));
      expectSound(await tryTwice(place));
      expect(canary.look()).toEqual(before);
    },
  );

  it.each(table(['q/junk', 'h/junk', 't/junk', 's/junk', 'crashed/junk', 's/0123456789abcdef']))(
    'grants, whatever %s as "%s" is',
    async (what, where) => {
      const place = makePlace();
      openLockDir(place);
      const { canary, before } = await put(what, join(place.dir, where));
      expect((await tryTwice(place)).map((it) => [it.event, it.code])).toEqual([
        ['granted', undefined],
        ['refused', 'FL_TIMEOUT'],
      ]);
      expect(canary.look()).toEqual(before);
    },
  );

  it.each(table(['a waiter', 'a holder', "the latch's owner"]))('grants with %s in place of %s that is dead', async (what, who) => {
    dead ??= await deadProcess();
    const place = makePlace();
    openLockDir(place);
    const at =
      who === 'a waiter'
        ? leaveWaiter(place, dead)
        : who === 'a holder'
          ? join(place.dir, 'h', leaveGrant(place, [dead]))
          : join(place.dir, 'latch', `o.${encodeProcess(dead)}.1`);
    mkdirSync(join(at, '..'), { recursive: true });
    const { canary, before } = await put(what, at);
    expect((await tryTwice(place)).map((it) => [it.event, it.code])).toEqual([
      ['granted', undefined],
      ['refused', 'FL_TIMEOUT'],
    ]);
    expect(canary.look()).toEqual(before);
  });

  it.each(kinds)('keeps a holder its lock with %s in place of what it wrote', async (what) => {
    const place = makePlace();
    const holder = startContender({ place, name: 'holder' });
    const token = String((await holder.next('granted')).token);
    const marks = readdirSync(join(place.dir, 'h', token));
    for (const name of marks.filter((it) => it !== 'x')) {
      const { canary, before } = await put(what, join(place.dir, 'h', token, name));
      expect(await tryHere(place)).toEqual({ event: 'refused', code: 'FL_TIMEOUT' });
      expect(canary.look()).toEqual(before);
    }
    holder.tell('release');
    expect(await holder.next('released')).toMatchObject({ did: true });
  });

  it.each(kinds)('keeps a holder in another namespace its lock with %s in place of its socket', async (what) => {
    const place = makePlace();
    const holder = startContender({ place, name: 'holder' }, { illusion: { namespace: '1' } });
    await holder.next('granted');
    const [key = ''] = readdirSync(join(place.dir, 's'));
    // A real socket that refuses is what a dead holder leaves, and cannot be told from that.
    if (what === 'a socket') return leaveSocket(place, newId());
    const { canary, before } = await put(what, join(place.dir, 's', key));
    expect(await tryHere(place)).toEqual({ event: 'refused', code: 'FL_TIMEOUT' });
    expect(canary.look()).toEqual(before);
  });

  it.each(['999999999999998', '999999999999999', '9007199254740990', '9007199254740993', '-5', '1e3', 'NaN', '', '0x10', '"7"'])(
    'never grants twice after the number %j',
    async (text) => {
      const place = makePlace();
      openLockDir(place);
      writeFileSync(join(place.dir, 'seq'), text);
      expectSound(await tryTwice(place));
    },
  );
});
