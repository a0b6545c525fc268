/**
 * Mirrors in the Actions cache: one is restored before it would be cloned, and one that was cloned is saved in post.
 * Only ever a help: whatever is wrong with the service is a warning, and the mirror is cloned instead.
 *
 * G1 what was given up writes nothing any more: the courier and what it started are gone before the answer is given.
 * G2 of an archive, one file's contents are taken, whatever names, links or places it asks for, and git checks them (git/bundle.ts).
 * G3 an archive is the same on every host: nothing in its name or in it tells of a path.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { within } from '../../base/clock.ts';
import { formatDuration } from '../../base/duration.ts';
import { messageOf } from '../../base/errors.ts';
import { type Environment, run } from '../../base/exec.ts';
import type { Log } from '../../base/log.ts';
import { inert, withoutCredentials } from '../../base/text.ts';
import { type BundleWork, bundle, copyMirror, unbundle } from '../../git/bundle.ts';
import { isSnapshot, snapshotPrefix } from '../state.ts';

export interface CacheWork extends Omit<BundleWork, 'limitMs'> {
  log: Log;
  /** The program made of courier.ts. */
  courier: string;
}

export type Errand = 'restore' | 'save';

/** The name in the archive, and the path that the cache's version is made of. */
export const bundleName = 'fetch-lock-mirror.bundle';

/** What the courier's own lines begin with. */
export const word = 'courier: ';

// Longer, and a cache costs a job more than it saves: most mirrors are cloned by then.
const limitMs = 300_000;
// The service answers within a second. An ailing one the library asks for half a minute, a silent one for many.
const answerMs = 20_000;

/**
 * Makes `into`, which must not exist or be empty, a bare repository with the objects that were saved under exactly this key. False:
 * there are none, or they could not be had in time, which the log says; `into` is then not there. Throws only why `signal` aborted.
 */
export async function restoreMirror(key: string, into: string, work: CacheWork): Promise<boolean> {
  const act = async (room: string, inTime: CacheWork) => {
    const end = await send('restore', key, room, inTime);
    if (end === 'restored') await unbundle(join(room, bundleName), into, { ...inTime, limitMs });
    work.log.info(`The Actions cache ${end === 'restored' ? 'gave a mirror' : 'has no mirror'} under '${inert(key)}'.`);
    return end === 'restored';
  };
  const trouble = `The mirror is cloned, since it could not be restored from the Actions cache under '${inert(key)}'`;
  return (await attempt(work, trouble, act)) ?? false;
}

/**
 * Copies a mirror that nobody writes to, for `saveMirror` in post. Answers the copy's name in the runner's temporary directory, or
 * undefined where none could be made, which the log says. Throws only why `signal` aborted.
 */
export async function snapshotMirror(mirror: string, work: CacheWork): Promise<string | undefined> {
  const act = async (_room: string, inTime: CacheWork) => {
    const into = mkdtempSync(join(tempOf(work.env), snapshotPrefix));
    await copyMirror(mirror, into, { ...inTime, limitMs });
    return basename(into);
  };
  return attempt(work, 'The new mirror is not saved to the Actions cache, since it could not be copied', act);
}

/** Saves a snapshot, and removes it. `exists`: somebody else's is there, and stays. `failed`: the log says why. */
export async function saveMirror(key: string, snapshot: string, work: CacheWork): Promise<'saved' | 'exists' | 'failed'> {
  if (!isSnapshot(snapshot)) return 'failed';
  const path = join(tempOf(work.env), snapshot);
  const act = async (room: string, inTime: CacheWork) => {
    await bundle(path, join(room, bundleName), { ...inTime, limitMs });
    const end = (await send('save', key, room, inTime)) === 'saved' ? 'saved' : 'exists';
    work.log.info(`The Actions cache ${end === 'saved' ? 'took the mirror' : 'has a mirror already'} under '${inert(key)}'.`);
    return end;
  };
  try {
    return (await attempt(work, `The mirror was not saved to the Actions cache under '${inert(key)}'`, act)) ?? 'failed';
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

const tempOf = ({ RUNNER_TEMP: temp }: Environment): string => temp || tmpdir();

/** Acts in a private directory, and in time. Undefined: it failed, and the log says why. */
async function attempt<T>(work: CacheWork, trouble: string, act: (room: string, work: CacheWork) => Promise<T>): Promise<T | undefined> {
  let room: string | undefined;
  try {
    const made = mkdtempSync(join(tempOf(work.env), 'fetch-lock-cache-'));
    room = made;
    const late = new Error(`it took longer than ${formatDuration(limitMs)}.`);
    const timed = (limit: AbortSignal) => act(made, { ...work, signal: AbortSignal.any([work.signal, limit]) });
    return await within(work.clock, limitMs, timed, late);
  } catch (error) {
    work.signal.throwIfAborted();
    work.log.warning(`${trouble}: ${inert(messageOf(error), 1000)}`);
    return undefined;
  } finally {
    if (room !== undefined) rmSync(room, { recursive: true, force: true });
  }
}

/** Sends the courier. Answers how the errand ended, if it did not fail. */
async function send(errand: Errand, key: string, room: string, { env, clock, signal, courier }: CacheWork): Promise<string | undefined> {
  const silence = new AbortController();
  const callOff = clock.after(answerMs, () => silence.abort(new Error(`it gave no answer within ${formatDuration(answerMs)}.`)));
  let end: string | undefined;
  let cause = '';
  const onLine = (line: string) => {
    cause = causeIn(line) ?? cause;
    if (!line.startsWith(word)) return;
    end = line.slice(word.length);
    if (end === 'answered') callOff();
  };
  const either = AbortSignal.any([signal, silence.signal]);
  try {
    const options = { cwd: room, env: courierEnvironment(env, errand, room), clock, signal: either, limitMs, graceMs: 1000, onLine };
    const { isGone } = await run(process.execPath, [courier, errand, key], options);
    if (!isGone) throw new Error('the process that talks to it could not be killed.');
    either.throwIfAborted();
  } catch (error) {
    throw new Error([messageOf(error), cause && `Its last trouble: ${cause}.`].filter(Boolean).join(' '));
  } finally {
    callOff();
  }
  if (end === 'restored' || end === 'saved' || end === 'exists' || (end === 'none' && cause === '')) return end;
  // Another job was faster, between our question and our answer.
  if (errand === 'save' && cause.includes('(409)')) return 'exists';
  throw new Error(cause ? `${cause}.` : 'the cause is not known.');
}

/**
 * The library extracts to any place that an archive names, with `-P`. GNU tar is told here to write no file at all, but to hand the
 * contents of regular ones to a command of ours: https://www.gnu.org/software/tar/manual/html_section/extract-options.html
 * The library's paths are relative to the workspace, which is the private room for it.
 */
const courierEnvironment = (env: Environment, errand: Errand, room: string): Environment => ({
  ...env,
  ...{ GITHUB_WORKSPACE: room, RUNNER_TEMP: room, RUNNER_DEBUG: '' },
  TAR_OPTIONS: errand === 'restore' ? `'--to-command=cat > "$FETCH_LOCK_BUNDLE"'` : '',
  FETCH_LOCK_BUNDLE: join(room, bundleName),
});

const causes = [
  /^courier: failed (.+)/,
  /^::(?:warning|error)[^:]*::(?:Failed to (?:restore|save): )?(.+)/,
  // What the library says of this aloud blames another job, whatever it was.
  /^::debug::Failed to reserve cache: (.+)/,
  /^(Cache (?:save|restore) skipped: .+)/,
  /^Attempt \d+ of \d+ failed with error: (.+)\. Retrying /,
];

/** Why it failed, as the library tells it, without the signatures in its addresses. */
function causeIn(line: string): string | undefined {
  const [, cause] = causes.map((it) => it.exec(line)).find((it) => it !== null) ?? [];
  return cause && withoutCredentials(cause.replace(/(https?:\/\/[^\s?]+)\?\S*/g, '$1')).replace(/\.$/, '');
}
