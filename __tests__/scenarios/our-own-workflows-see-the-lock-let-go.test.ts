import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JobResult, StepSpec } from '../runner/job.ts';
import { startCacheService } from '../support/cache-service.ts';
import { jobFrom, recordOf } from '../support/workflow-runs.ts';
import { jobOf, root } from '../support/workflows.ts';
import { errors, text, World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

const use = 'use-the-action.yml';

/** What the workflow's own words, in the job that looks at another's steps, make of its record. */
function judge(verdict: string, record: object) {
  const script = jobOf(use, verdict).steps?.find((it) => it.run?.includes('verdict.js'))?.run ?? '';
  const words = /verdict\.js (.*) </s.exec(script)?.[1] ?? '';
  const args = [...words.matchAll(/'([^']*)'/g)].map(([, it = '']) => it);
  const { status, stdout } = spawnSync(process.execPath, [join(root, '.github', 'verdict.js'), ...args], {
    input: JSON.stringify(record),
    encoding: 'utf8',
  });
  return { status, said: stdout };
}

const endOf = ({ stages }: JobResult, step: string, stage = 'post') => stages.find((it) => it.step === step && it.stage === stage);

describe('a job of use-the-action', () => {
  it('fails, and the next one knows by its record that it has let go', async () => {
    const done = await world.start(jobFrom(use, 'fails')).done;
    expect(done.conclusion).toBe('failure');
    expect(judge('after-the-failure', recordOf(use, 'fails', done))).toEqual({ status: 0, said: expect.stringMatching(/^(ok .*\n){3}$/) });
  });

  it('is cancelled, and the one that cancelled it knows by its record that it has let go', async () => {
    const file = 'to-be-cancelled.yml';
    const job = world.start(jobFrom(file, 'holds'));
    await job.began('Hold it', 'main');
    job.cancel();
    const done = await job.done;
    expect(judge('after-the-cancel', recordOf(file, 'holds', done))).toEqual({ status: 0, said: expect.stringMatching(/^(ok .*\n){3}$/) });
  });

  it('is cancelled while it waits for somebody else', async () => {
    const job = world.start(jobFrom(use, 'waits'));
    await job.line(/Held by .*fetch-lock run|Waiting to get/);
    job.cancel();
    const done = await job.done;
    expect(endOf(done, 'The other one lets go', 'main')?.conclusion).toBe('success');
    expect(endOf(done, 'waits', 'main')?.outputs).toMatchObject({ locked: 'false', result: 'cancelled' });
    const seen = endOf(done, 'Nobody holds it in the end');
    expect(seen && text(seen)).toContain('and nobody waits.');
    expect(seen?.conclusion).toBe('success');
  });

  it('saves a mirror from which a leg of the matrix has its own', async () => {
    const service = await startCacheService();
    try {
      const head = world.push('main');
      const words = {
        '${{ github.server_url }}/${{ github.repository }}.git': world.upstream,
        '${{ github.sha }}': head,
        $GITHUB_SHA: head,
      };
      for (const name of ['mirror', 'matrix']) {
        const done = await world.start({ ...jobFrom(use, name, words), env: service.env }).done;
        expect(done.stages.filter((it) => it.conclusion !== 'success').map((it) => [it.step, it.stage, text(it)])).toEqual([]);
      }
    } finally {
      await service.close();
    }
  });
});

describe('nobody-holds', () => {
  const look = (inputs: Record<string, string> = {}): StepSpec => ({
    id: 'look',
    uses: join(root, '.github', 'actions', 'nobody-holds'),
    with: { path: world.mirror, ...inputs },
  });

  it('fails if somebody holds, in its main step and in its post', async () => {
    const holder = world.start({ steps: [world.lock(), world.gate('working')] });
    await holder.line(/at working/);
    const now = await world.start({ steps: [look()] }).done;
    const later = await world.start({ steps: [look({ when: 'afterwards' })] }).done;
    const [main, post] = [endOf(now, 'look', 'main'), endOf(later, 'look')];
    for (const it of [main, post]) {
      expect(it?.conclusion).toBe('failure');
      expect(it && errors(it)).toEqual([expect.stringMatching(/mirror\.git is held: shared, ticket [0-9a-f]{16}, alive$/)]);
    }
    expect([endOf(now, 'look')?.conclusion, endOf(later, 'look', 'main')?.conclusion]).toEqual(['success', 'success']);
    world.open('working');
    await holder.done;
  });

  it.each([
    ['a path that was never locked', { path: '/srv/nowhere.git' }, /nowhere\.git(: | was never locked)/],
    ['no path', { path: '' }, /no path was given/],
    ['an event that is not there as often', { events: 'lock_released: 2' }, /lock_released is 1 times in the journal, and not 2$/],
  ])('fails for %s', async (_, inputs, says) => {
    await world.start({ steps: [world.lock()] }).done;
    const done = await world.start({ steps: [look(inputs)] }).done;
    const main = endOf(done, 'look', 'main');
    expect(main?.conclusion).toBe('failure');
    expect(main && errors(main)).toEqual([expect.stringMatching(says)]);
  });

  it('takes no word for an event that is none', async () => {
    const done = await world.start({ steps: [look({ events: 'lock_released' })] }).done;
    expect(endOf(done, 'look', 'main')?.conclusion).toBe('failure');
  });
});

describe('the verdict', () => {
  const record = { jobs: [{ name: 'a job', steps: [{ name: 'Post a=b', conclusion: 'success' }] }] };
  const ask = (...args: string[]) =>
    spawnSync(process.execPath, [join(root, '.github', 'verdict.js'), ...args], { input: JSON.stringify(record), encoding: 'utf8' }).status;

  it.each<[number, string[]]>([
    [0, ['a job', 'Post a=b=success']],
    [1, ['a job', 'Post a=b=failure']],
    [1, ['a job', 'Post c=success']],
    [1, ['another job', 'Post a=b=success']],
    [1, ['another job']],
    [1, ['a job', 'no verdict']],
  ])('is %d for %j', (status, args) => expect(ask(...args)).toBe(status));
});
