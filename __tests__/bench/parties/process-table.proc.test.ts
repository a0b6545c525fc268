import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { childrenSeconds, clear, findByEnvironment, ownSeconds } from '../../../bench/parties/process-table.ts';
import { makeHome, removeAll } from '../../support/places.ts';

const started: ChildProcess[] = [];
let home: string;
beforeEach(() => {
  home = join(makeHome(), 'bench');
  mkdirSync(join(home, 'below'), { recursive: true });
});
afterEach(() => {
  for (const it of started.splice(0)) it.kill('SIGKILL');
  removeAll();
});

/** A program that has begun, and takes for ever. */
async function start(options: { cwd?: string; env?: Record<string, string> }): Promise<ChildProcess> {
  const child = spawn('sh', ['-c', 'echo begun; exec sleep 1000'], { cwd: '/', detached: true, ...options });
  started.push(child);
  await once(child.stdout, 'data');
  return child;
}

const { PATH = '' } = process.env;

it('ends who has its place or its files there, and nobody else, and takes the directory away', async () => {
  const ours = [
    await start({ cwd: home }),
    await start({ cwd: join(home, 'below') }),
    await start({ env: { PATH, TMPDIR: home } }),
    await start({ cwd: home, env: { PATH, TMPDIR: home } }),
  ];
  mkdirSync(`${home}-not`);
  const strangers = [
    await start({ cwd: `${home}-not` }),
    await start({ env: { PATH, TMPDIR: `${home}-not` } }),
    await start({ env: { PATH, OTHER: `TMPDIR=${home}` } }),
  ];
  writeFileSync(join(home, 'below', 'file'), '');
  const gone = ours.map((it) => once(it, 'exit'));
  clear(home);
  expect((await Promise.all(gone)).map(([, signal]) => signal)).toEqual(ours.map(() => 'SIGKILL'));
  expect(strangers.map((it) => [it.exitCode, it.signalCode])).toEqual(strangers.map(() => [null, null]));
  expect(strangers.map((it) => it.kill(0))).toEqual(strangers.map(() => true));
  expect([existsSync(home), existsSync(`${home}-not`)]).toEqual([false, true]);
});

it('finds a process by its environment', async () => {
  const mark = `mark-${process.pid}-${Date.now()}`;
  const one = await start({ env: { PATH, RUNNER_TRACKING_ID: `${mark}_job` } });
  await start({ env: { PATH } });
  expect(findByEnvironment(mark)).toEqual([one.pid]);
});

it('knows what a process has used, and what children have that are gone', () => {
  const work = 'const { cpuUsage } = process; while (cpuUsage().user + cpuUsage().system < 200_000);';
  const theirs = childrenSeconds();
  // In a child of its child.
  execFileSync('sh', ['-c', `'${process.execPath}' -e '${work}'; true`]);
  expect(childrenSeconds() - theirs).toBeGreaterThanOrEqual(0.15);
  const own = ownSeconds(process.pid);
  const before = process.cpuUsage();
  for (let used = 0; used < 200_000; ) {
    const { user, system } = process.cpuUsage(before);
    used = user + system;
  }
  expect(ownSeconds(process.pid) - own).toBeGreaterThanOrEqual(0.15);
});
