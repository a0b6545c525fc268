/** The refs of a repository as they stand in its files, which git cannot tell when some of them are broken. No link is followed. */
import { type Dirent, lstatSync, readdirSync, readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { unless } from '../base/errors.ts';
import type { Scope } from '../git/scope.ts';

/** Says whose turn it is to write; see fencing/fence.ts. */
export const fenceName = 'refs/fetch-lock/fence';

const gone = ['ENOENT', 'ENOTDIR'];

/** Names of all refs, loose and packed. */
export function refNames(dir: string): string[] {
  const packed = unless(gone, () => readFileSync(join(dir, 'packed-refs'), 'utf8')) ?? '';
  return [...looseRefs(dir), ...packed.split('\n').flatMap((line) => /^[0-9a-f]{40,64} (refs\/.+)$/.exec(line)?.[1] ?? [])];
}

/**
 * Removes refs that say nothing, as a crash of the host leaves them, and that a fetch brings back: all of a bare repository, and
 * of others those that stand for a remote's, and our pins. Answers their names. Needs the lock.
 */
export function dropBrokenRefs({ guards, kind }: Scope): string[] {
  // Where git keeps refs in a reftable, a file `refs/heads` tells older gits so. The fence is for who moves it.
  const isOurs = (name: string) =>
    (kind === 'bare' && name !== 'refs/heads' && name !== fenceName) || /^refs\/(remotes\/|fetch-lock\/.*\/)/.test(name);
  const broken = looseRefs(guards).filter((name) => isOurs(name) && saysNothing(join(guards, name)));
  return broken.filter((name) => {
    unless(gone, () => unlinkSync(join(guards, name)));
    return true;
  });
}

/** What the file of a ref says; undefined if it has none. */
export function readLoose(dir: string, name: string): string | undefined {
  const file = join(dir, name);
  return unless(gone, () => lstatSync(file))?.isFile() ? unless(gone, () => readFileSync(file, 'latin1')) : undefined;
}

/** The object that a ref is at in the table of packed ones, where it is if it has no file. */
export const readPacked = (dir: string, name: string): string | undefined =>
  (unless(gone, () => readFileSync(join(dir, 'packed-refs'), 'latin1')) ?? '')
    .split('\n')
    .find((line) => line.endsWith(` ${name}`))
    ?.split(' ')[0];

/** Takes away the file of one ref that says nothing. True if it did. */
export function dropBroken(dir: string, name: string): boolean {
  const isBroken = readLoose(dir, name) !== undefined && saysNothing(join(dir, name));
  if (isBroken) unless(gone, () => unlinkSync(join(dir, name)));
  return isBroken;
}

const saysNothing = (file: string): boolean => {
  const text = unless(gone, () => readFileSync(file, 'latin1'));
  return text !== undefined && !/^([0-9a-f]{40}|[0-9a-f]{64})(\s|$)|^ref:\s*\S/i.test(text);
};

function looseRefs(dir: string, name = 'refs'): string[] {
  const entries: Dirent[] = unless(gone, () => readdirSync(join(dir, name), { withFileTypes: true })) ?? [];
  return entries.flatMap((it) => {
    const path = `${name}/${it.name}`;
    if (it.isDirectory()) return looseRefs(dir, path);
    return it.isFile() && !it.name.endsWith('.lock') ? [path] : [];
  });
}

/** True if there is a ref of that name, loose or packed, that is itself one and leads to no other. Of a reftable it knows nothing, and says no. */
export function hasRef(dir: string, name: string): boolean {
  const file = join(dir, name);
  const loose = unless(gone, () => lstatSync(file));
  if (loose && !loose.isDirectory())
    return loose.isFile() && /^([0-9a-f]{40}|[0-9a-f]{64})\s*$/.test(unless(gone, () => readFileSync(file, 'latin1')) ?? '');
  return (unless(gone, () => readFileSync(join(dir, 'packed-refs'), 'utf8')) ?? '').includes(` ${name}\n`);
}
