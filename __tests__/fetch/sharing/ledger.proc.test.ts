import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/base/clock.ts';
import { type Fetched, momentOf, openLedger } from '../../../src/fetch/sharing/ledger.ts';
import { openFileStore } from '../../../src/lock/host/file-store.ts';
import { openLockDir } from '../../../src/lock/host/lock-dir.ts';
import { encodeProcess, newId } from '../../../src/lock/ticket.ts';
import { makeCanary, things } from '../../support/canary.ts';
import { deadProcess } from '../../support/dead.ts';
import { makePlace, removeAll } from '../../support/places.ts';

afterEach(removeAll);

function makeLedger(place = makePlace()) {
  openLockDir(place);
  // A new directory has its birth for its last change.
  mkdirSync(join(place.guards, 'refs'), { recursive: true });
  return { place, file: join(place.dir, 'fetches.json'), ledger: openLedger(place.dir, place.guards) };
}

const makeFetch = (seq = 1, name = `branch-${seq}`, overrides: Partial<Fetched> = {}): Fetched => ({
  demand: {
    remote: 'https://example.com/x.git',
    refspecs: [`+refs/heads/${name}:refs/remotes/origin/${name}`],
    isPruning: false,
    tags: 'followed',
  },
  began: momentOf(seq, systemClock),
  endedSeq: seq + 1,
  ticket: newId(),
  job: { job: 'a job' },
  ...overrides,
});

const said = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as { repository: string; fetches: unknown[] };

describe('the ledger', () => {
  it('gives back what succeeded, oldest first, to whoever opens it', () => {
    const { place, ledger } = makeLedger();
    expect(ledger.read()).toEqual([]);
    const fetches = [makeFetch(1), makeFetch(2, 'other', { demand: { ...makeFetch().demand, isPruning: true, depth: '1' } })];
    for (const it of fetches) ledger.add(it);
    expect(openLedger(place.dir, place.guards).read()).toEqual(fetches);
    expect(readdirSync(join(place.dir, 't'))).toEqual([]);
  });

  it('makes nothing when it is read, or has nothing to take back', () => {
    const { ledger, place } = makeLedger();
    const names = readdirSync(place.dir);
    ledger.read();
    ledger.retain(() => false);
    ledger.clear();
    expect(readdirSync(place.dir)).toEqual(names);
  });

  it('takes back what is not to be kept, and writes only if that is something', () => {
    const { ledger, file } = makeLedger();
    for (const it of [1, 2, 3]) ledger.add(makeFetch(it));
    const { ino } = statSync(file);
    ledger.retain(() => true);
    expect(statSync(file).ino).toBe(ino);
    ledger.retain((it) => it.began.seq !== 2);
    expect(ledger.read().map((it) => it.began.seq)).toEqual([1, 3]);
    ledger.clear();
    expect(ledger.read()).toEqual([]);
    expect(() => statSync(file)).toThrow('ENOENT');
  });

  it('keeps the newest of each demand', () => {
    const { ledger } = makeLedger();
    const fetches = [makeFetch(1, 'main'), makeFetch(2, 'other'), makeFetch(3, 'main')];
    for (const it of fetches) ledger.add(it);
    expect(ledger.read()).toEqual(fetches.slice(1));
  });

  it('keeps the newest 64', () => {
    const { ledger } = makeLedger();
    for (let seq = 1; seq <= 70; seq++) ledger.add(makeFetch(seq));
    expect(ledger.read().map((it) => it.began.seq)).toEqual(Array.from({ length: 64 }, (_, index) => index + 7));
  });

  it('keeps what has room in 64 KiB, and passes over what has none even alone', () => {
    const { ledger, file } = makeLedger();
    const withSpecs = (seq: number, count: number) => {
      const refspecs = Array.from(
        { length: count },
        (_, index) => `+refs/heads/${seq}-${index}${'é'.repeat(200)}:refs/remotes/origin/${index}`,
      );
      return makeFetch(seq, '', { demand: { ...makeFetch().demand, refspecs } });
    };
    for (const seq of [1, 2, 3]) ledger.add(withSpecs(seq, 50));
    expect(ledger.read().map((it) => it.began.seq)).toEqual([2, 3]);
    ledger.add(withSpecs(4, 200));
    expect(ledger.read().map((it) => it.began.seq)).toEqual([2, 3]);
    expect(statSync(file).size).toBeLessThanOrEqual(65_536);
  });

  it('forgets what began under a greater number: the lock was numbered anew since', () => {
    const { ledger } = makeLedger();
    for (const seq of [5, 9, 9, 6]) ledger.add(makeFetch(seq));
    expect(ledger.read().map((it) => it.began.seq)).toEqual([5, 6]);
  });

  it.each([
    ['ends before it began', { endedSeq: 0 }],
    ['has a number that is none', { began: { ...momentOf(1, systemClock), seq: Number.NaN } }],
    ['has no demand', { demand: {} as never }],
  ])('writes down nothing that %s, since the whole of it would then not be read', (_, wrong) => {
    const { ledger } = makeLedger();
    ledger.add(makeFetch());
    ledger.add(makeFetch(1, 'other', wrong));
    expect(ledger.read()).toHaveLength(1);
  });

  it.each([
    [0o2700, 0o644],
    [0o2770, 0o664],
  ])('in a lock directory of mode %o has mode %o, whatever the umask', (ofDir, ofFile) => {
    const { place, ledger, file } = makeLedger();
    chmodSync(place.dir, ofDir);
    const before = process.umask(0o077);
    try {
      ledger.add(makeFetch());
    } finally {
      process.umask(before);
    }
    expect(statSync(file).mode & 0o7777).toBe(ofFile);
  });
});

describe('a ledger tells nothing of', () => {
  it('another directory in the place of the repository, nor of none, nor of a link to the same', () => {
    const { place, ledger, file } = makeLedger();
    ledger.add(makeFetch());
    const aside = `${place.guards}.aside`;
    renameSync(place.guards, aside);
    expect(ledger.read()).toEqual([]);
    symlinkSync(aside, place.guards);
    expect(ledger.read()).toEqual([]);
    ledger.add(makeFetch(2));
    expect(said(file).fetches).toHaveLength(1);
    rmSync(place.guards);
    cpSync(aside, place.guards, { recursive: true });
    expect(ledger.read()).toEqual([]);
    rmSync(place.guards, { recursive: true });
    renameSync(aside, place.guards);
    expect(ledger.read()).toHaveLength(1);
  });

  it('a directory that was made again, though it may have got the same number', () => {
    const { place, ledger } = makeLedger();
    ledger.add(makeFetch());
    rmSync(place.guards, { recursive: true });
    mkdirSync(join(place.guards, 'refs'), { recursive: true });
    expect(ledger.read()).toEqual([]);
  });

  it.each(Object.keys(things))('%s in its place; nothing of that is touched, and the next one that succeeds mends it', (what) => {
    const { ledger, file, place } = makeLedger();
    ledger.add(makeFetch());
    const canary = makeCanary();
    writeFileSync(canary.file, readFileSync(file));
    rmSync(file);
    things[what]?.(file, canary);
    const before = canary.look();
    expect(ledger.read()).toEqual([]);
    ledger.retain(() => true);
    expect(ledger.read()).toEqual([]);
    ledger.add(makeFetch(3));
    // A directory is not ours to remove.
    expect(ledger.read().map((it) => it.began.seq)).toEqual(/directory$|directory with/.test(what) && !/link/.test(what) ? [] : [3]);
    expect(readdirSync(join(place.dir, 't'))).toEqual([]);
    expect(canary.look()).toEqual(before);
  });

  const fetched = makeFetch();
  it.each<[string, (repository: string) => unknown]>([
    ['what is no object', () => null],
    ['another version', (repository) => ({ v: 2, repository, fetches: [fetched] })],
    ['no repository', () => ({ v: 1, fetches: [fetched] })],
    ['no list', (repository) => ({ v: 1, repository, fetches: { 0: fetched, length: 1 } })],
    ['more than there may be', (repository) => ({ v: 1, repository, fetches: Array.from({ length: 65 }, () => fetched) })],
    ...(
      [
        ['no demand', { demand: { remote: 'x' } }],
        ['no moment', { began: null }],
        ['a negative number', { began: { ...fetched.began, seq: -1 } }],
        ['a number beyond all', { began: { ...fetched.began, seq: 1e300 } }],
        ['a clock in words', { began: { ...fetched.began, at: '5' } }],
        ['half a millisecond', { began: { ...fetched.began, upMs: 0.5 } }],
        ['a boot of its own', { began: { ...fetched.began, boot: '../x' } }],
        ['an end before its beginning', { endedSeq: 0 }],
        ['a ticket that is none', { ticket: '../../x' }],
        ['a job that is none', { job: { job: ['x'] } }],
      ] as const
    ).map(([what, wrong]): [string, (repository: string) => unknown] => [
      what,
      (repository) => ({ v: 1, repository, fetches: [fetched, { ...fetched, ...wrong }] }),
    ]),
  ])('a file with %s', (_, make) => {
    const { ledger, file } = makeLedger();
    ledger.add(fetched);
    const { repository } = said(file);
    expect(said(file)).toEqual({ v: 1, repository, fetches: [fetched] });
    writeFileSync(file, JSON.stringify(make(repository)));
    expect(ledger.read()).toEqual([]);
  });

  it('a file that everybody may write, and takes that one away when it has to be sure', () => {
    const { ledger, file } = makeLedger();
    ledger.add(makeFetch());
    chmodSync(file, 0o666);
    expect(ledger.read()).toEqual([]);
    ledger.retain(() => true);
    expect(() => statSync(file)).toThrow('ENOENT');
  });
});

describe('what cannot be written', () => {
  it('is only not joined when it is a new one', () => {
    const { place, ledger } = makeLedger();
    ledger.add(makeFetch());
    rmdirSync(join(place.dir, 't'));
    ledger.add(makeFetch(2));
    expect(ledger.read().map((it) => it.began.seq)).toEqual([1]);
    openLedger(join(place.dir, 'none'), place.guards).add(makeFetch());
  });

  it('takes all away when it is what is left', () => {
    const { place, ledger, file } = makeLedger();
    for (const seq of [1, 2]) ledger.add(makeFetch(seq));
    rmdirSync(join(place.dir, 't'));
    ledger.retain((it) => it.began.seq === 2);
    expect(() => statSync(file)).toThrow('ENOENT');
  });

  it('is swept when its writer died over it', async () => {
    const { place } = makeLedger();
    const staged = join(place.dir, 't', `f.${newId()}.${encodeProcess({ ...(await deadProcess()), key: '0' })}`);
    writeFileSync(staged, '{');
    const store = await openFileStore(place, systemClock);
    await store.sweep();
    store.close();
    expect(() => statSync(staged)).toThrow('ENOENT');
  });
});

it('remembers with whom a fetch for all failed, and believes nothing else that stands there', () => {
  const { place, ledger } = makeLedger();
  expect(ledger.avoided()).toEqual([]);
  const ids = Array.from({ length: 300 }, newId);
  ledger.avoid(ids.slice(0, 1));
  ledger.avoid(ids.slice(1));
  expect(openLedger(place.dir, place.guards).avoided()).toEqual(ids.slice(-256));
  for (const text of ['{}', '["../x", 1, null]', 'x', '']) {
    writeFileSync(join(place.dir, 'avoided.json'), text);
    expect(ledger.avoided()).toEqual([]);
  }
});
