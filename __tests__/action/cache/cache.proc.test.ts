import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { restoreMirror, saveMirror, snapshotMirror } from '../../../src/action/cache/cache.ts';
import { copyAndSave, leftOf, makeCacheHost } from '../../support/cache-host.ts';
import { type CacheService, startCacheService } from '../../support/cache-service.ts';
import { makeHome } from '../../support/places.ts';
import { isRunning, until } from '../../support/until.ts';
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

describe('a mirror in the Actions cache', () => {
  it('is saved by one host and restored by another, whose paths are others (G3)', async () => {
    world.push('main', 'side');
    world.git(world.mirror, 'fetch', '-q', 'origin');
    const saver = makeCacheHost(service.env);
    expect(await copyAndSave(key, world.mirror, saver)).toBe('saved');
    expect(service.asked).toContain('FinalizeCacheEntryUpload');
    expect(leftOf(saver)).toEqual([]);

    const restorer = makeCacheHost(service.env);
    expect(await restoreMirror(key, restorer.into, restorer)).toBe(true);
    expect(refsOf(restorer.into)).toBe(refsOf(world.mirror));
    expect(world.git(restorer.into, 'fsck', '--full', '--strict')).toBe('');
    expect(readdirSync(restorer.temp)).toEqual([]);
    expect(saver.said).toEqual({ infos: [`The Actions cache took the mirror under '${key}'.`], warnings: [] });
    expect(restorer.said).toEqual({ infos: [`The Actions cache gave a mirror under '${key}'.`], warnings: [] });
  });

  it('is restored on a host without zstd from what such a host saved', async () => {
    const bin = join(makeHome(), 'bin');
    mkdirSync(bin);
    const tools = ['git', 'tar', 'gzip', 'sh', 'cat'];
    for (const tool of tools) symlinkSync(execFileSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).trim(), join(bin, tool));
    expect(await copyAndSave(key, world.mirror, makeCacheHost(service.env, bin))).toBe('saved');
    const host = makeCacheHost(service.env, bin);
    expect(await restoreMirror(key, host.into, host)).toBe(true);
    expect(refsOf(host.into)).toBe(refsOf(world.mirror));
  });

  it('is the mirror as it was when it was copied, and needs it no more', async () => {
    const host = makeCacheHost(service.env);
    const before = refsOf(world.mirror);
    const snapshot = (await snapshotMirror(world.mirror, host)) ?? '';
    world.push('main');
    world.git(world.mirror, 'fetch', '-q', 'origin');
    expect(refsOf(world.mirror)).not.toBe(before);
    execFileSync('rm', ['-rf', world.mirror]);
    expect(await saveMirror(key, snapshot, host)).toBe('saved');
    expect(await restoreMirror(key, host.into, host)).toBe(true);
    expect(refsOf(host.into)).toBe(before);
  });

  it('is not there: that is no trouble', async () => {
    const host = makeCacheHost(service.env);
    expect(await restoreMirror(key, host.into, host)).toBe(false);
    expect(host.said).toEqual({ infos: [`The Actions cache has no mirror under '${key}'.`], warnings: [] });
    expect(leftOf(host)).toEqual([]);
  });

  it('is not taken for one whose key only begins so, and that one is not even downloaded', async () => {
    await copyAndSave(key, world.mirror, makeCacheHost(service.env));
    service.asked.length = 0;
    const host = makeCacheHost(service.env);
    expect(await restoreMirror(key.slice(0, -1), host.into, host)).toBe(false);
    expect(service.asked).toEqual(['GetCacheEntryDownloadURL']);
    expect(host.said.warnings).toEqual([]);
  });

  it.each(['well', 'taken'] as const)('stays as it is when there is one already (the service is %s)', async (mood) => {
    await copyAndSave(key, world.mirror, makeCacheHost(service.env));
    if (mood === 'taken') service.entries.length = 0;
    service.mood = mood;
    const host = makeCacheHost(service.env);
    expect(await copyAndSave(key, world.mirror, host)).toBe('exists');
    expect(service.asked.includes('CreateCacheEntry') && host.said.warnings.length > 0).toBe(false);
    expect(leftOf(host)).toEqual([]);
  });

  it('is not saved by a job that may only read, which the log says', async () => {
    service.mood = 'denying';
    const host = makeCacheHost(service.env);
    expect(await copyAndSave(key, world.mirror, host)).toBe('failed');
    expect(host.said.warnings).toEqual([
      expect.stringMatching(/was not saved .* under 'mirror-acme\/web': .*cache write denied: read-only/),
    ]);
    const other = makeCacheHost({ ...service.env, ACTIONS_CACHE_MODE: 'read' });
    expect(await copyAndSave(key, world.mirror, other)).toBe('failed');
    expect(other.said.warnings).toEqual([expect.stringMatching(/cache-mode 'read' does not permit writes/)]);
  });

  it('is no snapshot, whatever the state says, and nothing is removed', async () => {
    const host = makeCacheHost(service.env);
    mkdirSync(join(host.temp, 'precious'));
    for (const name of ['precious', '../_temp/precious', '', '.', 'fetch-lock-snapshot-../../x']) {
      expect(await saveMirror(key, name, host)).toBe('failed');
      expect(existsSync(join(host.temp, 'precious'))).toBe(true);
    }
  });
});

describe('the service in trouble', () => {
  it('is not offered at all: nobody waits', async () => {
    const host = makeCacheHost({});
    expect(await restoreMirror(key, host.into, host)).toBe(false);
    expect(host.said.warnings).toEqual([
      `The mirror is cloned, since it could not be restored from the Actions cache under '${key}': no cache service is offered to this job.`,
    ]);
    expect(await copyAndSave(key, world.mirror, host)).toBe('failed');
    expect(leftOf(host)).toEqual([]);
  });

  it('refuses connections', async () => {
    const gone = await new Promise<number>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const { port } = server.address() as { port: number };
        server.close(() => resolve(port));
      });
    });
    const host = makeCacheHost({ ...service.env, ACTIONS_RESULTS_URL: `http://127.0.0.1:${gone}/` });
    expect(await restoreMirror(key, host.into, host)).toBe(false);
    expect(await copyAndSave(key, world.mirror, host)).toBe('failed');
    expect(host.said.warnings).toEqual([expect.stringContaining('ECONNREFUSED'), expect.stringContaining('ECONNREFUSED')]);
    expect(leftOf(host)).toEqual([]);
  });

  it.each([
    ['ailing', /within 20 s\. Its last trouble: Failed request: \(503\)/],
    ['silent', /within 20 s\.$/],
  ] as const)('is %s: after 20 s without an answer it is left, whatever the library would still try', async (mood, says) => {
    service.mood = mood;
    const host = makeCacheHost(service.env);
    const restored = restoreMirror(key, host.into, host);
    await until(() => service.asked.length > 0);
    // The first answer is heard before the second question would come.
    if (mood === 'ailing') await until(() => service.asked.length > 1);
    host.clock.expire(20_000, 20_000);
    expect(await restored).toBe(false);
    expect(host.said.warnings).toEqual([expect.stringMatching(says)]);
    expect(leftOf(host)).toEqual([]);

    const saved = copyAndSave(key, world.mirror, host);
    const before = service.asked.length;
    await until(() => service.asked.length > before);
    host.clock.expire(20_000, 20_000);
    expect(await saved).toBe('failed');
    expect(leftOf(host)).toEqual([]);
  });

  it('stalls in mid-download: the deadline ends it, and nothing is written any more (G1)', async () => {
    await copyAndSave(key, world.mirror, makeCacheHost(service.env));
    service.mood = 'stalling';
    const host = makeCacheHost(service.env);
    const restored = restoreMirror(key, host.into, host);
    await until(() => service.asked.includes('half'));
    host.clock.expire(20_000, 20_000);
    expect(host.said.warnings).toEqual([]);
    host.clock.expire(300_000, 300_000);
    expect(await restored).toBe(false);
    expect(host.said.warnings).toEqual([expect.stringContaining('it took longer than 5 m.')]);
    expect(leftOf(host)).toEqual([]);
  });

  it('has a tar that never ends: it does not outlive the deadline (G1)', async () => {
    await copyAndSave(key, world.mirror, makeCacheHost(service.env));
    const bin = makeHome();
    const tar = execFileSync('sh', ['-c', 'command -v tar'], { encoding: 'utf8' }).trim();
    const script = `#!/bin/sh\ncase "$*" in *-xf*) echo $$ > '${bin}/pid'; exec sleep 1000;; esac\nexec '${tar}' "$@"\n`;
    writeFileSync(join(bin, 'tar'), script, { mode: 0o755 });
    const host = makeCacheHost(service.env, `${bin}:${process.env.PATH}`);
    const restored = restoreMirror(key, host.into, host);
    await until(() => existsSync(join(bin, 'pid')) && readFileSync(join(bin, 'pid'), 'utf8') !== '');
    host.clock.expire(300_000, 300_000);
    expect(await restored).toBe(false);
    expect(isRunning(Number(readFileSync(join(bin, 'pid'), 'utf8')))).toBe(false);
    expect(leftOf(host)).toEqual([]);
  });

  it('is left when the step is told to stop, which is not taken for trouble', async () => {
    service.mood = 'silent';
    const stop = new AbortController();
    const host = { ...makeCacheHost(service.env), signal: stop.signal };
    const restored = restoreMirror(key, host.into, host);
    await until(() => service.asked.length > 0);
    stop.abort(new Error('told to stop'));
    await expect(restored).rejects.toThrow('told to stop');
    expect(host.said.warnings).toEqual([]);
    expect(leftOf(host)).toEqual([]);
  });

  it('prints nothing that the runner would obey, and no signature', async () => {
    service.put('bad', Buffer.from('no archive'));
    service.mood = 'denying';
    const host = makeCacheHost(service.env);
    expect(await restoreMirror('bad', host.into, host)).toBe(false);
    expect(await copyAndSave(key, world.mirror, host)).toBe('failed');
    expect(host.said.warnings).toEqual([expect.stringMatching(/could not be restored/), expect.stringMatching(/denied: .*\/store\/x\.$/)]);
    expect(host.said.warnings.join()).not.toMatch(/::|##\[|secret-signature|runtime-token/);
  });
});
