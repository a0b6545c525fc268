/**
 * Each defect is made for real; the doctor names it, its command is given to a shell, and the doctor is then content. Those that need
 * other users, mounts or namespaces are in defects.root.test.ts.
 */
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/base/clock.ts';
import { openFileStore } from '../../../src/lock/host/file-store.ts';
import type { Place } from '../../../src/lock/host/lock-dir.ts';
import { type Circumstances, findingsOf, give, makeMirror, runDoctor } from '../../support/doctor.ts';
import { makeHome, removeAll } from '../../support/places.ts';

let home: string;
let mirror: string;
let place: Place;

/** As a job that is over leaves it. */
async function useLock(): Promise<void> {
  (await openFileStore(place, systemClock)).close();
}

beforeEach(async () => {
  home = makeHome();
  mirror = makeMirror(home);
  place = { guards: mirror, dir: `${mirror}.fetch-lock`, kind: 'beside' };
  await useLock();
});
afterEach(removeAll);

const lockDir = (...path: string[]) => join(place.dir, ...path);
const inMirror = (...path: string[]) => join(mirror, ...path);
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
const age = (path: string, hours = 2) => utimesSync(path, hoursAgo(hours), hoursAgo(hours));

interface Defect {
  is: string;
  make(): void;
  finds: { id: string; level: 'warn' | 'fail'; says: RegExp };
  with?: Circumstances;
  /** Another finding, which this one has nothing to do with. */
  leaves?: string;
}

const mendable: Defect[] = [
  {
    is: 'a lock directory for everybody',
    make: () => chmodSync(place.dir, 0o703),
    finds: { id: 'lock-dir', level: 'fail', says: /everybody/ },
  },
  { is: 'the sticky bit', make: () => chmodSync(place.dir, 0o1700), finds: { id: 'lock-dir', level: 'fail', says: /sticky bit/ } },
  {
    is: 'a lock directory without the right to write',
    make: () => chmodSync(place.dir, 0o500),
    finds: { id: 'lock-dir', level: 'fail', says: /has mode [02]500/ },
  },
  {
    is: 'a shared lock directory that does not pass its group on',
    make: () => {
      for (const it of ['h', 'q', 't', 's', 'crashed']) chmodSync(lockDir(it), 0o2770);
      chmodSync(place.dir, 0o770);
    },
    finds: { id: 'lock-dir', level: 'fail', says: /has mode 0770, so that not all of its group/ },
  },
  {
    is: 'a link in its place',
    make: () => {
      renameSync(place.dir, join(home, 'elsewhere'));
      symlinkSync(join(home, 'elsewhere'), place.dir);
    },
    finds: { id: 'lock-dir', level: 'fail', says: /symbolic link/ },
  },
  {
    is: 'a file in its place',
    make: () => {
      rmSync(place.dir, { recursive: true });
      writeFileSync(place.dir, '');
    },
    finds: { id: 'lock-dir', level: 'fail', says: /is not a directory/ },
  },
  {
    is: 'a room without the right to enter',
    make: () => chmodSync(lockDir('q'), 0o600),
    finds: { id: 'contents', level: 'fail', says: /'q' .* has mode 0600/ },
  },
  {
    is: 'a room for everybody',
    make: () => chmodSync(lockDir('t'), 0o2707),
    finds: { id: 'contents', level: 'fail', says: /'t' .* everybody/ },
  },
  {
    is: 'a room with the sticky bit',
    make: () => chmodSync(lockDir('h'), 0o1700),
    finds: { id: 'contents', level: 'fail', says: /'h' .* sticky bit/ },
  },
  {
    is: 'a file in the place of a room',
    make: () => {
      rmSync(lockDir('s'), { recursive: true });
      writeFileSync(lockDir('s'), '');
    },
    finds: { id: 'contents', level: 'fail', says: /'s' .* is not a directory/ },
  },
  {
    is: 'a request that its owner cannot remove',
    make: () => mkdirSync(lockDir('crashed', '1.0123456789abcdef'), { mode: 0o500 }),
    finds: { id: 'contents', level: 'fail', says: /'crashed\/1\.0123456789abcdef' .* has mode [02]500/ },
    leaves: 'dead',
  },
  {
    is: 'a directory in the place of the journal',
    make: () => mkdirSync(lockDir('journal.jsonl')),
    finds: { id: 'journal', level: 'warn', says: /is not a file/ },
  },
  {
    is: 'a journal that cannot be written',
    make: () => writeFileSync(lockDir('journal.jsonl'), '', { mode: 0o400 }),
    finds: { id: 'journal', level: 'warn', says: /has mode 0400/ },
  },
  {
    is: 'files from the future',
    make: () => age(lockDir('format'), -3),
    finds: { id: 'clock', level: 'warn', says: /3 h( \d m)? ahead of this clock|2 h 59 m/ },
  },
  {
    is: 'a left-over shallow.lock and another file of a fetch',
    make: () => {
      for (const it of ['shallow.lock', 'packed-refs.lock']) writeFileSync(inMirror(it), '');
      for (const it of ['shallow.lock', 'packed-refs.lock']) age(inMirror(it));
    },
    finds: { id: 'git-locks', level: 'warn', says: /'shallow\.lock' \(2 h old: .*'packed-refs\.lock'/ },
  },
  {
    is: 'a directory in the place of a lock file',
    make: () => mkdirSync(inMirror('config.lock')),
    finds: { id: 'git-locks', level: 'warn', says: /'config\.lock' is in the way of git\. It is a directory/ },
  },
  {
    is: 'an old unfinished pack',
    make: () => {
      writeFileSync(inMirror('objects', 'pack', 'tmp_pack_abc123'), 'PACK');
      age(inMirror('objects', 'pack', 'tmp_pack_abc123'), 30);
    },
    finds: { id: 'git-locks', level: 'warn', says: /tmp_pack_abc123/ },
  },
  {
    is: "another host's gc.pid",
    make: () => writeFileSync(inMirror('gc.pid'), '4711 build-7.example\n'),
    finds: { id: 'gc-pid', level: 'warn', says: /names process 4711 of another host, 'build-7\.example'/ },
  },
  {
    is: 'a clone that was broken off',
    make: () => mkdirSync(`${mirror}.fetch-lock-new/making`, { recursive: true }),
    finds: { id: 'mirror', level: 'warn', says: /was broken off .* its half is left/ },
  },
  {
    is: 'a whole new mirror that never came to its place',
    make: () => {
      mkdirSync(`${mirror}.fetch-lock-new`);
      renameSync(mirror, join(`${mirror}.fetch-lock-new`, 'mirror.git'));
    },
    finds: { id: 'mirror', level: 'warn', says: /A whole new mirror waits/ },
  },
  {
    is: 'a damaged mirror beside it',
    make: () => mkdirSync(`${mirror}.fetch-lock-damaged`),
    finds: { id: 'mirror', level: 'warn', says: /set aside in '.*mirror\.git\.fetch-lock-damaged'/ },
  },
  {
    is: 'a repository without a HEAD',
    make: () => rmSync(inMirror('HEAD')),
    finds: { id: 'half', level: 'fail', says: /looks like a repository, but has no HEAD\./ },
  },
  {
    is: 'a repository without objects and refs',
    make: () => {
      for (const it of ['objects', 'refs']) rmSync(inMirror(it), { recursive: true });
    },
    finds: { id: 'half', level: 'fail', says: /has no objects and no refs/ },
  },
  {
    is: 'a HEAD of zeros',
    make: () => writeFileSync(inMirror('HEAD'), '\0\0\0\0'),
    finds: { id: 'half', level: 'fail', says: /names no branch and no commit/ },
  },
  {
    is: 'gc in the background',
    make: () => writeFileSync(inMirror('config'), '[core]\n\tbare = true\n'),
    finds: { id: 'configuration', level: 'warn', says: /gc in the background/ },
  },
];

describe('what can be mended by a command', () => {
  it.each(mendable)('$is', ({ make, finds, with: circumstances, leaves }) => {
    make();
    const [found] = findingsOf([mirror], circumstances).filter(({ id }) => id === finds.id);
    expect(found).toMatchObject({ level: finds.level, says: expect.stringMatching(finds.says) });
    give(found?.mend, circumstances);
    expect(findingsOf([mirror], circumstances).filter(({ id }) => id !== leaves)).toEqual([]);
  });

  it('a path that wants to be a command is mended by name, and nothing else happens', () => {
    const name = "it's $(touch pwned) `touch pwned`; touch pwned #\n::error::x.git";
    const hostile = makeMirror(home, name);
    writeFileSync(join(hostile, 'gc.pid'), '1 elsewhere\n');
    const { out } = runDoctor([hostile]);
    expect(out).not.toMatch(/^::/m);
    for (const { mend } of findingsOf([hostile])) give(mend, { cwd: home });
    expect(findingsOf([hostile])).toEqual([]);
    expect(findingsOf([join(home, 'pwned')])).toMatchObject([{ says: expect.stringContaining('There is nothing') }]);
  });
});
