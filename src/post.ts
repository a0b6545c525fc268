import { release } from './action/release.ts';
import { createRunner, leave } from './action/runner.ts';
import { systemClock } from './base/clock.ts';

await release(createRunner(), systemClock);
leave();
