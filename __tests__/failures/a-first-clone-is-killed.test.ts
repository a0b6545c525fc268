import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pushLarge } from '../support/repositories.ts';
import { isRunning, until } from '../support/until.ts';
import type { FaultyProxy } from '../support/upstream-servers/faulty-proxy.ts';
import { errors, text, World } from '../support/world.ts';

let world: World;
let mirror: string;
beforeEach(() => {
  world = new World();
  mirror = join(world.home, 'new.git');
});
afterEach(() => world.dispose());

const beside = () => readdirSync(world.home).filter((it) => it.startsWith('new.git'));
const cwdOf = (pid: string): string => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
};
/** The processes that work in a directory. */
const workingIn = (dir: string): number[] =>
  readdirSync('/proc')
    .filter((it) => /^\d+$/.test(it) && cwdOf(it).startsWith(dir))
    .map(Number);

describe.each(['git', 'http'] as const)('a first clone that is stopped in the middle of the pack (F6), by %s', (how) => {
  let proxy: FaultyProxy;
  let url: string;
  beforeEach(async () => {
    pushLarge(world.home);
    ({ proxy, url } = await world.serve(how));
    proxy.flaw = { kind: 'stall', after: 500_000 };
  });

  const make = (inputs: Record<string, string> = {}) => world.start({ steps: [world.lock({ path: mirror, url, git: '', ...inputs })] });
  /** Starts a job; goes on when it hears nothing more from the server. */
  const makeUntilStalled = async (inputs?: Record<string, string>) => {
    const stalled = proxy.nextFlaw();
    const job = make(inputs);
    await stalled;
    const gits = workingIn(`${mirror}.fetch-lock-new`);
    expect(gits).not.toEqual([]);
    return { job, gits };
  };
  const expectNextToMakeIt = async () => {
    proxy.goOn();
    const job = make();
    expect(await job.ended('lock', 'main')).toMatchObject({ conclusion: 'success', outputs: { fetched: 'fetched', dirty: 'false' } });
    expect(world.refs(mirror)).toBe(world.refs(world.upstream));
    expect(world.git(mirror, 'fsck')).toBe('');
    await job.done;
    expect(beside()).toEqual(['new.git', 'new.git.fetch-lock', 'new.git.fetch-lock-new.fetch-lock']);
  };

  it('leaves with plain git what passes for a repository', async () => {
    const stalled = proxy.nextFlaw();
    const clone = spawn('git', ['clone', '-q', '--mirror', url, mirror], { detached: true, stdio: 'ignore' });
    await stalled;
    process.kill(-(clone.pid ?? 0), 'SIGKILL');
    await once(clone, 'close');
    expect(world.git(mirror, 'rev-parse', '--is-bare-repository')).toBe('true');
    expect(world.refs(mirror)).toBe('');
  });

  it('leaves nothing that looks like a mirror when all is killed, and the next job makes it', async () => {
    const { job, gits } = await makeUntilStalled();
    await job.killAll();
    await until(() => !gits.some(isRunning));
    expect(beside()).toEqual(['new.git.fetch-lock-new', 'new.git.fetch-lock-new.fetch-lock']);
    expect(existsSync(join(`${mirror}.fetch-lock-new`, 'new.git'))).toBe(false);
    await expectNextToMakeIt();
  });

  it('leaves nothing at all when the step is cancelled, in the time it has', async () => {
    const { job, gits } = await makeUntilStalled();
    const startedMs = performance.now();
    job.cancel();
    const main = await job.ended('lock', 'main');
    expect(performance.now() - startedMs).toBeLessThan(5000);
    expect(main).toMatchObject({
      conclusion: 'cancelled',
      signal: null,
      outputs: { result: 'cancelled', locked: 'false', fetched: 'none' },
    });
    expect(errors(main)).toEqual([expect.stringMatching(/\[FL_CANCELLED\]$/)]);
    expect(gits.filter(isRunning)).toEqual([]);
    await job.done;
    expect(beside()).toEqual(['new.git.fetch-lock-new.fetch-lock']);
    await expectNextToMakeIt();
  });

  it('leaves nothing at all when its time is up, and says how to give it more', async () => {
    const { job, gits } = await makeUntilStalled({ 'git-timeout': '3s' });
    const main = await job.ended('lock', 'main');
    expect(errors(main)).toEqual([
      expect.stringMatching(
        /^`git fetch --prune origin` in '.*new\.git' took longer than 3\.0 s and was stopped\. .*`git-timeout`.*\[FL_GIT\]$/,
      ),
    ]);
    expect(text(main)).not.toContain('trying again');
    expect(gits.filter(isRunning)).toEqual([]);
    await job.done;
    expect(beside()).toEqual(['new.git.fetch-lock-new.fetch-lock']);
  });
});
