import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chmodSync, existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { appendEvent, journalReport, readEvents } from '../../src/report/journal.ts';
import { makeEvent } from '../support/events.ts';
import { makeHome, removeAll } from '../support/places.ts';

afterEach(removeAll);

describe('the journal', () => {
  it('is read back as it was written; a torn line is left out', () => {
    const dir = makeHome();
    expect(readEvents(dir)).toEqual([]);
    const events = [makeEvent('lock_acquired', 0), makeEvent('lock_released', 10)];
    for (const it of events) appendEvent(dir, it);
    appendFileSync(join(dir, 'journal.jsonl'), '{"v":1,"ts":"2026');
    expect(readEvents(dir)).toEqual(events);
  });

  it('reads the newest megabyte of a long one', () => {
    const dir = makeHome();
    const line = `${JSON.stringify(makeEvent('lock_waiting', 0, { reason: 'x'.repeat(1000) }))}\n`;
    writeFileSync(join(dir, 'journal.jsonl'), line.repeat(3000));
    appendEvent(dir, makeEvent('lock_acquired', 1));
    const events = readEvents(dir);
    expect(events.length).toBeLessThan(1000);
    expect(events.at(-1)?.event).toBe('lock_acquired');
  });

  it('keeps lines whole that many processes write at once', async () => {
    const dir = makeHome();
    const module = join(import.meta.dirname, '..', '..', 'src', 'report', 'journal.js');
    const writer = `import { appendEvent } from ${JSON.stringify(module)};
      for (let i = 0; i < 200; i++) appendEvent(${JSON.stringify(dir)}, { v: 1, ts: new Date().toISOString(), event: 'lock_waiting', reason: 'x'.repeat(i * 7) });`;
    await Promise.all(
      Array.from({ length: 4 }, () => once(spawn(process.execPath, ['--input-type=module', '-e', writer], { stdio: 'inherit' }), 'close')),
    );
    expect(readEvents(dir)).toHaveLength(800);
  });

  it('may be written by the group that may write its directory, and by nobody else otherwise', () => {
    const modeIn = (directoryMode: number) => {
      const dir = makeHome();
      chmodSync(dir, directoryMode);
      appendEvent(dir, makeEvent('lock_waiting', 0));
      return statSync(join(dir, 'journal.jsonl')).mode & 0o777;
    };
    expect([modeIn(0o2770), modeIn(0o2700)]).toEqual([0o660, 0o600]);
  });

  it('follows no link and waits for no fifo; its trouble is told once and stops nobody', () => {
    const [linked, piped] = [makeHome(), makeHome()];
    const canary = join(makeHome(), 'canary');
    symlinkSync(canary, join(linked, 'journal.jsonl'));
    execFileSync('mkfifo', [join(piped, 'journal.jsonl')]);
    for (const dir of [linked, piped]) {
      const told: string[] = [];
      const report = journalReport(dir, {}, (it) => told.push(it));
      report('lock_waiting', {});
      report('lock_acquired', {});
      expect(told).toEqual([expect.stringContaining('cannot be written')]);
      expect(readEvents(dir)).toEqual([]);
    }
    expect(existsSync(canary)).toBe(false);
  });

  it('has in every event what is common to them', () => {
    const dir = makeHome();
    journalReport(dir, { lock: '/x', pid: 7 }, () => {})('lock_acquired', { waited_ms: 3 });
    expect(JSON.parse(readFileSync(join(dir, 'journal.jsonl'), 'utf8'))).toMatchObject({
      v: 1,
      event: 'lock_acquired',
      lock: '/x',
      pid: 7,
      waited_ms: 3,
    });
  });
});
