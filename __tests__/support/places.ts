import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Place } from '../../src/lock/host/lock-dir.ts';

const made: string[] = [];

/** A directory of the test's own; `removeAll` takes it away. */
export function makeHome(): string {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'fetch-lock-test-')));
  made.push(home);
  return home;
}

/** A plain directory and the place of its lock. */
export function makePlace(home = makeHome(), name = 'cache'): Place {
  const guards = join(home, name);
  mkdirSync(guards, { recursive: true });
  return { guards, dir: `${guards}.fetch-lock`, kind: 'beside' };
}

export function removeAll(): void {
  for (const it of made.splice(0)) rmSync(it, { recursive: true, force: true });
}
