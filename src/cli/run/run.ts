/** `fetch-lock run`: a command of the user's, in our place, under the locks of some paths. */
import { constants } from 'node:os';
import { parseDuration } from '../../base/duration.ts';
import { errnoOf, FetchLockError, messageOf } from '../../base/errors.ts';
import { readPolicy } from '../../base/policy/policy.ts';
import { inert } from '../../base/text.ts';
import { commandParty, tokensIn } from '../../lock/job/party.ts';
import type { Mode } from '../../lock/ticket.ts';
import { type Call, exit, type Host } from '../command.ts';
import { locate } from '../locate.ts';
import { type Held, letGo, lockAll, type Question } from './locks.ts';
import { describePerson } from './person.ts';
import { catchSignals, dieOf, type Signals } from './signals.ts';
import { runCommand, StillRunning } from './work.ts';

const modes: readonly Mode[] = ['shared', 'update', 'exclusive'];

export async function run(call: Call, host: Host): Promise<number> {
  const signals = catchSignals();
  try {
    return await underLock(readQuestion(call, host), call, host, signals);
  } finally {
    signals.close();
  }
}

function readQuestion(call: Call, { env, cwd }: Host): Question {
  const mode = modes.find((it) => it === call.text('mode')) ?? 'exclusive';
  const timeout = call.text('timeout') ?? '5m';
  const paths = call.texts('path');
  return {
    ...{ mode, timeout, timeoutMs: parseDuration('--timeout', timeout), isFailOpen: call.has('fail-open') },
    scopes: locate(paths.length > 0 ? paths : ['.'], { cwd, lockDir: call.text('lock-dir') }),
    ...{ job: describePerson(call.command[0]), party: commandParty(env), within: tokensIn(env) },
  };
}

async function underLock(question: Question, { command }: Call, host: Host, signals: Signals): Promise<number> {
  const { clock, err, env, cwd } = host;
  const say = (text: string, code: number): number => {
    err.write(`fetch-lock: ${text}\n`);
    return code;
  };
  let held: Held[];
  try {
    readPolicy();
    held = await lockAll(question, { clock, err, signal: signals.stopped });
  } catch (error) {
    const signal = signals.first();
    if (signal) return say('stopped while it waited for the lock; the command was not run.', 128 + constants.signals[signal]);
    return say(messageOf(error), error instanceof FetchLockError && isImpatience(error) ? exit.timeout : exit.unavailable);
  }
  try {
    // A signal may have come in the last moment.
    const early = signals.first();
    if (early) return say('stopped before the command began.', 128 + constants.signals[early]);
    const { party, within } = question;
    const { exitCode, signal } = await runCommand(held, { ...{ command, env, cwd, clock, err, signals, party, within } });
    await letGo(held.splice(0), clock).catch((error) => say(messageOf(error), exit.ok));
    if (signal === null) return exitCode ?? exit.failed;
    dieOf(signal);
    return 128 + constants.signals[signal];
  } catch (error) {
    if (error instanceof StillRunning) for (const it of held.splice(0)) it.store.close();
    const errno = errnoOf(error);
    if (errno === undefined) return say(messageOf(error), exit.failed);
    const [name = ''] = command;
    return errno === 'ENOENT' ? say(`'${inert(name)}' was not found.`, 127) : say(`'${inert(name)}' cannot be run (${errno}).`, 126);
  } finally {
    await letGo(held, clock).catch((error) => say(messageOf(error), exit.failed));
  }
}

const isImpatience = ({ code }: FetchLockError): boolean => code === 'FL_TIMEOUT' || code === 'FL_DEADLOCK';
