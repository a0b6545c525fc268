import { execFile, execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendEvent } from '../../../src/report/journal.ts';
import { countOf, emptyTally } from '../../../src/report/totals/tally.ts';
import { totalUp } from '../../../src/report/totals/totals.ts';
import { makeEvent } from '../../support/events.ts';
import { makeHome, removeAll } from '../../support/places.ts';

let dir: string;
let names = 0;
beforeEach(() => {
  dir = makeHome();
});
afterEach(removeAll);

const staged = () => join(dir, `staged-${names++}`);
const total = () => countOf(totalUp(dir, staged()).waits.update);
const acquire = (how = 1) => {
  for (; how > 0; how--) appendEvent(dir, makeEvent('lock_acquired', names++, { waited_ms: 7, pid: names }));
};
const putAside = (number: number) => renameSync(join(dir, 'journal.jsonl'), join(dir, `journal-${number}-0123456789abcdef.jsonl`));
const module = (...path: string[]) => JSON.stringify(join(import.meta.dirname, '..', '..', '..', 'src', ...path));

describe('the totals of a lock', () => {
  it('are nothing where there is no journal, and are written nowhere', () => {
    expect(totalUp(dir, staged())).toEqual(emptyTally());
    expect(totalUp(join(dir, 'absent'), staged())).toEqual(emptyTally());
    expect(readdirSync(dir)).toEqual([]);
  });

  it('count each event once, however often one looks (G1)', () => {
    acquire(2);
    expect([total(), total()]).toEqual([2, 2]);
    acquire();
    expect([total(), total()]).toEqual([3, 3]);
    expect(readdirSync(dir).sort()).toEqual(['journal.jsonl', 'totals.json']);
  });

  it('never fall where the journal forgets (G1)', () => {
    const seen: number[] = [];
    for (let round = 1; round <= 12; round++) {
      acquire(3);
      seen.push(total());
      putAside(round);
      if (round > 3) rmSync(join(dir, `journal-${round - 3}-0123456789abcdef.jsonl`));
    }
    expect(seen).toEqual(Array.from({ length: 12 }, (_, index) => 3 * (index + 1)));
  });

  it('take what a slow writer adds to a file that was put aside meanwhile (G1)', () => {
    acquire();
    total();
    putAside(9);
    acquire();
    expect(total()).toBe(2);
    appendFileSync(join(dir, 'journal-9-0123456789abcdef.jsonl'), `${JSON.stringify(makeEvent('lock_acquired', 0))}\n`);
    expect([total(), total()]).toEqual([3, 3]);
  });

  it('do not count a file again that was out of sight while it got its name (G1)', () => {
    acquire();
    total();
    renameSync(join(dir, 'journal.jsonl'), join(dir, 'elsewhere'));
    acquire();
    expect(total()).toBe(2);
    renameSync(join(dir, 'elsewhere'), join(dir, 'journal-1-0123456789abcdef.jsonl'));
    expect(total()).toBe(2);
  });

  it('count the files in the order of their numbers, the newest event last', () => {
    for (const number of [9, 10]) {
      appendEvent(dir, makeEvent('lock_acquired', number));
      putAside(number);
    }
    expect(totalUp(dir, staged()).newestAt).toBe(Date.parse(makeEvent('lock_acquired', 10).ts));
  });

  it('count a line when it is whole', () => {
    const line = JSON.stringify(makeEvent('lock_acquired', 0));
    writeFileSync(join(dir, 'journal.jsonl'), line.slice(0, 20));
    expect(total()).toBe(0);
    appendFileSync(join(dir, 'journal.jsonl'), line.slice(20));
    expect(total()).toBe(0);
    appendFileSync(join(dir, 'journal.jsonl'), '\n{"v":1,"ts":"2026');
    expect(total()).toBe(1);
    acquire();
    expect(total()).toBe(2);
  });

  it('count the line that a full disk has put behind half of another', () => {
    const line = JSON.stringify(makeEvent('lock_acquired', 0));
    writeFileSync(join(dir, 'journal.jsonl'), `${line}\n${line.slice(0, 40)}${line}\n`);
    expect([total(), total()]).toEqual([2, 2]);
  });

  it('come to the same from wherever a slower one has left them (G2)', () => {
    acquire(2);
    total();
    const old = readFileSync(join(dir, 'totals.json'));
    acquire(2);
    expect(total()).toBe(4);
    writeFileSync(join(dir, 'totals.json'), old);
    acquire();
    expect(total()).toBe(5);
  });

  it('are the same for who may not write them down (G3)', () => {
    acquire(2);
    const nowhere = join(dir, 'absent', 'staged');
    expect([1, 2].map(() => countOf(totalUp(dir, nowhere).waits.update))).toEqual([2, 2]);
    expect(readdirSync(dir)).toEqual(['journal.jsonl']);
  });

  it.each(['', '{', 'null', '{"v":1}', '{"v":1,"marks":[{"id":"x","counted":0}],"tally":{}}', '\0'.repeat(100), ' '.repeat(200_000)])(
    'begin again with what the journal has, where their file is nonsense: %j (G4)',
    (text) => {
      acquire(2);
      total();
      writeFileSync(join(dir, 'totals.json'), text);
      expect([total(), total()]).toEqual([2, 2]);
    },
  );

  it('follow no link and wait for no fifo, and replace neither', () => {
    const canary = join(makeHome(), 'canary');
    writeFileSync(canary, `${JSON.stringify(makeEvent('lock_acquired', 0))}\n`);
    symlinkSync(canary, join(dir, 'journal.jsonl'));
    execFileSync('mkfifo', [join(dir, 'journal-1-0123456789abcdef.jsonl'), join(dir, 'totals.json')]);
    mkdirSync(join(dir, 'journal-2-0123456789abcdef.jsonl'));
    const code = `import { totalUp } from ${module('report', 'totals', 'totals.js')};
      process.stdout.write(JSON.stringify(totalUp(${JSON.stringify(dir)}, ${JSON.stringify(staged())}).newestAt));`;
    // In a process of its own: if it blocked, nothing in ours could end it.
    expect(execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8', timeout: 50_000 })).toBe('0');
    expect(statSync(join(dir, 'totals.json')).isFIFO()).toBe(true);
  });

  it('go on past what has no end of a line', () => {
    writeFileSync(join(dir, 'journal.jsonl'), 'x'.repeat(17 * 1_048_576));
    total();
    appendFileSync(join(dir, 'journal.jsonl'), '\n');
    acquire();
    expect([total(), total()]).toEqual([1, 1]);
  });

  it('go on where somebody has filled the journal with tickets that are none', () => {
    for (let index = 0; index < 600; index++)
      appendEvent(dir, makeEvent('lock_released', index, { ticket: `${index} ${'\x01'.repeat(900)}`, held_ms: 1 }));
    total();
    rmSync(join(dir, 'journal.jsonl'));
    expect(totalUp(dir, staged()).requests.update.released).toBe(600);
  });

  it('go on, and take no longer than a moment, where somebody has put great files beside the journal', () => {
    for (let number = 1; number <= 40; number++) {
      const path = join(dir, `journal-${number}-0123456789abcdef.jsonl`);
      writeFileSync(path, `${number}\n`);
      truncateSync(path, 2 ** 30);
    }
    acquire(3);
    expect([total(), total()]).toEqual([3, 3]);
    const { marks } = JSON.parse(readFileSync(join(dir, 'totals.json'), 'utf8'));
    expect(marks.reduce((sum: number, it: { counted: number }) => sum + it.counted, 0)).toBeLessThan(2 * 64 * 1_048_576);
  });

  it('may be read by whoever may enter the directory', () => {
    acquire();
    total();
    expect(statSync(join(dir, 'totals.json')).mode & 0o777).toBe(0o644);
  });

  it('never fall and lose nothing while many write, look and put the journal aside', async () => {
    const code = `
      import { appendEvent } from ${module('report', 'journal.js')};
      import { totalUp } from ${module('report', 'totals', 'totals.js')};
      import { renameSync } from 'node:fs';
      const [dir, me] = process.argv.slice(1);
      let before = 0;
      for (let index = 1; index <= 120; index++) {
        const ticket = me.padStart(8, '0') + String(index).padStart(8, '0');
        appendEvent(dir, { v: 1, ts: new Date().toISOString(), event: 'lock_acquired', mode: 'update', ticket, waited_ms: 7 });
        if (index % 20 === 0) try { renameSync(dir + '/journal.jsonl', dir + '/journal-' + index + '-' + me.padStart(16, '0') + '.jsonl'); } catch {}
        const { counts } = totalUp(dir, dir + '/staged-' + me).waits.update;
        const now = counts.reduce((sum, it) => sum + it, 0);
        if (now < before) throw new Error(before + ' fell to ' + now);
        before = now;
      }`;
    const run = (me: string) => promisify(execFile)(process.execPath, ['--input-type=module', '-e', code, dir, me]);
    await Promise.all(['1', '2', '3', '4'].map(run));
    expect([total(), total()]).toEqual([480, 480]);
  });
});
