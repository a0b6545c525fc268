import { join } from 'node:path';
import { hold } from './action/hold.ts';
import { createRunner, leave, untilCancelled } from './action/runner.ts';
import { systemClock } from './base/clock.ts';

const signal = untilCancelled();
const programOf = (name: string) => join(import.meta.dirname, '..', name, 'index.js');
const hooks = join(import.meta.dirname, '..', 'hooks');
await hold(createRunner(), { clock: systemClock, signal, keeper: programOf('keeper'), courier: programOf('courier'), hooks });
leave();
