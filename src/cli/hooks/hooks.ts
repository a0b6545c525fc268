/** `fetch-lock hooks`: prints or installs the scripts, and is what they run. */
import { chmodSync, lstatSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { atMost } from '../../base/clock.ts';
import { FetchLockError, messageOf, orNothing, unless } from '../../base/errors.ts';
import { disarm, inert } from '../../base/text.ts';
import { newId } from '../../lock/ticket.ts';
import { type Call, exit, type Host, UsageError } from '../command.ts';
import { locate, lockDirOf } from '../locate.ts';
import { tell } from '../terminal.ts';
import { cleanUp } from './clean-up.ts';
import { mark, renderHook, type When, whens } from './script.ts';

// Less than the script allows.
const limitMs = 8000;

export async function hooks(call: Call, host: Host): Promise<number> {
  const chosen = ['install', 'print', 'run'].filter(call.has);
  if (chosen.length > 1) throw new UsageError(`--${chosen[0]} and --${chosen[1]} exclude each other`);
  if (call.has('run')) return runHook(call, host);
  const args = argsOf(call, host);
  const scriptOf = (when: When) => renderHook(when, realpathSync(process.argv[1] ?? ''), args);
  const dir = call.text('install');
  if (dir !== undefined) return install(resolve(host.cwd, dir), scriptOf, call.has('force'), host);
  const which = call.text('print');
  const wanted = whens.filter((it) => which === undefined || which === `job-${it}`);
  host.out.write(wanted.map(scriptOf).join('\n'));
  return exit.ok;
}

/** What a script is to pass on: paths that mean the same wherever it runs. Throws FL_INPUT for one that cannot be locked. */
function argsOf(call: Call, { cwd }: Host): string[] {
  const lockDir = lockDirOf(call);
  locate(call.operands, { cwd, lockDir });
  const odd = [...call.operands, lockDir ?? ''].find((it) => disarm(it) !== it);
  // A script that holds such a name would be one that nobody can read, and its log a place for it to act.
  if (odd !== undefined) throw new UsageError(`'${inert(odd)}' has signs in its name that cannot be shown, and no hook is made for it`);
  const given = lockDir === undefined ? [] : [`--lock-dir=${resolve(cwd, lockDir)}`];
  return [...given, ...(call.operands.length > 0 ? ['--', ...call.operands.map((it) => resolve(cwd, it))] : [])];
}

const fileOf = (dir: string, when: When): string => join(dir, `fetch-lock-job-${when}.sh`);

function install(dir: string, scriptOf: (when: When) => string, isForced: boolean, { out }: Host): number {
  if (disarm(dir) !== dir) throw new UsageError(`'${inert(dir)}' has signs in its name that cannot be shown`);
  if (/\s/.test(dir)) throw new UsageError(`the runner splits the path of a hook at blanks, and '${inert(dir)}' has one`);
  if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory())
    throw new FetchLockError('FL_INPUT', { what: `'${inert(dir)}' is not a directory.`, fix: 'Make it first.' });
  const foreign = isForced ? undefined : whens.map((it) => fileOf(dir, it)).find(isForeign);
  if (foreign !== undefined) {
    throw new FetchLockError('FL_INPUT', {
      what: `'${inert(foreign)}' is there, and is no hook of fetch-lock.`,
      fix: 'Give another directory; or --force to write over it.',
    });
  }
  for (const when of whens) write(fileOf(dir, when), scriptOf(when));
  const lines = whens.map((it) => `ACTIONS_RUNNER_HOOK_JOB_${it.toUpperCase()}=${fileOf(dir, it)}`);
  out.write(`Written. Add to the .env of the runner, and start the runner again:\n\n${lines.join('\n')}\n`);
  return exit.ok;
}

/** Something that we did not write. */
function isForeign(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found !== undefined && !(found.isFile() && found.size < 1_000_000 && readFileSync(path, 'utf8').split('\n')[1]?.startsWith(mark));
}

function write(path: string, text: string): void {
  const staged = `${path}.${newId()}`;
  try {
    writeFileSync(staged, text, { flag: 'wx' });
    chmodSync(staged, 0o755);
    renameSync(staged, path);
  } finally {
    unless(['ENOENT'], () => rmSync(staged, { force: true }));
  }
}

/** Whatever happens is told in the job's log, and nothing more. */
async function runHook(call: Call, host: Host): Promise<number> {
  const say = (text: string) => tell(host.out, text);
  // What still waits then is nobody's business any more.
  const leave = () => setTimeout(() => process.exit(), 200).unref();
  try {
    const when = whens.find((it) => it === call.text('run'));
    if (!when) throw new UsageError('--run takes started or completed');
    const lockDir = lockDirOf(call);
    // A path that is gone meanwhile keeps no other.
    const scopes = call.operands.flatMap((it) => orNothing(() => locate([it], { cwd: host.cwd, lockDir })) ?? []);
    const round = { when, env: host.env, clock: host.clock, worker: Number(call.text('worker') ?? process.ppid), say };
    const isDone = await atMost(
      host.clock,
      limitMs,
      cleanUp({ ...round, places: scopes.map((it) => ({ ...it.lock, path: it.path })) }).then(() => true),
    );
    if (!isDone) say('Cleaning up took too long, and was left.');
  } catch (error) {
    say(messageOf(error));
  }
  leave();
  return exit.ok;
}
