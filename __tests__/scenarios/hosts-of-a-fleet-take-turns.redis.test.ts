import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { FleetWorld } from '../support/fleet.ts';
import { until } from '../support/until.ts';
import { errors, kept, text } from '../support/world.ts';

let world: FleetWorld;
beforeEach(async () => {
  world = await FleetWorld.start();
});
afterEach(() => world.dispose());

const working = (host: string, inputs: Record<string, string> = kept) => ({
  steps: [world.on(host, inputs), world.gate(`${host}-works`)],
});

it('one at a time, in the order in which they came, and each knows whom it waits for', async () => {
  const first = world.start({ name: 'first', ...working('one') });
  await first.line(/at one-works/);
  const jobs = [];
  for (const host of ['two', 'three']) {
    const job = world.start({ name: host, ...working(host) });
    expect(await job.line(/^Waiting /)).toMatch(
      host === 'two'
        ? /1 request in front\. Held by acme\/web job first, run 812 on runner-\w+ on \S+ \(update, /
        : /2 requests in front\. /,
    );
    jobs.push(job);
  }
  expect((await world.inRedis()).waiting).toHaveLength(2);
  const [second, third] = jobs;
  world.open('one-works');
  await second?.line(/at two-works/);
  expect((await world.inRedis()).granted).toHaveLength(1);
  expect((await world.inRedis()).waiting).toHaveLength(1);
  world.open('two-works');
  await third?.line(/at three-works/);
  world.open('three-works');
  const results = await Promise.all([first, ...jobs].map((it) => it.done));
  expect(results.map((it) => it.conclusion)).toEqual(['success', 'success', 'success']);
  expect(results[1]?.outputs.lock).toMatchObject({ locked: 'true', result: 'acquired', 'queue-position': '1', fetched: 'fetched' });
  const summary = results[1]?.stages.find((it) => it.stage === 'post' && it.step === 'lock')?.summary ?? '';
  expect(summary).toMatch(/first.*on runner/s);
  await until(async () => (await world.inRedis()).granted.length === 0);
});

it('and read side by side', async () => {
  const [one, two] = ['one', 'two'].map((host) => world.start(working(host, { mode: 'auto' })));
  await one?.line(/at one-works/);
  await two?.line(/at two-works/);
  expect((await world.inRedis()).granted).toHaveLength(2);
  for (const it of ['one', 'two']) world.open(`${it}-works`);
  expect((await Promise.all([one?.done, two?.done])).map((it) => it?.conclusion)).toEqual(['success', 'success']);
});

it('and a killed job of a living host keeps no other host waiting', async () => {
  const dead = world.start({ name: 'dead', ...working('one') });
  await dead.line(/at one-works/);
  const next = world.start({ name: 'next', ...working('two') });
  await next.line(/^Waiting /);
  await dead.killAll();
  // Somebody on that host looks: the next job there, or a hook.
  const beside = world.start({ name: 'beside', steps: [world.on('one', { 'lock-timeout': '0', ...kept })] });
  await next.line(/at two-works/);
  world.open('two-works');
  const { conclusion, outputs } = await next.done;
  expect([conclusion, outputs.lock?.dirty]).toEqual(['success', 'true']);
  await beside.done;
});

it('and one that tries once is refused with the name of the holder', async () => {
  const first = world.start({ name: 'first', ...working('one') });
  await first.line(/at one-works/);
  const { stages, conclusion } = await world.start({ steps: [world.on('two', { 'lock-timeout': '0' })] }).done;
  expect(conclusion).toBe('failure');
  const main = stages.find((it) => it.stage === 'main');
  expect(main && errors(main)).toEqual([expect.stringMatching(/is taken\. Held by acme\/web job first.* \[FL_TIMEOUT\]$/)]);
  expect((await world.inRedis()).waiting).toEqual([]);
  world.open('one-works');
  expect((await first.done).conclusion).toBe('success');
});

it('and a step alone finds it free at once', async () => {
  const { stages, conclusion } = await world.start({ steps: [world.on('one')] }).done;
  expect(conclusion).toBe('success');
  expect(stages.map(text).join('\n')).toContain('at once');
  expect(await world.inRedis()).toEqual({ granted: [], waiting: [] });
  expect(existsSync(world.redis.socket) && readFileSync).toBeTruthy();
});
