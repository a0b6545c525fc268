import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/base/clock.ts';
import { cleanUp } from '../../../src/cli/hooks/clean-up.ts';
import { openFileStore } from '../../../src/lock/host/file-store.ts';
import { processOf } from '../../../src/lock/host/liveness.ts';
import { type Note, openNotebook } from '../../../src/lock/job/notebook.ts';
import type { LockStore } from '../../../src/lock/store.ts';
import { decodeToken, newId, type Process } from '../../../src/lock/ticket.ts';
import { makeHome, makePlace, removeAll } from '../../support/places.ts';

const [worker, other] = [processOf(process.pid), processOf(process.ppid)] as [Process, Process];
const tracking = 'github_0f6d3c1e-0000-4000-8000-000000000001';

let env: Record<string, string>;
let store: LockStore;
let note: Note;
beforeEach(async () => {
  env = { RUNNER_TEMP: realpathSync(makeHome()) };
  const place = makePlace();
  store = await openFileStore(place, systemClock);
  const id = newId();
  await store.enter({ id, party: newId(), mode: 'update', others: () => [], job: {}, witnesses: [worker] });
  const placement = await store.place(id, new AbortController().signal);
  if (!('granted' in placement)) throw new Error('not granted');
  note = { place, token: placement.granted.token, path: 'mirror.git', mode: 'update', job: {} };
});
afterEach(() => {
  store.close();
  removeAll();
});

/** What the completed hook of this process's job says. */
async function complete(more: Partial<Note>, own: Record<string, string> = {}): Promise<string[]> {
  openNotebook(env).note({ ...note, ...more });
  const said: string[] = [];
  const round = { when: 'completed', env: { ...env, ...own }, clock: systemClock, worker: process.pid, places: [] } as const;
  await cleanUp({ ...round, say: (text) => said.push(text) });
  return said;
}

/** Its main is over: it takes away the name by which it was known to be at work. */
const endStep = () => store.close();
const isNoted = () => openNotebook(env).read().length > 0;

describe('the completed hook', () => {
  it.each<[string, Partial<Note>, Record<string, string>]>([
    ["by the job's process", { worker }, {}],
    ['by the tracking id', { tracking }, { RUNNER_TRACKING_ID: tracking }],
  ])('lets go of what a step that is over holds: its job is known %s', async (_, more, own) => {
    endStep();
    expect(await complete(more, own)).toEqual([expect.stringMatching(/^Let go of the update lock on mirror\.git/)]);
    expect([existsSync(join(note.place.dir, 'h', note.token)), isNoted()]).toEqual([false, false]);
  });

  it('lets go of one that was broken, and which nobody has seen to', async () => {
    endStep();
    await store.breakOff(decodeToken(note.token)?.id ?? '');
    expect(await complete({ worker })).toEqual([expect.stringMatching(/^Let go of the update lock on mirror\.git/)]);
    expect([store.isGone(note.token), existsSync(join(note.place.dir, 'crashed', note.token))]).toEqual([true, true]);
  });

  it('leaves the lock of a step that is still at work', async () => {
    expect(await complete({ worker })).toEqual(['The step that locked mirror.git is still at work: its lock stays.']);
    expect([store.isHeld(note.token), isNoted()]).toEqual([true, true]);
  });

  it.each<[string, Partial<Note>, Record<string, string>]>([
    ["another job's process", { worker: other }, {}],
    ['another tracking id', { tracking }, { RUNNER_TRACKING_ID: `${tracking}2` }],
    ['a word that is nobody’s', { tracking: 'mine' }, { RUNNER_TRACKING_ID: 'mine' }],
    ['nothing', {}, {}],
  ])('leaves what was noted under %s in the same directory', async (_, more, own) => {
    endStep();
    expect(await complete(more, own)).toEqual([]);
    expect([store.isHeld(note.token), isNoted()]).toEqual([true, true]);
  });
});
