/** In a fleet, whoever had the lock of a repository before does nothing to its refs once the command runs. */
import type { Clock } from '../../base/clock.ts';
import type { Policy } from '../../base/policy/policy.ts';
import { moveFence } from '../../fetch/fencing/move.ts';
import { isThere } from '../../fetch/mirror.ts';
import type { Scope } from '../../git/scope.ts';
import type { Lock } from '../../lock/acquire.ts';
import type { Mode } from '../../lock/ticket.ts';

interface Asked {
  mode: Mode;
  party: string;
  policy: Policy;
}

const limitMs = 30_000;

/** The command is the user's own, and no git of it asks for the fence. Lets go of the lock, and throws, where it could not be moved. */
export async function fenceOff(
  scope: Scope,
  lock: Lock,
  { mode, party, policy }: Asked,
  port: { clock: Clock; signal: AbortSignal },
): Promise<void> {
  if (!lock.fleet || mode === 'shared' || scope.kind === 'directory' || !isThere(scope.guards)) return;
  const log = { debug: () => {}, info: () => {}, warning: () => {}, group: <T>(_: string, act: () => T) => act() };
  const env = Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
  try {
    await moveFence(
      scope,
      { token: lock.token, mode, isHeld: lock.isHeld },
      { ...port, env, policy, log, limitMs, attempts: 1, report: () => {} },
      { lock, party },
    );
  } catch (error) {
    await lock.release().catch(() => {});
    throw error;
  }
}
