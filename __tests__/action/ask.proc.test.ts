import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import { afterEach, expect, it } from '@jest/globals';
import { ask, askBeside, type Task } from '../../src/action/ask.ts';
import { readInputs } from '../../src/action/inputs/inputs.ts';
import type { Target } from '../../src/action/plan.ts';
import type { Runner } from '../../src/action/runner.ts';
import { systemClock } from '../../src/base/clock.ts';
import { markBroken } from '../../src/lock/breaking.ts';
import { openNotebook } from '../../src/lock/job/notebook.ts';
import { newId } from '../../src/lock/ticket.ts';
import { readEvents } from '../../src/report/journal.ts';
import { envOf } from '../support/inputs.ts';
import { makeHome, makePlace, removeAll } from '../support/places.ts';

afterEach(removeAll);

/** A step on a host with that journal, and what its log says. */
function makeTask(inputs: Record<string, string>, hostJournal?: string): { task: Task; lines: string[] } {
  const lines: string[] = [];
  const say = (text: string) => void lines.push(text);
  const env = envOf(inputs);
  const nothing = () => {};
  const runner: Runner = {
    ...{ env, workspace: makeHome(), hide: nothing, setOutput: nothing, saveState: nothing, shareWithJob: nothing, fail: nothing },
    ...{ readState: nothing, writeSummary: async () => {} },
    log: { debug: say, info: say, warning: say, group: (_, act) => act() },
  };
  const outcome = {
    result: 'unavailable' as const,
    waitedMs: 0,
    hasSummary: false,
    isQuiet: true,
    dirty: [],
    isLocked: false,
    position: 0,
  };
  const task: Task = {
    ...{ runner, clock: systemClock, signal: new AbortController().signal, inputs: readInputs(env, 'main'), outcome, asked: [] },
    ...{ policy: { trustedOwners: [], ...(hostJournal === undefined ? {} : { hostJournal }) } },
    ...{ job: { repository: 'acme/web', job: 'test' }, party: newId(), notebook: openNotebook({}), overdue: new AbortController() },
  };
  return { task, lines };
}

/** A lock whose directory is a planted link, and where that leads. */
function makeRefused(): { target: Target; canary: string } {
  const place = makePlace();
  const canary = makeHome();
  symlinkSync(canary, place.dir);
  return { target: { id: newId(), place, path: 'cache', mode: 'exclusive', endsShared: false }, canary };
}

it("tells the host's journal of a lock that could not be had", async () => {
  const { target, canary } = makeRefused();
  const host = makeHome();
  const { task, lines } = makeTask({ path: 'cache' }, host);
  await expect(ask(task, target, 0)).rejects.toMatchObject({ code: 'FL_LOCK_DIR' });
  const common = { lock: target.place.guards, path: 'cache', mode: 'exclusive', ticket: target.id, job: task.job, pid: process.pid };
  expect(readEvents(host)).toEqual([
    expect.objectContaining({ ...common, event: 'lock_unavailable', decision: 'deny', code: 'FL_LOCK_DIR' }),
  ]);
  expect(lines).toEqual([`This event is for the journal of the host, '${host}': lock_unavailable, FL_LOCK_DIR.`]);
  expect(readdirSync(canary)).toEqual([]);
});

it('and of what the policy refuses, which post is not told of', async () => {
  const [place, host] = [makePlace(), makeHome()];
  const { task } = makeTask({ path: 'cache', 'fail-closed': 'false' }, host);
  const target: Target = { id: newId(), place, path: 'cache', mode: 'exclusive', endsShared: false };
  const bounded = { ...task, policy: { ...task.policy, allowedRoots: [makeHome()] } };
  await expect(ask(bounded, target, 0)).rejects.toMatchObject({ code: 'FL_POLICY' });
  expect(readEvents(host)).toEqual([expect.objectContaining({ event: 'lock_unavailable', decision: 'deny', code: 'FL_POLICY' })]);
  expect([existsSync(place.dir), task.asked]).toEqual([false, []]);
});

it('and of who went on without it', async () => {
  const { target } = makeRefused();
  const host = makeHome();
  const { task } = makeTask({ path: 'cache', 'fail-closed': 'false' }, host);
  expect((await ask(task, target, 0)).lock).toBeUndefined();
  expect(readEvents(host).map((it) => [it.event, it.decision])).toEqual([
    ['lock_unavailable', 'deny'],
    ['lock_bypassed', 'allow'],
  ]);
});

it('and the log alone where the host has none', async () => {
  const { target } = makeRefused();
  const { task, lines } = makeTask({ path: 'cache' });
  await expect(ask(task, target, 0)).rejects.toMatchObject({ code: 'FL_LOCK_DIR' });
  expect(lines).toEqual(['No journal could take this event: lock_unavailable, FL_LOCK_DIR.']);
});

it('waits for no lock any more when another of the step is broken', async () => {
  const { task } = makeTask({ path: 'cache' });
  const targetOf = (): Target => ({ id: newId(), place: makePlace(), path: 'cache', mode: 'exclusive', endsShared: false });
  const [first, second] = [targetOf(), targetOf()];
  const held = await ask(task, first, 0);
  const theirs = await ask(makeTask({ path: 'cache' }).task, { ...second, id: newId() }, 0);
  const asking = askBeside([held], task, second, 60_000);
  markBroken(first.place.dir, held.lock?.token ?? '');
  await expect(asking).rejects.toMatchObject({ code: 'FL_LOST', message: expect.stringContaining('while this step waited for another') });
  for (const it of [held, theirs]) {
    await it.lock?.release();
    it.close();
  }
});
