/** What processes left in a lock directory that died at the wrong moment. Nothing depends on it, nobody waits for it. */
import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { orNothing } from '../../base/errors.ts';
import type { Verdict } from '../queue.ts';
import { decodeProcess, isId, type Process } from '../ticket.ts';
import { findStaged, type LockDir } from './lock-dir.ts';
import { newSuffix } from './system/sockets.ts';
import type { Wake } from './wake.ts';

/** Removes what belongs to the dead; `inUse` are the keys of living witnesses. To be called under the latch. */
export async function removeLitter(
  { root, isLocal }: LockDir,
  inUse: ReadonlySet<string>,
  judge: (it: Process) => Promise<Verdict>,
  ask: Wake['ask'],
): Promise<void> {
  const [unpublished, sockets] = [join(root, 't'), join(root, 's')];
  for (const name of readdirSync(unpublished)) {
    const owner = decodeProcess(name.split('.').at(-1) ?? '');
    if (name.startsWith('d.') || (owner && (await judge(owner)) === 'dead')) remove(join(unpublished, name));
  }
  for (const { path, builder } of findStaged(root)) if ((await judge(builder)) === 'dead') remove(path);
  // Of a witness elsewhere only its refusing socket tells that it is dead.
  for (const name of readdirSync(sockets).filter((it) => isId(it.replace(newSuffix, '')) && !inUse.has(it)))
    if (isPlainFile(join(sockets, name)) || ((await ask(name)) === 'refuses' && isLocal)) remove(join(sockets, name));
}

const remove = (path: string): void => orNothing(() => rmSync(path, { recursive: true, force: true }));

const isPlainFile = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
