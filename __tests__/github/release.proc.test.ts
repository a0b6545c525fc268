import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { makeHome, removeAll } from '../support/places.ts';
import { jobOf, root } from '../support/workflows.ts';

afterEach(removeAll);

describe('the notes of a release', () => {
  const notesOf = (tag: string, changelog: string) => {
    const home = makeHome();
    writeFileSync(join(home, 'package.json'), '{"version":"1.2.0"}');
    writeFileSync(join(home, 'CHANGELOG.md'), changelog);
    return spawnSync(process.execPath, [join(root, 'scripts', 'release-notes.js'), tag], { cwd: home, encoding: 'utf8' });
  };
  const changelog = '# Changelog\n\n## 1.2.0 - 2026-12-01\n\n- One.\n\n### More\n\n- Two.\n\n## 1.1.0\n\n- Old.\n';

  it('are what the changelog has below the version', () => {
    expect(notesOf('v1.2.0', changelog)).toMatchObject({ status: 0, stdout: '- One.\n\n### More\n\n- Two.\n' });
  });

  it.each([
    ['another version than the package', 'v1.1.0', changelog, 'The tag is v1.1.0, and package.json has 1.2.0.'],
    ['a version that is not written of', 'v1.2.0', '# Changelog\n\n## 1.2.0-rc.1\n\n- One.\n', 'says nothing'],
    ['a version of which nothing is said', 'v1.2.0', '# Changelog\n\n## 1.2.0\n\n## 1.1.0\n\n- Old.\n', 'says nothing'],
    ['no tag', '', changelog, 'The tag is '],
  ])('are not to be had for %s', (_, tag, text, says) => {
    expect(notesOf(tag, text)).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining(says) });
  });
});

/** A program `gh` that writes down how it was called, and answers as told. */
function makeGh(answers: string) {
  const home = makeHome();
  const calls = join(home, 'calls');
  writeFileSync(join(home, 'gh'), `#!/bin/bash\nprintf '%s ' "$@" >> '${calls}'; echo >> '${calls}'\ncase "$*" in\n${answers}\nesac\n`);
  chmodSync(join(home, 'gh'), 0o755);
  return { home, calls: () => readFileSync(calls, 'utf8').trim().split('\n') };
}

describe('the major tag', () => {
  const move = (tags: string[], tag: string, answers: string) => {
    const { home, calls } = makeGh(answers);
    const git = (...args: string[]) =>
      spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: home, encoding: 'utf8' });
    git('init', '-q');
    git('commit', '-q', '--allow-empty', '-m', 'a commit');
    for (const it of tags) git('tag', it);
    const { run = '' } = jobOf('release.yml', 'release').steps?.find((it) => it.name === 'Move the major tag') ?? {};
    const env = { ...process.env, PATH: `${home}${delimiter}${process.env.PATH}`, GITHUB_REF_NAME: tag, GITHUB_REPOSITORY: 'a/b' };
    writeFileSync(join(home, 'step.sh'), run);
    const { status, stdout } = spawnSync('bash', ['-e', 'step.sh'], { cwd: home, env, encoding: 'utf8' });
    const commit = git('rev-parse', 'HEAD').stdout.trim();
    return { status, stdout, commit, calls };
  };
  const isThere = 'esac\ncase x in';

  it('goes along with the newest', () => {
    const { status, stdout, commit, calls } = move(['v1.9.0', 'v1.10.0', 'v2.0.0'], 'v1.10.0', isThere);
    expect([status, stdout]).toEqual([0, 'v1 is v1.10.0.\n']);
    expect(calls().slice(1)).toEqual(
      [`api --method PATCH repos/a/b/git/refs/tags/v1 --raw-field sha=${commit} --field force=true`].map((it) => `${it}`),
    );
  });

  it('is made by the first', () => {
    const { commit, calls } = move(['v2.0.0'], 'v2.0.0', '*git/ref/tags*) exit 1 ;;');
    expect(calls().slice(1)).toEqual([`api --method POST repos/a/b/git/refs --raw-field ref=refs/tags/v2 --raw-field sha=${commit}`]);
  });

  it('stays where it is for an older one', () => {
    const { home } = makeGh('');
    expect(home).not.toBe('');
    expect(move(['v1.9.1', 'v1.10.0'], 'v1.9.1', isThere)).toMatchObject({
      status: 0,
      stdout: 'v1 stays where it is: v1.10.0 is newer.\n',
    });
  });
});

describe('a run that is made to be cancelled', () => {
  const cancel = (answers: string) => {
    const { home, calls } = makeGh(answers);
    const env = { PATH: `${home}${delimiter}${process.env.PATH}`, GITHUB_RUN_ID: '7', GITHUB_RUN_ATTEMPT: '2', GITHUB_REPOSITORY: 'a/b' };
    const options = { env: { ...env, GITHUB_REF_NAME: 'main', CANCEL_A_RUN_PAUSE: '0' }, encoding: 'utf8' as const };
    const { status, stdout, stderr } = spawnSync(join(root, '.github', 'cancel-a-run'), ['w.yml', 'a job', 'a step'], options);
    return { status, stdout, stderr, calls: calls().map((it) => it.replace(/ --jq.*/, '').trim()) };
  };

  it('is found by its mark, cancelled once its step has begun, and told of when it has ended', () => {
    // Each is not there yet when it is asked for first.
    const twice = (name: string, text: string) => `if [ -e "$0.${name}" ]; then echo '${text}'; else : > "$0.${name}"; fi ;;`;
    const answers = [
      `*display_title*) ${twice('run', '4711')}`,
      `*in_progress*) ${twice('step', 'a step')}`,
      `*completed*) ${twice('end', 'cancelled')}`,
      `*runs/4711/jobs*) echo '{"jobs":[]}' ;;`,
    ].join('\n');
    const { status, stdout, calls } = cancel(answers);
    expect([status, stdout]).toEqual([0, '{"jobs":[]}\n']);
    const runs = 'api repos/a/b/actions/workflows/w.yml/runs?event=workflow_dispatch&per_page=50';
    const run = 'repos/a/b/actions/runs/4711';
    expect(calls).toEqual([
      'api --method POST repos/a/b/actions/workflows/w.yml/dispatches --field ref=main --field inputs[for]=7-2',
      ...[runs, runs],
      ...[`api ${run}/jobs`, `api ${run}/jobs`],
      `api --method POST ${run}/cancel`,
      ...[`api ${run}`, `api ${run}`],
      `api ${run}/jobs`,
    ]);
  });

  it('is given up if it never begins', () => {
    expect(cancel('')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('No answer in time') });
  });
});
