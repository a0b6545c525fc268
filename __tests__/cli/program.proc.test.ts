import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { readCall } from '../../src/cli/command.ts';
import { commands } from '../../src/cli/commands.ts';
import { renderCommandHelp, renderHelp } from '../../src/cli/help/help.ts';
import { fetchLock } from '../support/cli.ts';
import { makeHome, removeAll } from '../support/places.ts';
import { wordsOf } from '../support/snippets.ts';
import { actionDir } from '../support/world.ts';

afterEach(removeAll);

const program = join(import.meta.dirname, '..', '..', 'src', 'cli.js');
const manifest = JSON.parse(readFileSync(join(actionDir, 'package.json'), 'utf8'));

async function runToEnd(file: string, args: string[], cwd: string) {
  const child = spawn(file, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (it) => {
    out += it;
  });
  child.stderr.on('data', (it) => {
    err += it;
  });
  const [code] = await once(child, 'close');
  return { code, out, err };
}

describe('the help', () => {
  it('is no wider than a narrow terminal, and has no blank at the end of a line', () => {
    const lines = [renderHelp(commands), ...commands.map(renderCommandHelp)].flatMap((it) => it.split('\n'));
    expect(lines.length).toBeGreaterThan(200);
    expect(lines.filter((it) => it.length > 80 || /\s$/.test(it))).toEqual([]);
  });

  it.each(commands.map((it) => [it.name, it] as const))(
    'of %s says what it takes, with an example that it takes, and its exit codes',
    (name, command) => {
      const help = renderCommandHelp(command);
      expect(help).toMatch(new RegExp(`^Usage: fetch-lock ${name}\\b`));
      for (const option of command.options) expect(help).toMatch(new RegExp(`^  (-\\w, )?--${option.name}\\b`, 'm'));
      expect(command.examples.length).toBeGreaterThan(0);
      for (const example of command.examples) {
        const [first, ...rest] = wordsOf(example);
        expect(first).toBe(name);
        expect(() => readCall(command, rest)).not.toThrow();
      }
      expect(command.exits.map(([code]) => code)).toEqual(expect.arrayContaining(['64']));
      expect(help).toMatch(/^Exit codes:\n {2}\S/m);
    },
  );

  it('names every value of an option that has only some', () => {
    const closed = commands.flatMap((it) => it.options).filter((it) => it.values);
    expect(closed.length).toBeGreaterThan(0);
    for (const { does, values = [] } of closed) for (const it of values) expect(does).toContain(it);
  });
});

describe('the program', () => {
  it.each([['--help'], ['-h'], ['help']])('lists its commands with %s', async (arg) => {
    const { code, out, err } = await fetchLock([arg]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(renderHelp(commands));
  });

  it.each(commands.map((it) => it.name))('tells of %s in three ways', async (name) => {
    const [asked, short, long] = await Promise.all(
      [
        ['help', name],
        [name, '-h'],
        [name, '--help'],
      ].map((it) => fetchLock(it)),
    );
    expect(asked).toMatchObject({ code: 0, err: '', out: expect.stringContaining(`Usage: fetch-lock ${name}`) });
    expect([short, long]).toEqual([asked, asked]);
  });

  it.each([['--version'], ['-V']])('tells its version with %s, wherever it is called', async (arg) => {
    expect(await fetchLock([arg], { cwd: makeHome() })).toEqual({ code: 0, out: `fetch-lock ${manifest.version}\n`, err: '' });
  });

  it.each([
    [[], /^fetch-lock: no command\n\nUsage: fetch-lock COMMAND\n[\s\S]*\n {2}status /],
    [['staus'], /^fetch-lock: 'staus' is no command: did you mean 'status'\?\n/],
    [['rpeort'], /did you mean 'report'/],
    [['comp'], /did you mean 'completion'/],
    [['unlock'], /^fetch-lock: 'unlock' is no command\n`fetch-lock help` lists/],
    [['--json'], /'--json' is no command; options stand behind one\n/],
    [['help', 'doctr'], /did you mean 'doctor'/],
    [['a\x1b[2Jb\nc'], /^fetch-lock: 'a \[2Jb c' is no command\n/],
    [['status', '--jsn'], /^fetch-lock: Unknown option '--jsn': did you mean --json\?\nUsage: fetch-lock status /],
    [['status', '--lockdir', 'x'], /did you mean --lock-dir/],
    [['status', '--quite-another'], /^fetch-lock: Unknown option '--quite-another'\nUsage/],
    [['status', '--lock-dir', ''], /^fetch-lock: Option `--lock-dir` is empty\./],
    [['run', '--lock-dir', '', '--', 'true'], /^fetch-lock: Option `--lock-dir` is empty\./],
    [['run', '--mode', 'write', '--', 'true'], /^fetch-lock: --mode is 'write': accepted are shared, update, exclusive\n/],
    [['completion', 'fish'], /accepted are bash, zsh\n/],
    [['metrics', '/dev/null'], /^fetch-lock: The path '\/dev\/null' is a file\. /],
    [['report', '/no/such/place'], /The path '\/no\/such\/place' .* it is relative to the current directory\./],
    [['report', '--lock-dir', '/dev/null', '.'], /Option `--lock-dir`: '\/dev\/null' is not a directory\./],
    [['report', '--since', '5x', '.'], /Option `--since` is '5x', which is not a duration\./],
  ])('refuses %j on stderr alone', async (args, told) => {
    expect(await fetchLock(args)).toEqual({ code: 64, out: '', err: expect.stringMatching(told) });
  });

  it('needs the current directory only for what is named by it', async () => {
    const gone = (...args: string[]) =>
      runToEnd('sh', ['-c', 'mkdir gone && cd gone && rmdir ../gone && exec "$@"', 'sh', process.execPath, program, ...args], makeHome());
    expect(await gone('--version')).toMatchObject({ code: 0, err: '' });
    expect(await gone('status', '.')).toEqual({
      code: 64,
      out: '',
      err: expect.stringMatching(/^fetch-lock: The current directory .*\[FL_INPUT\]\n$/),
    });
  });

  it('does not take for its own what stands behind the two dashes', async () => {
    const { code, out } = await fetchLock(['run', '--lock-dir', makeHome(), '--', 'printf', '%s', '--help']);
    expect([code, out]).toEqual([0, '--help']);
  });
});

describe('what is printed', () => {
  it('may go to one who reads no more', async () => {
    const child = spawn('sh', ['-c', '"$0" "$1" completion bash | true', process.execPath, program], { stdio: ['ignore', 'pipe', 'pipe'] });
    let told = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (told += bytes));
    const [code] = await once(child, 'close');
    expect([code, told]).toEqual([0, '']);
  });

  it('ends quietly where there is no reader from the beginning', async () => {
    const child = spawn(process.execPath, [program, 'help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let told = '';
    child.stderr.on('data', (bytes) => (told += bytes));
    const [code] = await once(child, 'close');
    expect([code, told]).toEqual([141, '']);
  });

  it('is missed where it cannot be written', async () => {
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [program, 'help'], { stdio: ['ignore', full, 'pipe'] });
    let told = '';
    child.stderr?.on('data', (bytes) => (told += bytes));
    const [code] = await once(child, 'close');
    expect([code, told]).toEqual([1, expect.stringMatching(/^fetch-lock: what was to be printed could not be written: ENOSPC.*\n$/)]);
  });
});
