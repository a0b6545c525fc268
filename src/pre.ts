import { prepare } from './action/prepare.ts';
import { createRunner, leave } from './action/runner.ts';
import { systemClock } from './base/clock.ts';

await prepare(createRunner(), systemClock);
leave();
