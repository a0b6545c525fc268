import { once } from 'node:events';
import { join } from 'node:path';
import { makePlace, removeAll } from '../../__tests__/support/places.ts';
import { actionDir } from '../../__tests__/support/world.ts';
import { startHelper } from '../../src/base/exec.ts';
import { type Case, type Figure, inTurns, type Sample } from '../case.ts';
import { jobOf } from '../parties/job.ts';
import { soon } from '../parties/lines.ts';
import { inherited, runProgram, sampleOf, time, timeNode } from '../parties/program.ts';

const stage = { unit: 'ms', beside: 'node' } as const;
const ofStage: Figure['target'] = { times: 1.5, of: 'node', plus: 40 };

const figures: Figure[] = [
  { ...stage, name: 'pre', title: 'Stage pre' },
  { ...stage, name: 'main-refused', title: 'Stage main, up to its refusal of an input', target: ofStage },
  { ...stage, name: 'main', title: 'Stage main, a free directory, the start of its keeper included', isHeadline: true },
  { ...stage, name: 'post', title: 'Stage post', target: ofStage, isHeadline: true },
  { ...stage, name: 'keeper', title: 'The keeper, with nothing to keep', target: { times: 1.5, of: 'node' } },
  { ...stage, name: 'version', title: '`fetch-lock --version`' },
  { ...stage, name: 'run', title: '`fetch-lock run -- true`' },
];

const [cli, keeper] = ['cli', 'keeper'].map((it) => join(actionDir, 'dist', it, 'index.js')) as [string, string];

export const coldStart: Case = {
  name: 'cold-start',
  does: 'the start of each stage and command, with next to nothing to do',
  rounds: 15,
  figures,
  open: async () => {
    const { guards } = makePlace();
    const home = join(guards, '..');
    const refused = async (): Promise<Sample[]> => {
      const job = jobOf({ home, name: 'refused', inputs: { path: guards, mode: 'none' } });
      return sampleOf('ours', await time(() => job.run('main')), 'main-refused');
    };
    const stages = async (round: number): Promise<Sample[]> => {
      const job = jobOf({ home, name: `job-${round}`, inputs: { path: guards } });
      const samples: Sample[] = [];
      for (const name of ['pre', 'main', 'post'] as const) samples.push(...sampleOf('ours', await job.time(name), name));
      return samples;
    };
    const command = async (figure: string, ...args: string[]) =>
      sampleOf('ours', (await runProgram(process.execPath, [cli, ...args])).tookMs, figure);
    return {
      round: async (number) => {
        const samples = await inTurns(number, [
          () => timeNode(...figures.map((it) => it.name)),
          refused,
          () => stages(number),
          async () => sampleOf('ours', await time(startKeeper), 'keeper'),
          () => command('version', '--version'),
          () => command('run', 'run', '--path', guards, '--', 'true'),
          async () => sampleOf('flock', (await runProgram('flock', [join(home, 'flock'), 'true'])).tookMs, 'run'),
        ]);
        return samples.flat();
      },
      close: async () => removeAll(),
    };
  },
};

/** It ends when it hears that main is gone. */
async function startKeeper(): Promise<void> {
  const helper = startHelper(keeper, inherited());
  const ended = once(helper, 'exit');
  helper.disconnect();
  await soon(ended);
}
