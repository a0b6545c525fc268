import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { processOf } from '../../src/lock/host/liveness.ts';
import type { Place } from '../../src/lock/host/lock-dir.ts';
import type { Process } from '../../src/lock/ticket.ts';
import { closeScreens, fetchLock, fetchLockOnScreen } from '../support/cli.ts';
import { deadProcess } from '../support/dead.ts';
import { breakout, harmIn, harmless, hostileFileNames, hostileTexts, ofOurTerminal } from '../support/hostile.ts';
import { plantHostileLock, toldTexts } from '../support/hostile-lock.ts';
import { foreignIn } from '../support/markup.ts';
import { makeHome, makePlace, removeAll } from '../support/places.ts';

let home: string;
let place: Place;
let cast: { alive: Process; dead: Process };

beforeAll(async () => {
  home = makeHome();
  place = makePlace(home);
  const alive = processOf(process.pid);
  if (!alive) throw new Error('no such process');
  cast = { alive, dead: await deadProcess() };
  plantHostileLock(place, cast);
  // No UTF-8: what is read of it is not its name.
  mkdirSync(Buffer.concat([Buffer.from(join(home, 'x')), Buffer.from([0xff, 0x1b, 0x5b, 0x9b]), Buffer.from('.fetch-lock')]));
});
afterAll(() => {
  closeScreens();
  removeAll();
});

const commands = [
  ['status', 'cache'],
  ['status'],
  ['status', 'cache', '--json'],
  ['report', 'cache'],
  ['report', 'cache', '--json'],
  ['report', 'cache', '--html', '-'],
  ['metrics', 'cache'],
  ['doctor', 'cache'],
  ['doctor', 'cache', '--json'],
];

/** Bars are wrapped between words, wherever that is. */
const unwrapped = ([name, ...args]: readonly string[], out: string): string =>
  name === 'report' && !args.some((it) => it.startsWith('--')) ? out.replaceAll(breakout, '') : out;

describe('of a lock in which somebody has written whatever he liked', () => {
  it.each(commands.map((it) => [it.join(' '), it] as const))(
    'nothing that `%s` prints is a command, an escape or a line',
    async (_, args) => {
      const { code, out, err } = await fetchLock(args, { cwd: home });
      expect(code).toBeLessThan(3);
      expect(out.length).toBeGreaterThan(100);
      expect(harmIn(out)).toEqual(harmless);
      expect(harmIn(err)).toEqual(harmless);
      if (args.includes('--json')) expect(JSON.parse(out)).toMatchObject({ locks: [{ path: 'cache' }] });
      if (args.includes('--html')) expect(foreignIn(out)).toEqual([]);
    },
  );

  it.each([['status'], ['report'], ['doctor']])('`%s` has on a terminal no escapes but our colours', async (name) => {
    const screen = fetchLockOnScreen([name, 'cache'], { cwd: home, columns: 80, rows: 24 });
    expect(await screen.ended).toBeLessThan(3);
    const printed = screen.written();
    expect(printed.length).toBeGreaterThan(200);
    expect(harmIn(unwrapped([name], printed), ofOurTerminal)).toEqual(harmless);
  });

  it('status --json has each name as it was written', async () => {
    const { out } = await fetchLock(['status', 'cache', '--json'], { cwd: home });
    const jobs = JSON.parse(out).locks[0].waiters.map((it: { job: { job?: string } }) => it.job.job);
    expect(jobs).toEqual(expect.arrayContaining(toldTexts));
  });
});

describe('in a lock in which somebody has written whatever he liked', () => {
  const plant = (name: string): Place => {
    const it = makePlace(home, name);
    plantHostileLock(it, cast);
    return it;
  };

  it.each([
    ['recover', ['acted-1']],
    ['recover', ['acted-2', '--json']],
    ['run', ['--path', 'acted-3', '--timeout', '0', '--', 'true']],
    ['run', ['--path', 'acted-4', '--timeout', '0', '--fail-open', '--', 'true']],
    ['hooks', ['acted-5', '--run', 'completed', '--worker', String(process.pid)]],
  ])('`%s` tells of the dead in harmless lines: %j', async (name, args) => {
    plant(args.find((it) => it.startsWith('acted')) ?? '');
    const { code, out, err } = await fetchLock([name, ...args], { cwd: home });
    expect(code).toBe(name === 'run' && !args.includes('--fail-open') ? 75 : 0);
    expect((out + err).split('\n').length).toBeGreaterThan(toldTexts.length);
    expect(harmIn(out)).toEqual(harmless);
    expect(harmIn(err)).toEqual(harmless);
    if (args.includes('--json')) expect(JSON.parse(out).locks[0].recovered).toHaveLength(2 * toldTexts.length);
  });

  it('`break` tells whom it ends in harmless lines', async () => {
    plant('broken');
    const { out } = await fetchLock(['status', 'broken', '--json'], { cwd: home });
    const waiters = JSON.parse(out)
      .locks[0].waiters.slice(0, 6)
      .map((it: { ticket: string }) => it.ticket);
    const said = await Promise.all(waiters.map((it: string) => fetchLock(['break', 'broken', '--ticket', it, '--yes'], { cwd: home })));
    expect(said.map((it) => it.code)).toEqual(waiters.map(() => 0));
    expect(harmIn(said.map((it) => it.out + it.err).join(''))).toEqual(harmless);
  });

  it('`run` waits on a terminal in one line, which nobody else draws', async () => {
    const { dir } = plant('waited');
    const screen = fetchLockOnScreen(['run', '--path', 'waited', '--timeout', '1500ms', '--', 'true'], {
      cwd: home,
      columns: 60,
      rows: 24,
    });
    expect(await screen.ended).toBe(75);
    expect(screen.written()).toMatch(/Waiting \d+ m?s\. Held by/);
    const drawn = screen.written().replaceAll('\rfetch-lock: ', 'fetch-lock: ').replaceAll('\r\u001b[K', '').replaceAll('\u001b[K', '');
    expect(harmIn(drawn, ofOurTerminal)).toEqual(harmless);
    expect(readFileSync(join(dir, 'journal.jsonl'), 'utf8').trimEnd().split('\n').at(-1)).toContain('lock_timeout');
  });
});

describe('a path with a hostile name', () => {
  const calls = commands.filter((it) => it.length > 1).map(([name = '', , ...more]) => [name, ...more]);

  it.each(calls.map((it) => [it.join(' '), it] as const))('is only text to `%s`', async (_, [name = '', ...more]) => {
    // The doctor looks at each in a process of its own.
    const names = name === 'doctor' ? hostileFileNames.filter((it) => /^::error|^##\[e|[\n\r\u202e'\p{Cc}]/u.test(it)) : hostileFileNames;
    const paths = names.map((it) => makePlace(home, it).guards);
    const { out, err } = await fetchLock([name, ...more, '--', ...paths], { cwd: home });
    expect(harmIn(unwrapped([name, ...more], out))).toEqual(harmless);
    expect(harmIn(err)).toEqual(harmless);
    if (more.includes('--json')) expect(JSON.parse(out).locks.map((it: { path: string }) => it.path)).toEqual(paths);
    else expect(out).toContain(': :error: :');
    if (more.includes('--html')) expect(foreignIn(out)).toEqual([]);
  });
});

describe('what cannot be done', () => {
  const texts = ['a command of the runner', 'an old command of the runner', 'a line break: LF', 'a line break: CR', 'colours and a title'];
  const more = ['escapes of one byte', 'signs that turn the text'];

  it.each([...texts, ...more])('is told in one harmless line: %s', async (name) => {
    const text = `x/${hostileTexts[name]}`;
    const calls = [
      [text],
      ['status', `--${text}`],
      ['status', '--lock-dir', text],
      ['metrics', join('nowhere', text)],
      ['metrics', 'cache', '--output', join('nowhere', text)],
      ['report', 'cache', '--since', text],
      ['run', '--path', join('nowhere', text), '--', 'true'],
      ['run', '--path', 'unused', '--', text],
      ['run', '--mode', text, '--', 'true'],
      ['break', 'cache', '--ticket', text],
      ['recover', join('nowhere', text)],
      ['hooks', text],
      ['hooks', '--install', text],
      ['hooks', '--print', text],
      ['report', 'cache', '--html', join('nowhere', text)],
    ];
    for (const { code, out, err } of await Promise.all(calls.map((args) => fetchLock(args, { cwd: home })))) {
      expect(code).toBeGreaterThan(0);
      expect(err).toMatch(/^fetch-lock: .+/);
      expect(harmIn(out + err)).toEqual(harmless);
    }
  });
});
