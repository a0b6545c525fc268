import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Job } from '../runner/simulator.ts';
import { overlap } from '../support/overlap.ts';
import { World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

const fetch = ['-c', 'protocol.version=2', 'fetch', '--prune', 'origin'];

/** What upstream does before, and while, the first of two fetches is under way; and what plain git says to that. */
const cases = [
  {
    name: 'a branch that moved (F1)',
    prepare: () => world.push('main'),
    meanwhile: () => {},
    complaint: /cannot lock ref 'refs\/heads\/main': is at [0-9a-f]+ but expected|incorrect old value/,
  },
  {
    name: 'a branch that moved and vanished (F2)',
    prepare: () => {
      world.push('topic');
      world.git(world.mirror, 'fetch', '-q', world.upstream, 'topic:topic');
      world.push('topic');
    },
    meanwhile: () => world.git(world.upstream, 'update-ref', '-d', 'refs/heads/topic'),
    complaint: /cannot lock ref 'refs\/heads\/topic': unable to resolve reference|reference does not exist/,
  },
  {
    name: 'a branch that became a directory (F2)',
    prepare: () => world.push('d'),
    meanwhile: () => {
      world.git(world.upstream, 'update-ref', '-d', 'refs/heads/d');
      world.push('d/x');
    },
    complaint: /cannot lock ref 'refs\/heads\/d': .*refs\/heads\/d|refname conflict/,
  },
];

describe.each(cases.flatMap((it) => (['git', 'http'] as const).map((how) => ({ ...it, how }))))(
  '$name, by $how',
  ({ how, prepare, meanwhile, complaint }) => {
    it('fails plain git', async () => {
      const { proxy } = await world.serve(how);
      prepare();
      const first = await overlap(
        proxy,
        () => world.plain(fetch),
        async () => {
          meanwhile();
          expect(await world.plain(fetch)).toMatchObject({ exitCode: 0 });
        },
      );
      expect(first).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(complaint) });
    });

    it('fails no step', async () => {
      const { proxy } = await world.serve(how);
      prepare();
      const jobs: Job[] = [];
      const startJob = () => jobs[jobs.push(world.start({ steps: [world.lock()] })) - 1] as Job;
      await overlap(proxy, startJob, () => {
        meanwhile();
        return startJob().line(/Waiting to get an update lock/);
      });
      for (const it of jobs) expect((await it.done).conclusion).toBe('success');
      expect(world.refs(world.mirror)).toBe(world.refs(world.upstream));
    });
  },
);
