import { execFile, execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Bounds, listArchives, putAside } from '../../src/report/archive.ts';
import { appendEvent, readEvents } from '../../src/report/journal.ts';
import { at, makeEvent } from '../support/events.ts';
import { program, writer } from '../support/journal-writer.ts';
import { makeHome, removeAll } from '../support/places.ts';

afterEach(removeAll);

const all = { mostBytes: Number.POSITIVE_INFINITY };
const small: Bounds = { liveBytes: 1000, keptBytes: 100_000, keptFiles: 50 };
const live = (dir: string) => join(dir, 'journal.jsonl');
const filesOf = (dir: string) => [live(dir), ...listArchives(dir).map((it) => it.path)];
const pids = (dir: string, reach = all) => readEvents(dir, reach).map((it) => it.pid);
const upTo = (count: number, from = 0) => Array.from({ length: count - from }, (_, index) => from + index);

function fill(dir: string, count: number, bounds = small, from = 0): void {
  for (const pid of upTo(from + count, from)) appendEvent(dir, makeEvent('lock_acquired', pid, { pid }), bounds);
}

describe('a journal that grows', () => {
  it('is put aside, and read with what was put aside, in the order in which it was written', () => {
    const dir = makeHome();
    fill(dir, 100);
    expect(listArchives(dir).length).toBeGreaterThan(10);
    expect(statSync(live(dir)).size).toBeLessThan(1500);
    expect(pids(dir)).toEqual(upTo(100));
  });

  it('keeps its newest part within bounds', () => {
    const dir = makeHome();
    fill(dir, 200, { liveBytes: 1000, keptBytes: 5000, keptFiles: 50 });
    const archives = listArchives(dir);
    expect(archives.reduce((sum, it) => sum + it.bytes, 0)).toBeLessThanOrEqual(5000);
    expect(pids(dir)).toEqual(upTo(200, 200 - pids(dir).length));
    fill(dir, 200, { liveBytes: 1000, keptBytes: 1_000_000, keptFiles: 3 });
    expect(listArchives(dir)).toHaveLength(3);
    expect(pids(dir)).toEqual(upTo(200, 200 - pids(dir).length));
  });

  it('is not gone at once where it was too long already', () => {
    const dir = makeHome();
    fill(dir, 100, { ...small, liveBytes: 1_000_000 });
    fill(dir, 1, { liveBytes: 1000, keptBytes: 2000, keptFiles: 2 }, 100);
    expect(pids(dir)).toEqual(upTo(101));
  });

  it('goes by numbers, not by clocks or the order of the names', () => {
    const dir = makeHome();
    for (const pid of upTo(130)) appendEvent(dir, makeEvent('lock_acquired', -pid, { pid }), { ...small, liveBytes: 1, keptFiles: 200 });
    expect(pids(dir)).toEqual(upTo(130));
  });

  it('keeps what a writer appends that had opened it before', () => {
    const dir = makeHome();
    fill(dir, 6);
    const fd = openSync(live(dir), 'a');
    fill(dir, 1, { ...small, liveBytes: 1 }, 7);
    writeSync(fd, `${JSON.stringify(makeEvent('lock_acquired', 6, { pid: 6 }))}\n`);
    closeSync(fd);
    expect(pids(dir)).toEqual(upTo(8));
  });

  it('is put aside once, and never another file in its stead', () => {
    const dir = makeHome();
    fill(dir, 3, { ...small, liveBytes: 1_000_000 });
    const found = statSync(live(dir));
    expect(putAside(live(dir), found, small)).toBe(true);
    fill(dir, 1, small, 3);
    expect(putAside(live(dir), found, small)).toBe(true);
    expect(listArchives(dir)).toHaveLength(1);
    expect(pids(dir)).toEqual(upTo(4));
  });

  it('is left to the one who is at it already, unless that one has died long ago', () => {
    const dir = makeHome();
    const guard = join(dir, 'journal.moving');
    writeFileSync(guard, '');
    fill(dir, 30);
    expect(listArchives(dir)).toEqual([]);
    utimesSync(guard, new Date(0), new Date(0));
    fill(dir, 30, small, 30);
    expect(listArchives(dir).length).toBeGreaterThan(1);
    expect(existsSync(guard)).toBe(false);
    expect(pids(dir)).toEqual(upTo(60));
  });

  it('grows where it cannot be put aside, and loses nothing', () => {
    const dir = makeHome();
    // Behind the last number there is none.
    writeFileSync(join(dir, `journal-999999999999-${'0'.repeat(16)}.jsonl`), '');
    fill(dir, 30);
    expect(listArchives(dir)).toHaveLength(1);
    expect(pids(dir)).toEqual(upTo(30));
  });
});

describe('what others put beside it', () => {
  const named = (number: number) => `journal-${number}-${'a'.repeat(16)}.jsonl`;

  it('is neither read nor removed, unless it could be ours', () => {
    const dir = makeHome();
    const canary = join(makeHome(), 'canary');
    writeFileSync(canary, `${JSON.stringify(makeEvent('lock_acquired', 0, { pid: 1000 }))}\n`);
    symlinkSync(canary, join(dir, named(1)));
    mkdirSync(join(dir, named(2)));
    execFileSync('mkfifo', [join(dir, named(3))]);
    const strange = [
      'journal-1.jsonl',
      'journal.jsonl.1',
      `journal-0-${'a'.repeat(16)}.jsonl`,
      `${named(4)}.gz`,
      `.${named(4)}`,
      'journal-4-A.jsonl',
    ];
    for (const it of strange) linkSync(canary, join(dir, it));
    fill(dir, 100, { liveBytes: 300, keptBytes: 1000, keptFiles: 1 });
    expect(pids(dir)).toEqual(upTo(100, 100 - pids(dir).length));
    for (const it of [...strange, ...[1, 2, 3].map(named)]) expect(lstatSync(join(dir, it), { throwIfNoEntry: false })).toBeDefined();
    expect(readFileSync(canary, 'utf8').split('\n')).toHaveLength(2);
  });
});

describe('a look at it', () => {
  const spread = () => {
    const dir = makeHome();
    fill(dir, 60, { ...small, liveBytes: 3000 });
    return dir;
  };

  it.each([0, 1, 17, 59])('goes back to the moment it is asked for (%i)', (pid) => {
    expect(pids(spread(), { ...all, ...{ sinceAt: at(pid) } })).toEqual(upTo(60, pid));
  });

  it('goes back no further than so many bytes', () => {
    const dir = spread();
    const [first = 0, ...more] = pids(dir, { mostBytes: 5000 });
    expect([first, ...more]).toEqual(upTo(60, first));
    const bytes = more.length * Buffer.byteLength(JSON.stringify(makeEvent('lock_acquired', 10, { pid: 10 })));
    expect(bytes).toBeGreaterThan(4000);
    expect(bytes).toBeLessThan(5000);
  });

  it('finds what is younger behind a time when the clock was wrong', () => {
    const dir = makeHome();
    fill(dir, 6);
    appendEvent(dir, makeEvent('lock_acquired', -1e9, { pid: 6 }), { ...small, liveBytes: 1 });
    appendEvent(dir, makeEvent('lock_acquired', 11, { pid: 7 }), small);
    expect(listArchives(dir)).toHaveLength(1);
    expect(pids(dir, { ...all, ...{ sinceAt: at(0) } })).toEqual([0, 1, 2, 3, 4, 5, 7]);
  });

  it('takes lines apart wherever the pieces end that it reads', () => {
    const dir = makeHome();
    const reason = 'é😀'.repeat(1500);
    for (const pid of upTo(200)) appendEvent(dir, makeEvent('lock_acquired', 0, { pid, reason: `${'y'.repeat(pid)}${reason}` }));
    expect(filesOf(dir).reduce((sum, path) => sum + statSync(path).size, 0)).toBeGreaterThan(1_000_000);
    const events = readEvents(dir, all);
    expect(events.map((it) => it.pid)).toEqual(upTo(200));
    expect(events.every((it) => it.reason?.endsWith(reason))).toBe(true);
  });

  it('reads a file once that is put aside while it looks, and so has two names for it', () => {
    const dir = makeHome();
    fill(dir, 3);
    linkSync(live(dir), join(dir, `journal-1-${'a'.repeat(16)}.jsonl`));
    expect(pids(dir)).toEqual([0, 1, 2]);
  });

  it('gets over what has no lines', () => {
    const dir = makeHome();
    fill(dir, 2);
    appendFileSync(live(dir), Buffer.alloc(1_000_000));
    fill(dir, 2, { ...small, liveBytes: 1e9 }, 2);
    expect(pids(dir)).toEqual([0, 1, 2, 3]);
  });

  it('finds a line that came behind one cut off on a full disk', () => {
    const dir = makeHome();
    const [torn, whole] = [0, 1].map((pid) => JSON.stringify(makeEvent('lock_acquired', 0, { pid, reason: '{"v":1,' })));
    writeFileSync(live(dir), `${torn?.slice(0, -9)}${whole}\n`);
    expect(pids(dir)).toEqual([1]);
  });

  it('holds nothing open', () => {
    const dir = spread();
    const open = () => readdirSync('/proc/self/fd').length;
    const before = open();
    readEvents(dir, all);
    readEvents(dir, { sinceAt: at(59) });
    expect(open()).toBe(before);
  });
});

describe('many processes', () => {
  it('lose no line, tear none and write none twice while they put files aside all the time', async () => {
    const dir = makeHome();
    const bounds = { liveBytes: 3000, keptBytes: 1e9, keptFiles: 1e6 };
    await Promise.all(upTo(6).map((pid) => promisify(execFile)(process.execPath, writer(dir, pid, 400, bounds))));
    const lines = filesOf(dir).flatMap((path) => readFileSync(path, 'utf8').split('\n').filter(Boolean));
    expect(lines).toHaveLength(2400);
    for (const line of lines) JSON.parse(line);
    const events = readEvents(dir, all);
    for (const pid of upTo(6)) expect(events.filter((it) => it.pid === pid).map((it) => it.ahead)).toEqual(upTo(400));
    expect(listArchives(dir).length).toBeGreaterThan(10);
  });

  it('stay within the bounds, and one who looks meanwhile sees the newest part without a gap', async () => {
    const dir = makeHome();
    const writers = upTo(3).map((pid) => promisify(execFile)(process.execPath, writer(dir, pid, 3000, small, 'x'.repeat(100))));
    const looks: (number | undefined)[][] = [];
    let isWriting = true;
    const done = Promise.all(writers).finally(() => {
      isWriting = false;
    });
    while (isWriting) {
      const first = readEvents(dir, all).filter((it) => it.pid === 0);
      // The others may have written so much since that nothing of this one is kept.
      if (first.length > 0) looks.push(first.map((it) => it.ahead));
      await new Promise(setImmediate);
    }
    await done;
    for (const it of looks) expect(it).toEqual(upTo((it.at(-1) ?? 0) + 1, it[0] ?? 0));
    for (const [index, it] of looks.slice(1).entries()) expect(it.at(-1) ?? 0).toBeGreaterThanOrEqual(looks[index]?.at(-1) ?? 0);
    expect(new Set(looks.map((it) => it.at(-1))).size).toBeGreaterThan(5);
    expect(listArchives(dir).length).toBeLessThanOrEqual(50);
    expect(filesOf(dir).reduce((sum, path) => sum + statSync(path).size, 0)).toBeLessThanOrEqual(102_000);
    expect(readdirSync(dir)).toHaveLength(filesOf(dir).length);
  });
});

describe('a disk that is full', () => {
  it('costs the event that found no room, and no other', () => {
    const dir = makeHome();
    fill(dir, 4, { ...small, liveBytes: 1e9 });
    const code = `
      try { appendEvent(process.argv[1], ${JSON.stringify(makeEvent('lock_acquired', 4, { pid: 4, reason: 'x'.repeat(600) }))}); }
      catch (error) { console.log(error.message); }`;
    // A limit for the size of a file cuts a write short as a full disk does.
    const limited = ['-c', 'ulimit -f 1; exec "$@"', 'sh', process.execPath, ...program(code, dir)];
    const { stdout } = spawnSync('bash', limited, { encoding: 'utf8' });
    expect(stdout).toMatch(/^only \d+ of \d+ bytes could be written/);
    expect(readFileSync(live(dir), 'utf8')).not.toMatch(/\n$/);
    fill(dir, 1, { ...small, liveBytes: 1e9 }, 5);
    expect(pids(dir)).toEqual([0, 1, 2, 3, 5]);
  });
});

it('a file that was moved by hand is missed by nobody', () => {
  const dir = makeHome();
  fill(dir, 3);
  renameSync(live(dir), join(dir, 'elsewhere'));
  fill(dir, 1, small, 3);
  expect(pids(dir)).toEqual([3]);
  expect(existsSync(join(dir, 'elsewhere'))).toBe(true);
});
