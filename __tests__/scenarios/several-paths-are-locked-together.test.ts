import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { errors, text, World, warnings } from '../support/world.ts';

let world: World;
let cache: string;
beforeEach(() => {
  world = new World();
  cache = world.makeDir('a-cache');
});
afterEach(() => world.dispose());

const waiting = (path: string) => new RegExp(`Waiting to get an \\w+ lock on ${path}`);

describe('several paths in one step', () => {
  it('are locked in one order, fetched into where they are repositories, and told line by line', async () => {
    const path = `${world.mirror}\n${cache}\n${join(world.home, '.', 'mirror.git')}/`;
    const job = world.start({ steps: [world.lock({ path }), world.gate('working')] });
    await job.line(/at working/);
    const main = await job.ended('lock', 'main');
    expect(main.outputs).toMatchObject({
      ...{ locked: 'true', fetched: 'fetched', 'git-dir': `${world.mirror}\n\n${world.mirror}` },
      'lock-dir': [world.mirror, cache, world.mirror].map((it) => `${it}.fetch-lock`).join('\n'),
    });
    const lines = text(main);
    expect(lines.indexOf(`Got the exclusive lock on ${cache}`)).toBeLessThan(lines.indexOf('Got the update lock on'));
    expect(world.events().filter((it) => it.event === 'git_finished')).toHaveLength(1);
    // Git does not run in the directory: nothing is downgraded there.
    const reader = world.start({ steps: [world.lock({ path: cache, git: '', mode: 'shared', 'lock-timeout': '0' })] });
    expect((await reader.ended('lock', 'main')).outputs.result).toBe('timeout');
    expect((await world.start({ steps: [world.lock()] }).done).conclusion).toBe('success');
    world.open('working');
    expect((await job.done).conclusion).toBe('success');
    expect(
      world
        .events(cache)
        .map((it) => it.event)
        .filter((it) => it.startsWith('lock_')),
    ).toContain('lock_released');
    const summary = (await job.ended('lock', 'post')).summary;
    for (const mode of ['exclusive', 'update']) expect(summary).toMatch(new RegExp(`for the ${mode} lock on `));
  });

  it('are all let go of when one is not to be had', async () => {
    const holder = world.start({ steps: [world.lock({ git: '' }), world.gate('working')] });
    await holder.line(/at working/);
    const path = `${cache}\n${world.mirror}`;
    const main = await world.start({ steps: [world.lock({ path, git: '', 'lock-timeout': '0' })] }).ended('lock', 'main');
    expect(main.outputs).toMatchObject({ result: 'timeout', locked: 'false' });
    expect((await world.start({ steps: [world.lock({ path: cache, git: '', 'lock-timeout': '0' })] }).done).conclusion).toBe('success');
    world.open('working');
    await holder.done;
  });

  it('are let go of one by one: trouble with one keeps no other', async () => {
    const job = world.start({ steps: [world.lock({ path: `${cache}\n${world.mirror}`, git: '' }), world.gate('working')] });
    await job.line(/at working/);
    chmodSync(`${world.mirror}.fetch-lock`, 0o777);
    world.open('working');
    const post = await job.ended('lock', 'post');
    expect(warnings(post)).toEqual([expect.stringMatching(/may be written by everybody.*\[FL_LOCK_DIR\]$/)]);
    expect(text(post)).toContain(`Let go of the exclusive lock on ${cache}`);
    expect(post.summary).toContain('### fetch-lock');
    await job.done;
  });

  it('fail the step before anything is touched where git has nowhere to run', async () => {
    for (const [path, code] of [
      [`${world.mirror}\n${join(world.home, 'typo')}`, 'FL_NOT_A_REPO'],
      [`${cache}\n${world.home}`, 'FL_NOT_A_REPO'],
    ]) {
      const main = await world.start({ steps: [world.lock({ path: path ?? '' })] }).ended('lock', 'main');
      expect(errors(main)).toEqual([expect.stringContaining(`[${code}]`)]);
    }
    expect(world.events()).toEqual([]);
  });
});

describe('two locks and two jobs', () => {
  it('in one step each never wait for each other, whatever the order of the lines', async () => {
    const orders = [`${cache}\n${world.mirror}`, `${world.mirror}\n${cache}`];
    const jobs = Array.from({ length: 4 }, (_, index) => world.start({ steps: [world.lock({ path: orders[index % 2] ?? '', git: '' })] }));
    for (const it of jobs) expect((await it.done).conclusion).toBe('success');
    expect(world.events().map((it) => it.event)).not.toContain('deadlock_detected');
  });

  it('are a deadlock also where one step holds the first and waits for the second (P11)', async () => {
    const take = (id: string, path: string) => world.lock({ path, git: '' }, { id });
    const one = world.start({ steps: [take('first', world.mirror), world.gate('one'), take('second', cache)] });
    await one.line(/at one/);
    const two = world.start({ steps: [take('both', `${cache}\n${world.mirror}`)] });
    await two.line(waiting(world.mirror));
    world.open('one');
    expect(errors(await one.ended('second', 'main'))).toEqual([expect.stringContaining('[FL_DEADLOCK]')]);
    expect((await two.done).conclusion).toBe('success');
  });

  it('in opposite order over two steps are a deadlock, of which the youngest request is told who waits for whom', async () => {
    const take = (id: string, path: string) => world.lock({ path, git: '' }, { id });
    const one = world.start({ steps: [take('first', cache), world.gate('one'), take('second', world.mirror)] });
    const two = world.start({ steps: [take('first', world.mirror), world.gate('two'), take('second', cache)] });
    await one.line(/at one/);
    await two.line(/at two/);
    world.open('one');
    await one.line(waiting(world.mirror));
    world.open('two');
    await two.line(waiting(cache));
    const loser = await two.ended('second', 'main');
    expect(errors(loser)).toEqual([
      expect.stringMatching(
        new RegExp(
          `would never end\\. It is a deadlock: this job waits for an exclusive lock on ${cache}, of which acme/web job job-1.* holds an exclusive one; ` +
            `acme/web job job-1.* waits for an exclusive lock on ${world.mirror}, of which this job holds an exclusive one\\. .*\\[FL_DEADLOCK\\]$`,
        ),
      ),
    ]);
    expect((await one.done).conclusion).toBe('success');
    expect((await two.done).conclusion).toBe('failure');
    expect(world.events(cache).find((it) => it.event === 'deadlock_detected')).toMatchObject({ decision: 'deny', code: 'FL_DEADLOCK' });
  });
});
