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
import { type Call, exit, type Host } from './command.ts';
import { locateInFleet } from './fleet.ts';

export async function metrics(call: Call, host: Host): Promise<number> {
  const { cwd, out, err } = host;
  const output = call.text('output');
  if (output !== undefined && (/(^|\/)\.{0,2}$/.test(output) || output.includes('\0')))
    throw new FetchLockError('FL_INPUT', { what: `Option \`--output\` is '${inert(output)}', which names no file.`, fix: 'Name one.' });
  let code: number = exit.ok;
  const { scopes } = await locateInFleet(call.operands, call, host);
  const all = scopes.flatMap((scope) => {
    try {
      return figuresOf(scope);
    } catch (error) {
      err.write(`fetch-lock: the lock of '${inert(scope.path)}' is left out: ${inert(messageOf(error), 1000)}\n`);
      code = exit.failed;
      return [];
    }
  });
  const text = renderMetrics(all);
  if (output === undefined || output === '-') out.write(text);
  else publishFile(resolve(cwd, output), text);
  return code;
}

function figuresOf({ guards, lock }: Scope): Figures {
  if (!hasLockDir(lock)) return { guards, tally: emptyTally(), line: [] };
  if (!isUsable(lock)) throw new Error(`'${lock.dir}' is not a lock directory that this user may trust.`);
  return { guards, line: readStanding(lock.dir), tally: totalUp(lock.dir, stagedIn(lock.dir)) };
}
