import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

it('exports nothing that nobody uses, and no file needs itself', () => {
  const script = join(import.meta.dirname, '..', '..', 'scripts', 'house.js');
  const { stdout } = spawnSync(process.execPath, [script, '--json'], { encoding: 'utf8' });
  const { rooms, circles, unused } = JSON.parse(stdout);
  expect(rooms.map((it: { room: string }) => it.room)).toEqual(expect.arrayContaining(['src', 'src/lock', 'proof', '__tests__']));
  expect({ circles, unused }).toEqual({ circles: [], unused: [] });
});
