/** The sentences people read while they wait and when it ends. Names of other jobs are made inert here. Pure. */
import { formatDuration } from '../base/duration.ts';
import type { Trouble } from '../base/errors.ts';
import type { Job } from '../base/event.ts';
import { inert, plural, withoutCredentials } from '../base/text.ts';
import type { Shortness } from './history.ts';

/** A request as the line shows it. */
export interface Seen {
  mode: string;
  job: Job;
  heldMs: number;
  verdict: 'alive' | 'dead' | 'unknown';
  /** First on this host only: whose hold on another one it waits for itself. */
  waitsFor?: Job;
}

export interface Line {
  holders: Seen[];
  ahead: number;
  /** What else it waits for, in a sentence. */
  reason?: string;
}

/** `acme/web job test (leg 3), run 812 attempt 2 on runner-2`, as far as it is known. */
export function nameJob(job: Job): string {
  const leg = job.job_index && job.job_index !== '0' ? ` (leg ${job.job_index})` : '';
  const work = [job.repository, job.job && `job ${job.job}${leg}`].filter(Boolean).join(' ');
  const run = job.run_id && `run ${job.run_id}${job.run_attempt && job.run_attempt !== '1' ? ` attempt ${job.run_attempt}` : ''}`;
  const person = [job.user, job.command && `running ${job.command}`].filter(Boolean).join(' ');
  const where = [job.runner, job.host].filter(Boolean).join(' on ');
  const name = [work, run, person].filter(Boolean).join(', ');
  return inert(`${name || 'a job without a name'}${where ? ` on ${where}` : ''}`, 200);
}

/** Only a link that cannot be anything else is a link. */
export const linkOf = (job: Job): string | undefined =>
  /^https:\/\/[\w.-]{1,100}(:\d+)?\/[\w./-]{1,200}$/.test(job.url ?? '') ? job.url : undefined;

export const liveness = { alive: 'still running', dead: 'no longer running', unknown: 'cannot be seen from here' } as const;

const describe = (it: Seen): string => {
  const name = `${nameJob(it.job)} (${it.mode}, ${it.heldMs > 0 ? `for ${formatDuration(it.heldMs)}, ` : ''}${liveness[it.verdict]})`;
  return it.waitsFor ? `${name}, which is first on this host and waits for ${nameJob(it.waitsFor)}` : name;
};

/** At the very end, so that nothing becomes a part of it. */
const linkTo = ({ holders: [first] }: Line): string => {
  const link = first && linkOf(first.job);
  return link ? ` ${link}` : '';
};

const inFront = ({ ahead }: Line): string => `${plural(ahead, 'request')} in front`;

const heldBy = ({ holders: [first, ...more] }: Line): string =>
  first ? `Held by ${describe(first)}${more.length > 0 ? ` and ${plural(more.length, 'other')}` : ''}` : 'Nobody holds it yet';

/** Who keeps it away, and what else does. */
const keptBy = (line: Line): string => {
  if (line.reason === undefined) return heldBy(line);
  const why = inert(line.reason.replace(/\.$/, ''), 500);
  return line.holders.length > 0 ? `${heldBy(line)}. ${why}` : why;
};

const article = (mode: string): string => (/^[aeu]/.test(mode) ? 'an' : 'a');

export const sayWaiting = (path: string, mode: string, line: Line, waitedMs: number): string =>
  `Waiting ${waitedMs >= 1000 ? `for ${formatDuration(waitedMs)} ` : ''}to get ${article(mode)} ${mode} lock on ${inert(path)}: ${inFront(line)}. ${keptBy(line)}.${linkTo(line)}`;

/** The same where a line is cut at its end: what one looks for comes first. */
export const sayBehind = (path: string, line: Line, waitedMs: number): string =>
  `Waiting ${formatDuration(waitedMs)}. ${keptBy(line)}; ${line.ahead} in front, for ${inert(path)}.`;

/** That the limit of a wait will hardly do. */
export const sayShort = (path: string, leftMs: number, { waits, longer, p50Ms, p95Ms }: Shortness, input = 'lock-timeout'): string =>
  `This wait for ${inert(path)} may end in vain: it ends after ${formatDuration(leftMs)}, and ${longer} of the ${waits} requests that had to wait there in the last 7 days waited longer or gave up (p50 ${formatDuration(p50Ms)}, p95 ${formatDuration(p95Ms)}). Raise \`${input}\`, or look at what holds the lock for so long.`;

export const sayAcquired = (path: string, mode: string, waitedMs: number, position: number): string =>
  `Got the ${mode} lock on ${inert(path)} ${position === 0 && waitedMs < 1000 ? 'at once' : `after ${formatDuration(waitedMs)}`}.`;

export const sayDowngraded = (path: string, mode: string): string =>
  `Git is done: the ${mode} lock on ${inert(path)} is shared until the job ends.`;

export const sayReleased = (path: string, mode: string, heldMs: number): string =>
  `Let go of the ${mode} lock on ${inert(path)}, held for ${formatDuration(heldMs)}.`;

export const sayRecovered = (path: string, holder: Job): string =>
  `The lock on ${inert(path)} was recovered: ${nameJob(holder)} died without letting go.`;

export const sayHalfWritten = (path: string, holders: Job[]): string =>
  `${inert(path)} may be half-written: ${holders.map(nameJob).join('; ')} died while holding the lock.`;

export const sayDirty = (path: string, holders: Job[]): string => `${sayHalfWritten(path, holders)} Output \`dirty\` is true.`;

/** A command as the user wrote it; without one it was for what is wanted. */
export function sayJoined(path: string, command: string | undefined, holder: Job, ageMs?: number): string {
  const when = ageMs === undefined ? 'after this step asked' : `${formatDuration(ageMs)} before this step asked, which \`max-age\` allows`;
  const what =
    command === undefined
      ? `it brought what is wanted into ${inert(path)}`
      : `it began ${when}, so \`git ${inert(withoutCredentials(command.replace(/^git\s+/, '')))}\` is not run in ${inert(path)}`;
  const link = linkOf(holder);
  return `Joined the fetch of ${nameJob(holder)}: ${what}.${link ? ` ${link}` : ''}`;
}

export const sayPresent = (path: string, count: number): string =>
  `${count === 1 ? 'What is wanted' : `All that is wanted (${count})`} is in ${inert(path)} already, kept by a ref: nothing is fetched.`;

export const sayMerged = (path: string, count: number): string =>
  `Fetching into ${inert(path)} for ${plural(count, 'request')} in line too.`;

export const sayAlone = (path: string, complaint: string): string =>
  `The fetch into ${inert(path)} for all in line failed, which may be because of one of them${complaint ? ` (${inert(complaint)})` : ''}: doing ours alone.`;

/** `limit` as the user gave it, in the input of that name. */
export const troubleWaiting = (
  path: string,
  mode: string,
  line: Line,
  waitedMs: number,
  limit: string,
  input = 'lock-timeout',
): Trouble => ({
  what:
    waitedMs < 1000
      ? `The ${mode} lock on ${inert(path)} is taken.`
      : `Waited ${formatDuration(waitedMs)} for the ${mode} lock on ${inert(path)} and gave up.`,
  why: line.reason === undefined ? `${heldBy(line)}; ${inFront(line)}.` : `${keptBy(line)}.`,
  fix: `Raise \`${input}\` (now ${inert(limit)}), or ${line.reason === undefined ? 'look at what holds it' : 'see why that is so'}.${linkTo(line)}`,
});

/** What ends a wait in vain: who is in the way, or the circle in which nobody would ever go on. */
interface Vain {
  obstacle: Line;
  circle: readonly { waiter: Member; holder: Member }[];
}

/** The same, or of a deadlock, where there is a circle. */
export const troubleGivingUp = (
  { obstacle, circle }: Vain,
  path: string,
  mode: string,
  ...[waitedMs, limit, input]: [waitedMs: number, limit: string, input?: string]
): Trouble =>
  circle.length > 0 ? troubleDeadlock(path, mode, describeCircle(circle)) : troubleWaiting(path, mode, obstacle, waitedMs, limit, input);

/** A request of a deadlock. */
interface Member {
  job: Job;
  mode: string;
  guards: string;
}

/** Who waits for whom, from the reader round to the reader. */
const describeCircle = (circle: readonly { waiter: Member; holder: Member }[]): string =>
  circle
    .map(({ waiter, holder }, index) => {
      const next = circle[(index + 1) % circle.length]?.waiter.job ?? {};
      const who = index === 0 ? 'this job' : nameJob(waiter.job);
      const whom = index === circle.length - 1 ? 'this job' : nameJob(next);
      return `${who} waits for ${article(waiter.mode)} ${waiter.mode} lock on ${inert(waiter.guards)}, of which ${whom} holds ${article(holder.mode)} ${holder.mode} one`;
    })
    .join('; ');

const troubleDeadlock = (path: string, mode: string, circle: string): Trouble => ({
  what: `Waiting for the ${mode} lock on ${inert(path)} would never end.`,
  why: `It is a deadlock: ${circle}. The youngest request gives up, so that the others go on.`,
  fix: 'Lock everything at once (`path` takes several lines, `run` several `--path`), or in the same order in every job; ask for the strongest `mode` first.',
});
