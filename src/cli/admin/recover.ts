/** `fetch-lock recover`: takes away what the dead left in a lock. */
import type { Job } from '../../base/event.ts';
import { inert, plural, renderJson } from '../../base/text.ts';
import type { Scope } from '../../git/scope.ts';
import { findSuspects } from '../../lock/breaking.ts';
import { openFileStore } from '../../lock/host/file-store.ts';
import { hasLockDir } from '../../lock/host/lock-dir.ts';
import { journalReport } from '../../report/journal.ts';
import { nameJob, sayRecovered } from '../../report/words.ts';
import { type Call, exit, type Host } from '../command.ts';
import { locate, lockDirOf } from '../locate.ts';
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

export async function recover(call: Call, host: Host): Promise<number> {
  const locks = [];
  for (const scope of locate(call.operands, { cwd: host.cwd, lockDir: lockDirOf(call) }))
    locks.push({ scope, recovered: await recoverLock(scope, host) });
  if (call.has('json')) {
    const document = { locks: locks.map(({ scope, recovered }) => ({ path: scope.path, lock: scope.guards, recovered })) };
    host.out.write(renderJson(document));
  } else for (const { scope, recovered } of locks) for (const line of describe(scope, recovered)) host.out.write(`${line}\n`);
  return exit.ok;
}

/** Nothing is made where there is no lock directory. */
async function recoverLock({ path, lock: place }: Scope, { err, clock }: Host): Promise<Recovered[]> {
  if (!hasLockDir(place)) return [];
  const store = await openFileStore(place, clock);
  try {
    const waited = (await findSuspects(place, clock.wall())).filter((it) => !it.isGranted && it.verdict === 'dead');
    const swept = await store.sweep();
    const left = new Set(store.ids());
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

function describe({ path }: Scope, recovered: readonly Recovered[]): string[] {
  const held = recovered.filter((it) => it.state === 'held');
  const waiting = recovered.filter((it) => it.state === 'waiting');
  const lines = [
    ...held.map((it) => sayRecovered(path, it.holder)),
    ...waiting.map((it) => `A request for ${inert(path)} was removed: ${nameJob(it.holder)} died while it waited.`),
  ];
  return lines.length > 0 ? [...lines, `${plural(lines.length, 'request')} removed.`] : [`There is nothing to recover on ${inert(path)}.`];
}
