/** What somebody may have meant who mistyped a word. Pure. */

/** The word that is a few slips away: a letter too many, one too few, a wrong one, or two in the wrong order. */
export function nearestTo(typed: string, words: readonly string[]): string | undefined {
  const [nearest] = words
    .map((word) => ({ word, slips: isStartOf(typed, word) ? 1 : slipsBetween(typed, word) }))
    .filter(({ word, slips }) => slips <= Math.max(1, Math.floor(word.length / 3)))
    .sort((a, b) => a.slips - b.slips);
  return nearest?.word;
}

const isStartOf = (typed: string, word: string): boolean => typed.length > 1 && word.startsWith(typed);

/** Damerau's distance, where no letter is moved twice. */
function slipsBetween(typed: string, word: string): number {
  // Nothing that is so much longer is near.
  if (typed.length > word.length * 2) return Number.POSITIVE_INFINITY;
  const rows: number[][] = [Array.from({ length: word.length + 1 }, (_, index) => index)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= typed.length; row++) {
    rows[row] = [row];
    for (let column = 1; column <= word.length; column++) {
      const isSame = typed[row - 1] === word[column - 1];
      const isSwapped = row > 1 && column > 1 && typed[row - 1] === word[column - 2] && typed[row - 2] === word[column - 1];
      rows[row]?.push(
        Math.min(
          ...[at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + (isSame ? 0 : 1)],
          isSwapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(typed.length, word.length);
}
