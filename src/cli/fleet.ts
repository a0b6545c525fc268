/** Which fleet a command is told of, and the locks of its paths there. */
import { FetchLockError, messageOf, orNothing } from '../base/errors.ts';
import type { Environment } from '../base/exec.ts';
import { readPolicy } from '../base/policy/policy.ts';
import { inert } from '../base/text.ts';
import { joinFleet } from '../fetch/fleet.ts';
import type { Scope } from '../git/scope.ts';
import { type RedisAddress, readAddress } from '../lock/fleet/address.ts';
import { isLockName } from '../lock/fleet/name.ts';
import type { Call, Host } from './command.ts';
import { type Found, locate, lockDirOf } from './locate.ts';

/** Arguments can be read by everybody on a host; a variable by its own user and root. */
export const addressVariable = 'FETCH_LOCK_REDIS_URL';

/** As given, or in the environment, or as the host's policy has it for jobs. Throws FL_INPUT. */
export function addressOf(call: Call, { env }: Pick<Host, 'env'>): RedisAddress | undefined {
  const given = call.text('redis-url');
  // Of a variable that is not set, most likely; the other hosts would not be asked.
  if (given === '') throw new FetchLockError('FL_INPUT', { what: 'Option `--redis-url` is empty.', fix: 'Name a Redis, or leave it out.' });
  return given === undefined ? addressFrom(env) : readAddress('--redis-url', given);
}

/** Without the option. Throws FL_INPUT. */
export function addressFrom({ [addressVariable]: told = '' }: Environment): RedisAddress | undefined {
  if (told !== '') return readAddress(addressVariable, told);
  const text = orNothing(() => readPolicy().defaults?.['redis-url']);
  return text === undefined ? undefined : readAddress('redis-url', text);
}

/** The locks of these paths, in the fleet if there is one. Throws FL_INPUT. */
export async function locateInFleet(
  paths: readonly string[],
  call: Call,
  host: Host,
): Promise<{ scopes: Scope[]; address?: RedisAddress }> {
  const scopes = locate(paths, { cwd: host.cwd, lockDir: lockDirOf(call) });
  const address = addressOf(call, host);
  const lockName = lockNameOf(call);
  if (!address) {
    if (lockName === undefined) return { scopes };
    throw new FetchLockError('FL_INPUT', {
      what: 'Option `--lock-name` is set, but no Redis: a host alone needs no name.',
      fix: `Set ${addressVariable} or \`--redis-url\`, or leave it out.`,
    });
  }
  if (lockName !== undefined && scopes.length > 1)
    throw new FetchLockError('FL_INPUT', {
      what: `Option \`--lock-name\` is set, and there are ${scopes.length} locks: which of them has that name?`,
      fix: 'Name one path at a time.',
    });
  const joined: Scope[] = [];
  for (const it of scopes) joined.push(await joinFleet(it, questionOf(call, host)));
  return { scopes: joined, address };
}

/** The same for locks that were found, where trouble with one is no reason not to look at the others. */
export async function joinFound(found: readonly Found[], call: Call, host: Host): Promise<Found[]> {
  if (!addressOf(call, host)) return [...found];
  const joined: Found[] = [];
  for (const it of found) {
    const [scope] = 'lock' in it ? (orNothing(() => locate([it.path], { cwd: host.cwd, lockDir: lockDirOf(call) })) ?? []) : [];
    // Of what was only come upon there may be nothing that names it; then it is no lock of a fleet's.
    const isAsked = call.operands.includes(it.path);
    const lock = scope && (await joinFleet(scope, questionOf(call, host)).catch((error) => (isAsked ? messageOf(error) : scope)));
    joined.push(typeof lock === 'string' ? { path: it.path, trouble: lock } : lock ? { path: it.path, lock: lock.lock } : it);
  }
  return joined;
}

const questionOf = (call: Call, { env }: Host) => ({ env, lockName: lockNameOf(call), naming: 'Option `--lock-name`' });

function lockNameOf(call: Call): string | undefined {
  const given = call.text('lock-name');
  if (given === undefined || isLockName(given)) return given;
  throw new FetchLockError('FL_INPUT', {
    what: `Option \`--lock-name\` is '${inert(given)}'.`,
    fix: 'Accepted is one line of at most 500 characters.',
  });
}
