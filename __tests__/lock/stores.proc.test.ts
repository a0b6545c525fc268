import { asLinux, asMac, inAFleet, inMemory, onTheDisk } from '../support/store-worlds.ts';
import { checkBreaking } from './breaking-contract.ts';
import { checkStore } from './store-contract.ts';

for (const check of [checkStore, checkBreaking]) {
  check('in memory', inMemory);
  check('on the disk', onTheDisk(asLinux));
  check('on the disk, where a pid is all that is known of a process', onTheDisk(asMac));
  check('in memory, in a fleet', inAFleet(inMemory));
  check('on the disk, in a fleet', inAFleet(onTheDisk(asLinux)));
}
