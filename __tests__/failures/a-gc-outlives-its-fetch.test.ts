import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isRunning, until } from '../support/until.ts';
import { World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

/** A fetch begins a gc now, and that waits until something is written to a pipe; answers the pipe. */
function makeGcWait(): string {
  world.git(world.mirror, 'config', 'gc.auto', '1');
  // Git guesses how many loose objects there are from one of their directories, and wants more than one there.
  const texts = Array.from({ length: 2000 }, (_, index) => `${index}`);
  const guessedFrom = texts.filter((it) => createHash('sha1').update(`blob ${it.length}\0${it}`).digest('hex').startsWith('17'));
  for (const it of guessedFrom.slice(0, 2)) {
    writeFileSync(join(world.home, 'blob'), it);
    world.git(world.mirror, 'hash-object', '-w', join(world.home, 'blob'));
  }
  // The last thing a gc does is to look after the memory of resolved conflicts, if there is any.
  mkdirSync(join(world.mirror, 'rr-cache'));
  const pipe = join(world.mirror, 'MERGE_RR');
  execFileSync('mkfifo', [pipe]);
  return pipe;
}

/** The gc that works in the mirror, and its session: its own, if it went to the background. */
function findGc(): { pid: number; session: number } {
  for (const pid of readdirSync('/proc').filter((it) => /^\d+$/.test(it))) {
    try {
      if (readlinkSync(`/proc/${pid}/cwd`) !== world.mirror) continue;
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes('--auto')) continue;
      const [, , , session] = readFileSync(`/proc/${pid}/stat`, 'latin1')
        .replace(/^.*\) /s, '')
        .split(' ');
      return { pid: Number(pid), session: Number(session) };
    } catch {
      // Not ours to see, or gone meanwhile.
    }
  }
  throw new Error('No gc works in the mirror.');
}

describe('the gc that a fetch begins (F8)', () => {
  it('goes on after plain git has returned', async () => {
    const pipe = makeGcWait();
    world.push('main');
    expect(await world.plain(['fetch', 'origin'])).toMatchObject({ exitCode: 0 });
    const writer = await open(pipe, 'w');
    const { pid, session } = findGc();
    expect(session).toBe(pid);
    await writer.close();
    await until(() => !isRunning(pid));
  });

  it('is not begun beside others who may read, who are told', async () => {
    makeGcWait();
    world.push('main');
    const before = world.git(world.mirror, 'count-objects', '-v');
    const job = world.start({ steps: [world.lock()] });
    await job.line(/has about \d+ loose objects: git would collect them now.*`git: gc --auto`/);
    expect((await job.done).conclusion).toBe('success');
    expect(before).toContain('in-pack: 0');
    expect(world.git(world.mirror, 'count-objects', '-v')).toContain('in-pack: 0');
  });

  it('is over when a step lets go that has the mirror alone', async () => {
    const pipe = makeGcWait();
    world.push('main');
    const job = world.start({ steps: [world.lock({ hold: 'step', mode: 'exclusive' })] });
    // Opened as soon as somebody reads it.
    const writer = await open(pipe, 'w');
    const { pid, session } = findGc();
    expect(session).not.toBe(pid);
    expect(world.room('h')).toHaveLength(1);
    await writer.close();
    await job.ended('lock', 'main');
    expect(isRunning(pid)).toBe(false);
    expect((await job.done).conclusion).toBe('success');
    expect(world.git(world.mirror, 'count-objects', '-v')).toContain('in-pack: ');
  });
});
