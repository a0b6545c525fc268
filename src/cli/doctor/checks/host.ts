/** What is the same for every lock of this host. */
import { closeSync, constants, lstatSync, openSync, readFileSync, watch } from 'node:fs';
import { dirname } from 'node:path';
import { errnoOf, FetchLockError, orNothing } from '../../../base/errors.ts';
import { run } from '../../../base/exec.ts';
import { readPolicy } from '../../../base/policy/policy.ts';
import { inert } from '../../../base/text.ts';
import { gitEnvironment } from '../../../git/isolation/environment.ts';
import { as, ofTrouble, type Said, type Sight, said, shell } from '../finding.ts';

// What the arguments of our commands need; README and `noGit` name it too.
const oldestGit = [2, 31] as const;
const gitMs = 8000;

export async function checkVersion({ env, clock, signal }: Sight): Promise<Said[]> {
  const chunks: Buffer[] = [];
  const answer = await run('git', ['version'], {
    ...{ cwd: '/', env: gitEnvironment(env), clock, signal, limitMs: gitMs, graceMs: 500 },
    onOutput: (bytes) => chunks.push(bytes),
    onLine: () => {},
  }).catch(() => undefined);
  const install = installGit();
  const fix = { mend: install, advice: `Install git ${oldestGit.join('.')} or newer where PATH finds it.` };
  if (answer === undefined) return [said('fail', 'git cannot be started: PATH finds none.', fix)];
  if (answer.stopped) return [said('fail', `\`git version\` did not answer within ${gitMs / 1000} s.`, fix)];
  const text = inert(Buffer.concat(chunks).toString('utf8'), 80);
  const [, version, major, minor] = /^git version ((\d+)\.(\d+)\S*)/.exec(text) ?? [];
  if (version === undefined) return [said('fail', `\`git version\` says '${text}', which is no version.`, fix)];
  const isOld = Number(major) < oldestGit[0] || (Number(major) === oldestGit[0] && Number(minor) < oldestGit[1]);
  if (isOld) return [said('fail', `git is ${version}; ${oldestGit.join('.')} or newer is needed.`, fix)];
  return [said('ok', `git ${version}.`)];
}

/** By what this system calls itself and takes after. */
function installGit(): string | undefined {
  const release = orNothing(() => readFileSync('/etc/os-release', 'utf8')) ?? '';
  const family = [...release.matchAll(/^ID(?:_LIKE)?="?([^"\n]*)"?$/gm)].flatMap(([, it = '']) => it.split(' '));
  const [, command] = installers.find(([name]) => family.includes(name)) ?? [];
  return command && as([], command);
}

const installers: readonly (readonly [system: string, command: string])[] = [
  ['debian', 'apt-get install git'],
  ['fedora', 'dnf install git'],
  ['rhel', 'dnf install git'],
  ['alpine', 'apk add git'],
  ['suse', 'zypper install git'],
  ['arch', 'pacman -S git'],
];

/** What is in force, or why nothing is done on this host. */
export function checkPolicy(): Said[] {
  try {
    const inForce = Object.entries(readPolicy()).filter(([, it]) => it !== undefined && !(Array.isArray(it) && it.length === 0));
    if (inForce.length === 0) return [];
    return [said('ok', `The policy in force: ${inForce.map(([key, it]) => `${key} ${JSON.stringify(it)}`).join(', ')}.`)];
  } catch (error) {
    if (!(error instanceof FetchLockError)) throw error;
    return [ofTrouble(error.trouble, mendPolicy(/'(.+)'/.exec(error.trouble.what)?.[1]))];
  }
}

/** The rights are mended by a command, what stands in it by its admin. */
function mendPolicy(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  for (const it of [dirname(path), path]) {
    const found = orNothing(() => lstatSync(it));
    if (!found) continue;
    if (found.isSymbolicLink()) return as([], shell`rm -- ${it}`);
    if (found.uid !== 0) return as([], shell`chown root -- ${it}`);
    if (found.mode & 0o022) return as([], shell`chmod go-w -- ${it}`);
    if (it === path && !found.isFile()) return as([], shell`rm -r -- ${it}`);
    if (it === path && !mayRead(it)) return as([], shell`chmod a+r -- ${it}`);
  }
  // A policy that is taken away restricts nobody, so that is not what we tell.
  return as([], shell`"\${EDITOR:-vi}" ${path}`);
}

const mayRead = (path: string): boolean =>
  orNothing(() => {
    closeSync(openSync(path, constants.O_RDONLY | constants.O_NONBLOCK));
    return true;
  }) ?? false;

// Of a host with many runners: each waiter takes one for as long as it waits.
const enough = 1024;

/** Watching what never changes takes one instance, and gives it back at once. */
export function checkInotify(): Said[] {
  if (process.platform !== 'linux') return [];
  const [which, least] = whatIsMissing();
  if (which === undefined) return [];
  const now = orNothing(() => readFileSync(`/proc/sys/user/${which}`, 'utf8').trim());
  const most = Math.max(least, 2 * Number(now ?? 0));
  return [
    said(
      'warn',
      `No inotify ${which === 'max_inotify_instances' ? 'instance' : 'watch'} is left for this user (${which} is ${now ?? 'not known'}).`,
      {
        mend: as([], shell`sysctl -w ${`user.${which}=${most}`}`),
        advice: 'Waiters then look for themselves, up to 200 ms later. Until the next start of the host:',
      },
    ),
  ];
}

function whatIsMissing(): [which: 'max_inotify_instances' | 'max_inotify_watches' | undefined, least: number] {
  try {
    watch('/', { persistent: false }).close();
    return [undefined, 0];
  } catch (error) {
    if (errnoOf(error) === 'EMFILE') return ['max_inotify_instances', enough];
    if (errnoOf(error) === 'ENOSPC') return ['max_inotify_watches', 64 * enough];
    throw error;
  }
}
