import { join } from 'node:path';
import { makePlace, removeAll } from '../../__tests__/support/places.ts';
import { makeRequest } from '../../__tests__/support/requests.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { Event } from '../../src/base/event.ts';
import { openFileStore } from '../../src/lock/host/file-store.ts';
import type { Place } from '../../src/lock/host/lock-dir.ts';
import { usualBounds } from '../../src/report/archive.ts';
import { appendEvent } from '../../src/report/journal.ts';
import { type Case, type Figure, inTurns, type Sample } from '../case.ts';
import { jobOf } from '../parties/job.ts';
import { handOn, handOnByFlock, leaveLine, standInLine } from '../parties/lines.ts';
import { sampleOf, time, timeNode } from '../parties/program.ts';

const [waiting, requests, eachRound] = [200, 25_000, 10];
const journalLines = requests * 4;

const figures: Figure[] = [
  { name: 'hand-off', title: `From one holder to the next, ${waiting} waiting`, unit: 'ms', beside: 'flock', target: { plus: 10 } },
  { name: 'ask', title: `Getting a place in line behind ${waiting}`, unit: 'ms', beside: 'node', target: { plus: 50 } },
  { name: 'main', title: `Stage main, ${journalLines.toLocaleString('en-GB')} lines in the journal`, unit: 'ms', beside: 'node' },
  { name: 'post', title: `Stage post, ${journalLines.toLocaleString('en-GB')} lines in the journal`, unit: 'ms', beside: 'node' },
];

/** A lock that many want, and one that has been used for long. */
export const crowd: Case = {
  name: 'crowd',
  does: `a lock with ${waiting} waiters, and one with ${journalLines.toLocaleString('en-GB')} lines in its journal`,
  rounds: 3,
  figures,
  open: async () => {
    const [wanted, used] = [makePlace(), makePlace()];
    fillJournal(used, (await prepare(used)).now);
    fillJournal(wanted, (await prepare(wanted)).now);
    const line = await standInLine('ours', waiting, wanted);
    const store = await openFileStore(wanted, systemClock);

    const ask = async (): Promise<Sample[]> => {
      const request = makeRequest();
      const tookMs = await time(async () => {
        await store.enter(request);
        await store.place(request.id, AbortSignal.timeout(10_000));
      });
      await store.withdraw(request.id);
      return sampleOf('ours', tookMs, 'ask');
    };
    const hand = async (): Promise<Sample[]> => {
      const values = await handOn(line, 'release', eachRound);
      return [{ figure: 'hand-off', party: 'ours', values }];
    };
    const stages = (round: number) => async (): Promise<Sample[]> => {
      const job = jobOf({ home: join(used.guards, '..'), name: `job-${round}`, inputs: { path: used.guards } });
      const main = await job.time('main');
      return [...sampleOf('ours', main, 'main'), ...sampleOf('ours', await job.time('post'), 'post')];
    };
    return {
      round: async (number) =>
        (
          await inTurns(number, [
            ask,
            hand,
            stages(number),
            () => timeNode('ask', 'main', 'post'),
            async (): Promise<Sample[]> => [{ figure: 'hand-off', party: 'flock', values: await handOnByFlock(waiting) }],
          ])
        ).flat(),
      close: async () => {
        store.close();
        await leaveLine(line);
        removeAll();
      },
    };
  },
};

/** The lock directory, made as it always is. */
async function prepare(place: Place): Promise<{ now: number }> {
  (await openFileStore(place, systemClock)).close();
  return { now: Date.now() };
}

const everyMs = 20_000;

/** Of jobs that waited and held, one after the other. No line of them is put away, as a lock would do with so many. */
function fillJournal({ dir, guards }: Place, nowMs: number): void {
  const bounds = { ...usualBounds, keptBytes: 1e9, keptFiles: 1000 };
  for (let index = 0; index < requests; index++) {
    const askedMs = nowMs - (requests - index) * everyMs;
    const common = {
      ...{ lock: guards, path: guards, mode: 'update' as const, ticket: index.toString(16).padStart(16, '0'), pid: 1000 + index },
      job: { repository: 'acme/app', run_id: String(index), job: 'test' },
    };
    const say = (afterMs: number, event: Event['event'], detail: Partial<Event> = {}) =>
      appendEvent(dir, { v: 1, ts: new Date(askedMs + afterMs).toISOString(), event, ...common, ...detail }, bounds);
    say(0, 'lock_waiting', { ahead: 1 });
    say(1500, 'lock_acquired', { decision: 'allow', waited_ms: 1500, ahead: 1 });
    say(1900, 'git_finished', { argv: ['fetch', '--prune', 'origin'], exit_code: 0, duration_ms: 380 });
    say(2000, 'lock_released', { held_ms: 500 });
  }
}
