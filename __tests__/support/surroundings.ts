/** Other users and other namespaces, for contenders. What this host does not allow is said in a sentence, never passed over. */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from '../../src/lock/host/lock-dir.ts';
import { makeHome, makePlace } from './places.ts';
import type { Surroundings } from './processes.ts';

export const group = 61_000;
export const [ann, bob] = [61_001, 61_002].map((uid) => ({ uid, gid: group })) as [Required<User>, Required<User>];
export const eve = { uid: 61_003, gid: 61_003 };
type User = Pick<Surroundings, 'uid' | 'gid'>;

export function demandRoot(): void {
  if (process.geteuid?.() !== 0) throw new Error('This test starts processes of several users: run it as root.');
}

/** A place in a directory that the group shares. */
export function makeSharedPlace(mode = 0o2770): Place {
  demandRoot();
  const home = makeHome();
  chmodSync(home, 0o755);
  mkdirSync(join(home, 'shared'));
  chownSync(join(home, 'shared'), ann.uid, group);
  chmodSync(join(home, 'shared'), mode);
  const place = makePlace(join(home, 'shared'));
  chownSync(place.guards, ann.uid, group);
  return place;
}

const demandTool = (through: readonly string[], means: string): readonly string[] => {
  const [command = '', ...rest] = [...through, 'true'];
  const { status, stderr, error } = spawnSync(command, rest, { encoding: 'utf8', timeout: 10_000 });
  if (status !== 0) throw new Error(`This test needs ${means}, and here '${through.join(' ')}' fails: ${error?.message ?? stderr}`);
  return through;
};

const asRoot = (): readonly string[] => (process.geteuid?.() === 0 ? [] : ['--user', '--map-root-user']);

/** In a pid namespace of its own, whose first process it is: its parent there is 0. Ends with the wrapper. */
export const inPidNamespace = (): readonly string[] =>
  demandTool(
    ['unshare', ...asRoot(), '--pid', '--fork', '--kill-child', '--mount-proc'],
    'a pid namespace (CAP_SYS_ADMIN, or user namespaces)',
  );

/** In a mount namespace of its own, after that script. */
export const afterMounting = (script: string): readonly string[] =>
  demandTool(
    ['unshare', ...asRoot(), '--mount', 'sh', '-c', `${script} && exec "$@"`, 'sh'],
    'a mount namespace (CAP_SYS_ADMIN, or user namespaces)',
  );

/** The first child of a process. */
export function childOf(parent: number): number {
  const [child] = childrenOf(parent);
  if (child === undefined) throw new Error(`Process ${parent} has no child.`);
  return child;
}

/** The children of a process, by their pids. */
export const childrenOf = (parent: number): number[] =>
  readdirSync('/proc')
    .filter((it) => /^\d+$/.test(it) && parentOf(it) === parent)
    .map(Number)
    .sort((a, b) => a - b);

function parentOf(pid: string): number | undefined {
  try {
    return Number(
      readFileSync(`/proc/${pid}/stat`, 'latin1')
        .replace(/^.*\) /s, '')
        .split(' ')[1],
    );
  } catch {
    return undefined;
  }
}
/** The state letter of a process. */
export const stateOf = (pid: number): string => readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\) /s, '')[0] ?? '';
