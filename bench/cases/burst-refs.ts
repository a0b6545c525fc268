import type { Case } from '../case.ts';
import { burstCase } from '../parties/burst.ts';
import { amongMany } from '../parties/pushes.ts';

/** The same push in a repository of another size. */
export const burstRefs: Case = burstCase('burst-refs', amongMany, { rounds: 2, ways: ['git', 'want'] });
