/**
 * A process that asks for a lock, for tests with real processes. Started with a charge in its arguments, it says on stdout what
 * happens, one JSON object a line, and does what stdin tells: `downgrade`,
 * `release`, `leave` (as a main step that handed the lock on) or `exit`. It ends with its stdin.
 */
import { createInterface } from 'node:readline';
import { systemClock } from '../../src/base/clock.ts';
import { FetchLockError, messageOf } from '../../src/base/errors.ts';
import { acquire, type Lock } from '../../src/lock/acquire.ts';
import { openFileStore } from '../../src/lock/host/file-store.ts';
import type { Place } from '../../src/lock/host/lock-dir.ts';
import type { Held } from '../../src/lock/store.ts';
import type { Mode } from '../../src/lock/ticket.ts';
import { makeRequest } from './requests.ts';

export interface Contest {
  place: Place;
  name: string;
  mode?: Mode;
  timeoutMs?: number;
  party?: string;
  others?: Held[];
  /** A grant that it signs in to, as a keeper does, instead of asking for one. */
  signs?: string;
}

const contest = JSON.parse(process.argv[2] ?? '{}') as Contest;
/** `at` is milliseconds since 1970, finer than Date tells. */
const say = (event: string, detail: object = {}) =>
  process.stdout.write(`${JSON.stringify({ event, ...detail, at: performance.timeOrigin + performance.now() })}\n`);

const refuse = (error: unknown): never => {
  say('refused', { code: error instanceof FetchLockError ? error.code : messageOf(error), message: messageOf(error) });
  process.exit();
};

const store = await openFileStore(contest.place, systemClock).catch(refuse);
let lock: Lock | undefined;
const commands: Record<string, () => unknown> = {
  release: async () => {
    say('releasing');
    say('released', { did: await lock?.release() });
  },
  downgrade: async () => say('downgraded', { did: await lock?.downgrade() }),
  leave: () => {
    store.close();
    process.exit();
  },
  exit: () => process.exit(),
};
createInterface({ input: process.stdin })
  .on('line', (line) => Promise.resolve(commands[line]?.()).catch((error) => say('failed', { message: messageOf(error) })))
  .on('close', () => process.exit());
try {
  if (contest.signs) say('signed', { did: await store.sign(contest.signs) });
  else
    lock = await acquire(
      store,
      makeRequest({
        job: { job: contest.name },
        others: () => contest.others ?? [],
        ...(contest.mode ? { mode: contest.mode } : {}),
        ...(contest.party ? { party: contest.party } : {}),
      }),
      {
        clock: systemClock,
        timeoutMs: contest.timeoutMs ?? 60_000,
        signal: new AbortController().signal,
        report: (event, detail) => event === 'lock_recovered' && say(event, { holder: detail.holder?.job }),
        onWaiting: (obstacle) =>
          say('waiting', { ahead: obstacle.ahead, holder: obstacle.holders[0]?.job.job, verdict: obstacle.holders[0]?.verdict }),
      },
    );
  if (lock) say('granted', { token: lock.token, dirty: lock.dirty.map((it) => it.job.job) });
} catch (error) {
  refuse(error);
}
