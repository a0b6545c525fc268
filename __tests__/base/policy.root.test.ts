import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { readPolicy } from '../../src/base/policy/policy.ts';
import { makeHome, removeAll } from '../support/places.ts';
import { ann, demandRoot } from '../support/surroundings.ts';

let path: string;
beforeEach(() => {
  demandRoot();
  path = join(makeHome(), 'fetch-lock', 'policy.json');
  mkdirSync(dirname(path), { mode: 0o755 });
  writeFileSync(path, '{"trustedOwners": ["mirror"]}', { mode: 0o644 });
});
afterEach(removeAll);

it('a policy of root is followed', () => {
  expect(readPolicy(path)).toEqual({ trustedOwners: ['mirror'] });
});

const others: [string, RegExp, () => void][] = [
  ['of somebody else', /It belongs to user 61001, not to root/, () => chownSync(path, ann.uid, 0)],
  ['that the group may write', /It may be written by others/, () => chmodSync(path, 0o664)],
  ['that all may write', /It may be written by others/, () => chmodSync(path, 0o646)],
  ['in a directory of somebody else', /Its directory belongs to user 61001/, () => chownSync(dirname(path), ann.uid, 0)],
  ['in a directory that all may write', /Its directory may be written by others/, () => chmodSync(dirname(path), 0o777)],
  [
    'that is a link',
    /ELOOP/,
    () => {
      renameSync(path, `${path}.x`);
      symlinkSync(`${path}.x`, path);
    },
  ],
  [
    'that is a link to nothing',
    /ELOOP/,
    () => {
      renameSync(path, `${path}.x`);
      symlinkSync('nothing', path);
    },
  ],
  [
    'that is a fifo',
    /not a regular file/,
    () => {
      renameSync(path, `${path}.x`);
      execFileSync('mkfifo', [path]);
    },
  ],
  [
    'that is a directory',
    /not a regular file/,
    () => {
      renameSync(path, `${path}.x`);
      mkdirSync(path);
    },
  ],
  ['that cannot be parsed', /JSON/, () => writeFileSync(path, '{')],
];
it.each(others)('one %s is refused, never passed over', (_, why, spoil) => {
  spoil();
  expect(() => readPolicy(path)).toThrow(expect.objectContaining({ code: 'FL_POLICY', message: expect.stringMatching(why) }));
});
