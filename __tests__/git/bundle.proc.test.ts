import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../src/base/clock.ts';
import { bundle, copyMirror, takeObjects, unbundle } from '../../src/git/bundle.ts';
import { World } from '../support/world.ts';

const work = { env: { PATH: process.env.PATH ?? '' }, clock: systemClock, signal: new AbortController().signal, limitMs: 20_000 };
let world: World;
let file: string;
let restored: string;

beforeEach(async () => {
  world = new World();
  file = join(world.home, 'mirror.bundle');
  restored = join(world.home, 'restored.git');
  await bundle(world.mirror, file, work);
});
afterEach(() => world.dispose());

const packs = (repository: string): string[] => readdirSync(join(repository, 'objects', 'pack')).filter((it) => it.endsWith('.pack'));

describe('a bundle', () => {
  it('lends its objects to a clone, which takes only the rest from its origin, and the refs all from there (G2)', async () => {
    world.git(world.mirror, 'update-ref', 'refs/heads/planted', 'HEAD');
    world.git(world.mirror, 'replace', 'HEAD', world.git(world.mirror, 'commit-tree', 'HEAD^{tree}', '-m', 'planted'));
    await bundle(world.mirror, file, work);
    await unbundle(file, restored, work);
    const newest = world.push('main');
    const mirror = join(world.home, 'staged.git');
    world.git(world.home, 'clone', '-q', '--mirror', '--reference', restored, `file://${world.upstream}`, mirror);
    // The new commit alone: its tree was lent.
    expect(world.git(mirror, 'count-objects', '-v')).toMatch(/^count: 1$|^in-pack: 1$/m);

    takeObjects(restored, mirror);
    rmSync(restored, { recursive: true });
    expect(existsSync(join(mirror, 'objects', 'info', 'alternates'))).toBe(false);
    expect(world.git(mirror, 'fsck', '--full', '--strict')).not.toMatch(/missing|broken|error/);
    expect(world.git(mirror, 'for-each-ref', '--format=%(objectname) %(refname)')).toBe(`${newest} refs/heads/main`);
  });

  it('has nothing that jobs keep in the mirror for a while', async () => {
    const kept = world.git(world.mirror, 'commit-tree', 'HEAD^{tree}', '-m', 'wanted');
    world.git(world.mirror, 'update-ref', `refs/fetch-lock/${'a'.repeat(16)}/${kept}`, kept);
    const copy = join(world.home, 'copy.git');
    await copyMirror(world.mirror, copy, work);
    await bundle(copy, file, work);
    expect(world.git(world.mirror, 'bundle', 'list-heads', file)).toMatch(/^\w+ refs\/heads\/main\n\w+ HEAD$/);
  });

  it('leaves what a clone borrows from others', async () => {
    const origin = join(world.home, 'origin.git');
    world.git(world.home, 'clone', '-q', '--bare', '--shared', world.upstream, origin);
    await unbundle(file, restored, work);
    const mirror = join(world.home, 'staged.git');
    world.git(world.home, 'clone', '-q', '--mirror', '--reference', restored, origin, mirror);
    takeObjects(restored, mirror);
    expect(readFileSync(join(mirror, 'objects', 'info', 'alternates'), 'utf8')).toBe(`${world.upstream}/objects\n`);
    expect(world.git(mirror, 'rev-parse', 'HEAD')).toBe(world.git(world.upstream, 'rev-parse', 'HEAD'));
  });

  it('is unpacked nowhere but where nothing is', async () => {
    const taken = world.makeDir('taken');
    writeFileSync(join(taken, 'precious'), '');
    await expect(unbundle(file, taken, work)).rejects.toThrow('is not empty');
    expect(readdirSync(taken)).toEqual(['precious']);
    await unbundle(file, world.makeDir('free'), work);
  });

  it('that is cut off gives no repository (G1)', async () => {
    const whole = readFileSync(file);
    for (const length of [0, 10, whole.length / 2, whole.length - 1]) {
      writeFileSync(file, whole.subarray(0, length));
      await expect(unbundle(file, restored, work)).rejects.toThrow(expect.objectContaining({ code: 'FL_GIT' }));
      expect(existsSync(restored)).toBe(false);
    }
  });

  it('that calls one object by the id of another gives no repository (G1)', async () => {
    const claimed = world.push('main');
    const other = world.git(world.mirror, 'rev-parse', 'HEAD');
    const bytes = readFileSync(file);
    const header = `# v2 git bundle\n${claimed} refs/heads/main\n\n`;
    writeFileSync(file, Buffer.concat([Buffer.from(header), bytes.subarray(bytes.indexOf('PACK'))]));
    expect(claimed).not.toBe(other);
    await expect(unbundle(file, restored, work)).rejects.toThrow(expect.objectContaining({ code: 'FL_GIT' }));
    expect(existsSync(restored)).toBe(false);
  });

  it('that lacks what its refs reach gives no repository (G1)', async () => {
    const tip = world.push('main');
    world.git(world.mirror, 'fetch', '-q', 'origin');
    // Its parent stays behind.
    const pack = execFileSync('git', ['pack-objects', '-q', '--stdout'], { cwd: world.mirror, input: `${tip}\n` });
    writeFileSync(file, Buffer.concat([Buffer.from(`# v2 git bundle\n${tip} refs/heads/main\n\n`), pack]));
    await expect(unbundle(file, restored, work)).rejects.toThrow(expect.objectContaining({ code: 'FL_GIT' }));
    expect(existsSync(restored)).toBe(false);
  });

  it.each(['refs/heads/../../../config', 'config', 'refs/heads/a..b', '../x'])('cannot name a ref %s', async (name) => {
    const tip = world.git(world.mirror, 'rev-parse', 'HEAD');
    const bytes = readFileSync(file);
    const header = `# v2 git bundle\n${tip} refs/heads/main\n${tip} ${name}\n\n`;
    writeFileSync(file, Buffer.concat([Buffer.from(header), bytes.subarray(bytes.indexOf('PACK'))]));
    await unbundle(file, restored, work).catch(() => {});
    const names = existsSync(restored) ? world.git(restored, 'for-each-ref', '--format=%(refname)') : '';
    expect(names).not.toContain('..');
    if (existsSync(restored)) expect(readFileSync(join(restored, 'config'), 'utf8')).toMatch(/^\[core\]/);
    expect(existsSync(join(world.home, 'x'))).toBe(false);
  });

  it('is not made of a repository without a commit, which is said', async () => {
    const empty = join(world.home, 'empty.git');
    world.git(world.home, 'init', '-q', '--bare', empty);
    await expect(bundle(empty, join(world.home, 'empty.bundle'), work)).rejects.toThrow(/`git bundle` failed.*empty bundle/);
  });
});

describe('a copy of a mirror', () => {
  it('shares the files of its objects, and nothing of its hooks and configuration', async () => {
    writeFileSync(join(world.mirror, 'hooks', 'reference-transaction'), '#!/bin/sh\n', { mode: 0o755 });
    world.git(world.mirror, 'config', 'core.sshCommand', 'false');
    world.git(world.mirror, 'repack', '-q', '-a', '-d');
    await copyMirror(world.mirror, restored, work);
    expect(packs(restored)).toEqual(packs(world.mirror));
    expect(world.git(world.home, 'config', '--file', join(restored, 'config'), '--list')).not.toMatch(/sshcommand/i);
    expect(existsSync(join(restored, 'hooks'))).toBe(false);
  });
});
