/**
 * Why Redis cannot be used, and what to do: every failure as FL_BACKEND.
 *
 * G1 no user, password or address with them is told, whatever the failure's own words are; those are made inert.
 * G2 `mayPass` is true of what another try may find gone, as after a restart or while another server takes over.
 */
import { formatDuration } from '../../../base/duration.ts';
import { FetchLockError, messageOf, type Trouble } from '../../../base/errors.ts';
import { inert } from '../../../base/text.ts';
import type { RedisAddress } from '../address.ts';

type Sentences = [why: string, fix: string, mayPass?: 'may pass'];

const reach = 'Start it, or check `redis-url` and the network between.';
const account = 'Check user and password in `redis-url`; special signs in them are percent-encoded.';
const trust = 'Use a certificate this host trusts, and name its authority with NODE_EXTRA_CA_CERTS.';

/** The first that fits the failure's own words. */
const known: [RegExp, ...Sentences][] = [
  [
    /^WRONGPASS|invalid (username-)?password|^ERR AUTH|without any password configured/i,
    'It does not accept the user or password.',
    account,
  ],
  [/NOAUTH/, 'It wants a user and a password.', 'Give them: redis://USER:PASSWORD@HOST:PORT.'],
  [
    /^NOPERM|no permissions|ACL failure|can't run this command/i,
    'This user may not do what a lock needs.',
    'Grant it: +@all -@admin -@dangerous +info, ~fetch-lock:* and &fetch-lock:* .',
  ],
  [/READONLY/, 'It is a read-only replica.', 'Point `redis-url` at the primary.', 'may pass'],
  [/^OOM|used memory/, 'Its memory is full.', 'Raise its `maxmemory`, or remove other data from it.', 'may pass'],
  [/^MISCONF/, 'It cannot write its data to disk, and so takes no more.', 'Free space on its disk, and look into its log.', 'may pass'],
  [/^LOADING/, 'It is still loading its data.', 'Wait until it has.', 'may pass'],
  [/^MASTERDOWN|^NOREPLICAS/, 'It has lost its primary or its replicas.', 'Wait until another takes over, or repair it.', 'may pass'],
  [/^CLUSTERDOWN|^TRYAGAIN|^ASK /, 'Its cluster is not whole.', 'Wait until it is, or repair it.', 'may pass'],
  [
    /^MOVED|CROSSSLOT/,
    'It is one node of a cluster, and keeps this lock on another.',
    'Give the address of a Redis that is no cluster, or of a proxy in front of it.',
  ],
  [/^BUSY/, 'It is busy with a script of somebody else.', 'Wait, or end that script: redis-cli SCRIPT KILL.', 'may pass'],
  [/max number of clients/, 'It has as many clients as it takes.', 'Raise its `maxclients`.', 'may pass'],
  [
    /numbers of this lock are used up/,
    'The numbers of this lock are used up: somebody has written one that is too great.',
    'Give another `lock-name`.',
  ],
  [/WRONGTYPE/, 'Something else is stored under the names of this lock.', 'Give another `lock-name`, or another database of this Redis.'],
  [
    /unknown command|unsupported|NOPROTO|INFO tells no run_id/i,
    'It lacks a command that a lock needs.',
    'Use Redis 6.2 or newer, or Valkey.',
  ],
  [/ECONNREFUSED|ENOENT|ENOTDIR|ENOTSOCK/, 'Nothing listens there.', reach, 'may pass'],
  [/EACCES|EPERM/, 'Permission is denied.', "Let this user into the socket's group: `unixsocketperm` of its configuration."],
  [/ENOTFOUND|EAI_AGAIN/, 'The name of its host is not known here.', 'Check `redis-url` and the name service.', 'may pass'],
  [/EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EHOSTDOWN/, 'There is no way to it.', reach, 'may pass'],
  [/CERT|certificate|self.signed|altname/i, 'Its certificate is not trusted.', trust],
  [
    /wrong version number|ERR_SSL|EPROTO|tls/i,
    'It does not speak TLS as we do.',
    'Write redis:// if it speaks no TLS, rediss:// if it does.',
  ],
  [
    /Unknown RESP type|Unexpected answer|Invalid RESP|Protocol error/i,
    'What answers there is no Redis, or wants TLS.',
    'Check host and port in `redis-url`; write rediss:// if it wants TLS.',
  ],
  [
    /ECONNRESET|EPIPE|closed unexpectedly|client is closed|offline|disconnects/i,
    'The connection was cut, or what answers there is no Redis.',
    'Look into its log, and check host and port in `redis-url`; write rediss:// if it wants TLS.',
    'may pass',
  ],
  [
    /ETIMEDOUT|timeout|did not answer/i,
    'It did not answer in time.',
    'Look whether it runs, and what it is busy with: redis-cli SLOWLOG GET.',
    'may pass',
  ],
];

const passing = new WeakSet<FetchLockError>();

export const mayPass = (error: unknown): error is FetchLockError => error instanceof FetchLockError && passing.has(error);

/** What failed, in words of ours; of what is not known, as much of its own as is safe. */
export function complaintOf(address: RedisAddress, error: unknown): FetchLockError {
  if (error instanceof FetchLockError) return error;
  const said = wordsOf(error);
  const [, why, fix, passes] = known.find(([pattern]) => pattern.test(said)) ?? [
    undefined,
    `It says: ${inert(withoutSecrets(said, address), 160).replace(/\.$/, '')}.`,
    'Look into its log.',
  ];
  return refuse(address, { why, fix }, passes !== undefined);
}

/** It answers, if at all, but has decided nothing for so long. */
export const tooSlow = (address: RedisAddress, limitMs: number): FetchLockError =>
  refuse(address, {
    why: `It has not decided for ${formatDuration(limitMs)} who gets the lock.`,
    fix: 'Look whether it runs, and what it is busy with: redis-cli SLOWLOG GET.',
  });

export function refuse(address: RedisAddress, { why, fix }: Pick<Trouble, 'why' | 'fix'>, passes = false): FetchLockError {
  const told = new FetchLockError('FL_BACKEND', {
    what: `The Redis at ${address.shown} cannot be used.`,
    ...(why ? { why } : {}),
    // The host's own command is given the address in other ways than a step.
    ...(fix ? { fix: fix.replaceAll('`redis-url`', `\`${address.givenAs}\``) } : {}),
  });
  if (passes) passing.add(told);
  return told;
}

/** One failed connect may be several, one for each address of a host. */
function wordsOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? `${error.code} ` : '';
  const inner = error instanceof AggregateError && error.errors.length > 0 ? wordsOf(error.errors[0]) : '';
  return `${code === '' ? '' : code}${messageOf(error)}${inner ? ` ${inner}` : ''}${isNamed(error) ? ` ${error.constructor.name}` : ''}`;
}

const isNamed = (error: unknown): error is Error => error instanceof Error && /^(Connection|Socket)?Timeout/.test(error.constructor.name);

const withoutSecrets = (text: string, { secrets, user }: RedisAddress): string =>
  [...secrets, ...(user ? [user] : [])].reduce((left, it) => left.replaceAll(it, '***'), text);
