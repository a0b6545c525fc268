import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isRunning, until } from '../support/until.ts';
import { errors, kept, World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

describe('a lock whose file is unlinked while it is held (F19)', () => {
  it('is held by two with flock(1)', async () => {
    const file = join(world.home, 'lock');
    const holder = spawn('flock', [file, 'sh', '-c', 'echo held; read -r _']);
    await once(holder.stdout, 'data');
    expect(spawnSync('flock', ['-n', file, 'true']).status).toBe(1);
    rmSync(file);
    expect(spawnSync('flock', ['-n', file, 'true']).status).toBe(0);
    holder.stdin.end();
    await once(holder, 'close');
  });

  it('stays what it is when it is let go and handed on', async () => {
    const holder = world.start({ steps: [world.lock(kept), world.gate('working')] });
    await holder.line(/at working/);
    const dir = `${world.mirror}.fetch-lock`;
    const { ino, birthtimeMs } = statSync(dir);
    const waiter = world.start({ steps: [world.lock()] });
    await waiter.line(/Waiting to get/);
    world.open('working');
    expect((await holder.done).conclusion).toBe('success');
    expect((await waiter.done).conclusion).toBe('success');
    expect(statSync(dir)).toMatchObject({ ino, birthtimeMs });
  });

  it('stops the holder whose lock is gone', async () => {
    const pidFile = world.makeFetchHang();
    const holder = world.start({ steps: [world.lock()] });
    await until(() => existsSync(pidFile));
    // In one step: what is in use while it is removed cannot be removed at once.
    renameSync(`${world.mirror}.fetch-lock`, join(world.home, 'gone'));
    const main = await holder.ended('lock', 'main');
    expect(errors(main)).toEqual([expect.stringContaining('[FL_LOST]')]);
    expect(isRunning(Number(readFileSync(pidFile, 'utf8')))).toBe(false);
    await holder.done;
  });
});
