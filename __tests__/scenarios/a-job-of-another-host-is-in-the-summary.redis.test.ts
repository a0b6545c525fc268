import { hostname } from 'node:os';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { inertMarkdown } from '../../src/base/text.ts';
import { FleetWorld } from '../support/fleet.ts';
import { kept } from '../support/world.ts';

let world: FleetWorld;
beforeEach(async () => {
  world = await FleetWorld.start();
});
afterEach(() => world.dispose());

const working = (host: string, gate: string) => ({ name: gate, steps: [world.on(host, kept), world.gate(gate)] });

it('of those who waited for it, and who stands behind one of them is told so', async () => {
  const far = world.start(working('one', 'far'));
  await far.line(/at far/);
  const first = world.start(working('two', 'first'));
  await first.line(/^Waiting /);
  const second = world.start(working('two', 'second'));
  expect(await second.line(/^Waiting /)).toMatch(
    /Held by acme\/web job first, .* still running\), which is first on this host and waits for acme\/web job far, run 812 on runner-\w+ on /,
  );
  world.open('far');
  await first.line(/at first/);
  world.open('first');
  await second.line(/at second/);
  world.open('second');
  await far.done;
  for (const job of [first, second]) {
    const { summary } = await job.ended('lock', 'post');
    expect(summary).toMatch(/^ {2}section 1\. \S+ far on \S+$/m);
    const [row] = summary.split('\n').filter((it) => it.startsWith('| 1 | '));
    expect(row).toContain(`on ${inertMarkdown(hostname(), 160)}`);
    expect(row).toMatch(/\| update \| {2}\| at least [^|]+ \| {2}\| {2}\| on another host \|$/);
    expect(summary.match(/on another host/g)).toHaveLength(1);
    await job.done;
  }
});

it('and while its Redis is away the log says why nobody is let in', async () => {
  const far = world.start(working('one', 'far'));
  await far.line(/at far/);
  const near = world.start(working('two', 'near'));
  await near.line(/^Waiting /);
  await world.redis.stop();
  expect(await near.line(/^Waiting .*asked again/)).toMatch(
    /1 request in front\. The Redis at .*r\.sock cannot be used\. .* It is asked again\./,
  );
  expect(world.eventsOn('two').findLast((it) => it.event === 'lock_waiting')).toMatchObject({
    reason: expect.stringContaining('cannot be used'),
  });
  await Promise.all([far.killAll(), near.killAll()]);
});
