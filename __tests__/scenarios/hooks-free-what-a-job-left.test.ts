import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { JobResult, StageResult, StepSpec } from '../runner/job.ts';
import { stageNode } from '../runner/simulator.ts';
import { findKeeper } from '../support/keepers.ts';
import { actionDir, kept, text, World } from '../support/world.ts';

let world: World;
let hooks: { started: string; completed: string };
beforeEach(() => {
  world = new World();
  const dir = world.makeDir('hooks');
  execFileSync(stageNode, [join(actionDir, 'dist', 'cli', 'index.js'), 'hooks', '--install', dir, world.mirror]);
  hooks = { started: join(dir, 'fetch-lock-job-started.sh'), completed: join(dir, 'fetch-lock-job-completed.sh') };
});
afterEach(() => world.dispose());

const hookOf = ({ stages }: JobResult, name: 'started' | 'completed'): StageResult => {
  const found = stages.find((it) => it.stage === 'hook' && it.step === name);
  if (!found) throw new Error(`no ${name} hook ran`);
  return found;
};

/** Locks by an action that is gone when its post comes. */
function stepsWithoutPost(inputs: Record<string, string>): StepSpec[] {
  const copy = world.makeDir('action');
  for (const it of ['action.yml', 'package.json', 'dist']) cpSync(join(actionDir, it), join(copy, it), { recursive: true });
  return [world.lock(inputs, { uses: copy }), { id: 'remove', run: `rm -r '${copy}'/*; echo gone`, if: 'always()' }];
}

const freed = expect.objectContaining({ event: 'lock_released', reason: 'job-completed hook', held_ms: expect.any(Number) });

it('lets go of what a post that could not run still held', async () => {
  const result = await world.start({ steps: stepsWithoutPost(kept), hooks }).done;
  expect(result.stages.find((it) => it.stage === 'post')).toMatchObject({ conclusion: 'failure' });
  const completed = hookOf(result, 'completed');
  expect(completed.conclusion).toBe('success');
  expect(text(completed)).toMatch(/^fetch-lock: Let go of the update lock on .*mirror\.git, held for .* The step's own post did not\.$/m);
  expect(world.events().filter((it) => it.event === 'lock_released')).toEqual([freed]);
  // How its main ended nobody knows any more.
  expect([world.room('h'), world.room('crashed').length]).toEqual([[], 1]);
  expect(hookOf(result, 'started').lines).toEqual([]);
});

it('takes away what was pinned for the job', async () => {
  const commit = world.push('main');
  const pins = () => world.refs(world.mirror).match(/refs\/fetch-lock\/\S+/g) ?? [];
  const job = world.start({ steps: [...stepsWithoutPost({ want: commit }), world.gate('working')], hooks });
  await job.line(/at working/);
  expect(pins()).toHaveLength(1);
  world.open('working');
  await job.done;
  expect([pins(), world.room('h')]).toEqual([[], []]);
});

it('does so after a cancel too', async () => {
  const job = world.start({ steps: [...stepsWithoutPost(kept), world.gate('working')], hooks });
  await job.line(/at working/);
  job.cancel();
  const result = await job.done;
  expect(result.conclusion).toBe('cancelled');
  expect(hookOf(result, 'completed').conclusion).toBe('success');
  expect(world.events().filter((it) => it.event === 'lock_released')).toEqual([freed]);
});

it('has nothing to do nor to say where post has let go', async () => {
  const result = await world.start({ steps: [world.lock(kept)], hooks }).done;
  expect(result.conclusion).toBe('success');
  expect([hookOf(result, 'started').lines, hookOf(result, 'completed').lines]).toEqual([[], []]);
});

it("leaves another job's lock alone", async () => {
  const holder = world.start({ steps: [world.lock(kept), world.gate('working')], hooks });
  await holder.line(/at working/);
  const held = world.room('h');
  const other = await world.start({ steps: [{ id: 'a', run: 'true' }], hooks }).done;
  expect([hookOf(other, 'started').lines, hookOf(other, 'completed').lines]).toEqual([[], []]);
  expect(world.room('h')).toEqual(held);
  world.open('working');
  expect((await holder.done).conclusion).toBe('success');
});

it.each<[string, (job: ReturnType<World['start']>) => Promise<unknown>]>([
  [
    'whose worker was killed, and its keeper',
    (job) => {
      // It would let go by itself as soon as it sees that.
      process.kill(findKeeper(world.mirror), 'SIGKILL');
      return job.killAll();
    },
  ],
  [
    'whose runner was stopped',
    (job) => {
      job.stopService();
      return job.done;
    },
  ],
])('recovers, before the next job begins, the lock of a job %s', async (_, end) => {
  const first = world.start({ steps: [world.lock(kept), world.gate('working')], hooks });
  await first.line(/at working/);
  await end(first);
  expect(world.room('h')).toHaveLength(1);
  const next = await world.start({ steps: [{ id: 'a', run: 'true' }], hooks }).done;
  const started = hookOf(next, 'started');
  expect(started.conclusion).toBe('success');
  expect(text(started)).toMatch(/^fetch-lock: The lock on .* was recovered: .* died without letting go\.$/m);
  expect(world.room('h')).toEqual([]);
  expect(world.events().at(-1)).toMatchObject({ event: 'lock_recovered', reason: 'found dead by the job-started hook' });
});
