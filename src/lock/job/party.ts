/** For whom a process asks, as its environment tells it. */
import { createHash } from 'node:crypto';
import type { Environment } from '../../base/exec.ts';
import { tokenVariable } from '../host/liveness.ts';
import { decodeToken, isId, newId } from '../ticket.ts';

/** The variable that carries a party's key where nothing of the runner's does, and to what a holder starts. */
export const partyVariable = 'FETCH_LOCK_PARTY';

export const partyKey = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** The key of the runner's job whose processes we are among; undefined outside of one. */
export function jobParty({ RUNNER_TRACKING_ID: tracking = '' }: Environment): string | undefined {
  // Some jobs set it to something of their own, to keep what they start: that may be the same in many jobs.
  return /^github_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(tracking) ? partyKey(tracking) : undefined;
}

/** The key that was shared with us; undefined if there is none. */
export const sharedParty = ({ [partyVariable]: shared = '' }: Environment): string | undefined => (isId(shared) ? shared : undefined);

/** Of a command by hand: that of what it runs inside of, else a new one. */
export const commandParty = (env: Environment): string => sharedParty(env) ?? jobParty(env) ?? newId();

const mostTokens = 64;

/** The tokens of the grants that a process with this environment runs inside of. */
export const tokensIn = ({ [tokenVariable]: tokens = '' }: Environment): string[] =>
  tokens
    .split(' ')
    .filter((it) => decodeToken(it) !== undefined)
    .slice(-mostTokens);
