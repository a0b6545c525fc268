import { readFileSync, readlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findKeeper } from '../support/keepers.ts';
import { kept, text, World, warnings } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

describe('the lock of `hold: job`', () => {
  it('is held across the following steps and let go in post, though a later step failed', async () => {
    const first = world.start({ steps: [world.lock(kept), world.gate('working'), { id: 'fails', run: 'exit 1' }] });
    await first.line(/at working/);
    const second = world.start({ steps: [world.lock()] });
    await second.line(
      /Waiting to get an update lock .*1 request in front\. Held by acme\/web job job-1, run 812 on runner-.* still running\)\. https:\/\/github\.com\//,
    );
    expect(world.room('h')).toHaveLength(1);
    world.open('working');
    expect((await first.done).conclusion).toBe('failure');
    expect(text(await first.ended('lock', 'post'))).toContain('Let go of the update lock');
    expect((await second.done).conclusion).toBe('success');
  });

  it('is let go at the end of the step with `hold: step`', async () => {
    const first = world.start({ steps: [world.lock({ hold: 'step' }), world.gate('working')] });
    await first.line(/at working/);
    expect(text(await first.ended('lock', 'main'))).toContain('Let go of the update lock');
    expect((await world.start({ steps: [world.lock()] }).done).conclusion).toBe('success');
    world.open('working');
    expect(text(await first.ended('lock', 'post'))).toContain('was already released');
  });

  it('outlives its keeper', async () => {
    const first = world.start({ steps: [world.lock(kept), world.gate('working')] });
    await first.line(/at working/);
    process.kill(findKeeper(world.mirror), 'SIGKILL');
    const second = world.start({ steps: [world.lock({ 'lock-timeout': '700ms' })] });
    expect((await second.ended('lock', 'main')).outputs).toMatchObject({ result: 'timeout', locked: 'false' });
    world.open('working');
    expect((await first.done).conclusion).toBe('success');
    expect(world.room('h')).toEqual([]);
  });

  it('is free when the whole job is killed, and the next one is told that it may find a mess', async () => {
    const first = world.start({ steps: [world.lock(kept), world.gate('working')] });
    await first.line(/at working/);
    const second = world.start({ steps: [world.lock()] });
    await second.line(/Waiting to get/);
    await first.killAll();
    const main = await second.ended('lock', 'main');
    expect(main.outputs).toMatchObject({ result: 'acquired', dirty: 'true' });
    expect(warnings(main)).toEqual([expect.stringContaining('job-1, run 812'), expect.stringContaining('may be half-written')]);
    expect(world.events().map((it) => it.event)).toContain('lock_recovered');
    await second.done;
    expect(world.room('crashed')).toEqual([]);
  });

  it('is let go by the keeper when only the worker is killed', async () => {
    const first = world.start({ steps: [world.lock(kept), world.gate('working')] });
    await first.line(/at working/);
    const second = world.start({ steps: [world.lock()] });
    await second.line(/Waiting to get/);
    await first.killWorker();
    expect((await second.ended('lock', 'main')).outputs.dirty).toBe('true');
    expect((await second.done).conclusion).toBe('success');
    expect(world.events().find((it) => it.event === 'lock_released')?.reason).toBe('the job is gone');
    expect(world.room('crashed')).toEqual([]);
  });

  it('is let go by post though the keeper is stopped, and the next one hears of it', async () => {
    const first = world.start({ steps: [world.lock(kept), world.gate('working')] });
    await first.line(/at working/);
    const second = world.start({ steps: [world.lock(), world.gate('next')] });
    await second.line(/Waiting to get/);
    process.kill(findKeeper(world.mirror), 'SIGSTOP');
    world.open('working');
    const post = await first.ended('lock', 'post');
    expect(warnings(post)).toEqual([]);
    await second.line(/at next/);
    world.open('next');
    expect((await second.done).conclusion).toBe('success');
  });

  it('is let go when the service is stopped, though no post runs', async () => {
    const first = world.start({ steps: [world.lock(kept), world.gate('working')] });
    await first.line(/at working/);
    first.stopService();
    await first.done;
    expect((await world.start({ steps: [world.lock()] }).done).conclusion).toBe('success');
  });
});

describe('the keeper', () => {
  it('keeps the tracking id and nothing else of the runner, no stdio, and goes when the lock goes', async () => {
    const job = world.start({ env: { NODE_OPTIONS: '--max-old-space-size=512' }, steps: [world.lock(), world.gate('working')] });
    await job.line(/at working/);
    const keeper = findKeeper(world.mirror);
    const environ = readFileSync(`/proc/${keeper}/environ`, 'utf8')
      .split('\0')
      .map((it) => it.split('=')[0]);
    expect(
      environ.filter((it) => it && !['PATH', 'HOME', 'TMPDIR', 'NODE_CHANNEL_FD', 'NODE_CHANNEL_SERIALIZATION_MODE'].includes(it)),
    ).toEqual(['RUNNER_TRACKING_ID']);
    expect([0, 1, 2].map((fd) => readlinkSync(`/proc/${keeper}/fd/${fd}`))).toEqual(Array(3).fill('/dev/null'));
    expect(readFileSync(`/proc/${keeper}/oom_score_adj`, 'utf8').trim()).toBe('0');
    world.open('working');
    await job.done;
    expect(() => findKeeper(world.mirror)).toThrow('no keeper');
  });
});
