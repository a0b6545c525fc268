/** What there is to measure, in the order of the table. One more is one more file, and one more line here. */
import type { Case, Figure } from './case.ts';
import { burst } from './cases/burst.ts';
import { burstPulls } from './cases/burst-pulls.ts';
import { burstRefs } from './cases/burst-refs.ts';
import { coldStart } from './cases/cold-start.ts';
import { crowd } from './cases/crowd.ts';
import { fetch } from './cases/fetch.ts';
import { handOff } from './cases/hand-off.ts';
import { recovery } from './cases/recovery.ts';
import { uncontended } from './cases/uncontended.ts';
import { waiters } from './cases/waiters.ts';

export const cases: readonly Case[] = [
  ...[handOff, recovery, uncontended, coldStart, fetch],
  ...[burst, burstPulls, burstRefs, waiters, crowd],
];

/** By `case/figure`. */
export const figuresOf = (some: readonly Case[]): Record<string, Figure> =>
  Object.fromEntries(some.flatMap((one) => one.figures.map((it) => [`${one.name}/${it.name}`, it])));
