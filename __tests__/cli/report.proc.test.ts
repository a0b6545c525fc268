import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { appendEvent } from '../../src/report/journal.ts';
import { makeEvent } from '../support/events.ts';
import { makeHome, removeAll } from '../support/places.ts';

afterEach(removeAll);

const cli = join(import.meta.dirname, '..', '..', 'src', 'cli.js');

async function run(cwd: string, ...args: string[]) {
  const child = spawn(process.execPath, [cli, 'report', ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const told = { out: '', err: '' };
  child.stdout.on('data', (bytes) => {
    told.out += bytes;
  });
  child.stderr.on('data', (bytes) => {
    told.err += bytes;
  });
  const [code] = await once(child, 'close');
  return { code, ...told };
}

const waitMs = 41_000;

/** A lock for which one waited while another held it. */
function makeLock(home: string, name: string): void {
  const dir = join(home, `${name}.fetch-lock`);
  mkdirSync(dir, { recursive: true });
  const gc = { ticket: 'a', mode: 'exclusive', job: { repository: 'acme/api', job: 'gc' } };
  appendEvent(dir, makeEvent('lock_acquired', 0, { ...gc, waited_ms: 0 }));
  appendEvent(dir, makeEvent('lock_waiting', 1000, { ticket: 'b', ahead: 1 }));
  appendEvent(dir, makeEvent('lock_released', waitMs, { ...gc, held_ms: waitMs }));
  appendEvent(dir, makeEvent('lock_acquired', waitMs + 1000, { ticket: 'b', waited_ms: waitMs, ahead: 1 }));
  appendEvent(dir, makeEvent('lock_released', waitMs + 9000, { ticket: 'b', held_ms: 8000 }));
}

function makeTwo(): string {
  const home = makeHome();
  for (const name of ['one.git', 'two.git']) makeLock(home, name);
  return home;
}

describe('fetch-lock report', () => {
  it('draws each lock, without colour where nobody looks, and says what to type next', async () => {
    const { code, out, err } = await run(makeTwo(), 'one.git', 'two.git');
    expect([code, err]).toEqual([0, '']);
    for (const name of ['one.git', 'two.git']) {
      expect(out).toContain(`${name}\n  2 requests · 0 ms median wait (p50) · 41 s p95 wait · 41 s of waiting in all\n`);
    }
    expect(out).toContain('Most of the waiting was for acme/api job gc (40 s, 1 wait).');
    expect(out).toMatch(/\n {3}1 gc +█+\n {3}2 test +─+▓+ +41 s behind 1\n/);
    expect(out).toMatch(/\nNext: fetch-lock report one\.git two\.git --html report\.html\n/);
    expect(out).not.toContain('\u001b');
  });

  it('prints one document with the same requests', async () => {
    const { code, out, err } = await run(makeTwo(), 'one.git', 'two.git', '--json');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^\{\n {2}"v": 1,[\s\S]*\n\}\n$/);
    expect(JSON.parse(out).locks).toMatchObject([
      {
        path: 'one.git',
        requests: 2,
        rows: [{ ticket: 'a' }, { ticket: 'b', waited_ms: 41_000, behind: [{ ticket: 'a', blocked_ms: 40_000 }] }],
      },
      { path: 'two.git', requests: 2 },
    ]);
  });

  it('writes the page, says where, and leaves nothing beside it', async () => {
    const home = makeTwo();
    const { code, out } = await run(home, 'one.git', '--html', 'the report.html');
    expect(code).toBe(0);
    expect(out).toMatch(
      new RegExp(`^Wrote ${home}/the report\\.html \\(\\d+ kB\\)\\.\nOpen it in a browser: file://${home}/the%20report\\.html\n$`),
    );
    expect(statSync(join(home, 'the report.html')).mode & 0o777).toBe(0o666 & ~process.umask());
    expect(readFileSync(join(home, 'the report.html'), 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
    expect(readdirSync(home).sort()).toEqual(['one.git.fetch-lock', 'the report.html', 'two.git.fetch-lock']);
  });

  it('prints the page alone for `--html -`', async () => {
    const { out } = await run(makeTwo(), 'one.git', '--html', '-');
    expect(out).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
  });

  it('replaces a page that is there, with the rights it had', async () => {
    const home = makeTwo();
    const file = join(home, 'report.html');
    writeFileSync(file, 'old');
    chmodSync(file, 0o640);
    await run(home, 'one.git', '--html', 'report.html');
    expect(readFileSync(file, 'utf8')).toMatch(/^<!doctype html>/);
    expect(statSync(file).mode & 0o777).toBe(0o640);
  });

  it.each<[string, (home: string) => void]>([
    ['a directory', (home) => mkdirSync(join(home, 'report.html'))],
    ['a link', (home) => symlinkSync('/nowhere', join(home, 'report.html'))],
  ])('writes no page in the place of %s', async (_, plant) => {
    const home = makeTwo();
    plant(home);
    const before = readdirSync(home);
    const { code, err } = await run(home, 'one.git', '--html', 'report.html');
    expect([code, err]).toEqual([1, `fetch-lock: '${home}/report.html' cannot be written: what is there is not a plain file.\n`]);
    expect(readdirSync(home)).toEqual(before);
  });

  it('looks back as far as it is told', async () => {
    const { out } = await run(makeTwo(), 'one.git', '--json', '--since', '1ms');
    expect(JSON.parse(out)).toMatchObject({ since: '1ms', locks: [{ requests: 0, rows: [] }] });
    const { out: all } = await run(makeTwo(), 'one.git', '--json');
    expect(JSON.parse(all)).toMatchObject({ since: null, locks: [{ requests: 2 }] });
  });

  it('has a sentence for a lock that nobody has asked for, and makes nothing there', async () => {
    const home = makeHome();
    const { code, out } = await run(home, 'new.git');
    expect(code).toBe(0);
    expect(out).toMatch(/^new\.git\n {2}Nobody has asked for this lock\.\n\nNext: fetch-lock doctor new\.git\n/);
    expect(existsSync(join(home, 'new.git.fetch-lock'))).toBe(false);
  });

  it('says which journal it cannot read, and tells of the others', async () => {
    const home = makeTwo();
    const journal = join(home, 'two.git.fetch-lock', 'journal.jsonl');
    rmSync(journal);
    symlinkSync(join(home, 'one.git.fetch-lock', 'journal.jsonl'), journal);
    const { code, out, err } = await run(home, 'two.git', 'one.git', '--json');
    const unread = { path: 'two.git', trouble: `The journal of 'two.git' cannot be read: '${journal}' is not a plain file.` };
    expect([code, err]).toEqual([1, `fetch-lock: ${unread.trouble}\n`]);
    expect(JSON.parse(out).locks).toMatchObject([unread, { path: 'one.git', requests: 2 }]);
    const alone = await run(home, 'two.git', '--json');
    expect([alone.code, alone.err, JSON.parse(alone.out).locks]).toEqual([1, err, [unread]]);
    expect(await run(home, 'two.git')).toMatchObject({ code: 1, out: '', err });
  });

  it.each([
    [[], 'PATH... is missing'],
    [['x', '--html', 'a', '--json'], '--html and --json are two reports: ask for one'],
    [['x', '--html', ''], '--html names no file'],
    [['x', '--since', '7d'], "`--since` is '7d', which is not a duration"],
    [['no/such/place'], 'does not exist'],
  ])('refuses %j', async (args, why) => {
    const { code, out, err } = await run(makeHome(), ...args);
    expect([code, out]).toEqual([64, '']);
    expect(err).toContain(why);
  });

  it('is quiet when who reads it has read enough', async () => {
    const home = makeHome();
    makeLock(home, 'one.git');
    const dir = join(home, 'one.git.fetch-lock');
    const many = Array.from(
      { length: 2000 },
      (_, index) => `${JSON.stringify(makeEvent('lock_waiting', index, { ticket: `${index}` }))}\n`,
    );
    writeFileSync(join(dir, 'journal.jsonl'), many.join(''));
    const child = spawn(process.execPath, [cli, 'report', 'one.git', '--json'], { cwd: home, stdio: ['ignore', 'pipe', 'pipe'] });
    let err = '';
    child.stderr.on('data', (bytes) => {
      err += bytes;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    await once(child, 'close');
    expect(err).toBe('');
  });
});
