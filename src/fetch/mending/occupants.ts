/**
 * Who works in a repository? The kernel of Linux tells of every process what it has open and where it stands. From inside a container,
 * and on other systems, it does not tell of all of them; then those who are seen count, and of the others nothing is known.
 *
 * Git closes a lock file before it renames it, so that a file may be in use though nobody has it open: every git that stands in the
 * repository, or was pointed at it, counts as a user, unless its verb only reads. Paths are compared by what they are, not by how
 * they are spelled: a container may have the same repository under another name.
 */
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { orNothing } from '../../base/errors.ts';
import { inert } from '../../base/text.ts';
import type { Occupancy, Occupant } from './leftovers.ts';

/** Answers for one of the files that were asked about. */
type Census = (file: string) => Occupancy;

// PROC_PID_INIT_INO of linux/proc_ns.h: the namespace that has every process of the machine in it.
const wholeMachine = 'pid:[4026531836]';

// What these do to a repository needs no lock file: they serve it, read it, or copy it.
const readers = new Set(['upload-pack', 'upload-archive', 'http-backend', 'daemon', 'cat-file', 'rev-list', 'clone', 'fsmonitor--daemon']);

/**
 * Looks once at every process. `roots` are the directories of the repository and of its worktrees. When `isLate` says so the look
 * ends, and who was not looked at is unknown.
 */
export function takeCensus(roots: readonly string[], files: readonly string[], isLate: () => boolean): Census {
  const openers = new Map<string, Occupant>();
  let worker: Occupant | undefined;
  let hidden = whatHides();
  const places = new Set(roots.map(idOf));
  const sought = new Map(files.map((it) => [idOf(it), it]));
  const names = new Set(files.map((it) => basename(it)));

  const lookAt = (pid: string): void => {
    const [, name = '', state = ''] = /^\d+ \((.*)\) (\S)/s.exec(orNothing(() => readFileSync(`/proc/${pid}/stat`, 'latin1')) ?? '') ?? [];
    if (state === '' || 'ZX'.includes(state)) return;
    const argv = (orNothing(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? '').split('\0');
    const verb = name === 'git' || name.startsWith('git-') ? (verbOf(argv) ?? '') : undefined;
    const mayWrite = verb !== undefined && !readers.has(verb) && !(verb === 'pack-objects' && argv.includes('--stdout'));
    // Not the arguments: they may have a secret in them.
    const occupant = { pid: Number(pid), command: inert(verb === undefined ? name : `git ${verb}`, 60) };
    const links = linksOf(pid);
    if (!links) {
      if (mayWrite) hidden ??= `process ${pid} (${occupant.command}) of another user does not show what it has open`;
      return;
    }
    for (const { at, to } of links.open) {
      const file = names.has(basename(to)) ? sought.get(idOf(at)) : undefined;
      if (file !== undefined) openers.set(file, occupant);
    }
    if (!mayWrite || worker) return;
    const paths = [links.cwd, ...links.open.map((it) => it.to).filter((to) => to.startsWith('/')), ...pointedAt(pid, argv, links.cwd)];
    if (paths.some((it) => isInside(pid, it, places))) worker = occupant;
  };

  for (const pid of process.platform === 'linux' ? (orNothing(() => readdirSync('/proc')) ?? []) : []) {
    if (isLate()) {
      hidden ??= 'there was no time to look at every process';
      break;
    }
    if (/^\d+$/.test(pid) && Number(pid) !== process.pid) lookAt(pid);
  }
  return (file) => {
    const opener = openers.get(file);
    if (opener) return { answer: 'somebody', who: opener, hasItOpen: true };
    if (worker) return { answer: 'somebody', who: worker, hasItOpen: false };
    return hidden === undefined ? { answer: 'nobody' } : { answer: 'unknown', why: hidden };
  };
}

function whatHides(): string | undefined {
  if (process.platform !== 'linux') return 'this system does not tell what other processes have open';
  if (orNothing(() => readlinkSync('/proc/self')) !== String(process.pid)) return '/proc is that of other processes';
  if (orNothing(() => readlinkSync('/proc/self/ns/pid')) !== wholeMachine) return 'a container does not see the processes outside';
  return orNothing(() => readFileSync('/proc/1/stat')) ? undefined : '/proc hides the processes of others';
}

interface Links {
  cwd: string;
  open: { at: string; to: string }[];
}

/** Undefined if we may not look. What ends meanwhile has nothing open. */
function linksOf(pid: string): Links | undefined {
  try {
    const cwd = readlinkSync(`/proc/${pid}/cwd`);
    const open = readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const at = `/proc/${pid}/fd/${fd}`;
      const to = orNothing(() => readlinkSync(at));
      return to === undefined ? [] : [{ at, to }];
    });
    return { cwd, open };
  } catch (error) {
    return ['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '') ? undefined : { cwd: '/', open: [] };
  }
}

/** The repository that its arguments or its environment name. */
function pointedAt(pid: string, argv: readonly string[], cwd: string): string[] {
  const environment = (orNothing(() => readFileSync(`/proc/${pid}/environ`, 'utf8')) ?? '').split('\0');
  const named = [
    ...environment.map((it) => /^GIT_(?:DIR|COMMON_DIR|OBJECT_DIRECTORY)=(.+)$/s.exec(it)?.[1]),
    ...argv.map((it, index) => (it === '--git-dir' ? argv[index + 1] : /^--git-dir=(.+)$/s.exec(it)?.[1])),
  ];
  return named.filter((it) => it !== undefined).map((it) => resolve(cwd, it));
}

const valued = new Set(['-C', '-c', '--git-dir', '--work-tree', '--namespace', '--config-env', '--super-prefix']);

function verbOf([program = '', ...rest]: readonly string[]): string | undefined {
  const name = basename(program);
  if (name.startsWith('git-')) return name.slice('git-'.length);
  return rest.find((it, index) => !it.startsWith('-') && !valued.has(rest[index - 1] ?? ''));
}

/** By the process's own root, since it may live in another one. */
function isInside(pid: string, path: string, places: ReadonlySet<string>): boolean {
  for (let at = path; ; at = dirname(at)) {
    if (places.has(idOf(`/proc/${pid}/root${at}`))) return true;
    if (dirname(at) === at) return false;
  }
}

/** What a path leads to: device and inode; unlike anything else if it leads nowhere. */
function idOf(path: string): string {
  const found = orNothing(() => statSync(path, { bigint: true }));
  return found ? `${found.dev}:${found.ino}` : `nothing at ${path}`;
}
