import { join } from 'node:path';
import { release } from './action/release.ts';
import { createRunner, leave, untilCancelled } from './action/runner.ts';
import { systemClock } from './base/clock.ts';

const signal = untilCancelled();
await release(createRunner(), { clock: systemClock, signal, courier: join(import.meta.dirname, '..', 'courier', 'index.js') });
leave();
