import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

it.each([
  ['a commit', (commit: string) => commit],
  ['a ref', () => 'refs/heads/topic'],
])('%s that a fetch in `git` has brought: a prune could take away the only ref that keeps it', async (_, wantOf) => {
  const [bin, log] = [world.makeDir('bin'), join(world.home, 'log')];
  // Notes with each git what is marked on the grant; `u` is the update lock.
  const script = `#!/bin/sh\necho "$@ | $(ls '${world.mirror}.fetch-lock/h/'*)" | tr '\\n' ' ' >> '${log}'; echo >> '${log}'\n`;
  writeFileSync(join(bin, 'git'), `${script}PATH="\${PATH#*:}" exec git "$@"\n`, { mode: 0o755 });
  const commit = world.push('topic');
  const steps = [world.lock({ want: wantOf(commit) }), world.gate('working')];
  const job = world.start({ steps, env: { PATH: `${bin}:${process.env.PATH}` } });
  await job.line(/at working/);
  const pins = readFileSync(log, 'utf8')
    .split('\n')
    .filter((it) => it.includes(' update-ref '));
  expect(pins).toHaveLength(1);
  expect(pins[0]).toMatch(/ \|.* u( |$)/);
  expect(world.refs(world.mirror)).toMatch(new RegExp(`refs/fetch-lock/[0-9a-f]{16}/${commit} ${commit}`));
  world.open('working');
  expect((await job.done).conclusion).toBe('success');
});
