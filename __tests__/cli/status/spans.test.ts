import { describe, expect, it } from '@jest/globals';
import { cutEnd, cutLine, cutStart, paintLine, widthOf } from '../../../src/cli/status/spans.ts';

describe('a cut', () => {
  it.each<[string, number, string]>([
    ['mirror', 6, 'mirror'],
    ['mirrors', 6, 'mirr…'],
    ['two words', 6, 'two…'],
    ['漢字漢字', 8, '漢字漢字'],
    ['漢字漢字', 7, '漢字…'],
    ['🎉🎉🎉', 5, '🎉…'],
    ['mirrors', 2, '…'],
    ['mirrors', 1, ''],
    ['', 0, ''],
  ])('of %j to %i columns is %j', (text, width, cut) => {
    expect(cutEnd(text, width)).toBe(cut);
    expect(widthOf(cut)).toBeLessThanOrEqual(width);
  });

  it('of a path keeps its end', () => {
    expect(cutStart('/srv/mirrors/web.git', 12)).toBe('…rs/web.git'.slice(-11));
    expect(cutStart('/srv/漢字/web.git', 12)).toMatch(/^…/);
  });

  it('of a line keeps the styles of what is left, and adds nothing after the mark', () => {
    const line = cutLine([['green', 'ab'], 'cdefgh', ['dim', 'ij']], 6);
    expect(paintLine(line, (style, text) => `<${style}>${text}>`)).toBe('<green>ab>cd…');
  });
});
