import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { openSockets } from '../../../../src/lock/host/system/sockets.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'sockets-'));
});
afterEach(() => rmSync(home, { recursive: true }));

/** What lies at a key, or that there is no address for it. */
function lookUp(root: string, platform: NodeJS.Platform): string {
  mkdirSync(join(root, 's'), { recursive: true });
  const sockets = openSockets(root, platform);
  const path = sockets.pathOf('key');
  const length = path === undefined ? 'none' : path.length > 103 ? 'too long' : 'fits';
  sockets.close();
  return length;
}

it.each<[string, NodeJS.Platform, string]>([
  ['short', 'linux', 'fits'],
  ['l'.repeat(100), 'linux', 'fits'],
  ['short', 'darwin', 'fits'],
  ['l'.repeat(100), 'darwin', 'none'],
  ['short', 'win32', 'none'],
  ['l'.repeat(100), 'win32', 'none'],
])('a socket below %s has an address on %s that %s', (name, platform, length) => {
  expect(lookUp(join(home, name), platform)).toBe(length);
});
