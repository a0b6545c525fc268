import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { certificate } from '../support/upstream-servers/http-backend.ts';
import { errors, kept, World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

const nobody = '1'.repeat(40);

describe.each(['git', 'http', 'https'] as const)('what changes while a step waits in line (F23), by %s', (how) => {
  const env = how === 'https' ? { GIT_SSL_CAINFO: certificate } : {};
  /** Lets a step wait until upstream has changed; answers how it went. */
  const fetchAfter = async (git: string, change: () => void) => {
    const { server } = await world.serve(how);
    const before = world.refs(world.mirror);
    const holder = world.start({ steps: [world.lock({ ...kept, git: '' }), world.gate('working')] });
    await holder.line(/at working/);
    const job = world.start({ env, steps: [world.lock({ git })] });
    await job.line(/Waiting to get an update lock/);
    change();
    world.open('working');
    await holder.done;
    const main = await job.ended('lock', 'main');
    await job.done;
    return { main, before, fetches: server.fetches.length };
  };

  it.each([
    ['a branch that was deleted', 'fetch origin refs/heads/topic', /couldn't find remote ref refs\/heads\/topic/],
    ['a commit that nobody has', `fetch origin ${nobody}`, new RegExp(`not our ref ${nobody}`)],
  ])('%s is one error, and no reason to try again or to mend anything', async (_, git, said) => {
    world.push('topic');
    world.git(world.mirror, 'fetch', '-q', world.upstream, '+refs/*:refs/*');
    const { main, before, fetches } = await fetchAfter(git, () => world.git(world.upstream, 'update-ref', '-d', 'refs/heads/topic'));
    expect(errors(main)).toEqual([expect.stringMatching(/\[FL_(GIT|WANT)\]$/)]);
    expect(errors(main)[0]).toMatch(said);
    expect(fetches).toBe(1);
    expect(world.events().map((it) => it.event)).not.toContainEqual(expect.stringMatching(/^(git_retried|mirror_.*)$/));
    expect(world.refs(world.mirror)).toBe(before);
  });

  it('a branch that was pushed by force is what it is by then', async () => {
    world.push('topic');
    let head = '';
    const { main } = await fetchAfter('fetch --prune origin', () => {
      world.git(`${world.home}/work`, 'checkout', '-q', '--orphan', 'again');
      head = world.push('topic');
    });
    expect(main.conclusion).toBe('success');
    expect(world.git(world.mirror, 'rev-parse', 'topic')).toBe(head);
  });
});
