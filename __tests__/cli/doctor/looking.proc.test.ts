/** How the doctor looks and speaks: it changes nothing, says one line where everything is well, and ends with the code for scripts. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/base/clock.ts';
import { openFileStore } from '../../../src/lock/host/file-store.ts';
import { type Document, listing, makeGit, makeMirror, runDoctor } from '../../support/doctor.ts';
import { makeHome, removeAll } from '../../support/places.ts';
import { endAll, startContender } from '../../support/processes.ts';

let home: string;
let mirror: string;
beforeEach(() => {
  home = makeHome();
  mirror = makeMirror(home);
});
afterEach(async () => {
  await endAll();
  removeAll();
});

it('says one line for all locks where everything is well, and ends with 0', () => {
  mkdirSync(join(home, 'cache'));
  const { code, out, err } = runDoctor(['mirror.git', 'cache', mirror], { cwd: home });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^Everything is well: 'mirror\.git', 'cache'\. git \d+\.\d+\S*; no policy restricts this host\.\n$/);
});

it('ends with 1 for warnings, and says a lock that is well in a line', () => {
  writeFileSync(join(mirror, 'gc.pid'), '4711 elsewhere\n');
  mkdirSync(join(home, 'cache'));
  const { code, out } = runDoctor(['mirror.git', 'cache'], { cwd: home });
  expect(code).toBe(1);
  expect(out.split('\n').slice(4)).toEqual([
    "'mirror.git'",
    expect.stringMatching(
      /^ {2}warn {2}gc\.pid names process 4711 of another host, 'elsewhere' \(this one is '.+'\): for 12 hours no gc begins here\.$/,
    ),
    expect.stringMatching(/^ {8}If no git collects there any more on 'elsewhere'/),
    `          rm -- ${join(mirror, 'gc.pid')}`,
    '  ok    16 other checks.',
    "'cache'",
    '  ok    Everything is well.',
    '',
    '0 failures, 1 warning.',
    '',
  ]);
});

it('ends with 2 for failures, and with 64 for a command line that is wrong', () => {
  const bin = makeGit(home, 'exit 1');
  expect(runDoctor([home], { bin })).toMatchObject({ code: 2, out: expect.stringMatching(/^1 failure, 0 warnings\.$/m) });
  expect(runDoctor([])).toMatchObject({ code: 64, out: '', err: expect.stringContaining('PATH... is missing') });
});

it('prints one document with --json, each check with its id', () => {
  writeFileSync(join(mirror, 'gc.pid'), '4711 elsewhere\n');
  const { code, out, err } = runDoctor([mirror, '--json']);
  expect({ code, err, end: out.at(-1) }).toEqual({ code: 1, err: '', end: '\n' });
  const { level, host, locks } = JSON.parse(out) as Document;
  expect({ level, host: host.level }).toEqual({ level: 'warn', host: 'ok' });
  expect(host.checks.map((it) => it.id)).toEqual(['git', 'policy', 'inotify']);
  expect(locks).toMatchObject([{ path: mirror, lock: mirror, lock_dir: `${mirror}.fetch-lock`, level: 'warn' }]);
  const ids = locks[0]?.checks.map((it) => it.id) ?? [];
  expect(new Set(ids).size).toBe(ids.length);
  expect(locks[0]?.checks.filter((it) => it.level !== 'ok')).toEqual([
    { id: 'gc-pid', level: 'warn', says: expect.any(String), advice: expect.any(String), mend: `rm -- ${join(mirror, 'gc.pid')}` },
  ]);
});

it('changes nothing: no lock directory is made, and what there is stays as it is', async () => {
  const before = listing(home);
  expect(runDoctor([mirror, home, join(home, 'none')])).toMatchObject({ code: 1, err: '' });
  expect(listing(home)).toEqual(before);

  (await openFileStore({ guards: mirror, dir: `${mirror}.fetch-lock`, kind: 'beside' }, systemClock)).close();
  const holder = startContender({ place: { guards: mirror, dir: `${mirror}.fetch-lock`, kind: 'beside' }, name: 'holder' });
  await holder.next('granted');
  await endAll();
  for (const it of ['shallow.lock', 'gc.pid', 'HEAD.lock']) writeFileSync(join(mirror, it), '1 elsewhere\n');
  mkdirSync(`${mirror}.fetch-lock-new`);
  const ill = listing(home);
  expect(runDoctor([mirror])).toMatchObject({ code: 1, err: '' });
  expect(listing(home)).toEqual(ill);
});

it('looks at a worktree of a repository besides, and once at a path that is spelled twice', () => {
  const { out } = runDoctor([mirror, `${mirror}/`, `${home}/./mirror.git`, '--json']);
  expect((JSON.parse(out) as Document).locks.map((it) => it.path)).toEqual([mirror]);
});

it('runs nothing that the repository names', () => {
  const marker = join(home, 'marker');
  writeFileSync(
    join(mirror, 'config'),
    `[core]\n\tbare = true\n\tfsmonitor = touch ${marker}\n\tsshCommand = touch ${marker}\n\tpager = touch ${marker}\n[gc]\n\tautoDetach = false\n[alias]\n\tversion = "!touch ${marker}"\n`,
  );
  expect(runDoctor([mirror], { cwd: mirror }).err).toBe('');
  expect(listing(home).some((it) => it.startsWith('marker '))).toBe(false);
});
