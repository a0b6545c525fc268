/** What git leaves when it is killed in the middle of a pack, by us or by others. */
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/base/clock.ts';
import type { EventDetail, EventName } from '../../../src/base/event.ts';
import { type Guard, runUnderLock } from '../../../src/fetch/guarded.ts';
import { removeLeftovers } from '../../../src/fetch/mending/cleaner.ts';
import type { Occupancy } from '../../../src/fetch/mending/leftovers.ts';
import type { Command } from '../../../src/git/command.ts';
import type { Scope } from '../../../src/git/scope.ts';
import { endLingering, keepOpen, linger } from '../../support/lingering.ts';
import { removeAll } from '../../support/places.ts';
import {
  copyRepositories,
  git,
  makeRepositories,
  plainGit,
  pushLarge,
  type StallingServer,
  scopeOf,
  startStallingServer,
  unfinishedPacks,
} from '../../support/repositories.ts';
import { childrenOf } from '../../support/surroundings.ts';
import { isRunning, until } from '../../support/until.ts';

const hour = 3_600_000;
let template: string;
let server: StallingServer;
beforeAll(async () => {
  template = makeRepositories();
  pushLarge(template);
  server = await startStallingServer(template);
});
afterAll(() => {
  server.close();
  removeAll();
});

let mirror: string;
let scope: Scope;
beforeEach(() => {
  const home = copyRepositories(template);
  mirror = join(home, 'mirror.git');
  scope = scopeOf(home, 'mirror.git');
  git(mirror, 'config', 'fetch.unpackLimit', '1');
});
afterEach(endLingering);

const stalled = (...options: string[]): Command => ({
  ...{ text: 'fetch', verb: 'fetch', needs: 'update', isNetwork: true },
  argv: ['fetch', ...options, server.url, '+refs/heads/main:refs/heads/main'],
});

const hasBegun = () => unfinishedPacks(mirror).some((it) => statSync(join(mirror, 'objects', 'pack', it)).size > 100_000);

/** The leader of the group of the git that this process started. */
const leader = (): number => {
  const pid = childrenOf(process.pid).find((it) => isRunning(it) && readFileSync(`/proc/${it}/cmdline`, 'utf8').includes('\0fetch\0'));
  if (pid === undefined) throw new Error('there is no git');
  return pid;
};

async function run(command: Command, guard: Partial<Guard> = {}, more: { signal?: AbortSignal; env?: Record<string, string> } = {}) {
  const events: [EventName, EventDetail][] = [];
  const log = { debug: () => {}, info: () => {}, warning: () => {}, group: <T>(_: string, act: () => Promise<T>) => act() };
  const error = await runUnderLock(
    command,
    scope,
    { token: '1.0123456789abcdef', mode: 'update', isHeld: () => true, ...guard },
    {
      ...{ env: { PATH: process.env.PATH ?? '', HOME: mirror }, clock: systemClock, signal: new AbortController().signal, limitMs: 20_000 },
      ...{ attempts: 1, policy: { trustedOwners: [] } },
      ...{ log, report: (event: EventName, detail: EventDetail) => void events.push([event, detail]), ...more },
    },
  ).then(
    () => undefined,
    (it: Error) => it,
  );
  return { error, removed: events.filter(([it]) => it === 'git_lock_removed').map(([, { file, reason }]) => ({ file, reason })) };
}

/** Runs a fetch that stalls, and kills it outright in the middle of the pack. */
async function runAndKill(guard: Partial<Guard> = {}, onKill = () => {}) {
  const running = run(stalled('--depth=1'), guard);
  await until(hasBegun);
  onKill();
  process.kill(-leader(), 'SIGKILL');
  return running;
}

const ours = 'our git command left it';
const inPack = expect.stringMatching(/^objects\/pack\/tmp_pack_\w+$/);

describe('a git that was killed outright in the middle of a pack', () => {
  it('stops plain git for good; the next one under the lock cleans up after it (F5)', async () => {
    const pid = await linger('git', stalled('--depth=1').argv, { cwd: mirror, detached: true });
    await until(hasBegun);
    process.kill(-pid, 'SIGKILL');
    await endLingering();
    const again = () => plainGit(mirror, 'fetch', '--depth=1', join(template, 'upstream.git'), '+refs/heads/main:refs/heads/main');
    expect(again()).toMatchObject({ exitCode: 128, said: expect.stringContaining('shallow.lock') });
    const removed: unknown[] = [];
    const say = () => {};
    const dark: Occupancy = { answer: 'unknown', why: 'it is dark' };
    const cleaning = {
      ...{ clock: systemClock, log: { debug: say, info: say, warning: say, group: <T>(_: string, act: () => Promise<T>) => act() } },
      ...{ report: (_: EventName, { file, reason }: EventDetail) => void removed.push({ file, reason }), census: () => () => dark },
    };
    removeLeftovers(scope, 'update', cleaning);
    expect(removed).toEqual([]);
    removeLeftovers(scope, 'update', cleaning, { deadForMs: hour });
    const reason = 'the job that wrote it died';
    expect(removed).toEqual(
      expect.arrayContaining([
        { file: 'shallow.lock', reason },
        { file: inPack, reason },
      ]),
    );
    expect(unfinishedPacks(mirror)).toEqual([]);
    expect(again()).toMatchObject({ exitCode: 0 });
  });

  it('was ours: its lock and its pack are removed, and nothing that was there before', async () => {
    const before = ['tmp_pack_before', 'tmp_idx_before'].map((it) => join(mirror, 'objects', 'pack', it));
    for (const it of before) {
      writeFileSync(it, '');
      utimesSync(it, Date.now() / 1000 - 5, Date.now() / 1000 - 5);
    }
    const { error, removed } = await runAndKill();
    expect(error).toMatchObject({ code: 'FL_GIT', message: expect.stringContaining('was ended by a signal') });
    expect(removed).toEqual(
      expect.arrayContaining([
        { file: 'shallow.lock', reason: ours },
        { file: inPack, reason: ours },
      ]),
    );
    expect(unfinishedPacks(mirror).sort()).toEqual(['tmp_idx_before', 'tmp_pack_before']);
    expect(existsSync(join(mirror, 'shallow.lock'))).toBe(false);
  });

  it('was ours, but nothing is removed without a lock, or when it was lost', async () => {
    let isHeld = true;
    for (const guard of [{ token: undefined } as unknown as Guard, { mode: 'shared' as const }, { isHeld: () => isHeld }]) {
      const { error, removed } = await runAndKill(guard, () => {
        isHeld = !('isHeld' in guard);
      });
      expect(error).toBeDefined();
      expect(removed).toEqual([]);
      expect(existsSync(join(mirror, 'shallow.lock'))).toBe(true);
      expect(plainGit(mirror, 'prune', '--expire=now').exitCode).toBe(0);
      rmSync(join(mirror, 'shallow.lock'));
    }
  });

  it('was ours, but what somebody else has open stays', async () => {
    const running = run(stalled('--depth=1'));
    await until(hasBegun);
    await keepOpen(join(mirror, 'shallow.lock'));
    process.kill(-leader(), 'SIGKILL');
    expect((await running).removed).toEqual([{ file: inPack, reason: ours }]);
    expect(existsSync(join(mirror, 'shallow.lock'))).toBe(true);
  });
});

it('a git that was stopped leaves no pack', async () => {
  const stop = new AbortController();
  const running = run(stalled(), {}, { signal: stop.signal });
  await until(hasBegun);
  stop.abort(new Error('stopped'));
  expect(await running).toEqual({ error: new Error('stopped'), removed: [{ file: inPack, reason: ours }] });
  expect(unfinishedPacks(mirror)).toEqual([]);
});

it('a fetch that tidies up is over when its gc is (F8)', async () => {
  git(mirror, 'config', 'gc.autoPackLimit', '1');
  git(mirror, 'repack', '-adq');
  const packs = () => readdirSync(join(mirror, 'objects', 'pack')).filter((it) => it.endsWith('.pack')).length;
  const argv = ['fetch', join(template, 'upstream.git'), '+refs/heads/*:refs/heads/*'];
  expect(packs()).toBe(1);
  const { error } = await run({ text: 'fetch', verb: 'fetch', argv, needs: 'update', isNetwork: true }, { mode: 'exclusive' });
  expect([error, packs(), existsSync(join(mirror, 'gc.pid'))]).toEqual([undefined, 1, false]);
});

it('a transfer that stalls is cut off by git itself', async () => {
  const silent = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-advertisement' });
    response.write('001e# service=git-upload-pack\n');
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/upstream.git`;
  const env = { PATH: process.env.PATH ?? '', HOME: mirror, GIT_HTTP_LOW_SPEED_LIMIT: '1000', GIT_HTTP_LOW_SPEED_TIME: '1' };
  const { error } = await run({ text: 'fetch', verb: 'fetch', argv: ['fetch', url], needs: 'update', isNetwork: true }, {}, { env });
  expect(error).toMatchObject({ code: 'FL_GIT', message: expect.stringContaining('Operation too slow') });
  silent.closeAllConnections();
  silent.close();
});
