/** `fetch-lock recover`: takes away what the dead left in a lock. */
import { messageOf, orNothing } from '../../base/errors.ts';
import type { Job } from '../../base/event.ts';
import { inert, plural, renderJson } from '../../base/text.ts';
import { freeTurn } from '../../fetch/fencing/turn.ts';
import type { Scope } from '../../git/scope.ts';
import { findSuspects } from '../../lock/breaking.ts';
import type { RedisAddress } from '../../lock/fleet/address.ts';
import { openStore } from '../../lock/fleet/open.ts';
import { hasLockDir } from '../../lock/host/lock-dir.ts';
import { journalReport } from '../../report/journal.ts';
import { nameJob, sayRecovered } from '../../report/words.ts';
import { type Call, exit, type Host } from '../command.ts';
import { locateInFleet } from '../fleet.ts';
import { describePerson } from '../run/person.ts';
import { tell } from '../terminal.ts';

/** A request that was taken away; snake_case is how it is printed. */
interface Recovered {
  ticket: string;
  state: 'held' | 'waiting';
  mode: string;
  held_ms?: number;
  holder: Job;
}

type Outcome = { scope: Scope; recovered: Recovered[] } | { scope: Scope; trouble: string };

export async function recover(call: Call, host: Host): Promise<number> {
  const outcomes: Outcome[] = [];
  const { scopes, address } = await locateInFleet(call.operands, call, host);
  for (const scope of scopes) outcomes.push(await recoverOne(scope, host, address));
  if (call.has('json')) host.out.write(renderJson({ locks: outcomes.map(document) }));
  else for (const line of outcomes.flatMap(describe)) host.out.write(`${line}\n`);
  for (const it of outcomes) if ('trouble' in it) tell(host.err, `${inert(it.scope.path)}: ${it.trouble}`);
  return outcomes.some((it) => 'trouble' in it) ? exit.failed : exit.ok;
}

/** Trouble with one lock is no reason to leave the dead in the others. */
async function recoverOne(scope: Scope, host: Host, address: RedisAddress | undefined): Promise<Outcome> {
  try {
    return { scope, recovered: await recoverLock(scope, host, address) };
  } catch (error) {
    return { scope, trouble: messageOf(error) };
  }
}

/** Nothing is made where there is no lock directory. */
async function recoverLock({ path, lock: place }: Scope, { err, clock }: Host, address: RedisAddress | undefined): Promise<Recovered[]> {
  // Of a git that died in the middle of a change, which keeps every host of a fleet out.
  orNothing(() => freeTurn(place.guards));
  if (!hasLockDir(place)) return [];
  const store = await openStore(place, clock, { address, onTrouble: (text) => tell(err, text) });
  try {
    const waited = (await findSuspects(place, clock.wall())).filter((it) => !it.isGranted && it.verdict === 'dead');
    const swept = await store.sweep();
    // They wait on this host. What was swept is to be told, also if the rest of the fleet cannot be asked.
    const left = new Set((await findSuspects(place, clock.wall())).map((it) => it.id));
    const common = { lock: place.guards, path, job: describePerson('fetch-lock recover'), pid: process.pid };
    const report = journalReport(place.dir, common, (text) => tell(err, text));
    for (const it of swept) report('lock_recovered', { ticket: it.id, mode: it.mode, holder: it.job, held_ms: it.heldMs });
    return [
      ...swept.map((it) => ({ ticket: it.id, state: 'held' as const, mode: it.mode, held_ms: it.heldMs, holder: it.job })),
      ...waited.filter((it) => !left.has(it.id)).map((it) => ({ ticket: it.id, state: 'waiting' as const, mode: it.mode, holder: it.job })),
    ];
  } finally {
    store.close();
  }
}

const document = ({ scope: { path, guards, lock }, ...outcome }: Outcome) => ({ path, lock: guards, lock_dir: lock.dir, ...outcome });

function describe(outcome: Outcome): string[] {
  if ('trouble' in outcome) return [];
  const { scope, recovered } = outcome;
  const { path } = scope;
  const held = recovered.filter((it) => it.state === 'held');
  const waiting = recovered.filter((it) => it.state === 'waiting');
  const lines = [
    ...held.map((it) => sayRecovered(path, it.holder)),
    ...waiting.map((it) => `A request for ${inert(path)} was removed: ${nameJob(it.holder)} died while it waited.`),
  ];
  return lines.length > 0 ? [...lines, `${plural(lines.length, 'request')} removed.`] : [`There is nothing to recover on ${inert(path)}.`];
}
