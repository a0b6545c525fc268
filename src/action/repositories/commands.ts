/**
 * Runs the git of a step in its repositories, and does without what another job has done for it.
 *
 * In order: `lookAhead` before anything is asked for, and `runCommands` under the locks.
 */
import { FetchLockError } from '../../base/errors.ts';
import { withoutCredentials } from '../../base/text.ts';
import { GitFailed, isStillRunning, runUnderLock, type Task } from '../../fetch/guarded.ts';
import { isThere } from '../../fetch/mirror.ts';
import { type Fetched, momentOf, openLedger } from '../../fetch/sharing/ledger.ts';
import { errandOf, type Outlook, outlookOf, type Piece, piecesLeft, purposeOf } from '../../fetch/sharing/outlook.ts';
import { fetchOnce, findFetches, type Known, runAlone, type Sharing } from '../../fetch/sharing/share.ts';
import { missingCommits } from '../../fetch/sharing/wants.ts';
import type { Scope } from '../../git/scope.ts';
import type { Lock } from '../../lock/acquire.ts';
import { decodeToken, newId } from '../../lock/ticket.ts';
import { sayAlone, sayJoined, sayMerged, sayPresent } from '../../report/words.ts';
import { ask, caught, type Grant, letGo } from '../ask.ts';
import { hasRepository, type Target } from '../plan.ts';
import { mend } from './mirrors.ts';
import { fence, grantOf, guardOf, noteFetch, type Step, visitOf, workOf } from './step.ts';
import { isAllThere, missingUnder, notBrought, tidyPins } from './wants.ts';

/**
 * Looks at what is to be fetched, so that it can be told to who is granted before us; and where all of it is there, the step asks
 * for no more than a shared lock. What cannot be looked at now is looked at under the lock. Throws FL_WANT.
 */
export async function lookAhead(step: Step): Promise<void> {
  if (!hasFetch(step)) return;
  for (const target of step.targets) {
    const left: Piece[] = [];
    const all: (Piece[] | undefined)[] = [];
    let [isSeen, isDone] = [false, step.inputs.isAuto];
    for (const scope of step.scopes.filter((it) => it.lock.dir === target.place.dir && hasRepository(it) && isThere(it.guards))) {
      const pieces = await lookAheadIn(step, scope, target.id);
      all.push(step.outlooks.get(scope.workDir)?.pieces);
      const known = { ...ledgerOf(step, scope), asked: step.askedAt };
      isSeen = true;
      isDone &&= pieces?.every(({ demands }) => demands && findFetches(demands, known)) ?? false;
      left.push(...(pieces ?? []));
    }
    if (left.length > 0) target.errand = errandOf(left, step.wants);
    const purpose = target.place.fleet === undefined || !isSeen || mayDoMore(step, target) ? undefined : purposeOf(all, step.wants);
    if (purpose !== undefined) target.purpose = purpose;
    if (isSeen && isDone) Object.assign(target, { mode: 'shared', endsShared: false });
  }
}

/** What the job itself writes under its lock is not known. */
const mayDoMore = ({ inputs }: Step, { mode, endsShared }: Target): boolean => mode !== 'shared' && !endsShared && inputs.hold === 'job';

/** What is left to do there; undefined where that cannot be told yet. */
async function lookAheadIn(step: Step, scope: Scope, ticket: string): Promise<Piece[] | undefined> {
  const outlook = await lookAt(step, scope, undefined).catch((error) => {
    step.signal.throwIfAborted();
    if (error instanceof FetchLockError) return undefined;
    throw error;
  });
  if (!outlook) return undefined;
  step.outlooks.set(scope.workDir, outlook);
  return isReader(step) ? [] : piecesLeft(outlook, step.wants, outlook.missing, ticket, scope);
}

/** Whoever asks for a shared lock says that nothing is to be fetched. */
const isReader = ({ inputs }: Step): boolean => inputs.mode === 'shared' && !inputs.isAuto;

const hasFetch = ({ inputs, wants }: Step): boolean =>
  wants.commits.length + wants.refs.length > 0 || inputs.commands.some((it) => it.isNetwork);

const lookAt = (step: Step, scope: Scope, grant: Grant | undefined): Promise<Outlook> =>
  visitOf(step, scope, grant, async ({ entries, git }) => {
    const missing = await missingCommits(step.wants.commits, git);
    return outlookOf(step.inputs.commands, { entries, missing }, scope);
  });

const ledgerOf = ({ inputs, clock }: Step, { guards, lock }: Scope): Omit<Known, 'asked'> => ({
  ...{ guards, maxAgeMs: inputs.maxAgeMs, now: (seq) => momentOf(seq, clock) },
  ledger: openLedger(lock.dir, guards),
});

/** In each repository in turn; the first failure ends it. */
export async function runCommands(step: Step, grants: readonly Grant[]): Promise<void> {
  const repositories = new Map(step.scopes.filter(hasRepository).map((it) => [it.workDir, it]));
  for (const scope of repositories.values()) {
    const grant = grantOf(scope, grants);
    const isHeld = () => grants.every((it) => it.lock?.isHeld() ?? true);
    const { ledger } = ledgerOf(step, scope);
    try {
      let isSound = false;
      for (let turn = 1; ; turn += 1) {
        const failure = await caught(serve(step, scope, { grant, isHeld, isSound }));
        if (failure === undefined) break;
        const found: Awaited<ReturnType<typeof mend>> =
          grant?.lock && !isSound && turn <= mostTurns ? await mend(step, scope, grant, failure) : undefined;
        if (!found) throw failure;
        ledger.clear();
        isSound = found === 'sound';
      }
    } finally {
      // What the job itself writes under its lock is not known.
      if (grant?.lock && mayDoMore(step, grant.target)) ledger.clear();
    }
  }
}

// Refs first, then everything.
const mostTurns = 2;

interface Hold {
  grant: Grant | undefined;
  /** All locks of the step. */
  isHeld: () => boolean;
  isSound: boolean;
}

async function serve(step: Step, scope: Scope, hold: Hold): Promise<void> {
  const { inputs, wants, outlooks } = step;
  const { grant } = hold;
  await fence(step, scope, grant);
  const outlook =
    outlooks.get(scope.workDir) ??
    (hasFetch(step) ? await lookAt(step, scope, grant) : outlookOf(inputs.commands, { entries: [], missing: [] }, scope));
  const missing = await missingUnder(step, scope, grant);
  const pieces = isReader(step) ? [] : piecesLeft(outlook, wants, missing, grant?.target.id ?? newId(), scope);
  if (isAllThere(wants, missing) && (inputs.commands.length === 0 || pieces.length < outlook.pieces.length))
    tellPresent(step, scope, grant, outlook);
  if (pieces.length === 0) return;
  const extra: Grant[] = [];
  const trouble = await caught(runPieces(step, scope, hold, pieces, extra));
  if (!isStillRunning(trouble)) await caught(letGo(step, extra));
  for (const it of extra) it.close();
  if (trouble !== undefined) throw trouble;
}

const doWithout = new Error('The lock was not had, and is done without.');

async function runPieces(step: Step, scope: Scope, { grant, isHeld, isSound }: Hold, pieces: readonly Piece[], extra: Grant[]) {
  const shared = ledgerOf(step, scope);
  if (!grant?.lock) return runWithout(pieces);
  const asked = { ...step.askedAt, seq: decodeToken(grant.lock.token)?.seq ?? 0 };
  const sharing: Sharing = {
    ...{ ...shared, asked, lock: grant.lock, strengthen, job: step.job, run },
    onMerging: (others) => step.runner.log.info(sayMerged(scope.path, others)),
    onAlone: (complaint) => step.runner.log.info(sayAlone(scope.path, complaint)),
  };
  for (const [index, piece] of pieces.entries()) {
    const trouble = await caught(explained(runPiece(step, scope, grant, piece, sharing), piece));
    if (trouble === doWithout) return runWithout(pieces.slice(index));
    if (trouble !== undefined) throw trouble;
  }

  /** It was all there when the step asked for no more, and may not be any longer. Throws `doWithout` where the user would rather. */
  async function strengthen(): Promise<Lock | undefined> {
    const { inputs, outcome } = step;
    if (grant?.target.mode === 'shared' && extra.length === 0)
      extra.push(
        await ask(step, { ...grant.target, id: newId(), mode: inputs.mode }, Math.max(0, inputs.lockTimeoutMs - outcome.waitedMs)),
      );
    if (extra[0] && !extra[0].lock) throw doWithout;
    await fence(step, scope, extra[0]);
    return extra[0]?.lock;
  }

  /** Without the lock nobody may rely on what is written now, nor on what others fetch at that time. */
  async function runWithout(some: readonly Piece[]): Promise<void> {
    const forget = () => caught(Promise.resolve().then(shared.ledger.clear));
    step.outcome.isLocked = false;
    await forget();
    try {
      for (const piece of some) {
        await explained(run(piece.task), piece);
        if (piece.task.isNetwork) noteFetch(step, 'fetched');
      }
    } finally {
      await forget();
    }
  }

  /** A command of the user's says itself what it asked for; one of ours does not. */
  function explained<T>(work: Promise<T>, { task }: Piece): Promise<T> {
    return work.catch((error) => {
      const isOurs = task.text === undefined && error instanceof GitFailed && error.fault === 'missing ref';
      throw isOurs ? notBrought(step, scope, error) : error;
    });
  }

  function run(task: Task, merged = 0, isOnlyTried = false): Promise<void> {
    const work = workOf(step, extra[0] ?? grant);
    const report: typeof work.report = (event, detail) => work.report(event, { ...detail, ...(merged > 0 ? { merged } : {}) });
    const guard = { ...guardOf(step, extra[0] ?? grant), isHeld: () => isHeld() && (extra[0]?.lock?.isHeld() ?? true) };
    return runUnderLock(task, scope, guard, { ...work, report, isSound, ...(isOnlyTried ? { attempts: 1 } : {}) });
  }
}

async function runPiece(step: Step, scope: Scope, grant: Grant, { task, demands }: Piece, sharing: Sharing): Promise<void> {
  if (!demands) {
    await runAlone(task, sharing);
    if (task.isNetwork) noteFetch(step, 'fetched');
    return;
  }
  const by = await fetchOnce(task, demands, sharing);
  if (by.length > 0) return tellJoined(step, scope, grant, task, by, sharing.asked.seq);
  noteFetch(step, 'fetched');
  await tidyPins(step, scope, grant, sharing.lock);
}

function tellJoined(step: Step, scope: Scope, grant: Grant, task: Task, by: readonly Fetched[], askedSeq: number): void {
  const others = by.filter(({ ticket }) => !step.asked.some(({ id }) => id === ticket));
  const [other] = others;
  if (!other) {
    // A second worktree of the repository.
    step.runner.log.info(`This step has fetched that already: \`${task.text ?? 'what is wanted'}\` is not run.`);
    return;
  }
  noteFetch(step, 'joined');
  const ageMs = other.began.seq < askedSeq ? Math.max(0, step.askedAt.at - other.began.at) : undefined;
  grant.report('fetch_joined', {
    ...{ holder: other.job, reason: 'it did what was asked for' },
    ...(task.text === undefined ? {} : { argv: ['git', ...task.argv.map(withoutCredentials)] }),
    ...(ageMs === undefined ? {} : { age_ms: Math.round(ageMs) }),
  });
  step.runner.log.info(sayJoined(scope.path, task.text, other.job, ageMs));
}

/** All that is wanted is there; where it was not when the step asked, somebody has fetched it since. */
function tellPresent(step: Step, scope: Scope, grant: Grant | undefined, { missing }: Outlook): void {
  const { log } = step.runner;
  const seq = decodeToken(grant?.lock?.token ?? '')?.seq ?? Number.POSITIVE_INFINITY;
  const by =
    missing.length > 0
      ? ledgerOf(step, scope)
          .ledger.read()
          .findLast((it) => it.endedSeq >= seq)
      : undefined;
  noteFetch(step, by ? 'joined' : 'present');
  if (by) {
    grant?.report('fetch_joined', { holder: by.job, reason: 'what is wanted came with it' });
    log.info(sayJoined(scope.path, undefined, by.job));
  } else {
    if (!step.made.has(scope.guards)) grant?.report('fetch_skipped', { reason: 'what is wanted was there' });
    log.info(sayPresent(scope.path, step.wants.commits.length));
  }
}
