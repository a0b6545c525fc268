/** `fetch-lock metrics`: what Prometheus reads of locks. */
import { resolve } from 'node:path';
import { FetchLockError, messageOf } from '../base/errors.ts';
import { inert } from '../base/text.ts';
import type { Scope } from '../git/scope.ts';
import { readStanding, stagedIn } from '../lock/host/line.ts';
import { hasLockDir, isUsable } from '../lock/host/lock-dir.ts';
import { type Figures, renderMetrics } from '../report/pictures/metrics.ts';
import { publishFile } from '../report/publish.ts';
import { emptyTally } from '../report/totals/tally.ts';
import { totalUp } from '../report/totals/totals.ts';
import { type Command, exit } from './command.ts';
import { locate, lockDirOf, lockDirOption } from './locate.ts';

export const metrics: Command = {
  name: 'metrics',
  synopsis: 'PATH... [--lock-dir DIR] [--output FILE]',
  does: 'print what Prometheus reads: waits, holds, fetches, time-outs, who waits now',
  details: [
    'For cron, with node_exporter’s textfile directory:\n  * * * * * fetch-lock metrics /srv/mirrors/*.git --output /var/lib/node_exporter/fetch-lock.prom',
    'Totals go on when the journal is rotated: totals.json in the lock directory says what has been counted. What happened since the last\nlook and is no longer in the journal is missing, so look now and then. A path without a lock yet is told with zeros; nothing is made.',
    'The file is replaced as a whole, with the paths given here and no others; unlike the input `metrics-file`, it does not keep what is there.',
    'Exit codes: 0 done; 1 a lock could not be looked at (the others are there) or the file not written; 64 usage.',
  ],
  options: [
    lockDirOption,
    { name: 'output', takes: 'FILE', does: 'write there, by rename and readable for all, rather than to the terminal' },
  ],
  operands: { least: 1, most: Number.POSITIVE_INFINITY },
  async run(call, { cwd, out, err }) {
    const output = call.text('output');
    if (output !== undefined && (/(^|\/)\.{0,2}$/.test(output) || output.includes('\0')))
      throw new FetchLockError('FL_INPUT', { what: `Option \`--output\` is '${inert(output)}', which names no file.`, fix: 'Name one.' });
    let code: number = exit.ok;
    const all = locate(call.operands, { cwd, lockDir: lockDirOf(call) }).flatMap((scope) => {
      try {
        return figuresOf(scope);
      } catch (error) {
        err.write(`fetch-lock: the lock of '${inert(scope.path)}' is left out: ${inert(messageOf(error), 1000)}\n`);
        code = exit.failed;
        return [];
      }
    });
    const text = renderMetrics(all);
    if (output === undefined) out.write(text);
    else publishFile(resolve(cwd, output), text);
    return code;
  },
};

function figuresOf({ guards, lock }: Scope): Figures {
  if (!hasLockDir(lock)) return { guards, tally: emptyTally(), line: [] };
  if (!isUsable(lock)) throw new Error(`'${lock.dir}' is not a lock directory that this user may trust.`);
  return { guards, line: readStanding(lock.dir), tally: totalUp(lock.dir, stagedIn(lock.dir)) };
}
