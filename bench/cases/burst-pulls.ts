import type { Case } from '../case.ts';
import { burstCase } from '../parties/burst.ts';
import { eachItsOwn } from '../parties/pushes.ts';

/** Everybody wants something else. */
export const burstPulls: Case = burstCase('burst-pulls', eachItsOwn, { rounds: 2, ways: ['git', 'want'] });
