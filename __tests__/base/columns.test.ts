import { describe, expect, it } from '@jest/globals';
import { columnsOf, cutEnd, cutStart, pad } from '../../src/base/columns.ts';

describe('a cut', () => {
  it.each<[string, number, string]>([
    ['mirror', 6, 'mirror'],
    ['mirrors', 6, 'mirro…'],
    ['two words', 5, 'two…'],
    ['漢字漢字', 8, '漢字漢字'],
    ['漢字漢字', 7, '漢字漢…'],
    ['漢字漢字', 6, '漢字…'],
    ['🎉🎉🎉', 5, '🎉🎉…'],
    ['mirrors', 1, '…'],
    ['mirrors', 0, ''],
    ['', 0, ''],
  ])('of %j to %i columns is %j', (text, columns, cut) => {
    expect(cutEnd(text, columns)).toBe(cut);
    expect(columnsOf(cut)).toBeLessThanOrEqual(columns);
  });

  it('of a path keeps its end', () => {
    expect(cutStart('/srv/mirrors/web.git', 11)).toBe('…rs/web.git');
    expect(cutStart('/srv/漢字/web.git', 12)).toBe('…字/web.git');
  });
});

it.each<[string, number, string]>([
  ['gc', 4, 'gc  '],
  ['漢字', 5, '漢字 '],
  ['漢字漢', 4, '漢… '],
  ['two words', 5, 'two… '],
])('a cell of %j on %i columns is %j', (text, columns, cell) => {
  expect(pad(text, columns)).toBe(cell);
});
