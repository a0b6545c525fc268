import { join } from 'node:path';
import { World } from '../../__tests__/support/world.ts';
import { type Case, type Figure, inTurns } from '../case.ts';
import { jobOf } from '../parties/job.ts';
import { runProgram, sampleOf } from '../parties/program.ts';

const git = ['fetch', '--prune', 'origin'];
const target: Figure['target'] = { times: 1.1, of: 'git', plus: 100 };

/** Of the same repository, and nobody else wants it. */
export const fetch: Case = {
  name: 'fetch',
  does: 'a fetch that has nothing to fetch, in a step of its own',
  rounds: 15,
  figures: [
    { name: 'step', title: 'A fetch with nothing to fetch, `hold: step`', unit: 'ms', beside: 'git', target, isHeadline: true },
    { name: 'job', title: 'The same, `hold: job`: main and post', unit: 'ms', beside: 'git', target },
  ],
  open: async () => {
    const world = new World();
    const { home, mirror } = world;
    const jobIn = (round: number, hold: string) =>
      jobOf({ home, name: `${hold}-${round}`, inputs: { path: mirror, git: git.join(' '), hold } });
    return {
      round: async (number) => {
        const samples = await inTurns(number, [
          async () => sampleOf('git', (await runProgram('git', git, mirror)).tookMs, 'step', 'job'),
          async () => sampleOf('flock', (await runProgram('flock', [join(home, 'flock'), 'git', ...git], mirror)).tookMs, 'step', 'job'),
          async () => sampleOf('ours', await jobIn(number, 'step').time('main'), 'step'),
          async () => {
            const job = jobIn(number, 'job');
            return sampleOf('ours', (await job.time('main')) + (await job.time('post')), 'job');
          },
        ]);
        return samples.flat();
      },
      close: () => world.dispose(),
    };
  },
};
