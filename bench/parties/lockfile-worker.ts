/** A contender, in the words of __tests__/support/contender.ts, that has its lock from proper-lockfile as it comes. */
import { createInterface } from 'node:readline';
import lockfile from 'proper-lockfile';
import type { Contest } from '../../__tests__/support/contender.ts';
import { patience } from './patience.ts';

const { place } = JSON.parse(process.argv[2] ?? '{}') as Contest;
const say = (event: string) => process.stdout.write(`${JSON.stringify({ event, at: performance.timeOrigin + performance.now() })}\n`);

let release: (() => Promise<void>) | undefined;
createInterface({ input: process.stdin })
  .on('line', async (line) => {
    if (line !== 'release') return;
    say('releasing');
    await release?.();
    say('released');
  })
  .on('close', () => process.exit());

release = await lockfile.lock(place.guards).catch(() => undefined);
if (!release) {
  say('waiting');
  release = await lockfile.lock(place.guards, { retries: patience });
}
say('granted');
