/**
 * The control: the same chaos over proper-lockfile as it comes, which judges by age. A short `stale`, so that its own way of taking
 * over is used often. Whoever is told that it lost the lock has lost it on record too.
 */
import { existsSync, readlinkSync, symlinkSync, unlinkSync } from 'node:fs';
import { basename } from 'node:path';
import lockfile from 'proper-lockfile';
import { pause, systemClock } from '../src/base/clock.ts';
import { messageOf } from '../src/base/errors.ts';
import { newId, tokenOf } from '../src/lock/ticket.ts';
import type { WorkerCharge } from './chaos-worker.ts';
import { between, createRandom } from './random.ts';
import { nowMs, recordIn } from './record.ts';

const charge = JSON.parse(process.argv[2] ?? '{}') as WorkerCharge;
const random = createRandom(charge.seed);
const record = recordIn(charge.records, charge.who);

const arena = process.ppid;

while (!existsSync(charge.over) && process.ppid === arena) {
  const id = newId();
  record({ event: 'asked', id, party: newId(), mode: 'exclusive', timeoutMs: 0 });
  try {
    const release = await lockfile.lock(charge.place.guards, {
      ...{ stale: 2000, update: 1000, retries: { retries: 40, minTimeout: 5, maxTimeout: 100, randomize: true } },
      onCompromised: () => record({ event: 'releasing', id }),
    });
    // There are no numbers to compare: each grant is the next one.
    record({ event: 'granted', id, token: tokenOf(Math.round(nowMs()), id), dirty: [] });
    await write(id);
    record({ event: 'releasing', id });
    await release();
  } catch (error) {
    record({ event: 'refused', id, code: messageOf(error) });
  }
}
record({ event: 'ending' });
process.exit();

async function write(id: string): Promise<void> {
  const mine = `${charge.who}/${id}`;
  try {
    symlinkSync(mine, charge.sentinel);
  } catch {
    // Whether its owner was killed or is inside with us, the records tell.
    unlinkSync(charge.sentinel);
    symlinkSync(mine, charge.sentinel);
  }
  await pause(systemClock, between(random, 2, 20));
  const found = readlinkSync(charge.sentinel);
  if (found !== mine) record({ event: 'met', id, other: basename(found) });
  unlinkSync(charge.sentinel);
}
