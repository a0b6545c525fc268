import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CacheWork, saveMirror, snapshotMirror } from '../../src/action/cache/cache.ts';
import type { Log } from '../../src/base/log.ts';
import { makeHome } from './places.ts';
import { createToldClock, type ToldClock } from './told-clock.ts';

export interface CacheHost extends CacheWork {
  clock: ToldClock;
  temp: string;
  said: { infos: string[]; warnings: string[] };
  /** Where a mirror is restored to. */
  into: string;
}

/** A runner of its own, with other directories than any other, and a cache service in its environment. */
export function makeCacheHost(offer: Record<string, string>, path = process.env.PATH ?? ''): CacheHost {
  const home = makeHome();
  const temp = join(home, '_work', '_temp');
  const workspace = join(home, '_work', 'web', 'web');
  for (const dir of [temp, workspace]) mkdirSync(dir, { recursive: true });
  const said: CacheHost['said'] = { infos: [], warnings: [] };
  const log: Log = {
    debug: () => {},
    info: (text) => void said.infos.push(text),
    warning: (text) => void said.warnings.push(text),
    group: (_title, act) => act(),
  };
  return {
    ...{ temp, said, log, clock: createToldClock(), signal: new AbortController().signal, into: join(home, 'restored.git') },
    courier: join(import.meta.dirname, '..', '..', 'src', 'courier.js'),
    env: { PATH: path, HOME: home, RUNNER_TEMP: temp, GITHUB_WORKSPACE: workspace, ...offer },
  };
}

export const copyAndSave = async (key: string, mirror: string, host: CacheHost): Promise<string> =>
  saveMirror(key, (await snapshotMirror(mirror, host)) ?? '', host);

/** What an errand left behind: directories and processes. */
export const leftOf = ({ temp, into }: CacheHost): string[] => [
  ...readdirSync(temp),
  ...(existsSync(into) ? [into] : []),
  ...readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && environmentOf(pid).includes(`FETCH_LOCK_BUNDLE=${temp}`)),
];

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return '';
  }
}
