import { expect, it } from '@jest/globals';
import { runFleetChaos } from '../../proof/fleet/arena.ts';

it('lets no stale writer of several hosts through while processes, networks and Redis fail', async () => {
  const result = await runFleetChaos({ seconds: 20, hosts: 3, processes: 2, seed: 20_261_121 });
  const { contradictions, stale, undone, disorders, unserved, groundless, leftBehind, others } = result;
  expect({ contradictions, stale, undone, disorders, unserved, groundless, leftBehind, others }).toEqual({
    ...{ contradictions: [], stale: [], undone: [], disorders: [], unserved: [], groundless: [], leftBehind: [], others: [] },
  });
  expect(result.published).toBeGreaterThan(0);
  expect(result.kills + result.stops).toBeGreaterThan(0);
}, 240_000);

it('finds publishes that undo others where nothing is fenced', async () => {
  const { undone } = await runFleetChaos({ seconds: 120, hosts: 3, processes: 2, seed: 1, isControl: true, untilFound: true });
  expect(undone.length).toBeGreaterThan(0);
}, 240_000);
