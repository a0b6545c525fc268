/** Each planted thing runs under plain git, or the test shows nothing; none runs under ours (users.md S2, S3). */
import { execFile, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import { isolated } from '../../support/isolated.ts';
import { removeAll } from '../../support/places.ts';
import { author, plants, Scene, userEnv } from '../../support/plants.ts';

afterEach(removeAll);

describe('a shared repository runs no program in our name', () => {
  it.each(Object.entries(plants))('%s', async (_, { plant, where = 'mirror', argv = ['fetch', 'origin'], env = {}, isRefused = false }) => {
    const prepare = () => {
      const scene = new Scene();
      plant(scene);
      const fill = (text: string) => text.replace('{home}', scene.home).replace('{upstream}', scene.upstream);
      rmSync(scene.marker, { force: true });
      const more = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, fill(value)]));
      return { scene, args: argv.map(fill), more: { ...author, ...more } };
    };
    const control = prepare();
    const { stderr } = spawnSync('git', control.args, {
      ...{ cwd: control.scene[where], encoding: 'utf8', timeout: 20_000 },
      env: { ...userEnv, ...control.more },
    });
    expect([existsSync(control.scene.marker), stderr]).toEqual([true, expect.anything()]);

    const { scene, args, more } = prepare();
    const outcome = await isolated(scene[where], args, more).catch((error: unknown) => error);
    expect(existsSync(scene.marker)).toBe(false);
    expect(outcome).toMatchObject(isRefused ? { code: 'FL_UNSAFE_COMMAND' } : { isGone: true });
  });

  it.each([
    ['its helper', 'credential.helper'],
    ['its helper for that server', 'credential.http://127.0.0.1.helper'],
    ['its askpass', 'core.askPass'],
  ])('when a server asks who we are: %s', async (_, key) => {
    const server = createServer((_request, response) => response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    try {
      const prepare = () => {
        const scene = new Scene();
        scene.git('-C', scene.mirror, 'config', 'remote.origin.url', `http://127.0.0.1:${port}/x`);
        const at = key.replace('127.0.0.1', `127.0.0.1:${port}`);
        scene.configure(scene.mirror, at, key.endsWith('helper') ? `!${scene.program};:` : scene.program);
        return scene;
      };
      const control = prepare();
      // A synchronous child would keep our own server from answering.
      await promisify(execFile)('git', ['fetch', 'origin'], { cwd: control.mirror, env: userEnv, timeout: 10_000 }).catch(() => {});
      expect(existsSync(control.marker)).toBe(true);

      const scene = prepare();
      const own = join(scene.home, 'own');
      writeFileSync(join(scene.home, 'gitconfig'), `[credential "http://127.0.0.1:${port}"]\n\thelper = "!touch '${own}';:"\n`);
      const result = await isolated(scene.mirror, ['fetch', 'origin'], { GIT_CONFIG_GLOBAL: join(scene.home, 'gitconfig') });
      expect(result.complaints.join('; ')).toContain('could not read Username');
      expect([existsSync(scene.marker), existsSync(own)]).toEqual([false, true]);
    } finally {
      server.close();
    }
  });

  it('says what it did not follow, and does the work all the same', async () => {
    const scene = new Scene();
    scene.hook(scene.mirror, 'post-update');
    scene.configure(scene.mirror, 'core.sshCommand', scene.program);
    scene.configure(scene.mirror, 'credential.helper', scene.program);
    const { exitCode, ignored } = await isolated(scene.mirror, ['fetch', 'origin']);
    expect(exitCode).toBe(0);
    expect(scene.git('-C', scene.mirror, 'rev-parse', 'main')).toBe(scene.git('-C', 'work', 'rev-parse', 'HEAD'));
    expect(ignored).toEqual([
      `Not used from '${scene.mirror}': hooks, core.sshcommand, credential.helper. A shared repository runs no program in a job's name.`,
    ]);
  });

  it.each([
    ['fetch', 'mirror', 'remote.origin.vcs', 'evil'],
    ['pull', 'clone', 'branch.main.mergeOptions', '-s evil'],
    ['pull', 'clone', 'pull.twohead', 'evil'],
    ['pull', 'clone', 'core.worktree', '/etc'],
    ['gc', 'mirror', 'gc.recentObjectsHook', '/bin/evil'],
    ['submodule', 'clone', 'submodule.sub.update', '!evil'],
    ['fetch', 'mirror', 'later.key', 'evil'],
  ] as const)('%s in a %s with %s is refused before git runs', async (verb, where, key, value) => {
    const scene = new Scene();
    scene.git('config', '--file', join(scene[where], where === 'clone' ? '.git/config' : 'config'), key, value);
    await expect(isolated(scene[where], [verb])).rejects.toThrow(
      expect.objectContaining({ code: 'FL_UNSAFE_COMMAND', message: expect.stringContaining(`sets '${key.toLowerCase()}'`) }),
    );
  });

  it('what the user’s own configuration and the job’s environment name does run', async () => {
    const scene = new Scene();
    const own = join(scene.home, 'own');
    writeFileSync(own, `#!/bin/sh\ntouch '${scene.marker}'; exec git-upload-pack "$@"\n`, { mode: 0o755 });
    scene.configure(scene.mirror, 'remote.origin.uploadpack', scene.program);
    scene.git('config', '--file', join(scene.home, 'gitconfig'), 'remote.origin.uploadpack', own);
    const { exitCode } = await isolated(scene.mirror, ['fetch', 'origin'], { GIT_CONFIG_GLOBAL: join(scene.home, 'gitconfig') });
    expect([exitCode, existsSync(scene.marker)]).toEqual([0, true]);
  });

  it('nor does one that the user has git use only when it is named', async () => {
    const scene = new Scene();
    const env = { GIT_CONFIG_GLOBAL: join(scene.home, 'gitconfig') };
    scene.git('config', '--file', env.GIT_CONFIG_GLOBAL, 'safe.bareRepository', 'explicit');
    expect((await isolated(scene.mirror, ['fetch', 'origin'], env)).exitCode).toBe(0);
    scene.configure(scene.mirror, 'remote.origin.uploadpack', scene.program);
    await expect(isolated(scene.mirror, ['fetch', 'origin'], env)).rejects.toMatchObject({ code: 'FL_UNSAFE_COMMAND' });
  });

  it('a damaged one is not taken for part of the repository around it', async () => {
    const scene = new Scene();
    scene.git('init', '-q', scene.home);
    scene.git('-C', scene.home, 'remote', 'add', 'origin', scene.upstream);
    scene.configure(scene.home, 'remote.origin.uploadpack', scene.program);
    writeFileSync(join(scene.mirror, 'HEAD'), '');
    expect((await isolated(scene.mirror, ['fetch', 'origin'])).complaints.join('; ')).toContain('not a git repository');
    expect(existsSync(scene.marker)).toBe(false);
  });

  it('one that git cannot read says so', async () => {
    const scene = new Scene();
    appendFileSync(join(scene.mirror, 'config'), '[broken');
    await expect(isolated(scene.mirror, ['fetch', 'origin'])).rejects.toMatchObject({
      code: 'FL_GIT',
      complaint: expect.stringMatching(/bad config line/),
    });
  });

  it('a fetch that borrows objects tells the server of them, as plain git does', async () => {
    const scene = new Scene();
    const borrower = join(scene.home, 'borrower.git');
    scene.git('init', '-q', '--bare', borrower);
    writeFileSync(join(borrower, 'objects', 'info', 'alternates'), `${join(scene.clone, '.git', 'objects')}\n`);
    scene.configure(borrower, 'fetch.unpackLimit', '1');
    expect((await isolated(borrower, ['fetch', scene.upstream, 'refs/heads/main:refs/heads/main'])).exitCode).toBe(0);
    expect(scene.git('-C', borrower, 'count-objects', '-v')).toMatch(/^in-pack: 3$/m);
  });
});
