import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { systemClock } from '../../src/base/clock.ts';
import { publish, sourceAt, stage } from '../../src/fetch/mirror.ts';
import { isolate } from '../../src/git/isolation/isolation.ts';
import { runGit } from '../../src/git/run.ts';
import { removeAll } from '../support/places.ts';
import { git, makeRepositories } from '../support/repositories.ts';

afterAll(removeAll);

it('a new mirror has all that its origin has, but for what the jobs of that one keep there', async () => {
  const home = makeRepositories();
  const upstream = join(home, 'upstream.git');
  git(upstream, 'update-ref', `refs/fetch-lock/${'a'.repeat(16)}/${git(upstream, 'rev-parse', 'main')}`, 'main');
  git(upstream, 'update-ref', 'refs/pull/1/head', 'main~1');
  const mirror = join(home, 'new.git');
  const always = { clock: systemClock, signal: new AbortController().signal };
  await stage(mirror, sourceAt(upstream), async (argv, dir) => {
    const lines: string[] = [];
    const env = { PATH: process.env.PATH ?? '', GIT_CONFIG_NOSYSTEM: '1', HOME: '/no/such/place' };
    const site = { path: mirror, kind: 'directory', guards: dir, workDir: dir } as const;
    const isolation = await isolate(site, { ...always, env, policy: { trustedOwners: [] } });
    const { exitCode } = await runGit(argv, isolation, { ...always, limitMs: 20_000, onLine: (line) => lines.push(line) });
    expect(exitCode).toBe(0);
    return lines;
  });
  expect(publish(mirror)).toBe(true);
  expect(git(mirror, 'for-each-ref', '--format=%(refname)').split('\n')).toEqual(['refs/heads/main', 'refs/pull/1/head']);
});

it('a host that lost the lock while it made a mirror sets nothing in its place, and takes nothing of the next one away', async () => {
  const home = makeRepositories();
  const mirror = join(home, 'new.git');
  const source = sourceAt(join(home, 'upstream.git'));
  const gitIn = async (argv: string[], dir: string) => git(dir, ...argv).split('\n');
  let [begin, goOn] = [() => {}, () => {}];
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const going = new Promise<void>((resolve) => (goOn = resolve));
  const makeNext = () =>
    stage(mirror, source, async (argv, dir) => {
      if (argv[0] === 'fetch') {
        begin();
        await going;
      }
      return gitIn(argv, dir);
    });
  let next = Promise.resolve('');
  const late = stage(mirror, source, async (argv, dir) => {
    // All is fetched when it stands still; when it goes on, the next one is in the middle of the same.
    if (argv[0] === 'symbolic-ref') {
      next = makeNext();
      await begun;
    }
    return gitIn(argv, dir);
  });
  await expect(late).rejects.toThrow();
  goOn();
  expect(await next).toBe('cloned');
  expect(await stage(mirror, source, gitIn)).toBe('found');
  expect(publish(mirror)).toBe(true);
  expect(git(mirror, 'fsck', '--connectivity-only')).toBe('');
});
