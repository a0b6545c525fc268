import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findKeeper } from '../support/keepers.ts';
import { isRunning, until } from '../support/until.ts';
import { actionDir, errors, kept, World, warnings } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

const cli = join(actionDir, 'dist', 'cli', 'index.js');
const breakHolder = () => {
  const ticket = world.room('h')[0]?.split('.')[1] ?? '';
  const { status, stdout } = spawnSync(process.execPath, [cli, 'break', world.mirror, '--ticket', ticket, '--yes'], { encoding: 'utf8' });
  return { ticket, status, stdout };
};

describe('a job whose lock is broken', () => {
  it('stops its git, lets go only then, and fails (P16)', async () => {
    const pidFile = world.makeFetchHang();
    const job = world.start({ steps: [world.lock(kept)] });
    await until(() => existsSync(pidFile));
    const pid = Number(readFileSync(pidFile, 'utf8'));
    const { ticket, status, stdout } = breakHolder();
    expect([status, stdout]).toEqual([0, expect.stringContaining('It is gone')]);
    expect(isRunning(pid)).toBe(false);
    const main = await job.ended('lock', 'main');
    expect(errors(main)).toEqual([expect.stringMatching(/was lost, so `git fetch --prune origin` is not trusted\..*\[FL_LOST\]$/)]);
    expect((await job.done).conclusion).toBe('failure');
    expect(world.events().find((it) => it.event === 'lock_broken')).toMatchObject({ ticket, reason: 'an admin' });
    expect([world.room('h'), world.room('crashed').length]).toEqual([[], 1]);
  });

  it('has its keeper let go when its step is over, and hears of it in post (P16)', async () => {
    const job = world.start({ steps: [world.lock(kept), world.gate('working')] });
    await job.line(/at working/);
    const keeper = findKeeper(world.mirror);
    expect(breakHolder().status).toBe(0);
    await until(() => !isRunning(keeper));
    expect(world.events().at(-1)).toMatchObject({ event: 'lock_released', reason: 'it was broken' });
    world.open('working');
    expect(warnings(await job.ended('lock', 'post'))).toEqual([
      expect.stringContaining('was ended (an admin) before the job let go of it'),
    ]);
  });

  it('lets go at once when it waits for another lock meanwhile (P16)', async () => {
    const cache = world.makeDir('z-cache');
    const holder = world.start({ steps: [world.lock({ path: cache, git: '' }), world.gate('working')] });
    await holder.line(/at working/);
    const job = world.start({ steps: [world.lock({ path: `${world.mirror}\n${cache}`, git: '' })] });
    await job.line(/Waiting to get/);
    expect(breakHolder().status).toBe(0);
    const main = await job.ended('lock', 'main');
    expect(errors(main)).toEqual([expect.stringMatching(/was lost while this step waited for another\..*\[FL_LOST\]$/)]);
    expect(main.outputs.locked).toBe('false');
    expect(world.room('h')).toEqual([]);
    world.open('working');
    await holder.done;
  });

  it('may ask for the lock again with fetch-lock run, in a step of its own (P10)', async () => {
    const run = `'${process.execPath}' '${cli}' run --path '${world.mirror}' --timeout 0 -- echo under the lock`;
    const job = world.start({ steps: [world.lock({ git: '', mode: 'exclusive' }), { id: 'script', run }] });
    await job.line(/under the lock/);
    expect((await job.done).conclusion).toBe('success');
  });
});
