/** Jobs on a host that believes to be a Mac: see preload.ts. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { stageNode } from '../runner/simulator.ts';
import { isRunning, until } from '../support/until.ts';
import { kept, World, warnings } from '../support/world.ts';

const groupOf = (pid: number): string =>
  readFileSync(`/proc/${pid}/stat`, 'latin1')
    .replace(/^.*\) /s, '')
    .split(' ')[2] ?? '';

describe('on a Mac', () => {
  let world: World;
  let node24: string;
  beforeEach(() => {
    world = new World();
    node24 = join(world.home, 'node');
    const illusion = JSON.stringify({ system: 'darwin', execPath: node24 });
    const preload = join(import.meta.dirname, '..', 'support', 'preload.js');
    writeFileSync(
      node24,
      `#!/usr/bin/env bash\n# sh would drop the variables with a hyphen in their names.\nILLUSION='${illusion}' exec '${stageNode}' --import '${preload}' "$@"\n`,
      { mode: 0o755 },
    );
  });
  afterEach(() => world.dispose());

  it('the lock is held across the steps of a job, and the next one waits for its post', async () => {
    const first = world.start({ node24, steps: [world.lock(kept), world.gate('working')] });
    await first.line(/at working/);
    const second = world.start({ node24, steps: [world.lock()] });
    await second.line(/Waiting to get an update lock .* still running\)/);
    world.open('working');
    for (const it of [first, second]) expect((await it.done).conclusion).toBe('success');
    expect(world.room('h')).toEqual([]);
  });

  it('a job that is killed frees its lock', async () => {
    const first = world.start({ node24, steps: [world.lock(kept), world.gate('working')] });
    await first.line(/at working/);
    await first.killAll();
    const second = world.start({ node24, steps: [world.lock()] });
    expect(warnings(await second.ended('lock', 'main')).at(-1)).toContain('may be half-written');
    await second.done;
    expect(world.room('h')).toEqual([]);
  });

  it('a git keeps the lock of its step when that is killed', async () => {
    const pidFile = world.makeFetchHang();
    const first = world.start({ node24, steps: [world.lock({ hold: 'step' }), { ...world.gate('after'), if: 'always()' }] });
    const main = await first.began('lock', 'main');
    await until(() => existsSync(pidFile));
    const server = Number(readFileSync(pidFile, 'utf8'));
    const git = groupOf(server);
    await until(() => world.marks().some((it) => it.startsWith('w.') && it.includes(`-${git}-`)));
    process.kill(main, 'SIGKILL');
    // The runner ends what carries its tracking id when the job is over.
    await first.line(/at after/);
    const refused = world.start({ node24, steps: [world.lock({ git: '', 'lock-timeout': '0' })] });
    expect((await refused.ended('lock', 'main')).outputs).toMatchObject({ result: 'timeout', locked: 'false' });
    const second = world.start({ node24, steps: [world.lock({ git: '' })] });
    await second.line(/Waiting to get/);
    process.kill(server, 'SIGKILL');
    expect((await second.ended('lock', 'main')).outputs).toMatchObject({ result: 'acquired', dirty: 'true' });
    expect(isRunning(server)).toBe(false);
    await second.done;
    world.open('after');
    expect(warnings(await first.ended('lock', 'post'))).toEqual([expect.stringContaining('was gone before')]);
  });
});
