/** Has somebody look, hears what is found, and waits for no check longer than it may take. */
import { StringDecoder } from 'node:string_decoder';
import { formatDuration } from '../../base/duration.ts';
import { messageOf } from '../../base/errors.ts';
import { run } from '../../base/exec.ts';
import { inert } from '../../base/text.ts';
import type { Host } from '../command.ts';
import { locating, type News, type Question } from './examine.ts';
import { type Patient, said } from './finding.ts';

/** Of the environment of the process that looks: its question, in JSON. */
export const questionVariable = 'FETCH_LOCK_DOCTOR';

const [checkMs, wholeMs, graceMs] = [10_000, 300_000, 1500];
/** A file system that does not answer one check will hardly answer the others. */
const mostStuck = 2;

export interface Heard extends Patient {
  workDir?: string;
  /** Something of it could not be ended. */
  isStuck: boolean;
}

/** Throws what stopped us. */
export async function look(question: Question, host: Host): Promise<Heard> {
  const heard: Heard = { ...(question.path === undefined ? {} : { path: question.path }), checks: [], isStuck: false };
  let { after } = question;
  for (let stuck = 1; ; stuck++) {
    const { last, isLate, isGone, hasEnded, complaint } = await lookOnce(
      { ...question, ...(after === undefined ? {} : { after }) },
      host,
      heard,
    );
    host.signal.throwIfAborted();
    heard.isStuck ||= !isGone;
    if (hasEnded) return heard;
    const isLast = stuck === mostStuck || !isGone || last === undefined || last === locating;
    const why = isLate
      ? `did not end within ${formatDuration(checkMs)}, and was stopped`
      : `ended without an answer${complaint && `: ${complaint}`}`;
    heard.checks.push({
      id: last ?? locating,
      ...said('warn', `The check '${last ?? locating}' ${why}.${isLast ? ' What comes after it was left out.' : ''}`, {
        ...(isLate ? { advice: 'A file system that does not answer keeps jobs waiting, too: look into it first.' } : {}),
      }),
    });
    if (isLast) return heard;
    after = last;
  }
}

interface Attempt {
  /** The check that was begun last. */
  last?: string;
  isLate: boolean;
  isGone: boolean;
  hasEnded: boolean;
  complaint: string;
}

async function lookOnce(question: Question, { clock, cwd, env, signal }: Host, heard: Heard): Promise<Attempt> {
  const attempt: Attempt = { isLate: false, isGone: true, hasEnded: false, complaint: '' };
  const late = new AbortController();
  const watch = () =>
    clock.after(checkMs, () => {
      attempt.isLate = true;
      late.abort();
    });
  let callOff = watch();
  const hear = (news: News): void => {
    callOff();
    callOff = watch();
    if (news.news === 'began') attempt.last = news.id;
    else if (news.news === 'found') heard.checks.push(news.finding);
    else if (news.news === 'ended') attempt.hasEnded = true;
    else Object.assign(heard, { guards: news.guards, workDir: news.workDir, lockDir: news.lockDir });
  };
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const [, program = ''] = process.argv;
  const result = await run(process.execPath, [...process.execArgv, program, 'doctor', '.'], {
    ...{ cwd, clock, limitMs: wholeMs, graceMs, signal: AbortSignal.any([signal, late.signal]) },
    env: { ...env, [questionVariable]: JSON.stringify(question) },
    onOutput: (bytes) => {
      const lines = (rest + decoder.write(bytes)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) hear(JSON.parse(line));
    },
    onLine: (line) => {
      attempt.complaint = inert(line, 200);
    },
  })
    .catch((error) => {
      attempt.complaint = inert(messageOf(error), 200);
      return { isGone: true };
    })
    .finally(() => callOff());
  return { ...attempt, isGone: result.isGone };
}
