import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../src/base/clock.ts';
import { type Held, watchOver } from '../../src/cli/run/locks.ts';
import { catchSignals } from '../../src/cli/run/signals.ts';
import { runCommand } from '../../src/cli/run/work.ts';
import { openTerminal } from '../../src/cli/terminal.ts';
import { acquire } from '../../src/lock/acquire.ts';
import { openFileStore } from '../../src/lock/host/file-store.ts';
import { thisProcess } from '../../src/lock/host/liveness.ts';
import { decodeToken, encodeProcess } from '../../src/lock/ticket.ts';
import { CommandLine } from '../support/command-line.ts';
import { makePlace, removeAll } from '../support/places.ts';
import { makeRequest } from '../support/requests.ts';
import { until } from '../support/until.ts';

let line: CommandLine;
beforeEach(() => {
  line = new CommandLine();
});
afterEach(() => {
  line.dispose();
  removeAll();
});

const holding = 'echo "pid $$"; read -r _; exit 0';
const breakHolder = () => line.call('break', 'cache', '--ticket', line.holder(), '--yes');

describe('fetch-lock run with several locks', () => {
  it('one of which is broken leaves all that its command could write in doubt (P9, P16)', async () => {
    const other = makePlace(line.cwd, 'other');
    const it = line.start(['run', '-p', 'cache', '-p', 'other', '--', 'sh', '-c', holding]);
    await line.said(it, 'pid');
    expect((await breakHolder()).code).toBe(0);
    expect((await it.ended).code).toBe(1);
    const inside = (dir: string) => ['h', 'crashed'].map((room) => readdirSync(join(dir, room)).length);
    expect([line.place.dir, other.dir].map(inside)).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });

  it('lets go at once of one that is broken while it waits for the next, and runs nothing (P12, P16)', async () => {
    makePlace(line.cwd, 'other');
    const holder = line.start(['run', '-p', 'other', '--', 'sh', '-c', holding]);
    await line.said(holder, 'pid');
    const it = line.start(['run', '-p', 'cache', '-p', 'other', '--', 'echo', 'ran']);
    await line.said(it, 'Waiting');
    expect((await breakHolder()).code).toBe(0);
    expect(await it.ended).toMatchObject({ code: 69, out: '', err: expect.stringContaining('[FL_LOST]') });
    holder.child.stdin?.end('\n');
    await holder.ended;
  });
});

/** A lock that this process holds, as `run` has it. */
async function hold(): Promise<Held> {
  const store = await openFileStore(line.place, systemClock);
  const wait = { clock: systemClock, timeoutMs: 0, signal: new AbortController().signal, report: () => {}, onWaiting: () => {} };
  const lock = await acquire(store, makeRequest(), wait);
  return { path: 'cache', mode: 'exclusive', place: line.place, lock, store, report: () => {}, sinceMs: systemClock.now() };
}

it('stops the command of a broken lock also while the latch stays taken, and it could not be signed in (P16)', async () => {
  const held = await hold();
  mkdirSync(join(line.place.dir, 'latch'));
  writeFileSync(join(line.place.dir, 'latch', `o.${encodeProcess(thisProcess())}.1`), '');
  const signals = catchSignals();
  const err = openTerminal(process.stderr, {});
  const work = { command: ['sleep', '1000'], env: { PATH: process.env.PATH ?? '' }, cwd: line.cwd, clock: systemClock, err, signals };
  const running = runCommand([held], { ...work, party: '', within: [], policy: { trustedOwners: [] } });
  expect(await held.store.breakOff(decodeToken(held.lock.token)?.id ?? '')).toBe('marked');
  await expect(running).rejects.toMatchObject({ code: 'FL_LOST' });
  expect(line.room('h')).toEqual([held.lock.token]);
  signals.close();
  held.store.close();
}, 20_000);

it('limits from the first grant how long it may hold, also while it waits for the next', async () => {
  const held = [await hold()];
  const watch = watchOver(held, systemClock, { trustedOwners: [], maxHoldMs: 1 });
  await until(() => watch.signal.aborted);
  expect(watch.signal.reason).toMatchObject({ code: 'FL_POLICY' });
  watch.close();
  for (const it of held) it.store.close();
});
