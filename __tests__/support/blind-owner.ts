/** A process whose every second look at its own name in the latch finds nothing, as on a disk with errors. It takes the lock, lets go, and stays. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { systemClock } from '../../src/base/clock.ts';
import { openFileStore } from '../../src/lock/host/file-store.ts';
import type { Place } from '../../src/lock/host/lock-dir.ts';
import { makeRequest } from './requests.ts';

const place = JSON.parse(process.argv[2] ?? '{}') as Place;
const look = fs.existsSync;
let looks = 0;
fs.existsSync = (path) => (String(path).startsWith(join(place.dir, 'latch', 'o.')) && ++looks % 2 === 0 ? false : look(path));
syncBuiltinESMExports();

const store = await openFileStore(place, systemClock);
const request = makeRequest();
await store.enter(request);
const placed = await store.place(request.id, new AbortController().signal);
if ('granted' in placed) await store.release(placed.granted.token);
process.stdout.write('free\n');
process.stdin.resume();
