/** `fetch-lock status`: who holds, who waits for whom, and who is dead; once, or on a screen until it is left. */
import { messageOf } from '../../base/errors.ts';
import { createSight, type FleetSight } from '../../lock/fleet/look.ts';
import { type Call, exit, type Host, UsageError } from '../command.ts';
import { addressOf, joinFound } from '../fleet.ts';
import { type Found, locateAll, locateEach, lockDirOf } from '../locate.ts';
import { renderStatus, type Shown } from './blocks.ts';
import { renderDocument } from './document.ts';
import { watch } from './screen.ts';
import { cutLine, paintLine } from './spans.ts';

export const status = (call: Call, host: Host): Promise<number> => (call.has('watch') ? showOn(call, host) : showOnce(call, host));

async function showOnce(call: Call, host: Host): Promise<number> {
  const { out, clock } = host;
  const sight = createSight(addressOf(call, host), clock);
  const shown = await lookAtAll(await find(call, host), sight, clock.wall()).finally(sight.close);
  if (call.has('json')) out.write(renderDocument(shown, clock.wall()));
  else if (shown.length === 0) out.write(`${nothingHere}\n`);
  else {
    // Where nobody looks nothing is cut off.
    const lines = renderStatus(shown, { width: out.isTty ? out.width : Number.POSITIVE_INFINITY });
    out.write(`${lines.map((it) => paintLine(it, out.paint)).join('\n')}\n`);
  }
  return codeFor(shown);
}

async function showOn(call: Call, host: Host): Promise<number> {
  const { out, env, clock } = host;
  if (call.has('json')) throw new UsageError('--json prints one document, and --watch never ends: give one of them');
  if (!out.isTty || !process.stdin.isTTY || env.TERM === 'dumb') throw new UsageError('--watch needs a terminal to draw on, and its keys');
  let shown: Shown[] = [];
  const sight = createSight(addressOf(call, host), clock);
  const isStopped = await watch(host, {
    look: async () => {
      shown = await lookAtAll(await find(call, host), sight, clock.wall());
      return shown.flatMap((it) => ('lock' in it ? [it.lock.dir] : []));
    },
    draw: ({ width, rows }) => [
      ...(shown.length === 0 ? [cutLine([nothingHere], width)] : renderStatus(shown, { width, rows: rows - 1 })),
      cutLine([['dim', 'q quits']], width),
    ],
  }).finally(sight.close);
  return isStopped ? exit.interrupted : codeFor(shown);
}

const nothingHere = 'No lock here. Give a PATH that jobs lock, or --lock-dir.';

function find(call: Call, host: Host): Promise<Found[]> {
  const where = { cwd: host.cwd, lockDir: lockDirOf(call) };
  return joinFound(call.operands.length > 0 ? locateEach(call.operands, where) : locateAll(where), call, host);
}

async function lookAtAll(found: readonly Found[], sight: FleetSight, nowAt: number): Promise<Shown[]> {
  const shown: Shown[] = [];
  for (const it of found) shown.push('trouble' in it ? it : await lookAtOne(it, sight, nowAt));
  return shown;
}

async function lookAtOne({ path, lock }: Extract<Found, { lock: unknown }>, sight: FleetSight, nowAt: number): Promise<Shown> {
  try {
    return { path, lock, look: await sight.look(lock, nowAt) };
  } catch (error) {
    return { path, trouble: messageOf(error) };
  }
}

const codeFor = (shown: readonly Shown[]): number =>
  shown.some((it) => 'trouble' in it || it.look.fleetTrouble !== undefined) ? exit.failed : exit.ok;
