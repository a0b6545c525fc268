import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { FleetWorld } from '../support/fleet.ts';
import { isRunning, until } from '../support/until.ts';
import { errors, kept, warnings } from '../support/world.ts';

let world: FleetWorld;
beforeEach(async () => {
  world = await FleetWorld.start('5s');
});
afterEach(() => world.dispose());

it('while git runs: git is stopped, the step fails, and nothing is told as fetched', async () => {
  const pidFile = world.makeFetchHang();
  const job = world.start({ steps: [world.on('one')] });
  await until(() => existsSync(pidFile));
  await world.redis.stop();
  const main = await job.ended('lock', 'main');
  expect(errors(main)).toEqual([expect.stringMatching(/was lost, so `git fetch --prune origin` is not trusted\. .*Redis.* \[FL_LOST\]$/)]);
  expect(main.outputs).toMatchObject({ locked: 'false', fetched: 'none' });
  expect(isRunning(Number(readFileSync(pidFile, 'utf8')))).toBe(false);
  expect((await job.done).conclusion).toBe('failure');
});

it('while the job works: its keeper breaks the lock on the host, and post says so', async () => {
  const job = world.start({ steps: [world.on('one', kept), world.gate('working')] });
  await job.line(/at working/);
  await world.redis.stop();
  const journalOf = () => world.eventsOn('one').map((it) => [it.event, it.reason]);
  await until(() => journalOf().some(([, reason]) => reason === 'the lease in Redis was lost'));
  expect(journalOf().at(-1)).toEqual(['lock_broken', 'the lease in Redis was lost']);
  world.open('working');
  expect(warnings(await job.ended('lock', 'post'))).toEqual(
    expect.arrayContaining([expect.stringMatching(/was ended \(the lease in Redis was lost\) before the job let go of it/)]),
  );
});

it('before the step: it fails closed, or goes on without the lock if it was asked to', async () => {
  await world.redis.stop();
  const closed = await world.start({ steps: [world.on('one')] }).done;
  const [main] = closed.stages.filter((it) => it.stage === 'main');
  expect(main && errors(main)).toEqual([expect.stringMatching(/r\.sock.* \[FL_BACKEND\]$/)]);
  expect([closed.conclusion, closed.outputs.lock]).toEqual([
    'failure',
    expect.objectContaining({ locked: 'false', result: 'unavailable', fetched: 'none' }),
  ]);
  const head = world.push('main');
  const open = await world.start({ steps: [world.on('one', { 'fail-closed': 'false' })] }).done;
  expect([open.conclusion, open.outputs.lock]).toEqual(['success', expect.objectContaining({ locked: 'false', result: 'bypassed' })]);
  expect(world.git(world.mirror, 'rev-parse', 'main')).toBe(head);
  expect(world.eventsOn('one').map((it) => [it.event, it.code])).toEqual(
    expect.arrayContaining([
      ['lock_unavailable', 'FL_BACKEND'],
      ['lock_bypassed', 'FL_BACKEND'],
    ]),
  );
});

it('and is not lost as long as the keeper is heard of, for many leases', async () => {
  const job = world.start({ steps: [world.on('one', kept), world.gate('working')] });
  await job.line(/at working/);
  const other = world.start({ steps: [world.on('two')] });
  await other.line(/^Waiting /);
  const [ticket] = (await world.inRedis()).granted;
  // Each lease ends later than the one before; five seconds each.
  const leases = new Set<string>();
  await until(async () => leases.add(await world.leaseOf(ticket ?? '')).size > 6);
  expect((await world.inRedis()).granted).toEqual([ticket]);
  world.open('working');
  expect([(await job.done).conclusion, (await other.done).conclusion]).toEqual(['success', 'success']);
});
