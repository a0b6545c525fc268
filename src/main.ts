import { join } from 'node:path';
import { hold } from './action/hold.ts';
import { createRunner, leave, untilCancelled } from './action/runner.ts';
import { systemClock } from './base/clock.ts';

const signal = untilCancelled();
await hold(createRunner(), { clock: systemClock, signal, keeper: join(import.meta.dirname, '..', 'keeper', 'index.js') });
leave();
