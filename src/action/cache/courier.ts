/**
 * The one that talks to the Actions cache: a process of its own, since @actions/cache can be neither called off nor silenced, and
 * leaves tar behind when its process ends. Killing the courier's group ends all of it.
 *
 * It prints what the library prints, and lines of its own: see `word`. Its working directory is the errand's private room.
 */
import { isFeatureAvailable, restoreCache, saveCache } from '@actions/cache';
import { messageOf } from '../../base/errors.ts';
import { ask } from '../../base/exec.ts';
import { bundleName, type Errand, word } from './cache.ts';

// The library looks at the whole, we at its parts: 128 MiB of a download, which should not take longer than cloning them would.
const patience = { timeoutInMs: 20_000, segmentTimeoutInMs: 60_000 };

/** Does the errand and says how it went. Never throws. */
export async function carry([errand = '', key = '']: string[]): Promise<void> {
  try {
    say(await run(errand as Errand, key));
  } catch (error) {
    say('failed', messageOf(error));
  }
}

const say = (text: string, why = ''): void => void process.stdout.write(`${word}${`${text} ${why.replace(/\s+/g, ' ')}`.trim()}\n`);

async function run(errand: Errand, key: string): Promise<string> {
  if (!isFeatureAvailable()) throw new Error('no cache service is offered to this job');
  if (!(await hasGnuTar())) throw new Error('only GNU tar can be told to write nothing but our file, and there is none');
  const found = await restoreCache([bundleName], key, [], { ...patience, lookupOnly: true });
  say('answered');
  const isThere = found !== undefined && isSame(found, key);
  if (errand === 'save') return isThere ? 'exists' : (await saveCache([bundleName], key)) === -1 ? 'failed' : 'saved';
  if (!isThere) return 'none';
  const restored = await restoreCache([bundleName], key, [], patience);
  return restored !== undefined && isSame(restored, key) ? 'restored' : 'failed';
}

// The service finds keys that begin so too, and takes capitals for small letters.
const isSame = (found: string, key: string): boolean => found.toLowerCase() === key.toLowerCase();

/** The tar that the library will take. */
async function hasGnuTar(): Promise<boolean> {
  const env = Object.fromEntries(Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined));
  const answer = await ask(process.platform === 'darwin' ? 'gtar' : 'tar', ['--version'], { env }).catch(() => undefined);
  return answer?.stdout.includes('GNU tar') ?? false;
}
