import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

describe('with `mode: auto` and `hold: job`', () => {
  it('another job fetches at once when git is done, and an exclusive one waits until post', async () => {
    const first = world.start({ steps: [world.lock(), world.gate('working')] });
    await first.line(/at working/);
    const lines = (await first.ended('lock', 'main')).lines.filter((line) => line.includes('lock'));
    expect(lines).toEqual([expect.stringMatching(/^Got the update lock on .* at once\.$/)]);
    const second = await world.start({ steps: [world.lock()] }).done;
    expect(second.conclusion).toBe('success');
    const pruner = world.start({ steps: [world.lock({ git: '' })] });
    await pruner.line(
      /Waiting to get an exclusive lock .* 1 request in front\. Held by acme\/web job job-1, run 812 on runner-.* \(shared, /,
    );
    const reader = world.start({ steps: [world.lock({ git: '', mode: 'shared' })] });
    await reader.line(/Waiting to get a shared lock .* 1 request in front\. Nobody holds it yet/);
    world.open('working');
    expect((await first.done).conclusion).toBe('success');
    expect((await pruner.ended('lock', 'main')).outputs).toMatchObject({ result: 'acquired', dirty: 'false' });
    expect((await reader.done).conclusion).toBe('success');
    const granted = world.events().filter((it) => it.event === 'lock_acquired');
    expect(granted.map((it) => it.mode)).toEqual(['update', 'update', 'exclusive', 'shared']);
    expect(world.events().filter((it) => it.event === 'lock_downgraded')).toHaveLength(2);
  });

  it('a job that dies after its git was done leaves nothing in doubt', async () => {
    const first = world.start({ steps: [world.lock(), world.gate('working')] });
    await first.line(/at working/);
    const next = world.start({ steps: [world.lock({ git: '' })] });
    await next.line(/Waiting to get/);
    await first.killAll();
    expect((await next.ended('lock', 'main')).outputs).toMatchObject({ result: 'acquired', dirty: 'false' });
    expect((await next.done).conclusion).toBe('success');
  });

  it('readers are let in together, and beside one that fetches', async () => {
    const reader = world.start({ steps: [world.lock({ git: '', mode: 'shared' }), world.gate('reading')] });
    await reader.line(/at reading/);
    const others = ['shared', 'update'].map((mode) => world.start({ steps: [world.lock({ git: '', mode, 'lock-timeout': '0' })] }));
    for (const it of others) expect((await it.done).conclusion).toBe('success');
    world.open('reading');
    await reader.done;
  });
});
