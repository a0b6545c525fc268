import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { stageNode } from '../runner/simulator.ts';
import { demandRoot, inPidNamespace } from '../support/surroundings.ts';
import { until } from '../support/until.ts';
import { errors, text, World } from '../support/world.ts';

let world: World;
beforeAll(demandRoot);
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

/** A node whose every process is in a pid namespace of its own. No shell: it would drop the variables of inputs with a hyphen. */
function containedNode(): string {
  const path = join(world.home, 'node');
  const [command, ...args] = [...inPidNamespace(), stageNode].map((it) => JSON.stringify(it));
  const start = `require('node:child_process').spawnSync(${command}, [${args}, ...process.argv.slice(2)], { stdio: 'inherit' })`;
  writeFileSync(path, `#!${stageNode}\nprocess.exitCode = ${start}.status ?? 1;\n`, { mode: 0o755 });
  return path;
}

const contained = () => world.start({ node24: containedNode(), steps: [world.lock({ hold: 'step' })] });

const leave = (): string => {
  const path = join(world.mirror, 'refs', 'heads', 'main.lock');
  writeFileSync(path, '');
  return path;
};

describe('where nobody can be seen', () => {
  it('a fresh lock file stays, and the step says why', async () => {
    world.push('main');
    const path = leave();
    const main = await contained().ended('lock', 'main');
    expect(errors(main)).toEqual([expect.stringMatching(/In the way: 'refs\/heads\/main\.lock': .*\[FL_GIT\]$/)]);
    expect(text(main)).toContain('whether somebody uses it cannot be seen from here: a container does not see the processes outside.');
    expect(existsSync(path)).toBe(true);
  });

  it('what came since a dead writer was granted the lock is taken for its own (F5)', async () => {
    const pidFile = world.makeFetchHang();
    // Until its step ends, only the step's own sockets witness for it; those a container can ask.
    const dead = world.start({ steps: [world.lock({ hold: 'step' })] });
    await until(() => existsSync(pidFile));
    const path = leave();
    await dead.killAll();
    world.serveBy('git-upload-pack');
    world.push('main');
    const main = await contained().ended('lock', 'main');
    expect(errors(main)).toEqual([]);
    expect(main).toMatchObject({ conclusion: 'success', outputs: { dirty: 'true', fetched: 'fetched' } });
    expect(existsSync(path)).toBe(false);
    expect(world.events().find((it) => it.event === 'git_lock_removed')).toMatchObject({
      file: 'refs/heads/main.lock',
      reason: 'the job that wrote it died',
    });
  });
});
