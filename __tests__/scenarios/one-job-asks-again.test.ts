import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { errors, kept, text, World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

const again = { id: 'again' };

describe('a job that uses the action twice on one path', () => {
  it('is not in its own way, and the lock is free when the last of both has let go', async () => {
    const job = world.start({ steps: [world.lock(kept), world.gate('between'), world.lock({ git: '' }, again), world.gate('working')] });
    await job.line(/at between/);
    const other = world.start({ steps: [world.lock()] });
    await other.line(/Waiting to get/);
    world.open('between');
    expect((await job.ended('again', 'main')).outputs).toMatchObject({ result: 'acquired', 'queue-position': '0' });
    await job.line(/at working/);
    expect(world.room('h')).toHaveLength(2);
    world.open('working');
    expect((await job.done).conclusion).toBe('success');
    expect((await other.done).conclusion).toBe('success');
    const events = world.events().filter((it) => ['lock_acquired', 'lock_released'].includes(it.event));
    const ofFirst = events.filter((it) => it.job?.job === 'job-1');
    expect(ofFirst.map((it) => it.event)).toEqual(['lock_acquired', 'lock_acquired', 'lock_released', 'lock_released']);
    // The last release is written down when it is done, and the other job may be quicker to say that it has the lock.
    expect(events.slice(0, 3)).toEqual(ofFirst.slice(0, 3));
  });

  it('passes one that waits for this very job, in whichever mode it asks', async () => {
    const job = world.start({
      steps: [world.lock(), world.gate('between'), world.lock({}, again), world.lock({ git: '' }, { id: 'stronger' })],
    });
    await job.line(/at between/);
    const pruner = world.start({ steps: [world.lock({ git: '' })] });
    await pruner.line(/Waiting to get an exclusive lock/);
    const behind = world.start({ steps: [world.lock()] });
    await behind.line(/Waiting to get an update lock/);
    world.open('between');
    expect((await job.done).conclusion).toBe('success');
    for (const it of [pruner, behind]) expect((await it.done).conclusion).toBe('success');
    expect(world.events().map((it) => it.event)).not.toContain('deadlock_detected');
  });

  it('is told of a deadlock when two jobs strengthen what both share; one gives up, the other gets it', async () => {
    const steps = (gate: string) => [
      world.lock({ git: '', mode: 'shared' }),
      world.gate(gate),
      world.lock({ git: '' }, again),
      { id: 'last', run: 'true' },
    ];
    const jobs = [world.start({ steps: steps('one') }), world.start({ steps: steps('two') })];
    await jobs[0]?.line(/at one/);
    await jobs[1]?.line(/at two/);
    world.open('one');
    await jobs[0]?.line(/Waiting to get an exclusive lock/);
    world.open('two');
    expect((await jobs[1]?.done)?.conclusion).toBe('failure');
    expect((await jobs[0]?.done)?.conclusion).toBe('success');
    const failed = await jobs[1]?.ended('again', 'main');
    expect(failed?.outputs).toMatchObject({ result: 'unavailable', locked: 'false' });
    expect(failed && errors(failed)).toEqual([
      expect.stringMatching(/deadlock: this job waits for an exclusive lock on .* job-1.* holds a shared one; .*\[FL_DEADLOCK\]$/),
    ]);
    expect(text(await (jobs[1] as (typeof jobs)[number]).ended('again', 'post'))).toContain('There was no lock on');
  });
});
