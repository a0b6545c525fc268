import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { appendEvent } from '../../src/report/journal.ts';
import { makeEvent } from '../support/events.ts';
import { kept, text, World, warnings } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

/** As others have left it who had to wait: for two seconds, and for a minute. */
function pastWaits(): void {
  const dir = `${world.mirror}.fetch-lock`;
  for (let index = 0; index < 10; index++) {
    const detail = { ticket: `past-${index}`, ahead: 1, waited_ms: index < 7 ? 2000 : 60_000 };
    appendEvent(dir, { ...makeEvent('lock_acquired', 0, detail), ts: new Date(Date.now() - 60_000 * index).toISOString() });
  }
}

async function occupied() {
  const holder = world.start({ steps: [world.lock(kept), world.gate('working')] });
  await holder.line(/at working/);
  pastWaits();
  return async () => {
    world.open('working');
    expect((await holder.done).conclusion).toBe('success');
  };
}

it('with the figures, before the wait is over', async () => {
  const leave = await occupied();
  const late = world.start({ steps: [world.lock({ 'lock-timeout': '50s' })] });
  await late.line(/may end in vain/);
  await leave();
  const main = await late.ended('lock', 'main');
  expect(main.conclusion).toBe('success');
  expect(warnings(main)).toEqual([
    expect.stringMatching(
      /^This wait for .*mirror\.git may end in vain: it ends after 50 s, and 3 of the 10 requests that had to wait there in the last 7 days waited longer or gave up \(p50 2\.0 s, p95 1 m\)\. Raise `lock-timeout`/,
    ),
  ]);
  expect(text(main)).toMatch(/Waiting to get.*may end in vain.*Got the update lock/s);
});

it('but not where it will do, and not where nobody is in front', async () => {
  const leave = await occupied();
  const late = world.start({ steps: [world.lock({ 'lock-timeout': '2m' })] });
  await late.line(/Waiting to get/);
  await leave();
  expect(warnings(await late.ended('lock', 'main'))).toEqual([]);
  const alone = await world.start({ steps: [world.lock({ 'lock-timeout': '1s' })] }).ended('lock', 'main');
  expect(alone.conclusion).toBe('success');
  expect(warnings(alone)).toEqual([]);
});
