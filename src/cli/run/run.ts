/** `fetch-lock run`: a command of the user's, in our place, under the locks of some paths. */
import { constants } from 'node:os';
import { parseDuration } from '../../base/duration.ts';
import { errnoOf, FetchLockError, messageOf } from '../../base/errors.ts';
import { heldTooLongReason } from '../../base/policy/bounds.ts';
import { type Policy, policyPath, readPolicy } from '../../base/policy/policy.ts';
import { inert } from '../../base/text.ts';
import { commandParty, tokensIn } from '../../lock/job/party.ts';
import { mayWrite } from '../../lock/queue.ts';
import type { Mode } from '../../lock/ticket.ts';
import { type Call, exit, type Host } from '../command.ts';
import { locateInFleet } from '../fleet.ts';
import { type Terminal, tell } from '../terminal.ts';
import { keepInFleet } from './keeping.ts';
import { type Held, letGo, lockAll, type Question } from './locks.ts';
import { describePerson } from './person.ts';
import { catchSignals, dieOf, type Signals } from './signals.ts';
import { runCommand, StillRunning } from './work.ts';

const modes: readonly Mode[] = ['shared', 'update', 'exclusive'];

export async function run(call: Call, host: Host): Promise<number> {
  const signals = catchSignals();
  try {
    return await underLock(call, host, signals);
  } finally {
    signals.close();
  }
}

async function readQuestion(call: Call, host: Host, policy: Policy): Promise<Question> {
  const { env, err } = host;
  const mode = modes.find((it) => it === call.text('mode')) ?? 'exclusive';
  const timeout = call.text('timeout') ?? policy.defaults?.['lock-timeout'] ?? '5m';
  const paths = call.texts('path');
  const isOverruled = call.has('fail-open') && policy.failClosed === 'always';
  if (isOverruled) err.write(`fetch-lock: \`--fail-open\` counts for nothing here: '${policyPath}' has \`failClosed\` always.\n`);
  return {
    ...{ mode, timeout, timeoutMs: parseDuration('--timeout', timeout), isFailOpen: call.has('fail-open') && !isOverruled },
    ...(await locateInFleet(paths.length > 0 ? paths : ['.'], call, host)),
    ...{ job: describePerson(call.command[0]), party: commandParty(env), within: tokensIn(env), policy },
  };
}

async function underLock(call: Call, host: Host, signals: Signals): Promise<number> {
  const { command } = call;
  const { clock, err, env, cwd } = host;
  const say = (text: string, code: number): number => {
    tell(err, text);
    return code;
  };
  let question: Question;
  let held: Held[];
  try {
    question = await readQuestion(call, host, readPolicy());
    held = await lockAll(question, { clock, err, signal: signals.stopped });
    await keepInFleet(held, question, host, signals.stopped);
  } catch (error) {
    if (isWrongCall(error)) throw error;
    const signal = signals.first();
    if (signal) return say('stopped while it waited for the lock; the command was not run.', 128 + constants.signals[signal]);
    return say(messageOf(error), error instanceof FetchLockError && isImpatience(error) ? exit.timeout : exit.unavailable);
  }
  try {
    // A signal may have come in the last moment.
    const early = signals.first();
    if (early) return say('stopped before the command began.', 128 + constants.signals[early]);
    const { mode, party, within, policy } = question;
    const { exitCode, signal } = await runCommand(held, { ...{ command, env, cwd, clock, err, signals, party, within, policy } });
    // As a job that has succeeded does.
    if (exitCode === 0 && mayWrite(mode)) await settle(held, err);
    await letGo(held.splice(0), clock).catch((error) => say(messageOf(error), exit.ok));
    if (signal === null) return exitCode ?? exit.failed;
    dieOf(signal);
    return 128 + constants.signals[signal];
  } catch (error) {
    if (error instanceof StillRunning) for (const it of held.splice(0)) it.store.close();
    // Nothing but our stopping it throws one of these.
    if (error instanceof FetchLockError) {
      const ending = { isCutShort: true, ...(error.code === 'FL_POLICY' ? { reason: heldTooLongReason } : {}) };
      await letGo(held.splice(0), clock, ending).catch((trouble) => say(messageOf(trouble), exit.failed));
    }
    const errno = errnoOf(error);
    if (errno === undefined) return say(messageOf(error), exit.failed);
    const [name = ''] = command;
    return errno === 'ENOENT' ? say(`'${inert(name)}' was not found.`, 127) : say(`'${inert(name)}' cannot be run (${errno}).`, 126);
  } finally {
    await letGo(held, clock).catch((error) => say(messageOf(error), exit.failed));
  }
}

/** What cannot be put right now is told again to the next; the command has done its part. */
async function settle(held: readonly Held[], err: Terminal): Promise<void> {
  try {
    for (const { lock } of held) await lock.settle();
  } catch (error) {
    tell(err, messageOf(error));
  }
}

const isWrongCall = (error: unknown): boolean => error instanceof FetchLockError && error.code === 'FL_INPUT';

const isImpatience = ({ code }: FetchLockError): boolean => code === 'FL_TIMEOUT' || code === 'FL_DEADLOCK';
