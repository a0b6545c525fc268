/**
 * Git's automatic gc, which a fetch begins when much has gathered. It deletes, and so it is for who has the repository alone: others
 * may be reading, and a clone by path that is under way would be broken.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { orNothing } from '../../base/errors.ts';
import type { Entry, Setting } from './configuration.ts';

/** What keeps git from it. */
export const noCollection: readonly Setting[] = [
  ['maintenance.auto', 'false'],
  ['gc.auto', '0'],
];

/** How much gathers until git collects; 0: it never does. */
interface GcLimits {
  looseObjects: number;
  packs: number;
}

/** As it is configured, or by git's defaults. */
export function gcLimits(entries: readonly Entry[]): GcLimits {
  const last = (key: string) => entries.findLast((it) => it.key === key)?.value?.toLowerCase();
  const number = (key: string, otherwise: number) => {
    const [, digits, unit = ''] = /^(-?\d+)([kmg]?)$/.exec(last(key) ?? '') ?? [];
    return digits === undefined ? otherwise : Math.max(0, Number(digits) * 1024 ** ' kmg'.indexOf(unit || ' '));
  };
  const looseObjects = /^(false|no|off|0)$/.test(last('maintenance.auto') ?? '') ? 0 : number('gc.auto', 6700);
  // Without the one, git does not look at the other.
  return { looseObjects, packs: looseObjects === 0 ? 0 : number('gc.autopacklimit', 50) };
}

/** What has gathered there so that git would collect now, in words; undefined if it would not. */
export function whatGathered(commonDir: string, { looseObjects, packs }: GcLimits): string | undefined {
  const names = (...path: string[]) => orNothing(() => readdirSync(join(commonDir, 'objects', ...path))) ?? [];
  // Ids are spread evenly: git counts one directory of 256.
  const loose = names('17').filter((it) => /^([0-9a-f]{38}|[0-9a-f]{62})$/.test(it)).length;
  if (looseObjects > 0 && loose > Math.ceil(looseObjects / 256)) return `about ${loose * 256} loose objects`;
  const inPack = names('pack');
  const count = inPack.filter((it) => it.endsWith('.pack') && !inPack.includes(it.replace(/pack$/, 'keep'))).length;
  return packs > 0 && count > packs ? `${count} packs` : undefined;
}
