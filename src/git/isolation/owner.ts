/** Whose a repository is. Git refuses one of another user, since whoever owns it decides what it makes git do; so do we. */
import { lstatSync, readFileSync } from 'node:fs';
import { FetchLockError, unless } from '../../base/errors.ts';
import type { Environment } from '../../base/exec.ts';
import type { Policy } from '../../base/policy/policy.ts';
import { inert } from '../../base/text.ts';

/**
 * True if one of the paths is another user's whom the host's policy trusts. By git's rule: the effective user, and for root also
 * the one that sudo was called by. Throws FL_POLICY for anybody else's.
 */
export function areForeign(paths: readonly string[], { trustedOwners }: Policy, env: Environment): boolean {
  const us = process.geteuid?.();
  // Windows has no such number; git judges there by itself.
  if (us === undefined) return false;
  const ours = us === 0 && /^\d+$/.test(env.SUDO_UID ?? '') ? [us, Number(env.SUDO_UID)] : [us];
  let isForeign = false;
  for (const path of paths) {
    const owner = unless(['ENOENT', 'ENOTDIR'], () => lstatSync(path))?.uid;
    if (owner === undefined || ours.includes(owner)) continue;
    const names = namesOf(owner);
    if (!trustedOwners.some((it) => it === owner || names.includes(String(it)))) throw foreign(path, owner, us);
    isForeign = true;
  }
  return isForeign;
}

const foreign = (path: string, owner: number, us: number): FetchLockError =>
  new FetchLockError('FL_POLICY', {
    what: `'${inert(path)}' belongs to ${show(owner)}, and this job runs as ${show(us)}.`,
    why: 'Whoever owns a repository decides what git does in it.',
    fix: `Use a repository of the same user; or let the admin of this host add ${JSON.stringify(namesOf(owner)[0] ?? owner)} to \`trustedOwners\` in its policy.`,
  });

const show = (uid: number): string => {
  const [name] = namesOf(uid);
  return name === undefined ? `user ${uid}` : `'${name}' (user ${uid})`;
};

/** By /etc/passwd alone; users of a directory service have only their number. */
const namesOf = (uid: number): string[] =>
  (unless(['ENOENT', 'EACCES'], () => readFileSync('/etc/passwd', 'utf8')) ?? '')
    .split('\n')
    .map((line) => line.split(':'))
    .filter(([name, , id]) => name && id === String(uid))
    .map(([name = '']) => inert(name));
