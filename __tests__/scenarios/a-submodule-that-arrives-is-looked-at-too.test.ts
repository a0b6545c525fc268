import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

it('runs no program of a repository that lay there before a pull made it a submodule', async () => {
  const marker = join(world.home, 'marker');
  const work = join(world.home, 'work');
  const sub = join(world.home, 'sub');
  world.git(world.home, 'init', '-q', '-b', 'main', sub);
  world.git(sub, 'commit', '-q', '--allow-empty', '-m', 'one');
  writeFileSync(join(sub, 'file'), 'text');
  world.git(sub, 'add', '.');
  world.git(sub, 'commit', '-q', '-m', 'two');
  const prepare = (name: string) => {
    const clone = join(world.home, name);
    world.git(world.home, 'clone', '-q', world.upstream, clone);
    world.git(clone, 'config', 'submodule.sub.url', sub);
    world.git(clone, 'clone', '-q', sub, 'sub');
    world.git(join(clone, 'sub'), 'checkout', '-q', '--detach', 'HEAD^');
    world.git(join(clone, 'sub'), 'config', 'filter.x.smudge', `touch '${marker}'; cat`);
    writeFileSync(join(clone, 'sub', '.git', 'info', 'attributes'), '* filter=x\n');
    return clone;
  };
  const [control, clone] = [prepare('control'), prepare('clone')];
  writeFileSync(join(work, '.gitmodules'), `[submodule "sub"]\n\tpath = sub\n\turl = ${sub}\n`);
  world.git(work, 'add', '.gitmodules');
  world.git(work, 'update-index', '--add', '--cacheinfo', `160000,${world.git(sub, 'rev-parse', 'HEAD')},sub`);
  world.push('main');

  world.git(control, 'pull', '-q', '--ff-only');
  execFileSync('git', ['submodule', 'update'], { cwd: control, stdio: 'ignore' });
  expect(existsSync(marker)).toBe(true);
  rmSync(marker);

  const main = await world.start({ steps: [world.lock({ path: clone, git: 'pull origin main\nsubmodule update' })] }).ended('lock', 'main');
  expect(main).toMatchObject({ conclusion: 'success' });
  expect(existsSync(join(clone, 'sub', 'file'))).toBe(true);
  expect(existsSync(marker)).toBe(false);
});
