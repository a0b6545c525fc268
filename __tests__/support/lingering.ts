/** Processes that stay where they are until the test is over. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeHome } from './places.ts';
import { until } from './until.ts';

const lingering = new Set<ChildProcess>();

/** Starts a command that waits for its stdin, and answers its pid when it has become `name` and waits. */
export async function linger(command: string, args: string[], options: SpawnOptions = {}, name = command): Promise<number> {
  const child = spawn(command, args, { ...options, stdio: ['pipe', 'ignore', 'inherit'] });
  lingering.add(child);
  const pid = child.pid ?? 0;
  await until(() => readFileSync(`/proc/${pid}/stat`, 'latin1').includes(`(${name}) S`));
  return pid;
}

/** A shell that has a file open. */
export async function keepOpen(path: string, options: SpawnOptions = {}): Promise<number> {
  const said = join(makeHome(), 'open');
  const child = spawn('sh', ['-c', `exec 3<'${path}'; echo > "$1"; read -r _`, 'sh', said], {
    ...options,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  lingering.add(child);
  await until(() => existsSync(said));
  rmSync(said);
  return child.pid ?? 0;
}

export async function endLingering(): Promise<void> {
  for (const it of lingering) {
    const ended = it.exitCode === null && it.signalCode === null ? once(it, 'exit') : undefined;
    it.kill('SIGKILL');
    await ended;
  }
  lingering.clear();
}
