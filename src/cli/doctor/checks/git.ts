/** What a killed git left in a repository, and what its configuration makes of the next one. */

import { lstatSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, relative } from 'node:path';
import { formatDuration } from '../../../base/duration.ts';
import { FetchLockError, orNothing } from '../../../base/errors.ts';
import { type Policy, readPolicy } from '../../../base/policy/policy.ts';
import { inert, plural } from '../../../base/text.ts';
import { leftoverOf } from '../../../fetch/mending/cleaner.ts';
import { type Found, findLocks, findTemporaries, rootsOf } from '../../../fetch/mending/finds.ts';
import { whyItStays, whyRemovable } from '../../../fetch/mending/leftovers.ts';
import { takeCensus } from '../../../fetch/mending/occupants.ts';
import { gcLimits } from '../../../git/isolation/collection.ts';
import type { Entry } from '../../../git/isolation/configuration.ts';
import { isolate } from '../../../git/isolation/isolation.ts';
import type { Place } from '../../../lock/host/lock-dir.ts';
import { as, type LockSight, ofTrouble, type Said, said, shell } from '../finding.ts';

const [mostShown, mostRemoved, censusMs] = [5, 50, 4000];

/** By the rules by which a job mends it that may write; nothing is removed. */
export function checkGitLocks({ scope, clock }: LockSight): Said[] {
  if (scope.kind === 'directory') return [];
  const locks = findLocks(scope, 'exclusive').filter((it) => !isElsewhere(it, scope.guards));
  const found = [...locks, ...findTemporaries(scope.guards)];
  if (found.length === 0) return [];
  const untilMs = clock.now() + censusMs;
  const usersOf = takeCensus(
    rootsOf(scope),
    found.map((it) => it.path),
    () => clock.now() > untilMs,
  );
  // The clock of its file system cannot be had without writing there.
  const nowNs = BigInt(clock.wall()) * 1_000_000n;
  const { fleet }: Place = scope.lock;
  const past = { isFleet: fleet !== undefined };
  const judged = found.map((it) => {
    const leftover = leftoverOf(it, nowNs);
    const users = usersOf(it.path);
    return {
      it,
      leftover,
      reason: whyRemovable(leftover, users, past),
      stays: whyItStays(leftover, users, past),
      isUsed: users.answer === 'somebody',
    };
  });
  const left = judged.filter(({ reason }) => reason !== undefined);
  // Nobody but a person removes what git did not make.
  const odd = judged.filter(({ leftover, reason, isUsed }) => reason === undefined && leftover.kind !== 'file' && !isUsed);
  const name = ({ path }: Found) => inert(relative(scope.guards, path));
  const shown = left
    .slice(0, mostShown)
    .map(({ it, leftover, reason }) => `'${name(it)}' (${formatDuration(Math.max(0, Math.round(leftover.ageMs)))} old: ${reason})`);
  const more = left.length > mostShown ? ` and ${left.length - mostShown} more` : '';
  const owners = [...new Set(left.map(({ it }) => Number(it.stats.uid)))];
  return [
    ...(left.length === 0
      ? []
      : [
          said('warn', `A killed git left ${shown.join(', ')}${more}.`, {
            advice: `A job that may write removes ${left.length === 1 ? 'it' : 'them'} before its git runs, too.`,
            mend: as(
              owners.length === 1 ? owners : [],
              `rm -rf -- ${left
                .slice(0, mostRemoved)
                .map(({ it }) => shell`${it.path}`)
                .join(' ')}`,
            ),
          }),
        ]),
    ...odd
      .slice(0, mostShown)
      .map(({ it, stays }) =>
        said('warn', `'${name(it)}' is in the way of git. ${stays}`, { mend: as([Number(it.stats.uid)], shell`rm -r -- ${it.path}`) }),
      ),
    ...(odd.length > mostShown ? [said('warn', `And ${plural(odd.length - mostShown, 'more', 'more')} of that kind.`)] : []),
  ];
}

/** Git writes there which process of which host collects. */
const gcPidOf = (guards: string): string => join(guards, 'gc.pid');

function gcElsewhere(guards: string): { pid: string; host: string } | undefined {
  const [, pid, host] = /^(\d+) (\S+)/.exec(readPlain(gcPidOf(guards)) ?? '') ?? [];
  return pid !== undefined && host !== undefined && host !== hostname() ? { pid, host } : undefined;
}

const isElsewhere = ({ path }: Found, guards: string): boolean => path === gcPidOf(guards) && gcElsewhere(guards) !== undefined;

export function checkGcPid({ scope: { guards, kind } }: LockSight): Said[] {
  const elsewhere = kind === 'directory' ? undefined : gcElsewhere(guards);
  if (!elsewhere) return [];
  const { pid, host } = elsewhere;
  const { uid } = lstatSync(gcPidOf(guards));
  return [
    said('warn', `gc.pid names process ${pid} of another host, '${host}' (this one is '${hostname()}'): for 12 hours no gc begins here.`, {
      advice: `If no git collects there any more on '${inert(host, 100)}', which may have been a container:`,
      mend: as([uid], shell`rm -- ${gcPidOf(guards)}`),
    }),
  ];
}

/** Only for who looks at a repository, which can be done whatever the policy is. */
export const policyOrNone = (): Policy => orNothing(() => readPolicy()) ?? { trustedOwners: [] };

/** Git reads it as in a job: nothing that it names is run. */
export async function checkConfiguration({ scope, env, clock, signal }: LockSight): Promise<Said[]> {
  if (scope.kind === 'directory') return [];
  const { uid } = lstatSync(scope.guards);
  // Root looks for those to whom it belongs.
  const others = process.geteuid?.() === 0 ? [scope.guards, scope.workDir].map((it) => lstatSync(it).uid) : [];
  const policy = policyOrNone();
  try {
    const it = await isolate(scope, { env, clock, signal, policy: { ...policy, trustedOwners: [...policy.trustedOwners, ...others] } });
    it.close();
    return isInBackground(it.entries) ? [background(scope.guards, uid)] : [];
  } catch (error) {
    if (!(error instanceof FetchLockError)) throw error;
    // Whose it is another check tells.
    if (error.code === 'FL_POLICY') return [];
    return [ofTrouble(error.trouble)];
  }
}

const background = (guards: string, uid: number): Said => {
  const config = join(guards, 'config');
  const set = (key: string) => as([uid], shell`git config --file ${config} ${key} false`);
  return said('warn', 'A git that is run here without fetch-lock may begin a gc in the background, which deletes while others fetch.', {
    advice: 'So that it ends before the command that began it:',
    mend: `${set('gc.autoDetach')} && ${set('maintenance.autoDetach')}`,
  });
};

/** By what git does with these: the newer key goes before the older. */
function isInBackground(entries: readonly Entry[]): boolean {
  const last = (key: string) => entries.findLast((it) => it.key === key);
  const isFalse = (it: Entry | undefined) => it !== undefined && /^(false|no|off|0+|)$/i.test(it.value ?? 'true');
  if (gcLimits(entries).looseObjects === 0) return false;
  return !isFalse(last('maintenance.autodetach') ?? last('gc.autodetach')) || !isFalse(last('gc.autodetach'));
}

/** Nothing that is looked at here may be a fifo, which would keep us for ever. */
export const readPlain = (path: string, mostBytes = 8192): string | undefined =>
  orNothing(() => {
    const found = lstatSync(path);
    return found.isFile() && found.size <= mostBytes ? readFileSync(path, 'utf8') : undefined;
  });
