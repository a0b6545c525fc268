import { prepare } from './action/prepare.ts';
import { createRunner, leave } from './action/runner.ts';

await prepare(createRunner());
leave();
