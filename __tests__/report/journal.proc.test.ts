import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import { appendEvent, hostReport, journalReport, readEvents } from '../../src/report/journal.ts';
import { makeEvent } from '../support/events.ts';
import { program } from '../support/journal-writer.ts';
import { makeHome, removeAll } from '../support/places.ts';

afterEach(removeAll);

const journalOf = (dir: string) => join(dir, 'journal.jsonl');
describe('the journal', () => {
  it('gives back what was written, oldest first', () => {
    const dir = makeHome();
    const events = [makeEvent('lock_acquired', 0, { reason: 'one\ntwo\u2028three "é😀' }), makeEvent('lock_released', 1, { ahead: 1 })];
    for (const it of events) appendEvent(dir, it);
    expect(readEvents(dir)).toEqual(events);
    expect(readFileSync(journalOf(dir), 'utf8')).toMatch(/^[^\n]+\n[^\n]+\n$/);
  });

  it('is empty where there is none, and reading makes none', () => {
    const dir = makeHome();
    expect(readEvents(dir)).toEqual([]);
    expect(() => statSync(journalOf(dir))).toThrow('ENOENT');
  });

  it('is read up to a last line that a crash cut off', () => {
    const dir = makeHome();
    appendEvent(dir, makeEvent('lock_acquired', 0));
    appendFileSync(journalOf(dir), JSON.stringify(makeEvent('lock_acquired', 0)).slice(0, -5));
    expect(readEvents(dir)).toEqual([makeEvent('lock_acquired', 0)]);
  });

  it('is read around what is no event', () => {
    const dir = makeHome();
    appendEvent(dir, makeEvent('lock_acquired', 0, { pid: 1 }));
    appendFileSync(journalOf(dir), '\n{}\n\0\0\0\nnot json\n');
    appendEvent(dir, makeEvent('lock_acquired', 0, { pid: 2 }));
    expect(readEvents(dir).map((it) => it.pid)).toEqual([1, 2]);
  });

  it('is read from its newest end when it is long', () => {
    const dir = makeHome();
    const lines = Array.from({ length: 4000 }, (_, pid) => JSON.stringify(makeEvent('lock_acquired', 0, { pid, reason: 'x'.repeat(400) })));
    writeFileSync(journalOf(dir), `${lines.join('\n')}\n`);
    const pids = readEvents(dir).map((it) => it.pid ?? -1);
    expect(pids.at(-1)).toBe(3999);
    expect(pids.length).toBeGreaterThan(1000);
    expect(pids).toEqual(Array.from({ length: pids.length }, (_, index) => 4000 - pids.length + index));
  });

  it.each([
    [0o755, 0o600],
    [0o775, 0o660],
  ])('in a directory of mode %o has mode %o', (ofDir, ofFile) => {
    const dir = makeHome();
    chmodSync(dir, ofDir);
    appendEvent(dir, makeEvent('lock_acquired', 0));
    expect(statSync(journalOf(dir)).mode & 0o777).toBe(ofFile);
  });

  it('follows no link, to a file or to nothing', () => {
    const dir = makeHome();
    const canary = join(makeHome(), 'canary');
    writeFileSync(canary, `${JSON.stringify(makeEvent('lock_acquired', 0))}\n`);
    symlinkSync(canary, journalOf(dir));
    expect(() => appendEvent(dir, makeEvent('lock_acquired', 0))).toThrow('ELOOP');
    expect(readEvents(dir)).toEqual([]);
    expect(readFileSync(canary, 'utf8')).toBe(`${JSON.stringify(makeEvent('lock_acquired', 0))}\n`);
    const other = makeHome();
    symlinkSync(`${canary}.new`, journalOf(other));
    expect(() => appendEvent(other, makeEvent('lock_acquired', 0))).toThrow('ELOOP');
    expect(() => statSync(`${canary}.new`)).toThrow('ENOENT');
  });

  it('waits for no fifo in its place, whoever is at its other end', () => {
    const dir = makeHome();
    execFileSync('mkfifo', [journalOf(dir)]);
    // In a process of its own: if it blocked, nothing in ours could end it.
    const code = `
      import { openSync, constants } from 'node:fs';
      const attempt = () => { try { appendEvent(process.argv[1], {}); return 'written'; } catch (error) { return error.code ?? 'refused'; } };
      const said = [readEvents(process.argv[1]).length, attempt()];
      openSync(process.argv[1] + '/journal.jsonl', constants.O_RDWR);
      console.log(JSON.stringify([...said, readEvents(process.argv[1]).length, attempt()]));`;
    const { stdout, error } = spawnSync(process.execPath, program(code, dir), { encoding: 'utf8', timeout: 50_000 });
    expect(error).toBeUndefined();
    expect(JSON.parse(stdout)).toEqual([0, 'refused', 0, 'refused']);
  });

  it('does not lose what follows a line that a crash cut off', () => {
    const dir = makeHome();
    writeFileSync(journalOf(dir), '{"v":1,"ts":"20');
    appendEvent(dir, makeEvent('lock_acquired', 0));
    expect(readEvents(dir)).toEqual([makeEvent('lock_acquired', 0)]);
    expect(readFileSync(journalOf(dir), 'utf8')).toBe(`{"v":1,"ts":"20\n${JSON.stringify(makeEvent('lock_acquired', 0))}\n`);
  });

  it('keeps the lines of many processes whole, and each one’s in order', async () => {
    const dir = makeHome();
    const code = `
      for (let ahead = 0; ahead < 150; ahead++)
        appendEvent(process.argv[1], { ...${JSON.stringify(makeEvent('lock_acquired', 0))}, pid: Number(process.argv[2]), ahead, reason: 'x'.repeat(ahead * 7 % 900) });`;
    await Promise.all([1, 2, 3, 4].map((pid) => promisify(execFile)(process.execPath, program(code, dir, String(pid)))));
    const events = readEvents(dir);
    expect(events).toHaveLength(600);
    for (const pid of [1, 2, 3, 4])
      expect(events.filter((it) => it.pid === pid).map((it) => it.ahead)).toEqual(Array.from({ length: 150 }, (_, index) => index));
  });
});

describe('journalReport', () => {
  it('writes what is common and what the event adds', () => {
    const dir = makeHome();
    const trouble: string[] = [];
    journalReport(dir, { pid: 7, mode: 'update' }, (it) => trouble.push(it))('lock_released', { mode: 'shared', held_ms: 3 });
    expect(readEvents(dir)).toEqual([{ v: 1, ts: expect.any(String), event: 'lock_released', pid: 7, mode: 'shared', held_ms: 3 }]);
    expect(trouble).toEqual([]);
  });

  it('tells its first failure, once, and never throws', () => {
    const trouble: string[] = [];
    const report = journalReport(join(makeHome(), 'absent'), {}, (it) => trouble.push(it));
    report('lock_released', {});
    report('lock_released', {});
    expect(trouble).toEqual([expect.stringMatching(/^The journal in '.*absent' cannot be written: .*ENOENT/)]);
  });
});

describe('hostReport', () => {
  const heard = () => {
    const lines: string[] = [];
    return { lines, log: { info: (it: string) => lines.push(it), warning: (it: string) => lines.push(`warning: ${it}`) } };
  };

  it("writes to the host's journal, and says so", () => {
    const dir = makeHome();
    const { lines, log } = heard();
    hostReport(dir, { path: '/srv/a' }, log)('lock_unavailable', { decision: 'deny', code: 'FL_LOCK_DIR' });
    expect(readEvents(dir)).toEqual([
      { v: 1, ts: expect.any(String), event: 'lock_unavailable', path: '/srv/a', decision: 'deny', code: 'FL_LOCK_DIR' },
    ]);
    expect(lines).toEqual([`This event is for the journal of the host, '${dir}': lock_unavailable, FL_LOCK_DIR.`]);
  });

  it('tells the log alone where there is none', () => {
    const { lines, log } = heard();
    hostReport(undefined, {}, log)('lock_bypassed', {});
    expect(lines).toEqual(['No journal could take this event: lock_bypassed.']);
  });

  it('tells the log also where it cannot be written', () => {
    const { lines, log } = heard();
    hostReport(join(makeHome(), 'absent'), {}, log)('lock_bypassed', {});
    expect(lines).toEqual([
      expect.stringMatching(/^warning: The journal in '.*absent' cannot be written/),
      expect.stringContaining('lock_bypassed'),
    ]);
  });
});
