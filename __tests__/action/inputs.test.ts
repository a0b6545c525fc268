import { describe, expect, it } from '@jest/globals';
import { inputOf } from '../../src/action/inputs/given.ts';
import { parseCacheKey, readInputs } from '../../src/action/inputs/inputs.ts';
import { envOf, refused } from '../support/inputs.ts';

const main = (inputs: Record<string, string> = {}) => readInputs(envOf(inputs), 'main');
const pre = (inputs: Record<string, string> = {}) => readInputs(envOf(inputs), 'pre');

describe('readInputs', () => {
  it('has the promised defaults when nothing is given', () => {
    const promised = {
      ...{
        paths: ['.'],
        commands: [],
        wants: [],
        maxAgeMs: 0,
        mode: 'exclusive',
        isAuto: true,
        hold: 'job',
        lockTimeoutMs: 300_000,
        lockTimeout: '5m',
      },
      ...{ isFailClosed: true, gitTimeoutMs: 600_000, attempts: 3, hasSummary: true },
    };
    expect(main()).toEqual(promised);
    expect(pre()).toEqual(promised);
    expect(Object.isFrozen(main())).toBe(true);
  });

  it('reads every input that was given, without the blanks around', () => {
    const read = main({
      ...{
        path: ' mirror.git\n',
        git: 'fetch --prune origin\n# and\nfetch --tags\n',
        mode: ' update ',
        hold: 'step',
        'lock-timeout': ' 30s',
      },
      ...{
        want: 'refs/heads/main',
        'max-age': '90s',
        'fail-closed': 'False ',
        'git-timeout': '1.5h',
        'lock-dir': ' /srv/locks ',
        summary: 'FALSE',
      },
    });
    expect(read).toMatchObject({
      paths: ['mirror.git'],
      mode: 'update',
      isAuto: false,
      hold: 'step',
      lockTimeoutMs: 30_000,
      lockTimeout: '30s',
    });
    expect(read).toMatchObject({ isFailClosed: false, gitTimeoutMs: 5_400_000, lockDir: '/srv/locks', hasSummary: false });
    expect(read).toMatchObject({ wants: [{ ref: 'refs/heads/main' }], maxAgeMs: 90_000 });
    expect(read.commands.map((it) => it.text)).toEqual(['fetch --prune origin', 'fetch --tags']);
  });

  it.each([
    ['auto', '', 'exclusive'],
    ['auto', 'fetch', 'update'],
    ['auto', 'fetch\npull', 'exclusive'],
    ['auto', 'pull\nfetch', 'exclusive'],
    ['shared', '', 'shared'],
    ['update', '', 'update'],
    ['update', 'fetch', 'update'],
    ['exclusive', '', 'exclusive'],
    ['exclusive', 'fetch', 'exclusive'],
    ['exclusive', 'pull', 'exclusive'],
  ])('takes mode %s with git %j for %s', (mode, git, taken) => {
    expect(main({ mode, git }).mode).toBe(taken);
  });

  it.each([
    ['update', 'pull', 'exclusive'],
    ['update', 'fetch\npull', 'exclusive'],
    ['shared', 'pull', 'exclusive'],
    ['shared', 'fetch', 'update'],
  ])('refuses mode %s with git %j, in both stages', (mode, git, needs) => {
    const message = refused(`Input \`mode\` is '${mode}'`, '`git`', `needs ${needs}`);
    expect(() => main({ mode, git })).toThrow(message);
    expect(() => pre({ mode, git })).toThrow(message);
  });

  it.each([
    ['mode', 'Update', 'auto, shared, update, exclusive'],
    ['mode', 'read', 'auto, shared, update, exclusive'],
    ['hold', 'forever', 'job, step'],
    ['lock-timeout', '5', 'ms, s, m or h'],
    ['lock-timeout', '-1s', 'ms, s, m or h'],
    ['git-timeout', 'never', 'ms, s, m or h'],
    ['max-age', '1 day', 'ms, s, m or h'],
    ['retries', '0', '1 to 99'],
    ['retries', '3.5', '1 to 99'],
    ['retries', '03', '1 to 99'],
    ['retries', 'many', '1 to 99'],
  ])('refuses %s %j, and names it, what was got and what is accepted', (name, value, accepted) => {
    const message = refused(`Input \`${name}\` is '${value}'`, accepted);
    expect(() => main({ [name]: value })).toThrow(message);
    expect(() => pre({ [name]: value })).toThrow(message);
  });

  it.each(['fail-closed', 'summary'])('reads %s as the runner reads a boolean', (name) => {
    const read = (value: string) => (name === 'summary' ? main({ [name]: value }).hasSummary : main({ [name]: value }).isFailClosed);
    expect(['true', 'True', 'TRUE'].map(read)).toEqual([true, true, true]);
    expect(['false', 'False', 'FALSE'].map(read)).toEqual([false, false, false]);
    for (const value of ['yes', 'no', 'on', 'off', '0', '1', 'y', 'tRue', "'true'", 'null'])
      expect(() => read(value)).toThrow(refused(`Input \`${name}\` is '${value}'`, 'true, True, TRUE, false, False, FALSE'));
  });

  it.each(['path', 'mode', 'hold', 'lock-timeout', 'fail-closed', 'max-age', 'retries', 'git-timeout', 'summary'])(
    'refuses an empty %s in main, where nothing is to come, and passes over it in pre',
    (name) => {
      for (const empty of ['', ' \n']) {
        expect(() => main({ [name]: empty })).toThrow(refused(`Input \`${name}\` is empty`));
        expect(() => pre({ [name]: empty })).not.toThrow();
      }
    },
  );

  it('takes a time limit of zero for trying once, and refuses it for git', () => {
    expect(main({ 'lock-timeout': '0' }).lockTimeoutMs).toBe(0);
    expect(() => main({ 'git-timeout': '0' })).toThrow(refused('Input `git-timeout` is 0'));
    expect(() => main({ 'git-timeout': '0ms' })).toThrow(refused('Input `git-timeout` is 0'));
  });

  it('takes the address of a fleet, and shows nothing of one that it refuses', () => {
    expect(main({ 'redis-url': 'rediss://u:p@h/1?lease=5s' }).redis).toMatchObject({ at: { host: 'h', isTls: true }, leaseMs: 5000 });
    for (const url of ['http://u:canary@h', 'redis://u:canary@h?x=1', 'redis://u:canary@h:99999']) {
      const act = () => main({ 'redis-url': url });
      expect(act).toThrow(refused('Input `redis-url` is not the address of a Redis'));
      expect(act).not.toThrow('canary');
    }
  });

  it('takes a name of a fleet’s lock, and needs a fleet for it', () => {
    expect(main({ 'redis-url': 'redis://h', 'lock-name': 'acme/web' }).lockName).toBe('acme/web');
    expect(() => main({ 'lock-name': 'acme/web' })).toThrow(refused('Input `lock-name` is set, but not `redis-url`'));
    expect(() => pre({ 'lock-name': 'acme/web' })).not.toThrow();
    expect(() => main({ 'redis-url': 'redis://h', 'lock-name': 'a\nb' })).toThrow(refused('Input `lock-name` is'));
  });

  it('takes a file for metrics, as typed', () => {
    for (const file of ['/var/lib/node_exporter/fetch-lock.prom', 'metrics.prom', '../m', 'a b/ü.prom', '...'])
      expect(main({ 'metrics-file': file }).metricsFile).toBe(file);
    expect(main({})).not.toHaveProperty('metricsFile');
  });

  it.each(['.', '..', '/', 'dir/', 'dir/..', 'dir/.'])(
    'refuses %s for it, which is a directory, unless the end may be still to come',
    (file) => {
      expect(() => main({ 'metrics-file': file })).toThrow(
        refused(`Input \`metrics-file\` is '${file}', which is a directory`, 'a file in it'),
      );
      expect(() => pre({ 'metrics-file': file })).not.toThrow();
    },
  );

  it.each(['a\0b', 'a\nb', 'a\x1bb'])('refuses %j for it, in pre too', (file) => {
    for (const act of [main, pre]) expect(() => act({ 'metrics-file': file })).toThrow(refused('Input `metrics-file` is ', 'one file'));
  });

  it('reads from where to clone, how often to try, and with which token', () => {
    for (const url of ['https://h/x.git', 'ssh://git@h/x', 'git@h:x.git', 'file:///x', '/x.git']) expect(main({ url }).url).toBe(url);
    expect(main({ retries: '5', token: 'a.b' })).toMatchObject({ attempts: 5, token: 'a.b' });
  });

  it.each(['https://user:pw@h/x', 'https://ghp_1@h/x', 'ssh://git:pw@h/x'])(
    'refuses %s, which the mirror would keep, and does not show it',
    (url) => {
      expect(() => main({ url })).toThrow(refused('Input `url` has a user or a password in it', '`token`'));
      expect(() => main({ url })).not.toThrow(url);
    },
  );

  it.each(['ext::sh -c id', 'origin', '-x', 'http://-oProxyCommand=x/y', 'ftp://h/x'])('refuses %s as an address', (url) => {
    expect(() => main({ url })).toThrow(refused(`Input \`url\` is '${url.replace('::', ': :')}'`, 'https, http, ssh, git or file'));
  });

  it('refuses an address for several paths', () => {
    expect(() => main({ url: '/x', path: 'a\nb' })).toThrow(refused('Input `url` is set, and `path` has several lines'));
  });

  it('takes a token of one word, and shows none that is not', () => {
    expect(main({ token: ' ghs_x ' }).token).toBe('ghs_x');
    expect(main({})).not.toHaveProperty('token');
    for (const bad of ['se cret', 'secret\nX-Other: y', 'secret\u0000', 'sécret']) {
      expect(() => main({ token: bad })).toThrow(refused('Input `token` is not one word'));
      expect(() => main({ token: bad })).not.toThrow(/cret/);
    }
  });

  it('reads one path a line, each once', () => {
    expect(main({ path: ' b\n\n  a b \r\nb\n#c' }).paths).toEqual(['b', 'a b', '#c']);
  });

  it('refuses a path that no system call takes', () => {
    expect(() => main({ path: 'a\0b' })).toThrow(refused('Input `path` has a zero byte'));
  });

  it('refuses an unsafe git command in both stages', () => {
    for (const act of [main, pre]) expect(() => act({ git: 'fetch; id' })).toThrow(expect.objectContaining({ code: 'FL_UNSAFE_COMMAND' }));
  });

  it('keeps what it shows of a value on one line', () => {
    expect(() => main({ hold: 'x\n::error::y' })).toThrow(refused("Input `hold` is 'x : :error: :y'"));
  });
});

describe('parseCacheKey', () => {
  it('takes what the cache service takes', () => {
    for (const key of ['m', 'mirror-acme/web', 'ключ 1;$(x)', 'k'.repeat(512)]) expect(parseCacheKey(key)).toBe(key);
  });

  it.each(['', 'a,b', 'k'.repeat(513), 'a\nb', 'a\0b'])('refuses %j by the name of the input', (key) => {
    expect(() => parseCacheKey(key)).toThrow(refused('Input `cache-key`', 'one line of at most 512 characters without a comma'));
  });
});

describe('inputOf', () => {
  it('finds an input as the runner names it', () => {
    expect(inputOf({ 'INPUT_LOCK-DIR': ' /x ', INPUT_A_B: 'y' }, 'lock-dir')).toBe('/x');
    expect(inputOf({ INPUT_A_B: 'y' }, 'a b')).toBe('y');
    expect(inputOf({}, 'path')).toBe('');
  });
});
