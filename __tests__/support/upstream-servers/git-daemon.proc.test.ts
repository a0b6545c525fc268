import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { World } from '../world.ts';
import { type GitDaemon, startGitDaemon } from './git-daemon.ts';

let world: World;
let daemon: GitDaemon;
beforeEach(async () => {
  world = new World();
  daemon = await startGitDaemon(world.home);
  world.git(world.mirror, 'remote', 'set-url', 'origin', daemon.url('upstream.git'));
});
afterEach(async () => {
  await daemon.close();
  await world.dispose();
});

const fetching = ['fetch', '-q', 'origin'];

/** What one fetch into the mirror costs at the server. */
async function fetchOnce(...options: string[]): Promise<{ fetches: readonly string[]; bytes: number }> {
  const [count, bytes] = [daemon.fetches.length, daemon.sentBytes];
  expect((await world.plain([...options, ...fetching])).exitCode).toBe(0);
  return { fetches: daemon.fetches.slice(count), bytes: daemon.sentBytes - bytes };
}

it.each([0, 2])('counts a fetch once, whether it brings something or not, protocol %d', async (version) => {
  const protocol = ['-c', `protocol.version=${version}`];
  world.push('main', 'topic');
  expect((await fetchOnce(...protocol)).fetches).toEqual(['/upstream.git']);
  expect((await fetchOnce(...protocol)).fetches).toEqual(['/upstream.git']);
});

it('counts every fetch of those that come at once', async () => {
  world.push('main');
  await Promise.all(Array.from({ length: 5 }, () => world.plain(['ls-remote', 'origin'])));
  expect(daemon.fetches).toEqual(Array(5).fill('/upstream.git'));
});

it('counts what it sends: the refs, and the pack when there is one', async () => {
  const idle = await fetchOnce();
  const names = Array.from({ length: 50 }, (_, index) => `refs/heads/topic-${index}`);
  const head = world.push('main');
  const packed = await fetchOnce();
  for (const name of names) world.git(world.upstream, 'update-ref', name, head);
  const listed = await fetchOnce();
  expect(idle.bytes).toBeGreaterThan(0);
  // A pack of one commit at least, in its frame.
  expect(packed.bytes).toBeGreaterThan(idle.bytes + 100);
  // Each new line is a length, an id, a space, a name and a newline.
  expect(listed.bytes - idle.bytes).toBe(names.reduce((sum, name) => sum + 4 + 40 + 1 + name.length + 1, 0));
});

it('counts what a client asks for that is not there', async () => {
  const url = daemon.url('nowhere.git');
  expect((await world.plain(['ls-remote', url])).exitCode).toBe(128);
  expect(daemon.fetches).toEqual(['/nowhere.git']);
});
