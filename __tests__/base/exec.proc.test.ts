import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../src/base/clock.ts';
import { ask, type RunOptions, run } from '../../src/base/exec.ts';
import { groups, pipes } from '../../src/base/system/family.ts';
import { makeHome, removeAll } from '../support/places.ts';
import { isRunning, until } from '../support/until.ts';

afterEach(removeAll);
const env = { PATH: process.env.PATH ?? '' };
const options = (more: Partial<RunOptions> = {}): RunOptions => ({
  ...{ cwd: '/', env, clock: systemClock, signal: new AbortController().signal, limitMs: 20_000, graceMs: 200, onLine: () => {} },
  ...more,
});

describe('run', () => {
  it('hears every line and tells the exit code', async () => {
    const lines: string[] = [];
    const result = await run('sh', ['-c', 'echo out; echo err >&2; printf last; exit 3'], options({ onLine: (line) => lines.push(line) }));
    expect(result).toMatchObject({ exitCode: 3, isGone: true });
    expect(lines.sort()).toEqual(['err', 'last', 'out']);
  });

  it('stops the whole group when told to, though it ignores SIGTERM (G1)', async () => {
    const home = makeHome();
    const file = join(home, 'pid');
    const stop = new AbortController();
    const script = `trap '' TERM; sh -c "trap '' TERM; echo \\$\\$ > ${file}.new; mv ${file}.new ${file}; while :; do sleep 1; done" & wait`;
    const running = run('sh', ['-c', script], options({ signal: stop.signal }));
    await until(() => existsSync(file));
    stop.abort();
    expect(await running).toMatchObject({ exitCode: null, stopped: 'aborted', isGone: true });
    expect(isRunning(Number(readFileSync(file, 'utf8')))).toBe(false);
  });

  it('leaves nothing behind that the command itself left behind (G1)', async () => {
    const file = join(makeHome(), 'pid');
    const result = await run('sh', ['-c', `sleep 1000 & echo $! > ${file}`], options());
    expect(result).toMatchObject({ exitCode: 0, isGone: true });
    expect(isRunning(Number(readFileSync(file, 'utf8')))).toBe(false);
  });

  it('gives it to read what it is given, and nothing otherwise', async () => {
    const read = async (input?: string, script = 'wc -c') => {
      const lines: string[] = [];
      const more = { onLine: (line: string) => lines.push(line), ...(input === undefined ? {} : { input }) };
      return { ...(await run('sh', ['-c', script], options(more))), said: lines.join().trim() };
    };
    const large = 'x'.repeat(1_000_000);
    expect(await read(large)).toMatchObject({ exitCode: 0, said: '1000000' });
    expect(await read()).toMatchObject({ exitCode: 0, said: '0' });
    expect(await read(large, 'exit 4')).toMatchObject({ exitCode: 4, isGone: true });
  });

  it('stops at the limit', async () => {
    expect(await run('sleep', ['1000'], options({ limitMs: 50 }))).toMatchObject({ stopped: 'limit', isGone: true });
  });

  it('without groups, is done when what the command left behind has ended by itself (G1)', async () => {
    const pids: number[] = [];
    const options1 = options({ family: pipes, graceMs: 20_000, onStart: (pid) => pids.push(pid) });
    expect(await run('sh', ['-c', 'sleep 0.2 & exit 3'], options1)).toMatchObject({ exitCode: 3, isGone: true });
    expect(isRunning(pids[0] ?? 0)).toBe(false);
  });

  it('without groups, says that what it could not end may still be there (G1)', async () => {
    const file = join(makeHome(), 'pid');
    const stop = new AbortController();
    const running = run(
      'sh',
      ['-c', `sleep 1000 & echo $! > ${file}.new; mv ${file}.new ${file}; wait`],
      options({ family: pipes, signal: stop.signal }),
    );
    await until(() => existsSync(file));
    stop.abort();
    expect(await running).toMatchObject({ stopped: 'aborted', isGone: false });
    process.kill(Number(readFileSync(file, 'utf8')), 'SIGKILL');
  });

  it('does not take a group for gone because the /proc it sees is that of others (G1)', async () => {
    const file = join(makeHome(), 'pid');
    const others = makeHome();
    symlinkSync('1', join(others, 'self'));
    // It is told to end, and cannot be.
    const family = { ...groups(others), signal: () => {} };
    const result = await run('sh', ['-c', `sleep 1000 & echo $! > ${file}`], options({ family }));
    expect(result).toMatchObject({ exitCode: 0, isGone: false });
    process.kill(Number(readFileSync(file, 'utf8')), 'SIGKILL');
  });

  it('rejects for what cannot be started', async () => {
    await expect(run('/no/such/program', [], options())).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

it('ask answers what a short command says, and gives it nothing to read', async () => {
  expect(await ask('sh', ['-c', 'echo out; echo err >&2; exit 2'], { env })).toMatchObject({
    exitCode: 2,
    stdout: 'out\n',
    stderr: 'err\n',
  });
});
