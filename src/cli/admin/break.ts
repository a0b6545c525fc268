/** `fetch-lock break`: an admin ends one request. It is asked to end; nothing is freed before its work has stopped. */
import { createInterface } from 'node:readline';
import { type Clock, pause } from '../../base/clock.ts';
import { formatDuration } from '../../base/duration.ts';
import { inert } from '../../base/text.ts';
import type { Scope } from '../../git/scope.ts';
import { findSuspects, type Suspect } from '../../lock/breaking.ts';
import type { RedisAddress } from '../../lock/fleet/address.ts';
import { createSight } from '../../lock/fleet/look.ts';
import { openStore } from '../../lock/fleet/open.ts';
import { hasLockDir, type Place } from '../../lock/host/lock-dir.ts';
import type { LockStore } from '../../lock/store.ts';
import { journalReport } from '../../report/journal.ts';
import { linkOf, liveness, nameJob } from '../../report/words.ts';
import { type Call, exit, type Host, UsageError } from '../command.ts';
import { locateInFleet } from '../fleet.ts';
import { describePerson } from '../run/person.ts';
import { tell } from '../terminal.ts';

export async function breakOne(call: Call, host: Host): Promise<number> {
  const ticket = call.text('ticket') ?? '';
  if (!/^[0-9a-f]{4,16}$/.test(ticket))
    throw new UsageError('--ticket takes 4 to 16 hexadecimal digits, as `fetch-lock status` shows them');
  const { scopes, address } = await locateInFleet(call.operands, call, host);
  const [scope] = scopes;
  if (!scope) throw new UsageError('PATH is missing');
  const suspect = await findOne(scope, ticket, host.clock, address);
  if (typeof suspect === 'string') {
    tell(host.err, suspect);
    return exit.failed;
  }
  host.err.write(`${describe(scope, suspect)}\n`);
  if (!call.has('yes') && !(await isAgreed(host))) {
    host.err.write('Nothing was changed.\n');
    return exit.failed;
  }
  return end(scope, suspect, host, address);
}

/** Or why there is none. */
async function findOne(
  { path, lock: place }: Scope,
  ticket: string,
  clock: Clock,
  address: RedisAddress | undefined,
): Promise<Suspect | string> {
  const here = hasLockDir(place) ? await findSuspects(place, clock.wall()) : [];
  const found = [...here, ...(await findElsewhere(place, here, clock, address))].filter((it) => it.id.startsWith(ticket));
  const [one, ...more] = found;
  const what =
    more.length > 0
      ? `${found.length} tickets of ${inert(path)} begin with ${ticket}: ${found.map((it) => it.id).join(', ')}.`
      : `Nobody holds or waits for ${inert(path)} with a ticket that begins with ${ticket}.`;
  return one && more.length === 0 ? one : `${what} \`fetch-lock status\` shows who holds and who waits.`;
}

/** Of other hosts: who is in Redis lives, as far as that knows. */
async function findElsewhere(place: Place, here: readonly Suspect[], clock: Clock, address: RedisAddress | undefined): Promise<Suspect[]> {
  const sight = createSight(address, clock);
  const found = await sight.elsewhere(place, here).finally(sight.close);
  return found.map(({ id, mode, job, isGranted, grantedAt }) => ({
    ...{ id, token: '', mode, job, isGranted, verdict: 'alive', pids: [] },
    heldMs: grantedAt === undefined ? 0 : Math.max(0, clock.wall() - grantedAt),
  }));
}

function describe({ path }: Scope, { id, mode, job, heldMs, verdict, isGranted }: Suspect): string {
  const link = linkOf(job);
  const does = isGranted ? `holds the ${mode} lock on ${inert(path)}` : `waits for the ${mode} lock on ${inert(path)}`;
  const since = isGranted && heldMs > 0 ? `, for ${formatDuration(heldMs)}` : '';
  return `Ticket ${id}: ${nameJob(job)} ${does}${since} (${liveness[verdict]}).${link ? ` ${link}` : ''}`;
}

async function isAgreed({ err, signal }: Host): Promise<boolean> {
  if (!process.stdin.isTTY || !err.isTty) throw new UsageError('nobody can be asked here: give --yes to break it without');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await new Promise<string>((resolve) => {
      const refuse = () => resolve('');
      for (const event of ['close', 'SIGINT'] as const) lines.once(event, refuse);
      signal.addEventListener('abort', refuse, { once: true });
      lines.question('Break it? [y/N] ', resolve);
    });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    lines.close();
  }
}

async function end({ path, lock: place }: Scope, suspect: Suspect, host: Host, address: RedisAddress | undefined): Promise<number> {
  const { clock, err, out } = host;
  const { id, mode, job, heldMs, isGranted } = suspect;
  const store = await openStore(place, clock, { address, onTrouble: (text) => tell(err, text) });
  try {
    const common = { lock: place.guards, path, mode, job: describePerson('fetch-lock break'), pid: process.pid };
    const report = journalReport(place.dir, common, (text) => tell(err, text));
    // Before it happens: whoever does it may be killed in the middle.
    report('lock_broken', { ticket: id, holder: job, reason: 'an admin', ...(isGranted ? { held_ms: heldMs } : {}) });
    const done = await store.breakOff(id);
    if (done === 'taken back') out.write(`It was taken out of the line for ${inert(path)}.\n`);
    if (done === undefined) out.write('It was gone by itself.\n');
    if (done !== 'marked') return exit.ok;
    if (await isGone(store, suspect, host, (it) => report('lock_recovered', it))) {
      out.write(`It is gone: the lock on ${inert(path)} is free for the next.\n`);
      return exit.ok;
    }
    if (host.signal.aborted) {
      tell(err, 'Stopped waiting. It stays marked, and is let go of when its work has stopped.');
      return exit.interrupted;
    }
    const [left] = [suspect.token === '' ? suspect : undefined, ...(await findSuspects(place, clock.wall()))].filter((it) => it?.id === id);
    if (left) for (const text of complain(left)) tell(err, text);
    return left ? exit.failed : exit.ok;
  } finally {
    store.close();
  }
}

type Detail = Parameters<ReturnType<typeof journalReport>>[1];

// A main has half a second to see it, and git some seconds to end.
const [patienceMs, lookMs, sweepMs] = [20_000, 100, 1000];

/** Waits for it to end; what turns out to be dead is removed. */
async function isGone(store: LockStore, { token, id }: Suspect, { clock, err, signal }: Host, onRecovered: (detail: Detail) => void) {
  const untilMs = clock.now() + patienceMs;
  const beganMs = clock.now();
  let sweepAtMs = beganMs;
  const hasEnded = async () => (token === '' ? !(await store.ids()).includes(id) : store.isGone(token));
  let isTold = false;
  const show = () => {
    if (isTold && !err.isTty) return;
    const text = 'Waiting for it to stop its work and let go';
    err.write(err.isTty ? `\r${text} (${formatDuration(clock.now() - beganMs)})\x1b[K` : `${text} ...\n`);
    isTold = true;
  };
  try {
    while (clock.now() < untilMs && !signal.aborted) {
      if (await hasEnded()) return true;
      if (clock.now() >= sweepAtMs) {
        // The latch may be taken by one that is stopped; then nothing can be removed now.
        for (const it of await store.sweep().catch(() => []))
          onRecovered({ ticket: it.id, mode: it.mode, holder: it.job, held_ms: it.heldMs });
        sweepAtMs = clock.now() + sweepMs;
        if (await hasEnded()) return true;
        show();
      }
      await pause(clock, lookMs, signal);
    }
    return hasEnded();
  } finally {
    if (isTold && err.isTty) err.write('\r\x1b[K');
  }
}

function complain({ pids, job }: Suspect): string[] {
  const link = linkOf(job);
  const [processes, they] = pids.length === 1 ? ['process', 'it does'] : ['processes', 'they do'];
  const which =
    pids.length > 0
      ? `If what ${they} is not needed any more, end ${processes} ${pids.join(', ')}: kill -9 ${pids.join(' ')}`
      : 'None of its processes can be seen from here: end it where it runs.';
  return [`It has not let go, so nothing was freed. ${which}`, ...(link ? [`Its job: ${link}`] : [])];
}
