/** Git itself refuses what a holder writes after another one has moved the fence. Real repositories, real processes. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { turnFile } from '../../../src/fetch/fencing/turn.ts';
import { systemKernel } from '../../../src/lock/host/system/kernel.ts';
import { newId } from '../../../src/lock/ticket.ts';
import { makeHolder, plainBehind, startGate } from '../../support/fenced.ts';
import { makeHome, removeAll } from '../../support/places.ts';
import { copyRepositories, git, makeRepositories, scopeOf } from '../../support/repositories.ts';

let template: string;
beforeAll(() => {
  template = makeRepositories();
});
afterAll(removeAll);

const refsOf = (dir: string) => git(dir, 'for-each-ref', '--format=%(objectname) %(refname)').split('\n');
const theirs = (dir: string) => refsOf(dir).filter((it) => !it.endsWith('refs/fetch-lock/fence'));
const fenceOf = (dir: string) => git(dir, 'cat-file', '-p', 'refs/fetch-lock/fence');
const lost = { code: 'FL_LOST' };

describe('moving', () => {
  it('writes the number of the grant, and takes the object of the one before the last away', async () => {
    const home = copyRepositories(template);
    const mirror = scopeOf(home, 'mirror.git');
    const [first, second, third] = [7, 9, 12].map((fence) => makeHolder({ fence }));
    await first?.move(mirror);
    expect(fenceOf(mirror.guards)).toMatch(/^7 [0-9a-f]{16} [0-9a-f]{16}$/);
    await second?.move(mirror);
    const before = first?.guard.barrier?.object ?? '';
    expect(fenceOf(mirror.guards)).toMatch(new RegExp(`^9 [0-9a-f]{16} [0-9a-f]{16} ${before}$`));
    // Whoever has read the refs when it was there may ask for it now.
    expect(git(mirror.guards, 'cat-file', '-t', before)).toBe('blob');
    await third?.move(mirror);
    expect(fenceOf(mirror.guards)).toMatch(/^12 /);
    expect(() => git(mirror.guards, 'cat-file', '-e', before)).toThrow();
    expect(git(mirror.guards, 'cat-file', '-t', second?.guard.barrier?.object ?? '')).toBe('blob');
    expect(readdirSync(join(mirror.guards, 'refs', 'fetch-lock'))).toEqual(['fence']);
    expect(git(mirror.guards, 'fsck', '--strict', '--no-dangling')).toBe('');
  });

  it('takes away nothing but marks, whatever a mark names', async () => {
    const mirror = scopeOf(copyRepositories(template), 'mirror.git');
    const head = git(mirror.guards, 'rev-parse', 'HEAD');
    const mark = join(mirror.guards, 'mark');
    writeFileSync(mark, `3 ${newId()} ${newId()} ${head}\n`);
    git(mirror.guards, 'update-ref', 'refs/fetch-lock/fence', git(mirror.guards, 'hash-object', '-w', mark));
    await makeHolder({ fence: 4 }).move(mirror);
    expect(git(mirror.guards, 'cat-file', '-t', head)).toBe('commit');
  });

  it('asks for a greater number where git knows of one, as when Redis has begun anew', async () => {
    const mirror = scopeOf(copyRepositories(template), 'mirror.git');
    await makeHolder({ fence: 57 }).move(mirror);
    const asked: number[] = [];
    const late = makeHolder({ fence: 1, raise: (floor) => asked.push(floor) + 57 });
    await late.move(mirror);
    expect(asked).toEqual([57]);
    expect(fenceOf(mirror.guards)).toMatch(/^58 /);
  });

  it('is lost where the fleet does not know the grant any more, and leaves the fence as it is', async () => {
    const mirror = scopeOf(copyRepositories(template), 'mirror.git');
    await makeHolder({ fence: 57 }).move(mirror);
    const before = refsOf(mirror.guards);
    await expect(makeHolder({ fence: 56, raise: () => undefined }).move(mirror)).rejects.toMatchObject(lost);
    expect(refsOf(mirror.guards)).toEqual(before);
  });

  it('leaves it to two steps of one job that are at work beside each other', async () => {
    const mirror = scopeOf(copyRepositories(template), 'mirror.git');
    const [party, id] = [newId(), newId()];
    const first = makeHolder({ fence: 3, party, id });
    const second = makeHolder({ fence: 4, party, ids: () => [id] });
    await first.move(mirror);
    await second.move(mirror);
    await first.run(mirror, ['fetch', 'origin']);
    await second.run(mirror, ['fetch', '--prune', 'origin']);
    const third = makeHolder({ fence: 5, party, ids: () => [] });
    await third.move(mirror);
    await expect(first.run(mirror, ['fetch', 'origin'])).rejects.toMatchObject(lost);
  });

  it('begins anew where a crash has left the fence empty, and the holder before it is refused', async () => {
    const mirror = scopeOf(copyRepositories(template), 'mirror.git');
    const [first, second] = [makeHolder({ fence: 3 }), makeHolder({ fence: 4 })];
    await first.move(mirror);
    writeFileSync(join(mirror.guards, 'refs/fetch-lock/fence'), '');
    await expect(first.run(mirror, ['fetch', 'origin'])).rejects.toMatchObject(lost);
    await second.move(mirror);
    await expect(first.run(mirror, ['fetch', 'origin'])).rejects.toMatchObject(lost);
    await second.run(mirror, ['fetch', 'origin']);
  });

  it('refuses what it does not understand, and says how it is taken away', async () => {
    const mirror = scopeOf(copyRepositories(template), 'mirror.git');
    git(mirror.guards, 'update-ref', 'refs/fetch-lock/fence', 'HEAD');
    await expect(makeHolder({ fence: 3 }).move(mirror)).rejects.toMatchObject({ code: 'FL_BACKEND' });
  });

  it.each([
    ['packed', (dir: string) => git(dir, 'pack-refs', '--all')],
    ['collected', (dir: string) => git(dir, 'gc', '--quiet', '--prune=now')],
  ])('works on when the fence is %s', async (_, change) => {
    const mirror = scopeOf(copyRepositories(template), 'mirror.git');
    const [first, second] = [makeHolder({ fence: 3 }), makeHolder({ fence: 4 })];
    await first.move(mirror);
    change(mirror.guards);
    await first.run(mirror, ['fetch', 'origin']);
    await second.move(mirror);
    await expect(first.run(mirror, ['fetch', '--prune', 'origin'])).rejects.toMatchObject(lost);
    expect(fenceOf(mirror.guards)).toMatch(/^4 /);
  });
});

describe('a turn that somebody left', () => {
  const leave = (dir: string, by: Partial<{ host: string; boot: string; pid: number }>) => {
    const { host = 'h', boot = systemKernel.boot, pid = 4_194_305 } = by;
    writeFileSync(turnFile(dir), `${'a'.repeat(40)} ${host} ${boot}-${systemKernel.namespace}-${pid}-1-0\n+\n`);
  };

  it('is taken away if its git is dead on this host', async () => {
    const mirror = scopeOf(copyRepositories(template), 'mirror.git');
    await makeHolder({ fence: 3 }).move(mirror);
    leave(mirror.guards, {});
    await makeHolder({ fence: 4 }).move(mirror);
    expect(fenceOf(mirror.guards)).toMatch(/^4 /);
  });

  it('is waited for, and told of with its host, if that cannot be seen', async () => {
    const mirror = scopeOf(copyRepositories(template), 'mirror.git');
    await makeHolder({ fence: 3 }).move(mirror);
    leave(mirror.guards, { host: 'build-7', boot: 'b'.repeat(32) });
    const late = makeHolder({ fence: 4 });
    let now = 0;
    late.work.clock = { ...late.work.clock, now: () => (now += 1000) };
    await expect(late.move(mirror)).rejects.toMatchObject({ code: 'FL_BACKEND', message: expect.stringContaining("'build-7'") });
    expect(fenceOf(mirror.guards)).toMatch(/^3 /);
  });
});

it('refuses a git that stood still while another host fetched, changes nothing, and is told as lost (P18)', async () => {
  const home = copyRepositories(template);
  const upstream = makeHome();
  git(upstream, 'clone', '-q', '--mirror', join(template, 'upstream.git'), 'upstream.git');
  const [mirror, work] = [scopeOf(home, 'mirror.git'), join(home, 'work')];
  git(join(upstream, 'upstream.git'), 'branch', 'topic', 'main');
  const gate = await startGate(upstream);
  try {
    const [stale, newer] = [makeHolder({ fence: 3 }), makeHolder({ fence: 4 })];
    await stale.move(mirror);
    const fetching = stale.run(mirror, ['fetch', gate.url, '+refs/heads/*:refs/heads/*']);
    await Promise.race([gate.reached, fetching]);
    const gits = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && carries(pid, stale.guard.token ?? ''));
    for (const pid of gits) process.kill(Number(pid), 'SIGSTOP');
    expect(gits.length).toBeGreaterThan(0);
    // What the one that stands still has seen is not the newest any more: a branch that it would make is gone.
    git(join(upstream, 'upstream.git'), 'branch', '-D', 'topic');
    git(home, 'clone', '-q', join(upstream, 'upstream.git'), 'work');
    git(work, 'commit', '-q', '--allow-empty', '-m', 'newer');
    git(work, 'push', '-q', 'origin', 'HEAD:main');
    await newer.move(mirror);
    await newer.run(mirror, ['fetch', '--prune', join(upstream, 'upstream.git'), '+refs/heads/*:refs/heads/*']);
    const after = refsOf(mirror.guards);
    expect(after.join()).toContain(git(work, 'rev-parse', 'HEAD'));
    expect(after.join()).not.toContain('topic');
    gate.open();
    for (const pid of gits) process.kill(Number(pid), 'SIGCONT');
    await expect(fetching).rejects.toMatchObject(lost);
    expect(stale.lines.join('\n')).toContain('another has the lock by now');
    expect(refsOf(mirror.guards)).toEqual(after);
    expect(readdirSync(join(mirror.guards, 'refs', 'fetch-lock'))).toEqual(['fence']);
  } finally {
    gate.close();
  }
});

function carries(pid: string, token: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`FETCH_LOCK_TOKEN=${token}\0`);
  } catch {
    return false;
  }
}

/** Each of them changes refs, or would. */
const commands: { name: string; what: string; argv: string[]; isPacked?: true }[] = [
  { name: 'mirror.git', what: 'a fetch', argv: ['fetch', 'origin'] },
  { name: 'mirror.git', what: 'a fetch that prunes', argv: ['fetch', '--prune', 'origin'] },
  { name: 'mirror.git', what: 'a fetch that prunes what is packed', argv: ['fetch', '--prune', 'origin'], isPacked: true },
  { name: 'mirror.git', what: 'an atomic fetch', argv: ['fetch', '--prune', '--atomic', 'origin'] },
  { name: 'mirror.git', what: 'an update of remotes', argv: ['remote', 'update', '--prune'] },
  { name: 'mirror.git', what: 'a packing of refs', argv: ['pack-refs', '--all'] },
  { name: 'mirror.git', what: 'a gc', argv: ['gc', '--quiet'] },
  { name: 'mirror.git', what: 'an update', argv: ['update-ref', 'refs/heads/x', 'HEAD'] },
  { name: 'mirror.git', what: 'a deletion', argv: ['update-ref', '-d', 'refs/heads/loose'] },
  { name: 'clone', what: 'a fetch', argv: ['fetch', '--prune', 'origin'] },
  { name: 'clone', what: 'a pull', argv: ['pull', '--ff-only'] },
  { name: 'tree', what: 'a pull', argv: ['pull', '--rebase', '--autostash'] },
];

describe('behind a fence that has been moved', () => {
  it.each(commands)('$what in $name is refused, and is done where it stands', async ({ name, argv, isPacked }) => {
    const home = copyRepositories(template);
    const scope = scopeOf(home, name);
    if (isPacked) git(scope.guards, 'pack-refs', '--all');
    const [stale, newer] = [makeHolder({ fence: 3, mode: 'exclusive' }), makeHolder({ fence: 4, mode: 'exclusive' })];
    await stale.move(scope);
    const { barrier } = stale.guard;
    await newer.move(scope);
    const before = theirs(scope.guards);
    const files = () => readFileSync(join(scope.guards, 'packed-refs'), 'utf8');
    const packed = files();
    await expect(stale.run(scope, argv)).rejects.toMatchObject(lost);
    expect([theirs(scope.guards), files()]).toEqual([before, packed]);
    // Git alone, without our look before it.
    expect(barrier && plainBehind(scope.workDir, argv, barrier)).not.toBe(0);
    expect([theirs(scope.guards), files()]).toEqual([before, packed]);
    await newer.run(scope, argv);
    expect(readdirSync(join(scope.guards, 'refs', 'fetch-lock'))).not.toContain('writer.lock');
  });
});
