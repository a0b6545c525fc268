import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../src/base/clock.ts';
import { openFileStore } from '../../src/lock/host/file-store.ts';
import type { Mode } from '../../src/lock/ticket.ts';
import { appendEvent } from '../../src/report/journal.ts';
import { makeEvent } from '../support/events.ts';
import { makeHome, makePlace, removeAll } from '../support/places.ts';
import { makeRequest } from '../support/requests.ts';

let home: string;
beforeEach(() => {
  home = makeHome();
});
afterEach(removeAll);

const program = join(import.meta.dirname, '..', '..', 'src', 'cli.js');
function metrics(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'metrics', ...args], {
    cwd: home,
    encoding: 'utf8',
    timeout: 50_000,
  });
  return { status, stdout, stderr };
}
const fine = { status: 0, stderr: '' };

async function makeLock(name: string, ...modes: Mode[]) {
  const place = makePlace(home, name);
  const store = await openFileStore(place, systemClock);
  for (const mode of modes) {
    const request = makeRequest({ mode });
    await store.enter(request);
    await store.place(request.id, new AbortController().signal);
  }
  return { place, store };
}

describe('fetch-lock metrics', () => {
  it('tells several locks in one document: what was, and who stands in line', async () => {
    const { place, store } = await makeLock('one', 'update', 'exclusive', 'shared');
    appendEvent(place.dir, makeEvent('lock_acquired', 0, { waited_ms: 300 }));
    makePlace(home, 'two');
    const { stdout, ...end } = metrics('one', 'two', './one');
    expect(end).toEqual(fine);
    expect(stdout).toContain(`\nfetch_lock_wait_seconds_sum{lock="${home}/one",mode="update"} 0.3\n`);
    expect(stdout).toContain(`\nfetch_lock_holders{lock="${home}/one",mode="update"} 1\n`);
    expect(stdout).toContain(`\nfetch_lock_waiters{lock="${home}/one",mode="exclusive"} 1\n`);
    expect(stdout).toContain(`\nfetch_lock_waiters{lock="${home}/two",mode="exclusive"} 0\n`);
    expect(stdout.match(/^# TYPE fetch_lock_waiters gauge$/gm)).toHaveLength(1);
    expect(stdout.match(/^fetch_lock_timeouts_total.*$/gm)).toHaveLength(2);
    store.close();
  });

  it('makes no lock by looking', () => {
    makePlace(home, 'two');
    expect(metrics('two')).toMatchObject(fine);
    expect(readdirSync(home)).toEqual(['two']);
  });

  it('finds locks in the directory they were given, and what happened before is told once', async () => {
    mkdirSync(join(home, 'locks'));
    const { stdout: before } = metrics('--lock-dir', 'locks', 'locks');
    expect(before).toContain(`fetch_lock_timeouts_total{lock="${home}/locks"} 0`);
    const { place } = await makeLock('one');
    appendEvent(place.dir, makeEvent('lock_timeout', 0));
    for (let look = 0; look < 2; look++) expect(metrics('one').stdout).toContain(`fetch_lock_timeouts_total{lock="${home}/one"} 1\n`);
  });

  it('writes a file that is whole and readable for all, and prints nothing', () => {
    makePlace(home, 'two');
    mkdirSync(join(home, 'textfile'));
    writeFileSync(join(home, 'textfile', 'fetch-lock.prom'), 'half', { mode: 0o600 });
    expect(metrics('two', '--output', 'textfile/fetch-lock.prom')).toEqual({ ...fine, stdout: '' });
    expect(readFileSync(join(home, 'textfile', 'fetch-lock.prom'), 'utf8')).toBe(metrics('two').stdout);
    expect(statSync(join(home, 'textfile', 'fetch-lock.prom')).mode & 0o777).toBe(0o644);
    expect(readdirSync(join(home, 'textfile'))).toEqual(['fetch-lock.prom']);
  });

  it('says why a file is not written', () => {
    makePlace(home, 'two');
    const { status, stderr } = metrics('two', '--output', 'absent/x.prom');
    expect(stderr).toBe(`fetch-lock: '${home}/absent/x.prom' cannot be written: the directory it is to be in does not exist.\n`);
    expect(status).toBe(1);
    expect(metrics('two', '--output', '/dev/null').stderr).toContain('what is there is not a plain file');
  });

  it.each(['', '.', '..', 'textfile/', 'textfile/..'])('refuses %j as a file', (name) => {
    makePlace(home, 'two');
    const { status, stderr } = metrics('two', '--output', name);
    expect(stderr).toMatch(/names no file\. Name one\. \[FL_INPUT\]\n$/);
    expect(status).toBe(64);
  });

  it('leaves out a lock that cannot be trusted, says so, and tells the others', () => {
    const [one, two] = [makePlace(home, 'one'), makePlace(home, 'two')];
    mkdirSync(one.dir);
    chmodSync(one.dir, 0o777);
    const { status, stdout, stderr } = metrics('one', 'two');
    expect(stderr).toBe(`fetch-lock: the lock of 'one' is left out: '${one.dir}' is not a lock directory that this user may trust.\n`);
    expect([status, stdout.includes(one.guards), stdout.includes(two.guards)]).toEqual([1, false, true]);
    expect(readdirSync(one.dir)).toEqual([]);
  });

  it('needs a path that can be locked', () => {
    expect(metrics()).toMatchObject({ status: 64, stderr: expect.stringContaining('PATH... is missing') });
    expect(metrics('absent/x')).toMatchObject({ status: 64, stdout: '', stderr: expect.stringContaining('[FL_INPUT]') });
    expect(existsSync(join(home, 'absent'))).toBe(false);
  });
});
