import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { errors, text, World } from '../support/world.ts';

let world: World;
let served: Awaited<ReturnType<World['serve']>>;
beforeEach(async () => {
  world = new World();
  served = await world.serve('git');
});
afterEach(() => world.dispose());

const nowhere = '1'.repeat(40);
const pins = (path: string) => world.refs(path).includes('refs/fetch-lock/');

/** A job of one step that fails for what it wants; answers what its main stage came to. */
async function lack(inputs: Record<string, string>, path = world.mirror) {
  const job = world.start({ steps: [world.lock({ path, git: '', ...inputs })] });
  const main = await job.ended('lock', 'main');
  expect((await job.done).conclusion).toBe('failure');
  expect(main.conclusion).toBe('failure');
  expect(pins(path)).toBe(false);
  const [message = '', ...more] = errors(main);
  expect([message, more]).toEqual([expect.stringMatching(/\[FL_WANT\]$/), []]);
  const { locked, result, fetched, dirty } = main.outputs;
  return { message, lines: text(main), fetches: served.server.fetches.length, outcome: { locked, result, fetched, dirty } };
}

const held = { locked: 'true', result: 'acquired', dirty: 'false' };

describe('a commit', () => {
  it('that is nowhere: the remote is asked, and does not have it', async () => {
    const { message, fetches, outcome } = await lack({ want: nowhere });
    expect(message).toMatch(new RegExp(`lacks commit ${nowhere}\\. \`origin\` does not have it, or no longer\\. See whether`));
    expect([outcome, fetches]).toEqual([{ ...held, fetched: 'none' }, 1]);
  });

  it('is named alone where others are there', async () => {
    const want = world.git(world.mirror, 'rev-parse', 'main');
    const { message } = await lack({ want: `${want}\n${nowhere}` });
    expect(message).toContain(`lacks commit ${nowhere}. `);
    expect(message).not.toContain(want);
  });

  it('that is missing under `mode: shared`: the network is not asked', async () => {
    const want = world.push('main');
    const { message, fetches, outcome } = await lack({ want, mode: 'shared' });
    expect(message).toMatch(/`mode: shared` never fetches\. Leave `mode` out/);
    expect([outcome, fetches]).toEqual([{ ...held, fetched: 'none' }, 0]);
  });

  it('that the server does not hand out by its id', async () => {
    world.git(world.home, 'config', '--file', world.gitConfig, 'protocol.version', '0');
    const want = world.push('topic');
    world.git(world.upstream, 'update-ref', '-d', 'refs/heads/topic');
    const { message, fetches, outcome } = await lack({ want });
    expect(message).toMatch(/`origin` does not hand out commits by their id\. .*fetch origin .*allowReachableSHA1InWant/);
    expect([outcome, fetches]).toEqual([{ ...held, fetched: 'none' }, 1]);
  });

  it('that the fetches in `git` do not bring', async () => {
    const want = world.push('topic');
    const { message, fetches, outcome } = await lack({ want, git: 'fetch origin +refs/heads/main:refs/heads/main' });
    expect(message).toMatch(/The fetches in `git` did not bring it\. Give `git` a fetch of the ref that has it/);
    expect([outcome, fetches]).toEqual([{ ...held, fetched: 'fetched' }, 1]);
  });

  it('where `git` fetches nothing', async () => {
    const want = world.push('main');
    const { message, fetches, outcome, lines } = await lack({ want, git: 'pack-refs --all' });
    expect(message).toContain('There is no fetch in `git`.');
    expect([outcome, fetches]).toEqual([{ ...held, fetched: 'none' }, 0]);
    expect(lines).toContain('git pack-refs --all');
  });

  it('where the repository has no origin', async () => {
    world.git(world.mirror, 'remote', 'rename', 'origin', 'upstream');
    const { message, fetches, outcome } = await lack({ want: world.push('main') });
    expect(message).toMatch(/has no remote `origin` to fetch from\. .*in the place of `origin`/);
    // That is seen before anything is asked for.
    expect([outcome, fetches]).toEqual([{ locked: 'false', result: 'unavailable', fetched: 'none', dirty: 'false' }, 0]);
    expect(world.events()).toEqual([]);
  });

  it.each(['tree', 'blob'])('that is a %s: no other object is taken for one, neither there nor fetched', async (kind) => {
    world.git(join(world.home, 'work'), 'checkout', '-q', '-b', 'with-file');
    const blob = hashOf(join(world.home, 'work'));
    world.push('main');
    const [tree, file] = ['HEAD^{tree}', 'HEAD:file'].map((it) => world.git(join(world.home, 'work'), 'rev-parse', it));
    expect(file).toBe(blob);
    const want = (kind === 'tree' ? tree : file) ?? '';
    expect((await lack({ want })).message).toContain(`lacks commit ${want}.`);
    world.git(world.mirror, 'fetch', '-q', world.upstream, '+refs/*:refs/*');
    expect((await lack({ want })).message).toContain(`lacks commit ${want}.`);
    expect((await lack({ want, git: 'fetch origin' })).message).toContain(`lacks commit ${want}.`);
  });
});

/** Adds a file to the branch that is pushed next; answers the id of its contents. */
function hashOf(work: string): string {
  world.git(work, 'update-index', '--add', '--cacheinfo', `100644,${world.git(work, 'hash-object', '-w', '.git/config')},file`);
  return world.git(work, 'rev-parse', ':file');
}

describe('a ref', () => {
  it('that the remote does not have', async () => {
    const { message, fetches, outcome } = await lack({ want: 'refs/heads/nope' });
    expect(message).toMatch(/lacks refs\/heads\/nope\. `origin` does not have it/);
    expect([outcome, fetches]).toEqual([{ ...held, fetched: 'none' }, 1]);
  });

  it('that the remote does not have any longer, though it is here', async () => {
    world.git(world.mirror, 'update-ref', 'refs/heads/old', 'main');
    const { message } = await lack({ want: 'refs/heads/main\nrefs/heads/old' });
    expect(message).toContain('lacks refs/heads/old. ');
  });

  it('that a fetch in `git` has pruned', async () => {
    world.git(world.mirror, 'update-ref', 'refs/heads/old', 'main');
    const { message, outcome } = await lack({ want: 'refs/heads/old', git: 'fetch --prune origin' });
    expect(message).toMatch(
      /lacks refs\/heads\/old\. The fetches in `git` did not bring it\. .*origin \+refs\/heads\/old:refs\/heads\/old/,
    );
    expect(outcome).toEqual({ ...held, fetched: 'fetched' });
  });

  it('that no refspec of origin writes', async () => {
    const clone = join(world.home, 'clone');
    world.git(world.home, 'clone', '-q', world.upstream, clone);
    world.git(clone, 'remote', 'set-url', 'origin', served.url);
    const { message, fetches } = await lack({ want: 'refs/heads/nope' }, clone);
    expect(message).toMatch(/No refspec of the remote `origin` writes it\. .*such as refs\/remotes\/origin\/main in a clone/);
    expect(fetches).toBe(0);
    const main = await world
      .start({ steps: [world.lock({ path: clone, git: '', want: 'refs/remotes/origin/main' })] })
      .ended('lock', 'main');
    expect(main.outputs.fetched).toBe('fetched');
  });

  it('of a symbolic name stands for what it leads to', async () => {
    world.git(world.mirror, 'symbolic-ref', 'refs/heads/current', 'refs/heads/main');
    const main = await world.start({ steps: [world.lock({ want: 'refs/heads/main' })] }).ended('lock', 'main');
    expect(main.outputs).toMatchObject({ ...held, fetched: 'fetched' });
  });
});

it('what a step lacks is told once, in the summary too, and a later job is not in its way', async () => {
  const job = world.start({ steps: [world.lock({ git: '', want: nowhere })] });
  await job.done;
  const post = await job.ended('lock', 'post');
  expect(post.summary).toContain(`lacks commit ${nowhere}.`);
  expect((await world.start({ steps: [world.lock()] }).done).conclusion).toBe('success');
});
