import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isRunning, until } from '../support/until.ts';
import { errors, kept, text, World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

const mostMs = 5000; // a promise of the contract

describe('a cancelled step', () => {
  it('takes back its request while it waits, and its post leaves the holder alone (F18)', async () => {
    const holder = world.start({ steps: [world.lock(kept), world.gate('working')] });
    await holder.line(/at working/);
    const waiter = world.start({ steps: [world.lock()] });
    await waiter.line(/Waiting to get/);
    waiter.cancel();
    const main = await waiter.ended('lock', 'main');
    expect(main).toMatchObject({
      conclusion: 'cancelled',
      signal: null,
      outputs: {
        result: 'cancelled',
        locked: 'false',
        fetched: 'none',
        'queue-position': '1',
        'waited-ms': expect.stringMatching(/^[1-9]\d*$/),
      },
    });
    expect(errors(main)).toEqual([expect.stringMatching(/SIGINT.*\[FL_CANCELLED\]$/)]);
    expect((await waiter.done).conclusion).toBe('cancelled');
    expect([world.room('h').length, world.room('q')]).toEqual([1, []]);
    world.open('working');
    expect((await holder.done).conclusion).toBe('success');
  });

  it('stops git and all it started before it lets go, within the time it has (F7)', async () => {
    const pidFile = world.makeFetchHang();
    const job = world.start({ steps: [world.lock()] });
    await until(() => existsSync(pidFile));
    const hanging = Number(readFileSync(pidFile, 'utf8'));
    const startedMs = performance.now();
    job.cancel();
    const main = await job.ended('lock', 'main');
    expect(performance.now() - startedMs).toBeLessThan(mostMs);
    expect(isRunning(hanging)).toBe(false);
    expect(main.outputs).toMatchObject({ result: 'cancelled', locked: 'false', fetched: 'none' });
    expect(text(main)).toContain('Let go of the update lock');
    expect(world.room('h')).toEqual([]);
    await job.done;
    expect(world.events().map((it) => it.event)).toEqual(['lock_acquired', 'git_finished', 'lock_released']);
  });

  it('that is killed outright keeps the lock until post has ended what git was left', async () => {
    const pidFile = world.makeFetchHang();
    const job = world.start({ steps: [world.lock(), world.gate('never')] });
    await until(() => existsSync(pidFile));
    const hanging = Number(readFileSync(pidFile, 'utf8'));
    const second = world.start({ steps: [world.lock({ git: '' })] });
    await second.line(/Waiting to get an exclusive lock/);
    process.kill(await job.began('lock', 'main'), 'SIGKILL');
    await job.ended('lock', 'post');
    expect(isRunning(hanging)).toBe(false);
    expect((await second.ended('lock', 'main')).outputs.dirty).toBe('true');
    expect((await second.done).conclusion).toBe('success');
  });

  it('that is killed outright while it waits is told once, with how long it waited', async () => {
    const holder = world.start({ steps: [world.lock(kept), world.gate('working')] });
    await holder.line(/at working/);
    const waiter = world.start({ steps: [world.lock()] });
    await waiter.line(/Waiting to get/);
    process.kill(await waiter.began('lock', 'main'), 'SIGKILL');
    const post = await waiter.ended('lock', 'post');
    expect(text(post)).toMatch(/Took back the request for .*mirror\.git, which was still waiting/);
    const { ticket } = world.events().find((it) => it.event === 'lock_waiting') ?? {};
    const told = world.events().filter((it) => it.ticket === ticket);
    expect(told.map((it) => [it.event, it.decision])).toEqual([
      ['lock_waiting', undefined],
      ['lock_cancelled', 'deny'],
    ]);
    const [askedAt = 0, endedAt = 0] = told.map((it) => Date.parse(it.ts));
    expect(told[1]?.waited_ms).toBeGreaterThan(0);
    expect(told[1]?.waited_ms).toBeLessThanOrEqual(endedAt - askedAt);
    world.open('working');
    expect((await holder.done).conclusion).toBe('success');
  });

  it('whose limit for git is up says so, and keeps the lock for the job', async () => {
    const pidFile = world.makeFetchHang();
    const job = world.start({
      steps: [world.lock({ 'git-timeout': '300ms' }), { id: 'after', run: `ls '${world.mirror}.fetch-lock/h'`, if: 'failure()' }],
    });
    const main = await job.ended('lock', 'main');
    expect(errors(main)).toEqual([
      expect.stringMatching(/^`git fetch --prune origin` in '.*' took longer than 300 ms and was stopped\. .*`git-timeout`.*\[FL_GIT\]$/),
    ]);
    expect(main.outputs).toMatchObject({ locked: 'true', result: 'acquired', fetched: 'none' });
    expect(text(await job.ended('after', 'main'))).toMatch(/^1\.[0-9a-f]{16}$/);
    expect(isRunning(Number(readFileSync(pidFile, 'utf8')))).toBe(false);
    await job.done;
    expect(world.room('h')).toEqual([]);
  });
});
