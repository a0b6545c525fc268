import { kept, World } from '../../__tests__/support/world.ts';
import { type Case, type Figure, inTurns, type Sample } from '../case.ts';
import { handOn, leaveLine, recoverByFlock, standInLine } from '../parties/lines.ts';
import { timeNode } from '../parties/program.ts';

const figures: Figure[] = [
  {
    ...{ name: 'process', title: 'From a holder that is killed with SIGKILL to the next', unit: 'ms', beside: 'flock' },
    ...{ target: { plus: 10 }, isHeadline: true },
  },
  { name: 'job', title: 'From a whole job that is killed to the next, the killing included', unit: 'ms', beside: 'node' },
];

async function killHolders(): Promise<Sample[]> {
  const line = await standInLine('ours', 5);
  const values = await handOn(line, 'SIGKILL', 5);
  await leaveLine(line);
  return [{ figure: 'process', party: 'ours', values }];
}

/** As it comes, it takes another's lock when that is ten seconds old. */
async function waitForStale(): Promise<Sample[]> {
  const line = await standInLine('lockfile', 1);
  const values = await handOn(line, 'SIGKILL', 1);
  await leaveLine(line);
  return [{ figure: 'process', party: 'lockfile', values }];
}

async function killJob(): Promise<Sample[]> {
  const world = new World();
  const victim = world.start({ steps: [world.lock(kept), world.gate('working')] });
  await victim.line(/at working/);
  const next = world.start({ steps: [world.lock()] });
  await next.line(/Waiting to get/);
  const killedAt = Date.now();
  await victim.killAll();
  await next.done;
  const grantedAt = Date.parse(world.events().findLast((it) => it.event === 'lock_acquired')?.ts ?? '');
  await world.dispose();
  return [{ figure: 'job', party: 'ours', values: [grantedAt - killedAt] }];
}

/** Nobody lets go: who waits must find out. */
export const recovery: Case = {
  name: 'recovery',
  does: 'from a holder that was killed to the next',
  rounds: 5,
  figures,
  open: async () => ({
    round: async (number) => {
      const acts = [
        killHolders,
        async (): Promise<Sample[]> => [{ figure: 'process', party: 'flock', values: await recoverByFlock() }],
        killJob,
        () => timeNode('job'),
        // It takes ten seconds, and always the same.
        ...(number < 2 ? [waitForStale] : []),
      ];
      return (await inTurns(number, acts)).flat();
    },
    close: async () => {},
  }),
};
