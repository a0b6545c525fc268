import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { errors, kept, text, World, warnings } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

const refOf = (path: string) => world.git(path, 'rev-parse', 'main');

describe('when the lock is taken for too long', () => {
  it('the step fails, says who has it, and runs nothing', async () => {
    const holder = world.start({ steps: [world.lock(kept), world.gate('working')] });
    await holder.line(/at working/);
    const before = refOf(world.mirror);
    world.push('main');
    const late = world.start({ steps: [world.lock({ 'lock-timeout': '0' })] });
    const main = await late.ended('lock', 'main');
    expect(main).toMatchObject({
      conclusion: 'failure',
      outputs: { locked: 'false', result: 'timeout', fetched: 'none', 'queue-position': '1' },
    });
    expect(errors(main)).toEqual([
      expect.stringMatching(
        /^The update lock on .* is taken\. Held by acme\/web job job-1.*still running.*; 1 request in front\. Raise `lock-timeout` \(now 0\).* \[FL_TIMEOUT\]$/,
      ),
    ]);
    expect(refOf(world.mirror)).toBe(before);
    expect((await late.done).stages.at(-1)?.summary).toContain('**Gave up.** The update lock on');
    world.open('working');
    expect((await holder.done).conclusion).toBe('success');
  });

  it('the step goes on without it if it was told to, and everybody can see that', async () => {
    const holder = world.start({ steps: [world.lock(kept), world.gate('working')] });
    await holder.line(/at working/);
    const head = world.push('main');
    const hasty = world.start({ steps: [world.lock({ 'lock-timeout': '0', 'fail-closed': 'false' })] });
    const main = await hasty.ended('lock', 'main');
    expect(main).toMatchObject({ conclusion: 'success', outputs: { locked: 'false', result: 'bypassed', fetched: 'fetched' } });
    expect(warnings(main)).toEqual([expect.stringMatching(/^Going on without the lock, since `fail-closed` is false: .*\[FL_TIMEOUT\]$/)]);
    expect(refOf(world.mirror)).toBe(head);
    expect(world.events().map((it) => it.event)).toContain('lock_bypassed');
    expect((await hasty.done).stages.at(-1)?.summary).toContain('**Went on without the lock**');
    world.open('working');
    expect((await holder.done).conclusion).toBe('success');
  });
});

describe('when there is nothing to lock, or nowhere to', () => {
  it('a path that is no repository is unavailable for git, bypass or not', async () => {
    const path = world.makeDir('plain');
    for (const failClosed of ['true', 'false']) {
      const main = await world.start({ steps: [world.lock({ path, 'fail-closed': failClosed })] }).ended('lock', 'main');
      expect(main).toMatchObject({
        conclusion: 'failure',
        outputs: { locked: 'false', result: 'unavailable', fetched: 'none', 'git-dir': '' },
      });
      expect(errors(main)).toEqual([expect.stringMatching(/is no git repository, so `git` has nothing to run in\..*\[FL_NOT_A_REPO\]$/)]);
      expect(text(main)).toContain('No journal could take this event: lock_unavailable, FL_NOT_A_REPO.');
    }
    expect(readdirSync(world.home)).not.toContain('plain.fetch-lock');
  });

  it('a lock directory that must not be used is refused, and what it points to is left alone', async () => {
    const canary = world.makeDir('canary');
    symlinkSync(canary, `${world.mirror}.fetch-lock`);
    const before = refOf(world.mirror);
    world.push('main');
    const closed = await world.start({ steps: [world.lock()] }).ended('lock', 'main');
    expect(closed).toMatchObject({ conclusion: 'failure', outputs: { result: 'unavailable', locked: 'false' } });
    expect(errors(closed)).toEqual([expect.stringMatching(/symbolic link.*\[FL_LOCK_DIR\]$/)]);
    expect(refOf(world.mirror)).toBe(before);
    const open = await world.start({ steps: [world.lock({ 'fail-closed': 'false' })] }).ended('lock', 'main');
    expect(open.outputs).toMatchObject({ result: 'bypassed', locked: 'false', fetched: 'fetched' });
    expect(readdirSync(canary)).toEqual([]);
  });

  it('a lock directory elsewhere serves as well, and says what it guards', async () => {
    const lockDir = world.makeDir('locks');
    const main = await world.start({ steps: [world.lock({ 'lock-dir': lockDir })] }).ended('lock', 'main');
    const [name = ''] = readdirSync(lockDir);
    expect(main.outputs).toMatchObject({ result: 'acquired', 'lock-dir': join(lockDir, name) });
    expect(readFileSync(join(lockDir, name, 'path'), 'utf8')).toBe(`${world.mirror}\n`);
    expect(readdirSync(world.home)).not.toContain('mirror.git.fetch-lock');
  });
});
