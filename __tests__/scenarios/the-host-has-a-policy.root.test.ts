import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JobSpec } from '../runner/job.ts';
import { nodeUnder } from '../support/policy-host.ts';
import { ann, demandRoot } from '../support/surroundings.ts';
import { isRunning, until } from '../support/until.ts';
import { errors, kept, text, World, warnings } from '../support/world.ts';

let world: World;
beforeEach(() => {
  demandRoot();
  world = new World();
});
afterEach(() => world.dispose());

const start = (policy: object | string, job: Partial<JobSpec> = {}) =>
  world.start({ steps: [world.lock()], ...job, node24: nodeUnder(policy, world.home) });

/** The job's only step, when the job is over. */
async function run(policy: object | string, inputs: Record<string, string> = {}) {
  const { stages, conclusion } = await start(policy, { steps: [world.lock(inputs, { if: 'always()' })] }).done;
  const [pre, main, post] = stages;
  if (!pre || !main || !post) throw new Error('a stage did not run');
  return { pre, main, post, conclusion };
}

const hasLock = () => existsSync(`${world.mirror}.fetch-lock`);

describe('a policy that is not understood', () => {
  it.each(['{"maxHold": "soon"}', '{"allowedRoot": []}', '{'])('is never passed over: %s', async (policy) => {
    const { pre, main } = await run(policy);
    for (const it of [pre, main])
      expect(errors(it)).toEqual([
        expect.stringMatching(/^The policy of this host, '\/etc\/fetch-lock\/policy\.json', cannot be followed\. .*\[FL_POLICY\]$/),
      ]);
    expect(hasLock()).toBe(false);
  });

  it('for the journal or the locks it names is not there', async () => {
    const { main } = await run({ hostJournal: join(world.home, 'none') });
    expect(errors(main)).toEqual([expect.stringMatching(/`hostJournal` is '.*none', which is not a directory\..*\[FL_POLICY\]$/)]);
    const more = await run({ defaults: { 'lock-dir': join(world.home, 'none') } });
    expect(errors(more.main)).toEqual([
      expect.stringMatching(/`defaults\.lock-dir` is '.*none', which is not a directory\..*\[FL_POLICY\]$/),
    ]);
  });
});

describe('trustedOwners', () => {
  beforeEach(() => void spawnSync('chown', ['-R', String(ann.uid), world.mirror]));

  it("another user's mirror is told of by pre, and refused by main before it asks for the lock", async () => {
    const { pre, main } = await run({});
    expect(text(pre)).toMatch(/The main step would fail as things are now: .* belongs to user 61001.*\[FL_POLICY\]/);
    expect(errors(main)).toEqual([expect.stringContaining('[FL_POLICY]')]);
    expect(hasLock()).toBe(false);
  });

  it("another user's mirror is used where the host trusts that user", async () => {
    const { main, conclusion } = await run({ trustedOwners: [ann.uid] }, { hold: 'step' });
    expect([conclusion, text(main)]).toEqual(['success', expect.stringContaining('Let go of the update lock')]);
  });
});

describe('allowedRoots', () => {
  it('let be locked what is in them', async () => {
    expect((await run({ allowedRoots: [world.home] })).conclusion).toBe('success');
  });

  it.each([
    ['with git', {}],
    ['even where the step would rather go on without the lock', { 'fail-closed': 'false' }],
    ['without git', { git: '', mode: 'exclusive' }],
  ])('refuse what is not, %s, and nothing is made nor run', async (_, inputs) => {
    const [policy, before] = [{ allowedRoots: [world.makeDir('mirror.gi')] }, readdirSync(world.home)];
    const { pre, main, conclusion } = await run(policy, inputs);
    expect(text(pre)).toContain('The main step would fail as things are now');
    expect(errors(main)).toEqual([expect.stringMatching(/mirror\.git' is outside of what the policy of this host allows.*\[FL_POLICY\]$/)]);
    expect(main.outputs).toMatchObject({ locked: 'false', result: 'unavailable', fetched: 'none' });
    expect(text(main)).toContain('lock_unavailable, FL_POLICY');
    expect(conclusion).toBe('failure');
    expect(readdirSync(world.home).filter((it) => !before.includes(it) && !/^(etc|node)-/.test(it))).toEqual([]);
  });

  it('refuse a mirror that would be made elsewhere, and a lock that would live elsewhere', async () => {
    const roots = { allowedRoots: [world.makeDir('roots')] };
    const made = await run(roots, { path: join(world.home, 'new.git'), url: `file://${world.upstream}` });
    expect(errors(made.main)).toEqual([expect.stringMatching(/new\.git' is outside/)]);
    const inside = { path: join(world.home, 'roots', 'new.git'), url: `file://${world.upstream}` };
    const lockDir = world.makeDir('locks');
    const elsewhere = await run(roots, { ...inside, 'lock-dir': lockDir });
    expect(errors(elsewhere.main)).toEqual([expect.stringMatching(/^The lock directory '.*\/locks\/[0-9a-f]{64}' is outside/)]);
    expect([readdirSync(lockDir), readdirSync(join(world.home, 'roots'))]).toEqual([[], []]);
    expect((await run(roots, inside)).conclusion).toBe('success');
  });
});

it('failClosed "always" has no step go on without its lock, and says so', async () => {
  const holder = world.start({ steps: [world.lock(kept), world.gate('working')] });
  await holder.line(/at working/);
  const inputs = { 'fail-closed': 'false', 'lock-timeout': '0' };
  const free = await run({}, inputs);
  expect(free.main).toMatchObject({ conclusion: 'success', outputs: { result: 'bypassed' } });
  const bound = await run({ failClosed: 'always' }, inputs);
  expect(text(bound.main)).toContain("Input `fail-closed` counts for nothing here: '/etc/fetch-lock/policy.json' has it always.");
  expect(bound.main).toMatchObject({ conclusion: 'failure', outputs: { result: 'timeout', locked: 'false' } });
  world.open('working');
  await holder.done;
});

it('defaults count where a step has the own ones of the action, and only there', async () => {
  const lockDir = world.makeDir('locks');
  const policy = { defaults: { 'lock-timeout': '0', 'lock-dir': lockDir, summary: false } };
  const holder = start(policy, { steps: [world.lock(kept), world.gate('working')] });
  await holder.line(/at working/);
  expect([hasLock(), readdirSync(lockDir).length]).toEqual([false, 1]);
  const { main, post } = await run(policy);
  expect(errors(main)).toEqual([expect.stringMatching(/\[FL_TIMEOUT\]$/)]);
  expect(post.summary).toBe('');
  const own = await run(policy, { 'lock-dir': world.makeDir('own') });
  expect(own.conclusion).toBe('success');
  world.open('working');
  await holder.done;
});

describe('maxHold', () => {
  const policy = { maxHold: '2s' };
  const ofLock = (name: string) => world.events().filter((it) => it.event === name);
  const isKeeper = (pid: string | undefined) =>
    existsSync(`/proc/${pid}/cmdline`) && /keeper/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  const witnesses = (token: string) => readdirSync(join(`${world.mirror}.fetch-lock`, 'h', token)).filter((it) => it.startsWith('w.'));
  const hasKeeper = () => world.room('h').some((token) => witnesses(token).some((it) => isKeeper(it.split('-')[2])));

  it('stops a git that holds for longer, and the step fails', async () => {
    const pidFile = world.makeFetchHang();
    const job = start(policy);
    await until(() => existsSync(pidFile));
    const hanging = Number(readFileSync(pidFile, 'utf8'));
    const main = await job.ended('lock', 'main');
    expect(isRunning(hanging)).toBe(false);
    expect(errors(main)).toEqual([expect.stringMatching(/was held for 2\.0 s, and what worked under it was stopped\..*\[FL_POLICY\]$/)]);
    expect(main.outputs).toMatchObject({ fetched: 'none' });
    expect(ofLock('lock_released')).toEqual([expect.objectContaining({ reason: 'maxHold of the host policy' })]);
    expect(world.room('h')).toEqual([]);
    await job.done;
  });

  it.each([
    ['is remembered as one who could write', kept, 1],
    ['who only reads leaves nothing in doubt', {}, 0],
  ])('ends a holder whose step is over; one that %s', async (_, inputs, inDoubt) => {
    const job = start(policy, { steps: [world.lock(inputs), world.gate('working')] });
    await job.line(/at working/);
    await until(() => ofLock('lock_broken').length > 0);
    expect(world.room('h')).toEqual([]);
    expect(ofLock('lock_broken')).toEqual([
      expect.objectContaining({ reason: 'maxHold of the host policy', held_ms: expect.any(Number), ticket: expect.any(String) }),
    ]);
    expect(ofLock('lock_broken')[0]?.held_ms).toBeGreaterThanOrEqual(1900);
    expect(world.room('crashed')).toHaveLength(inDoubt);
    world.open('working');
    const { stages } = await job.done;
    expect(stages.flatMap(warnings)).toEqual([
      expect.stringMatching(/^The lock on .* was ended \(maxHold of the host policy\) before the job let go of it\./),
    ]);
  });

  it('lets nobody in while a step that was stopped in its tracks may still write', async () => {
    const pidFile = world.makeFetchHang();
    const job = start(policy);
    const main = await job.began('lock', 'main');
    // A main that is stopped before it has a keeper is nobody's to end.
    await until(() => existsSync(pidFile) && hasKeeper());
    process.kill(main, 'SIGSTOP');
    const order: string[] = [];
    await until(() => {
      if (!isRunning(main)) order.push('main is gone');
      else if (world.room('h').length === 0) throw new Error('the lock was let go of while the step was there');
      return order.length > 0;
    });
    // The keeper does it, or the post step of the job, which is there as soon.
    await until(() => [...ofLock('lock_broken'), ...ofLock('lock_released')].length > 0);
    expect(world.room('h')).toEqual([]);
    expect(isRunning(Number(readFileSync(pidFile, 'utf8')))).toBe(false);
    await job.done;
  });
});
