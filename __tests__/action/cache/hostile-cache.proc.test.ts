import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bundleName, restoreMirror } from '../../../src/action/cache/cache.ts';
import { copyAndSave, makeCacheHost } from '../../support/cache-host.ts';
import { type CacheService, startCacheService } from '../../support/cache-service.ts';
import { makeHome } from '../../support/places.ts';
import { World } from '../../support/world.ts';

const key = 'mirror-acme/web';
let service: CacheService;
let world: World;

beforeEach(async () => {
  service = await startCacheService();
  world = new World();
});
afterEach(async () => {
  await world.dispose();
  await service.close();
});

const refsOf = (repository: string): string => world.git(repository, 'for-each-ref', '--format=%(objectname) %(refname)');

describe('a hostile archive', () => {
  /** Compressed as the library on this host would. */
  const archive = (cwd: string, ...args: string[]): Buffer => {
    const hasZstd = spawnSync('zstd', ['--version']).status === 0;
    execFileSync('tar', ['-P', hasZstd ? '--zstd' : '-z', '-cf', join(cwd, 'made.tar'), ...args], { cwd });
    return readFileSync(join(cwd, 'made.tar'));
  };

  it('writes to no place that it names, and follows none of its links (G2)', async () => {
    const attacker = makeHome();
    const victim = makeHome();
    writeFileSync(join(victim, 'precious'), 'as it was');
    world.git(world.mirror, 'bundle', 'create', '-q', join(attacker, bundleName), '--all');
    writeFileSync(join(attacker, 'evil'), 'evil');
    symlinkSync(victim, join(attacker, 'link'));
    writeFileSync(join(attacker, 'through'), 'evil');
    execFileSync('ln', [join(attacker, 'evil'), join(attacker, 'hard')]);
    const names = [
      `s,^evil$,${victim}/absolute,`,
      `s,^link$,link,`,
      `s,^through$,link/through,`,
      `s,^hard$,../../../../../..${victim}/climbed,`,
      `s,^alias$,${victim}/precious,`,
    ].map((it) => `--transform=${it}`);
    symlinkSync('/etc/hostname', join(attacker, 'alias'));
    service.put(key, archive(attacker, ...names, 'evil', 'link', 'through', 'hard', 'alias', bundleName));
    const host = makeCacheHost(service.env);
    expect(await restoreMirror(key, host.into, host)).toBe(true);
    expect(readdirSync(victim)).toEqual(['precious']);
    expect(readFileSync(join(victim, 'precious'), 'utf8')).toBe('as it was');
    expect(refsOf(host.into)).toBe(refsOf(world.mirror));
  });

  it('brings no configuration, no hook and no alternates: a whole repository in it is nothing to us (G2)', async () => {
    const attacker = makeHome();
    world.git(attacker, 'clone', '-q', '--mirror', world.mirror, 'repository.git');
    world.git(join(attacker, 'repository.git'), 'config', 'core.sshCommand', 'touch /evil');
    writeFileSync(join(attacker, 'repository.git', 'objects', 'info', 'alternates'), `${world.mirror}/objects\n`);
    for (const hasBundle of [false, true]) {
      const cacheKey = `${key}-${hasBundle}`;
      if (hasBundle) world.git(world.mirror, 'bundle', 'create', '-q', join(attacker, bundleName), '--all');
      service.put(cacheKey, archive(attacker, 'repository.git', ...(hasBundle ? [bundleName] : [])));
      const host = makeCacheHost(service.env);
      expect(await restoreMirror(cacheKey, host.into, host)).toBe(hasBundle);
      expect(existsSync(host.into)).toBe(hasBundle);
      if (!hasBundle) continue;
      expect(world.git(host.into, 'config', '--list', '--local')).not.toMatch(/sshcommand/i);
      expect(existsSync(join(host.into, 'objects', 'info', 'alternates'))).toBe(false);
      expect(existsSync(join(host.into, 'hooks'))).toBe(false);
    }
  });

  it('is refused where tar cannot be told to write nothing', async () => {
    await copyAndSave(key, world.mirror, makeCacheHost(service.env));
    const bin = makeHome();
    const script = `#!/bin/sh\n[ "$1" = --version ] && echo 'bsdtar 3.6.2 - libarchive 3.6.2' && exit\ntouch '${bin}/ran'\n`;
    writeFileSync(join(bin, 'tar'), script, { mode: 0o755 });
    const host = makeCacheHost(service.env, `${bin}:${process.env.PATH}`);
    expect(await restoreMirror(key, host.into, host)).toBe(false);
    expect(host.said.warnings).toEqual([expect.stringContaining('only GNU tar')]);
    expect(existsSync(join(bin, 'ran'))).toBe(false);
  });
});
