/**
 * The post stage: lets go of exactly what this step was granted, and writes the summary.
 * It reads what main saved and the job's status, and may run without a main, twice, or after a crash. Its own trouble is a warning.
 */
import { atMost, type Clock } from '../base/clock.ts';
import { formatDuration } from '../base/duration.ts';
import { messageOf, orNothing } from '../base/errors.ts';
import { inert } from '../base/text.ts';
import { freeTurn } from '../fetch/fencing/turn.ts';
import { unpin } from '../fetch/sharing/pins.ts';
import type { RedisAddress } from '../lock/fleet/address.ts';
import { openStore } from '../lock/fleet/open.ts';
import { endOrphans } from '../lock/host/liveness.ts';
import { hasLockDir } from '../lock/host/lock-dir.ts';
import { openNotebook } from '../lock/job/notebook.ts';
import { mayWrite } from '../lock/queue.ts';
import { weekMs } from '../report/history.ts';
import { journalReport, readEvents } from '../report/journal.ts';
import { renderSummary } from '../report/pictures/summary.ts';
import { timeline } from '../report/timeline.ts';
import { sayReleased } from '../report/words.ts';
import { inputOf } from './inputs/given.ts';
import type { Runner } from './runner.ts';
import { type OutcomeState, readMetricsFile, readOutcome, readSnapshot, readTickets, type TicketState } from './state.ts';

const limitMs = 10_000;
// Of a lock that is busier than that, the summary tells of fewer days, and post knows less of what was.
const historyBytes = 4 * 1_048_576;

interface Host {
  clock: Clock;
  /** Aborted when the step is to stop: what is not needed is left then. */
  signal: AbortSignal;
  /** The courier's bundle. */
  courier: string;
}

export async function release(runner: Runner, host: Host): Promise<void> {
  const { clock } = host;
  const tickets = readTickets(runner);
  const outcome = readOutcome(runner);
  if (tickets.length === 0 && !outcome) return runner.log.info('This step asked for no lock: there is nothing to let go of.');
  const act = async () => {
    // Trouble with one lock keeps no other.
    for (const it of tickets.toReversed()) await letGo(runner, clock, it, outcome).catch((error) => runner.log.warning(messageOf(error)));
    if (tickets[0]?.hasSummary ?? outcome?.hasSummary ?? true)
      await summarize(runner, clock, tickets, outcome).catch((error) => runner.log.warning(messageOf(error)));
    const file = readMetricsFile(runner);
    const places = tickets.map((it) => it.place);
    if (file !== undefined) await (await import('./metrics.ts')).writeMetrics(runner, clock, places, file);
    return true;
  };
  const isDone = await atMost(clock, limitMs, act()).catch((error) => {
    runner.log.warning(messageOf(error));
    return true;
  });
  if (!isDone) runner.log.warning(`Letting go took longer than ${formatDuration(limitMs)}. The lock is free as soon as this job is gone.`);
  await save(runner, host, tickets).catch((error) => runner.log.warning(messageOf(error)));
}

/** Nobody waits for the cache: the lock is free. */
async function save(runner: Runner, { clock, signal, courier }: Host, tickets: readonly TicketState[]): Promise<void> {
  const found = readSnapshot(runner);
  const ticket = tickets.find((it) => it.id === found?.ticket);
  if (!found || !ticket) return;
  const { place, path, mode, id, job } = ticket;
  const startedMs = clock.now();
  const { saveMirror } = await import('./cache/cache.ts');
  const end = await saveMirror(found.key, found.snapshot, { env: runner.env, clock, signal, log: runner.log, courier });
  const report = journalReport(place.dir, { lock: place.guards, path, mode, ticket: id, job, pid: process.pid }, runner.log.warning);
  if (end === 'saved')
    report('mirror_saved', { duration_ms: Math.round(clock.now() - startedMs), reason: `cache key '${inert(found.key)}'` });
}

/** What is let go of on this host its keeper lets go of in the fleet; where main was killed before it had one, only post can. */
async function addressIn({ env }: Runner, { fleet }: TicketState['place']): Promise<RedisAddress | undefined> {
  if (fleet === undefined) return undefined;
  const [{ readPolicy }, { addressUnder }] = await Promise.all([import('../base/policy/policy.ts'), import('./inputs/house-rules.ts')]);
  return addressUnder(orNothing(() => readPolicy()) ?? { trustedOwners: [] }, env);
}

async function letGo(runner: Runner, clock: Clock, ticket: TicketState, outcome: OutcomeState | undefined): Promise<void> {
  const { place, path, mode, id, job } = ticket;
  const forget = () => openNotebook(runner.env).forget(id);
  if (!hasLockDir(place)) return forget();
  const events = readEvents(place.dir, { mostBytes: historyBytes, ticket: id });
  const [before] = timeline(events);
  const broken = events.findLast((it) => it.event === 'lock_broken');
  const store = await openStore(place, clock, { address: await addressIn(runner, place), onTrouble: runner.log.warning });
  try {
    const report = journalReport(place.dir, { lock: place.guards, path, mode, ticket: id, job, pid: process.pid }, runner.log.warning);
    const token = await store.find(id);
    // A main that could not say how it ended was killed, perhaps in the middle of a write. Its keeper may have signed in since, so
    // that nobody else takes it for dead.
    const hasDied = !outcome?.isQuiet;
    if (token !== undefined && hasDied) await endOrphans(token, clock);
    if (ticket.hasPins) unpin(id, place);
    // A git that was killed in the middle of a change keeps every host out until this one says that it is dead.
    if (place.fleet !== undefined && mayWrite(mode)) orNothing(() => freeTurn(place.guards));
    if (inputOf(runner.env, 'job-status') === 'success' && mayWrite(mode)) await store.settle(outcome?.dirty ?? []);
    const withdrawn = token !== undefined && hasDied ? await store.abandon(token) : await store.withdraw(id);
    // Until it is let go of, the host's hook may have to do it.
    forget();
    const whyLost = withdrawn?.token && store.whyLost?.(withdrawn.token);
    if (withdrawn && whyLost) {
      report('lock_broken', { held_ms: withdrawn.heldMs, reason: whyLost });
      runner.log.warning(
        `The lock on ${inert(path)} was ended (${whyLost}) before the job let go of it. What ran since may not have been alone.`,
      );
    } else if (withdrawn?.token !== undefined) {
      report('lock_released', { held_ms: withdrawn.heldMs });
      runner.log.info(sayReleased(path, mode, withdrawn.heldMs));
    } else if (withdrawn) {
      const waitedMs = before && Math.max(0, clock.wall() - before.askedAt);
      const waited = waitedMs === undefined ? {} : { waited_ms: waitedMs };
      report('lock_cancelled', { decision: 'deny', ...waited, reason: 'still waiting when post came' });
      runner.log.info(`Took back the request for ${inert(path)}, which was still waiting.`);
    } else if (broken && before?.grantedAt !== undefined) {
      runner.log.warning(
        `The lock on ${inert(path)} was ended (${inert(broken.reason ?? 'by an admin')}) before the job let go of it. What ran since was not under it.`,
      );
    } else if (before && ['holding', 'died'].includes(before.outcome)) {
      report('lock_broken', { reason: 'gone before post came' });
      runner.log.warning(`The lock on ${inert(path)} was gone before the job let go of it. What ran since may not have been alone.`);
    } else {
      const wasGranted = before?.grantedAt !== undefined;
      runner.log.info(
        wasGranted ? `The lock on ${inert(path)} was already released.` : `There was no lock on ${inert(path)} to let go of.`,
      );
    }
  } finally {
    store.close();
  }
}

async function summarize(runner: Runner, clock: Clock, tickets: TicketState[], outcome: OutcomeState | undefined): Promise<void> {
  const text = renderSummary({
    waits: tickets.map(({ id, place, path, mode }) => ({
      ...{ ticket: id, path, mode },
      rows: hasLockDir(place) ? timeline(readEvents(place.dir, { sinceAt: clock.wall() - weekMs, mostBytes: historyBytes })) : [],
    })),
    ...(outcome ? { result: outcome.result, waitedMs: outcome.waitedMs } : {}),
    ...(outcome?.failure === undefined ? {} : { failure: outcome.failure }),
    nowAt: clock.wall(),
  });
  if (text) await runner.writeSummary(text);
}
