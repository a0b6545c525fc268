/**
 * Makes git complain, and writes down what it says: `messages.json` beside this file. To be run as root, by hand, when another git's
 * words are wanted: `npx tsc && node lib/__tests__/git/complaints/provoke.js && npx biome check --write __tests__/git`. The order of
 * lines is not the same each time where an upstream by path writes beside us, nor which word a reset is met with.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeAll } from '../../support/places.ts';
import { damaged } from './damage.ts';
import type { Complaint } from './field.ts';
import { networked } from './network.ts';
import { inTheWay } from './state.ts';

const messages: Complaint[] = [];
for (const provoked of [damaged, inTheWay, networked]) {
  for await (const it of provoked()) messages.push(it);
}
removeAll();
const git = String(execFileSync('git', ['version'])).trim();
writeFileSync(join('__tests__', 'git', 'complaints', 'messages.json'), `${JSON.stringify({ git, messages }, null, 2)}\n`);
