/** The version of what a lock directory means. Pure. */
import type { Trouble } from '../base/errors.ts';
import { inert, quoteForShell } from '../base/text.ts';

/**
 * What this version writes and knows. A later one writes its own number and, after a blank, what it takes to read that:
 * `2 needs fetch-lock 2.0 or newer`. Versions that do not know the number show those words.
 */
export const format = '1';

/** What is wrong with what the file says; undefined if it is ours. */
export function objectionTo(dir: string, got: string): Trouble | undefined {
  if (got === format) return undefined;
  const [, number, told] = /^([1-9]\d{0,5})(?: (\S.*))?$/.exec(got) ?? [];
  if (number === undefined || Number(number) <= Number(format)) {
    return {
      what: `The lock directory '${dir}' says '${inert(got, 60)}' where its format should be; this version knows format ${format}.`,
      fix: `Use one version of fetch-lock on this host, the newest; or, while no job runs: rm -r ${quoteForShell(dir)}`,
    };
  }
  return {
    what: `The lock directory '${dir}' has format ${number}; this version of fetch-lock knows format ${format}.`,
    why: told === undefined ? 'A newer version has made it.' : `A newer version has made it, and says: it ${inert(told, 120)}.`,
    fix: 'Install that version, or the newest one, wherever this host runs fetch-lock.',
  };
}
