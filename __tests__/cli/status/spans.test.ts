import { expect, it } from '@jest/globals';
import { cutLine, paintLine } from '../../../src/cli/status/spans.ts';

it('a line that is cut keeps the styles of what is left, and has nothing after the mark', () => {
  const line = cutLine([['green', 'ab'], 'cdefgh', ['dim', 'ij']], 6);
  expect(paintLine(line, (style, text) => `<${style}>${text}>`)).toBe('<green>ab>cde…');
});
