/** Every lock file that hurts, alone: what plain git makes of it, and what we do. */
import { existsSync, lstatSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/base/clock.ts';
import type { EventDetail, EventName } from '../../../src/base/event.ts';
import { type Cleaning, removeLeftovers, removeOwn, whatIsInTheWay } from '../../../src/fetch/mending/cleaner.ts';
import { rootsOf, type WriteMode } from '../../../src/fetch/mending/finds.ts';
import type { Occupancy } from '../../../src/fetch/mending/leftovers.ts';
import { makeHome, removeAll } from '../../support/places.ts';
import { copyRepositories, makeRepositories, plainGit, scopeOf } from '../../support/repositories.ts';

let template: string;
beforeAll(() => {
  template = makeRepositories();
});
afterAll(removeAll);

const nobody: Occupancy = { answer: 'nobody' };
const unknown: Occupancy = { answer: 'unknown', why: 'it is dark' };
const working: Occupancy = { answer: 'somebody', who: { pid: 7, command: 'git gc' }, hasItOpen: false };
const hour = 3_600_000;

/** Cleans, and tells what was said and recorded. */
function clean(scope: ReturnType<typeof scopeOf>, mode: WriteMode, users: Occupancy = nobody, deadForMs?: number, meanwhile = () => {}) {
  const lines: string[] = [];
  const events: [EventName, EventDetail][] = [];
  const say = (text: string) => lines.push(text);
  const cleaning: Cleaning = {
    clock: systemClock,
    log: { debug: say, info: say, warning: say, group: (_, act) => act() },
    report: (event, detail) => events.push([event, detail]),
    census: () => {
      meanwhile();
      return () => users;
    },
  };
  removeLeftovers(scope, mode, cleaning, { deadForMs });
  return { lines, events, inTheWay: whatIsInTheWay(scope, mode, cleaning) };
}

function leave(path: string, ageMs = 0, content = ''): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  const at = (Date.now() - ageMs) / 1000;
  utimesSync(path, at, at);
  return path;
}

const fetch = ['fetch', '--prune', 'origin'];
const gc = ['gc', '--quiet'];
const task = (name: string) => ['maintenance', 'run', `--task=${name}`];

interface Case {
  repository: 'mirror.git' | 'clone' | 'tree';
  file: string;
  argv: string[];
  mode: WriteMode;
  /** How old it is when it is left-over in any case. */
  oldMs: number;
  content?: string;
}
const inMirror = (file: string, argv: string[], mode: WriteMode = 'update', oldMs = hour, content = ''): Case => ({
  ...{ repository: 'mirror.git', file, argv, mode, oldMs, content },
});
const inClone = (file: string, argv: string[], mode: WriteMode = 'exclusive'): Case => ({
  ...{ repository: 'clone', file: `.git/${file}`, argv, mode, oldMs: hour },
});
const pull = ['pull', '--ff-only'];

const cases: Case[] = [
  inMirror('refs/heads/main.lock', fetch),
  inMirror('HEAD.lock', fetch),
  inMirror('packed-refs.lock', fetch),
  inMirror('packed-refs.new', fetch),
  inMirror('shallow.lock', ['fetch', '--depth=1', 'origin']),
  inMirror('config.lock', ['fetch', '--filter=blob:none', 'origin'], 'update', 60_000),
  inMirror('gc.pid.lock', gc, 'exclusive'),
  inMirror('gc.pid', gc, 'exclusive', 12 * hour, '1 another-host'),
  inMirror('objects/info/commit-graph.lock', gc, 'exclusive'),
  inMirror('objects/info/commit-graphs/commit-graph-chain.lock', task('commit-graph'), 'exclusive'),
  inMirror('objects/pack/multi-pack-index.lock', ['repack', '-qadm'], 'exclusive'),
  inClone('refs/remotes/origin/main.lock', fetch, 'update'),
  inClone('packed-refs.lock', ['pack-refs', '--all']),
  inClone('index.lock', pull),
  inClone('HEAD.lock', pull),
  inClone('ORIG_HEAD.lock', pull),
  inClone('refs/heads/main.lock', pull),
  inClone('logs/HEAD.lock', gc),
  inClone('logs/refs/heads/main.lock', gc),
  inClone('worktrees/tree/HEAD.lock', gc),
  inClone('worktrees/tree/logs/HEAD.lock', gc),
  { ...inClone('worktrees/tree/index.lock', pull), repository: 'tree' },
  { ...inClone('worktrees/tree/HEAD.lock', pull), repository: 'tree' },
  { ...inClone('refs/heads/side.lock', pull), repository: 'tree' },
  { ...inClone('refs/remotes/origin/main.lock', fetch, 'update'), repository: 'tree' },
];

describe.each(cases)('$repository with $file, $argv (F11)', ({ repository, file, argv, mode, oldMs, content = '' }) => {
  const setUp = (ageMs: number) => {
    const home = copyRepositories(template);
    const owner = repository === 'tree' ? 'clone' : repository;
    const scope = scopeOf(home, repository);
    const name = file.replace(/^\.git\//, '');
    return {
      home,
      scope,
      name,
      path: leave(join(home, owner, file), ageMs, content),
      run: () => plainGit(join(home, repository), ...argv),
    };
  };

  it('plain git fails, and succeeds when it was taken away, fresh or old', () => {
    for (const ageMs of [0, oldMs / 2]) {
      const { scope, name, path, run } = setUp(ageMs);
      expect(run().exitCode).not.toBe(0);
      const { lines, events, inTheWay } = clean(scope, mode);
      expect(existsSync(path)).toBe(false);
      expect(events).toEqual([['git_lock_removed', { file: name, reason: 'nobody works in the repository', age_ms: expect.any(Number) }]]);
      expect(events[0]?.[1].age_ms).toBeGreaterThanOrEqual(ageMs - 10);
      expect(lines).toEqual([expect.stringMatching(/^Removed '.*' from '.*', .* old: nobody works in the repository\.$/)]);
      expect(inTheWay).toBeUndefined();
      expect(run()).toMatchObject({ exitCode: 0 });
    }
  });

  it('is left to whom it belongs, however old, and described', () => {
    const { scope, name, path } = setUp(48 * hour);
    const { lines, events, inTheWay } = clean(scope, mode, working, 72 * hour);
    expect([existsSync(path), events]).toEqual([true, []]);
    expect(lines).toEqual([`'${name}' was left in '${repository}'. Process 7 (git gc) works in the repository.`]);
    expect(inTheWay).toEqual({
      why: `In the way: '${name}': Process 7 (git gc) works in the repository.`,
      fix: `Once no git works there any more, remove it: \`rm -- '${path}'\`.`,
    });
  });

  it('in the dark goes when it is old enough, or of the dead, and is described before', () => {
    const young = setUp(oldMs - 5000);
    const { events, inTheWay } = clean(young.scope, mode, unknown);
    expect([existsSync(young.path), events]).toEqual([true, []]);
    expect(inTheWay?.why).toMatch(/is .* old, and whether somebody uses it cannot be seen from here: it is dark\. It is left until it is /);
    expect(clean(young.scope, mode, unknown, oldMs / 2).events).toEqual([]);
    expect(clean(young.scope, mode, unknown, oldMs).events).toMatchObject([['git_lock_removed', { reason: 'the job that wrote it died' }]]);
    const old = setUp(oldMs + 1000);
    expect(clean(old.scope, mode, unknown).events).toMatchObject([
      ['git_lock_removed', { reason: expect.stringMatching(/^it is older than/) }],
    ]);
    const future = setUp(-oldMs);
    expect(clean(future.scope, mode, unknown, oldMs).events).toEqual([]);
  });
});

it('maintenance.lock makes git skip its work in silence; without it, the work is done (F11)', () => {
  const home = copyRepositories(template);
  const mirror = join(home, 'mirror.git');
  const lock = leave(join(mirror, 'objects', 'maintenance.lock'));
  const isDone = () => !existsSync(join(mirror, 'refs', 'heads', 'loose'));
  expect(plainGit(mirror, ...task('pack-refs')).exitCode).toBe(0);
  expect(isDone()).toBe(false);
  expect(clean(scopeOf(home, 'mirror.git'), 'update', unknown).events).toEqual([]);
  expect(clean(scopeOf(home, 'mirror.git'), 'update').events).toHaveLength(1);
  expect(existsSync(lock)).toBe(false);
  expect(plainGit(mirror, ...task('pack-refs')).exitCode).toBe(0);
  expect(isDone()).toBe(true);
});

it.each([
  ['reftable/tables.list.lock', 'update'],
  ['reftable/0x000000000001-0x000000000002-aabbccdd.ref.lock', 'update'],
  ['objects/info/alternates.lock', 'update'],
  ['modules/lib/refs/heads/main.lock', 'update'],
  ['modules/deep/lib/index.lock', 'exclusive'],
  ['modules/lib/modules/inner/shallow.lock', 'update'],
  ['worktrees/tree/refs/bisect/bad.lock', 'exclusive'],
] as const)('%s goes too', (file, mode) => {
  const home = copyRepositories(template);
  const dotGit = join(home, 'clone', '.git');
  for (const it of ['lib', 'deep/lib', 'lib/modules/inner']) leave(join(dotGit, 'modules', it, 'HEAD'), 0, 'ref: refs/heads/main\n');
  leave(join(dotGit, file));
  expect(clean(scopeOf(home, 'clone'), mode).events).toMatchObject([['git_lock_removed', { file }]]);
});

it.each(['index.lock', 'HEAD.lock', 'ORIG_HEAD.lock', 'worktrees/tree/HEAD.lock', 'worktrees/tree/index.lock', 'modules/lib/index.lock'])(
  'under an update lock %s is left to the readers',
  (file) => {
    const home = copyRepositories(template);
    leave(join(home, 'clone', '.git', 'modules', 'lib', 'HEAD'), 0, 'ref: refs/heads/main\n');
    const path = leave(join(home, 'clone', '.git', file), 48 * hour);
    expect(clean(scopeOf(home, 'clone'), 'update')).toEqual({ lines: [], events: [], inTheWay: undefined });
    expect(existsSync(path)).toBe(true);
  },
);

describe('what git did not make', () => {
  it('stays, and is named (G2)', () => {
    const home = copyRepositories(template);
    const mirror = join(home, 'mirror.git');
    const canary = leave(join(makeHome(), 'canary.lock'), 48 * hour);
    mkdirSync(join(mirror, 'shallow.lock'));
    symlinkSync(canary, join(mirror, 'config.lock'));
    const { lines, events, inTheWay } = clean(scopeOf(home, 'mirror.git'), 'update');
    expect(events).toEqual([]);
    expect(lines).toEqual([
      "'config.lock' was left in 'mirror.git'. It is a link, which git did not make.",
      "'shallow.lock' was left in 'mirror.git'. It is a directory, which git did not make.",
    ]);
    expect(inTheWay?.why).toContain("'config.lock': It is a link");
    expect(existsSync(canary) && lstatSync(join(mirror, 'config.lock')).isSymbolicLink()).toBe(true);
  });

  it('leads nowhere, be it a link to a directory or in a place of git (G1)', () => {
    const home = copyRepositories(template);
    const mirror = join(home, 'mirror.git');
    const outside = makeHome();
    const canaries = ['Cargo.lock', 'heads/yarn.lock', 'commit-graph.lock'].map((name) => leave(join(outside, name), 48 * hour));
    for (const it of ['reftable', 'logs', 'refs/linked', 'objects/info/commit-graphs']) symlinkSync(outside, join(mirror, it));
    expect(clean(scopeOf(home, 'mirror.git'), 'exclusive').events).toEqual([]);
    expect(canaries.map((it) => existsSync(it))).toEqual([true, true, true]);
  });

  it('is not found through a worktree that claims to be elsewhere (G1)', () => {
    const home = copyRepositories(template);
    const outside = makeHome();
    const canary = leave(join(outside, 'index.lock'), 48 * hour);
    writeFileSync(join(outside, 'commondir'), join(home, 'clone', '.git'));
    writeFileSync(join(home, 'tree', '.git'), `gitdir: ${outside}\n`);
    const scope = scopeOf(home, 'tree');
    expect(scope.guards).toBe(join(home, 'clone', '.git'));
    expect(clean(scope, 'exclusive').events).toEqual([]);
    expect(existsSync(canary)).toBe(true);
  });

  it('may have any name, and stays a name', () => {
    const home = copyRepositories(template);
    const name = "refs/heads/::error::'; rm -rf $HOME\n\u001b[31m.lock";
    leave(join(home, 'mirror.git', name));
    const { lines, inTheWay } = clean(scopeOf(home, 'mirror.git'), 'update', working);
    for (const text of [...lines, inTheWay?.why ?? '', inTheWay?.fix ?? '']) expect(text).not.toMatch(/\p{Cc}|::error/u);
    expect(inTheWay?.fix).toBe('Once no git works there any more, remove it by hand.');
  });
});

it('what was made anew while it was looked at stays (G2)', () => {
  const home = copyRepositories(template);
  const path = leave(join(home, 'mirror.git', 'shallow.lock'), 48 * hour);
  const scope = scopeOf(home, 'mirror.git');
  const { lines, events } = clean(scope, 'update', nobody, undefined, () => {
    rmSync(path);
    writeFileSync(path, '');
  });
  expect([existsSync(path), events]).toEqual([true, []]);
  expect(lines).toEqual(["'shallow.lock' was left in 'mirror.git' and could not be removed: it has changed meanwhile."]);
});

it('what there is no time for stays', () => {
  const home = copyRepositories(template);
  const path = leave(join(home, 'mirror.git', 'shallow.lock'), 48 * hour);
  const lines: string[] = [];
  let nowMs = 0;
  const say = (text: string) => lines.push(text);
  removeOwn(
    scopeOf(home, 'mirror.git'),
    'update',
    {
      clock: { ...systemClock, now: () => (nowMs += 600) },
      log: { debug: say, info: say, warning: say, group: (_, act) => act() },
      report: say,
      census: () => () => nobody,
    },
    0n,
  );
  expect(existsSync(path)).toBe(true);
  expect(lines).toEqual(['There was no time to look at everything that git left behind.']);
});

it('a git counts in any worktree of the repository, and in the clone they belong to', () => {
  const home = copyRepositories(template);
  const all = ['clone/.git', 'clone', 'tree'].map((it) => join(home, it)).sort();
  for (const it of ['clone', 'tree']) expect(rootsOf(scopeOf(home, it)).sort()).toEqual(all);
  expect(rootsOf(scopeOf(home, 'mirror.git'))).toEqual([join(home, 'mirror.git')]);
});

it('a git counts in a worktree that the repository names by a relative path', () => {
  const home = copyRepositories(template);
  writeFileSync(join(home, 'clone/.git/worktrees/tree/gitdir'), '../../../../tree/.git\n');
  expect(rootsOf(scopeOf(home, 'clone'))).toContain(join(home, 'tree'));
});
