import { expect, it } from '@jest/globals';
import { runChaos } from '../../proof/arena.ts';

it('keeps every promise while processes are killed, stopped and given faults', async () => {
  const result = await runChaos({ seconds: 6, processes: 6, seed: 20_261_121 });
  const { overlaps, disorders, unserved, forgotten, leftBehind, others } = result;
  expect({ overlaps, disorders, unserved, forgotten, leftBehind, others }).toEqual({
    ...{ overlaps: [], disorders: [], unserved: [], forgotten: [], leftBehind: [], others: [] },
  });
  expect(Object.values(result.sections).every((count) => count > 0)).toBe(true);
  expect(result.kills).toBeGreaterThan(0);
}, 90_000);

it('finds overlaps where there are some: in proper-lockfile as it comes (F20)', async () => {
  const { overlaps } = await runChaos({ seconds: 60, processes: 6, seed: 1, isControl: true, untilFound: true });
  expect(overlaps.length).toBeGreaterThan(0);
}, 90_000);
