import type { Case } from '../case.ts';
import { burstCase } from '../parties/burst.ts';
import { onePushed } from '../parties/pushes.ts';

/** One push that moves all branches, and everybody wants it. */
export const burst: Case = burstCase('burst', onePushed, {
  rounds: 3,
  ways: ['git', 'aged', 'want'],
  headlines: ['want-fetches', 'want-failed', 'want-ready', 'want-received'],
});
