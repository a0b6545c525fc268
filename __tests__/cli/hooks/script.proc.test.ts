import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { quoteExactly } from '../../../src/base/text.ts';
import { renderHook } from '../../../src/cli/hooks/script.ts';
import { makeHome, removeAll } from '../../support/places.ts';
import { isRunning, until } from '../../support/until.ts';

let home: string;
beforeEach(() => {
  home = makeHome();
});
afterEach(removeAll);

const program = join(import.meta.dirname, '..', '..', '..', 'src', 'cli.js');
const cli = (...args: string[]) => spawnSync(process.execPath, [program, 'hooks', ...args], { encoding: 'utf8', cwd: home });

/** A runner with this as its node. Answers the environment by which a hook finds it. */
function makeRunner(node?: string): { RUNNER_TEMP: string } {
  const bin = join(home, 'externals', 'node24', 'bin');
  for (const it of [bin, join(home, '_work', '_temp')]) mkdirSync(it, { recursive: true });
  if (node === undefined) symlinkSync(process.execPath, join(bin, 'node'));
  else writeFileSync(join(bin, 'node'), `#!/bin/sh\n${node}\n`, { mode: 0o755 });
  return { RUNNER_TEMP: join(home, '_work', '_temp') };
}

function runScript(text: string, env: Record<string, string>) {
  const file = join(home, 'hook.sh');
  writeFileSync(file, text);
  return spawnSync('bash', ['-e', file], { encoding: 'utf8', env: { PATH: process.env.PATH ?? '', ...env }, timeout: 30_000 });
}

describe('a word of the shell', () => {
  it('is the same text again, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme-ascii' }), (...words) => {
        const { stdout } = spawnSync('bash', ['-c', `printf '%s\\0' ${words.map(quoteExactly).join(' ')}`], { encoding: 'utf8' });
        expect(stdout).toBe(words.map((it) => `${it}\0`).join(''));
      }),
      { numRuns: 50 },
    );
  });
});

describe('a hook', () => {
  it("runs the program on the runner's node, with its own words, without NODE_OPTIONS", () => {
    const odd = join(home, "it's $(here) `and`\nthere.js");
    writeFileSync(odd, 'console.log(JSON.stringify([process.argv.slice(2), process.env.NODE_OPTIONS, process.execPath]))');
    const env = { ...makeRunner(), NODE_OPTIONS: '--no-such-option' };
    const { status, stdout, stderr } = runScript(renderHook('completed', odd, ["--lock-dir=/a b'c", '--', '/x']), env);
    const [args, options] = JSON.parse(stdout);
    expect(args).toEqual(['hooks', '--run', 'completed', '--worker', String(process.pid), "--lock-dir=/a b'c", '--', '/x']);
    expect([status, options, stderr]).toEqual([0, null, '']);
  });

  it.each([
    ['there is no node', {}, program],
    ['the program is gone', undefined, '/no/such/program.js'],
  ])('says nothing where %s', (_, none, path) => {
    const { status, stdout, stderr } = runScript(renderHook('started', path, []), none ?? makeRunner());
    // The simulated worker is this process; whether a node lies beside its program is for this host to say.
    expect([status, stdout, stderr]).toEqual([0, '', '']);
  });

  it.each(['exit 7', 'kill -9 $$', 'exit 0'])('succeeds if its node does: %s', (node) => {
    const startedMs = performance.now();
    expect(runScript(renderHook('completed', program, []), makeRunner(node)).status).toBe(0);
    expect(performance.now() - startedMs).toBeLessThan(5000);
  });

  it('ends in its time if its node hangs and takes no signal, and leaves nothing behind', async () => {
    const [pidFile, hanging] = [join(home, 'pid'), join(home, 'hanging.js')];
    const signals = "for (const it of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(it, () => {});";
    writeFileSync(hanging, `${signals} require('fs').writeFileSync('${pidFile}', String(process.pid)); for (;;);`);
    const env = makeRunner();
    const startedMs = performance.now();
    const { status } = runScript(renderHook('completed', hanging, [], 1), env);
    expect(status).toBe(0);
    expect(performance.now() - startedMs).toBeLessThan(8000);
    expect(performance.now() - startedMs).toBeGreaterThan(900);
    await until(() => !isRunning(Number(readFileSync(pidFile, 'utf8'))));
  });
});

describe('fetch-lock hooks', () => {
  it('prints what it would install', () => {
    const [both, started, completed] = [cli(), cli('--print', 'job-started'), cli('--print', 'job-completed')];
    expect(both.stdout).toBe(`${started.stdout}\n${completed.stdout}`);
    expect(completed.stdout).toContain(`\nprogram='${program}'\n`);
    for (const it of [started, completed]) expect(spawnSync('bash', ['-n'], { input: it.stdout }).status).toBe(0);
    expect([both.status, readdirSync(home)]).toEqual([0, []]);
  });

  it('installs both, twice, and tells the lines for .env', () => {
    mkdirSync(join(home, 'm.git'));
    for (let times = 0; times < 2; times++) {
      const { status, stdout } = cli('m.git', '--install', '.');
      expect([status, stdout]).toEqual([0, expect.stringContaining('start the runner again')]);
      expect(stdout).toContain(`\nACTIONS_RUNNER_HOOK_JOB_COMPLETED=${home}/fetch-lock-job-completed.sh\n`);
    }
    expect(readdirSync(home).sort()).toEqual(['fetch-lock-job-completed.sh', 'fetch-lock-job-started.sh', 'm.git']);
    const file = join(home, 'fetch-lock-job-started.sh');
    expect((statSync(file).mode & 0o777).toString(8)).toBe('755');
    expect(readFileSync(file, 'utf8')).toContain(`--run started --worker "$PPID" '--' '${home}/m.git' </dev/null`);
  });

  it.each([
    ['a script of somebody', () => writeFileSync(join(home, 'fetch-lock-job-completed.sh'), '#!/bin/sh\necho mine\n')],
    ['a link', () => symlinkSync('/etc/hostname', join(home, 'fetch-lock-job-completed.sh'))],
  ])('writes over %s only when told to', (_, plant) => {
    plant();
    const { status, stderr } = cli('--install', home);
    expect([status, stderr]).toEqual([64, expect.stringMatching(/job-completed\.sh' is there, and is no hook of fetch-lock\..*--force/)]);
    expect(existsSync(join(home, 'fetch-lock-job-started.sh'))).toBe(false);
    expect(cli('--install', home, '--force').status).toBe(0);
  });

  it.each<[string[], RegExp]>([
    [['--print', 'other'], /--print is 'other': accepted are job-started, job-completed/],
    [['--print', 'job-started', '--install', '.'], /exclude each other/],
    [['--install', 'none'], /is not a directory/],
    [['--install', 'a b'], /splits the path of a hook at blanks/],
    [['no/such/path'], /does not exist/],
  ])('refuses %j', (args, why) => {
    expect(cli(...args)).toMatchObject({ status: 64, stderr: expect.stringMatching(why) });
  });

  it('never fails when it is the hook, even with nonsense in the notes', () => {
    const [temp, room] = [join(home, 'temp'), join(home, 'temp', 'fetch-lock')];
    mkdirSync(room, { recursive: true });
    for (const [name, text] of Object.entries({ '0123456789abcdef': '{', fedcba9876543210: '{"token": "1.fedcba9876543210"}', x: '' }))
      writeFileSync(join(room, name), text);
    chmodSync(join(room, 'x'), 0);
    const env = { ...process.env, RUNNER_TEMP: temp };
    for (const args of [['completed'], ['started'], ['other'], ['completed', '--worker', 'x'], ['started', '/no/such/path']]) {
      const { status } = spawnSync(process.execPath, [program, 'hooks', '--run', ...args], { encoding: 'utf8', env });
      expect([args, status]).toEqual([args, 0]);
    }
  });
});
