import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { endLingering, keepOpen } from '../support/lingering.ts';
import { pushLarge } from '../support/repositories.ts';
import type { Answer, HttpServer } from '../support/upstream-servers/http-backend.ts';
import { errors, text, World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(async () => {
  await endLingering();
  await world.dispose();
});

const run = async (inputs: Record<string, string> = {}) => {
  const job = world.start({ steps: [world.lock(inputs)] });
  await job.done;
  return job.ended('lock', 'main');
};
const retried = () => world.events().filter((it) => it.event === 'git_retried');

describe('what may pass is tried again', () => {
  it('by http: an overloaded server, then a reset connection, then success', async () => {
    const head = world.push('main');
    const { server, proxy } = await world.serve('http');
    (server as HttpServer).answerInstead = ({ count }) => {
      if (count === 1) proxy.flaw = { kind: 'reset', after: 100 };
      return count === 1 ? { status: 503 } : undefined;
    };
    void proxy.nextFlaw().then(() => proxy.goOn());
    const main = await run();
    expect(main).toMatchObject({ conclusion: 'success', outputs: { locked: 'true', fetched: 'fetched', dirty: 'false' } });
    expect(world.git(world.mirror, 'rev-parse', 'main')).toBe(head);
    expect(retried()).toMatchObject([
      { attempt: 1, argv: ['git', 'fetch', '--prune', '--end-of-options', 'origin'], reason: expect.stringContaining('503') },
      { attempt: 2, reason: expect.stringMatching(/reset/i) },
    ]);
    expect(text(main).match(/^That may pass: trying again in .* \(attempt \d of 3\)\.$/gm)).toEqual([
      expect.stringContaining('attempt 2 of 3'),
      expect.stringContaining('attempt 3 of 3'),
    ]);
  });

  it("by git's own protocol: a connection that is cut in the middle of the pack", async () => {
    const head = world.push('main');
    const { proxy } = await world.serve('git');
    proxy.flaw = { kind: 'cut', after: 'packfile' };
    void proxy.nextFlaw().then(() => proxy.goOn());
    expect(await run({ retries: '2' })).toMatchObject({ conclusion: 'success' });
    expect(world.git(world.mirror, 'rev-parse', 'main')).toBe(head);
    expect(retried()).toMatchObject([{ attempt: 1 }]);
  });

  it('as often as `retries` says: once is no second time', async () => {
    const { server } = await world.serve('http');
    (server as HttpServer).answerInstead = () => ({ status: 503 });
    const before = world.refs(world.mirror);
    const main = await run({ retries: '1' });
    expect(main).toMatchObject({ conclusion: 'failure', outputs: { locked: 'true', fetched: 'none' } });
    expect(errors(main)).toEqual([
      expect.stringMatching(/failed with exit code 128\. It said: .*503.*Run the job again later, or raise `retries`\. \[FL_GIT\]$/),
    ]);
    expect((server as HttpServer).requests).toHaveLength(1);
    expect(retried()).toEqual([]);
    expect(world.refs(world.mirror)).toBe(before);
  });

  it('no more once the step is cancelled, in the time it has', async () => {
    const { server } = await world.serve('http');
    (server as HttpServer).answerInstead = () => ({ status: 503 });
    const job = world.start({ steps: [world.lock({ retries: '9' })] });
    // The third pause is longer than what a cancelled step has.
    await job.line(/attempt 3 of 9/);
    const asked = (server as HttpServer).requests.length;
    const startedMs = performance.now();
    job.cancel();
    expect(await job.ended('lock', 'main')).toMatchObject({ conclusion: 'cancelled', outputs: { result: 'cancelled' } });
    expect(performance.now() - startedMs).toBeLessThan(5000);
    expect((server as HttpServer).requests).toHaveLength(asked);
    await job.done;
    expect(world.room('h')).toEqual([]);
  });
});

describe('what does not pass is not tried again', () => {
  it.each<[string, Answer, RegExp]>([
    ['401', { status: 401, headers: { 'WWW-Authenticate': 'Basic realm="x"' } }, /Check who this job is to the remote: `token`/],
    ['403', { status: 403 }, /Check who this job is to the remote: `token`/],
    ['404', { status: 404 }, /Check its address/],
  ])('an answer %s', async (_, answer, advice) => {
    const { server } = await world.serve('http');
    (server as HttpServer).answerInstead = () => answer;
    const main = await run();
    expect(errors(main)).toEqual([expect.stringMatching(advice)]);
    expect((server as HttpServer).requests).toHaveLength(1);
    expect(retried()).toEqual([]);
  });

  it('a lock file of somebody who is at work', async () => {
    const { server } = await world.serve('git');
    world.push('main');
    const lock = join(world.mirror, 'refs/heads/main.lock');
    writeFileSync(lock, '');
    const pid = await keepOpen(lock);
    const main = await run();
    expect(errors(main)).toEqual([expect.stringMatching(new RegExp(`Process ${pid} .*has it open.*\\[FL_GIT\\]$`))]);
    expect(server.fetches).toHaveLength(1);
    expect(retried()).toEqual([]);
  });

  it('damage at the remote, which is none of the mirror', async () => {
    pushLarge(world.home);
    const id = world.git(world.upstream, 'rev-parse', 'main:large');
    rmSync(join(world.upstream, 'objects', id.slice(0, 2), id.slice(2)));
    const { server } = await world.serve('git');
    const main = await run();
    expect(errors(main)).toEqual([expect.stringMatching(/What is damaged is the repository at the other side/)]);
    expect(server.fetches).toHaveLength(1);
    expect(retried()).toEqual([]);
    expect(world.events().map((it) => it.event)).not.toContain('mirror_rebuilt');
  });
});
