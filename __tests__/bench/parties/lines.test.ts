import { expect, it } from '@jest/globals';
import { gapsIn } from '../../../bench/parties/lines.ts';

it('a gap is from the one who leaves to the one who comes', () => {
  const second = 1_000_000_000n;
  const at = (milliseconds: number) => String(1_790_000_000n * second + BigInt(milliseconds * 1_000_000));
  expect(gapsIn([`in ${at(0)}`, `out ${at(20)}`, `in ${at(21.5)}`, `out ${at(41.5)}`, `in ${at(44)}`])).toEqual([1.5, 2.5]);
});

it('what is no gap is left out', () => {
  expect(gapsIn(['', 'Killed', 'out 1790000000000000000', 'Killed', 'in 1790000000002000000'])).toEqual([2]);
});
