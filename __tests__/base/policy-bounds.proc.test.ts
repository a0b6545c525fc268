import { mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { refuseOutside } from '../../src/base/policy/bounds.ts';
import { resolveScope } from '../../src/git/scope.ts';
import { makeHome, removeAll } from '../support/places.ts';

let home: string;
beforeEach(() => {
  home = realpathSync(makeHome());
  for (const it of ['git/a', 'git2/a', 'locks']) mkdirSync(join(home, it), { recursive: true });
  symlinkSync('git', join(home, 'link'));
  symlinkSync(join(home, 'git2'), join(home, 'git', 'way-out'));
});
afterEach(removeAll);

const look = (path: string, roots: string[], lockDir?: string) => () =>
  refuseOutside(
    { trustedOwners: [], allowedRoots: roots.map((it) => join(home, it)) },
    resolveScope({ path: join(home, path), workspace: home, ...(lockDir ? { lockDir: join(home, lockDir) } : {}) }),
  );

describe('a lock', () => {
  it.each<[path: string, roots: string[], lockDir?: string]>([
    ['git/a', ['git']],
    ['git/not-there-yet', ['git']],
    ['link/a', ['git']],
    ['git/a', ['link']],
    ['git/way-out/a', ['git2']],
    ['git2/a', ['not-there', 'git', 'git2']],
    ['git', ['']],
    ['git', ['git', 'locks'], 'locks'],
    ['git/a', ['git'], 'git'],
  ])('on %s may be had where %j is allowed', (...it) => {
    expect(look(...it)).not.toThrow();
  });

  it.each<[path: string, roots: string[], lockDir?: string]>([
    ['git2/a', ['git']],
    ['git/way-out/a', ['git']],
    ['git/../git2/a', ['git']],
    ['link/../git2/a', ['link']],
    ['git/a', ['not-there']],
    // Its lock would live beside it.
    ['git', ['git']],
    ['git/a', ['git'], 'locks'],
    ['git2/a', ['git', 'locks'], 'locks'],
  ])('on %s is refused where only %j is allowed', (...it) => {
    expect(look(...it)).toThrow(
      expect.objectContaining({ code: 'FL_POLICY', message: expect.stringContaining(join(home, it[1][0] ?? '')) }),
    );
  });

  it('says what is outside, of what, and by whose word', () => {
    expect(look('git2/a', ['git', 'locks'])).toThrow(
      `'${home}/git2/a' is outside of what the policy of this host allows (path '${home}/git2/a'). ` +
        `\`allowedRoots\` in '/etc/fetch-lock/policy.json' has: ${home}/git, ${home}/locks. ` +
        'Use a path inside one of them, or let the admin of this host add its directory. [FL_POLICY]',
    );
    expect(look('git/a', ['git'], 'locks')).toThrow(/^The lock directory '.*\/locks\/[0-9a-f]{64}' is outside/);
  });

  it('may be had anywhere without such a policy', () => {
    const scope = resolveScope({ path: home, workspace: home });
    expect(() => refuseOutside({ trustedOwners: [] }, scope)).not.toThrow();
  });
});
