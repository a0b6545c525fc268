import { describe, expect, it } from '@jest/globals';
import { gitEnvironment } from '../../../src/git/isolation/environment.ts';

describe('the environment of git', () => {
  it('names no other repository and no program, and asks nobody', () => {
    const dropped = [
      ...['DIR', 'WORK_TREE', 'IMPLICIT_WORK_TREE', 'COMMON_DIR', 'INDEX_FILE', 'OBJECT_DIRECTORY', 'ALTERNATE_OBJECT_DIRECTORIES'],
      ...[
        'NAMESPACE',
        'SHALLOW_FILE',
        'GRAFT_FILE',
        'REPLACE_REF_BASE',
        'CONFIG',
        'EXTERNAL_DIFF',
        'TRACE',
        'TRACE2_EVENT',
        'CURL_VERBOSE',
      ],
    ].map((it) => `GIT_${it}`);
    const made = gitEnvironment(Object.fromEntries([...dropped, 'GIT_EDITOR', 'LANG'].map((it) => [it, '/x'])));
    expect(Object.keys(made).filter((it) => dropped.includes(it))).toEqual([]);
    expect(made).toMatchObject({
      ...{ LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_ASKPASS: '', SSH_ASKPASS: '', GIT_EDITOR: ':', GIT_SEQUENCE_EDITOR: ':' },
      ...{ GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh', GIT_PROXY_COMMAND: '' },
    });
  });

  it('keeps what is the job’s own, but nothing of the runner’s', () => {
    const own = { GIT_CONFIG_COUNT: '1', GIT_SSL_CAINFO: '/x', GIT_ASKPASS: '/x', GITHUB_SERVER_URL: 'https://x', GH_TOKEN: 'x' };
    const made = gitEnvironment({ ...own, INPUT_TOKEN: 'x', STATE_tickets: 'x', ACTIONS_RUNTIME_TOKEN: 'x' });
    expect(made).toMatchObject(own);
    expect(Object.keys(made).filter((it) => /^(INPUT|STATE|ACTIONS)_/.test(it))).toEqual([]);
  });

  const patient = expect.stringContaining('ServerAliveInterval');
  it.each<[string, Record<string, string>, string | undefined, unknown]>([
    ['ssh that gives up on a silent server', {}, undefined, patient],
    ['the same for an empty variable', { GIT_SSH_COMMAND: '', GIT_SSH: '' }, undefined, patient],
    ['the program of GIT_SSH, quoted', { GIT_SSH: "/my ssh's/plink" }, undefined, "'/my ssh'\\''s/plink'"],
    ["the user's core.sshCommand", { GIT_SSH: 'x' }, 'ssh -i key', 'ssh -i key'],
    ["the job's GIT_SSH_COMMAND", { GIT_SSH_COMMAND: 'mine' }, 'ssh -i key', 'mine'],
  ])('connects by %s', (_, env, configured, expected) => {
    expect(gitEnvironment(env, (key) => (key === 'core.sshcommand' ? configured : undefined)).GIT_SSH_COMMAND).toEqual(expected);
  });

  it('leads through no proxy that is meant for single hosts only', () => {
    const through = (proxy: string) => gitEnvironment({}, (key) => (key === 'core.gitproxy' ? proxy : undefined)).GIT_PROXY_COMMAND;
    expect([through('mine'), through('mine for kernel.org')]).toEqual(['mine', '']);
  });
});
