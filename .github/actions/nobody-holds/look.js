/** Looks at the locks of some paths as anybody on the host can, by the built command, and fails the step if they are in use. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const program = join(import.meta.dirname, '..', '..', '..', 'dist', 'cli', 'index.js');

export function look({ INPUT_PATH = '', INPUT_EVENTS = '' }) {
  const paths = linesOf(INPUT_PATH);
  // For who reads the log.
  process.stdout.write(ask('report', ...paths));
  const { locks } = JSON.parse(ask('status', '--json', ...paths));
  const wanted = linesOf(INPUT_EVENTS).map(readEvent);
  const troubles = locks.flatMap((it) => troublesOf(it, wanted));
  if (locks.length === 0) troubles.push('no path was given');
  for (const it of troubles) process.stdout.write(`::error::${it.replace(/[%\r\n]/g, ' ')}\n`);
  if (troubles.length === 0) process.stdout.write(`Nobody holds ${paths.join(', ')}, and nobody waits.\n`);
  else process.exitCode = 1;
}

const linesOf = (text) =>
  text
    .split('\n')
    .map((it) => it.trim())
    .filter((it) => it !== '');

function readEvent(line) {
  const [, name, times] = /^([a-z_]+): (\d+)$/.exec(line) ?? [];
  if (name === undefined) throw new Error(`'${line}' is no event and how often it is there, such as 'mirror_created: 1'`);
  return { name, times: Number(times) };
}

function ask(...args) {
  const { stdout, stderr, error } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', timeout: 60_000 });
  if (error) throw error;
  process.stderr.write(stderr);
  return stdout;
}

function troublesOf({ path, trouble, was_locked, lock_dir, holders = [], waiters = [] }, wanted) {
  if (trouble !== undefined) return [`${path}: ${trouble}`];
  // Who looks at the wrong path sees that nobody holds it.
  if (!was_locked) return [`${path} was never locked`];
  const found = eventsIn(join(lock_dir, 'journal.jsonl'));
  return [
    ...holders.map(({ ticket, mode, verdict }) => `${path} is held: ${mode}, ticket ${ticket}, ${verdict}`),
    ...waiters.map(({ ticket, mode, verdict }) => `${path} is waited for: ${mode}, ticket ${ticket}, ${verdict}`),
    ...wanted.flatMap(({ name, times }) => {
      const is = found.filter((it) => it === name).length;
      return is === times ? [] : [`${path}: ${name} is ${is} times in the journal, and not ${times}`];
    }),
  ];
}

const eventsIn = (journal) => (existsSync(journal) ? linesOf(readFileSync(journal, 'utf8')).map((it) => JSON.parse(it).event) : []);
