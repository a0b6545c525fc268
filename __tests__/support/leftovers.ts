/** Puts things into a lock directory as if somebody had left them there. */
import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { openLockDir, type Place } from '../../src/lock/host/lock-dir.ts';
import { marksOf, newId, type Process, tokenOf, waitingName } from '../../src/lock/ticket.ts';

/** A grant of these processes, the first of which asked; answers its token. */
export function leaveGrant(place: Place, [asker, ...witnesses]: [Process, ...Process[]], job = 'left', seq = 1): string {
  const { mode } = openLockDir(place);
  const token = tokenOf(seq, newId());
  const at = join(place.dir, 'h', token);
  mkdirSync(at);
  chmodSync(at, mode);
  for (const name of marksOf({ mode: 'exclusive', party: newId(), witnesses }, asker)) writeFileSync(join(at, name), '');
  writeFileSync(join(at, 'owner.json'), JSON.stringify({ job }));
  return token;
}

/** A request of that process that waits; answers its path. */
export function leaveWaiter(place: Place, asker: Process, seq = 1): string {
  openLockDir(place);
  const at = join(place.dir, 'q', waitingName({ seq, mode: 'exclusive', id: newId(), party: newId() }, asker));
  mkdirSync(at);
  return at;
}

/** A socket that nobody listens at any more. */
export async function leaveSocket(place: Place, key: string): Promise<void> {
  openLockDir(place);
  const server = createServer();
  const at = join(place.dir, 's', key);
  await new Promise<void>((resolve) => server.listen(`${at}.new`, resolve));
  chmodSync(`${at}.new`, 0o660);
  renameSync(`${at}.new`, at);
  await new Promise((resolve) => server.close(resolve));
}
