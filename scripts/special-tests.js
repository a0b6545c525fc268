/**
 * Runs the tests that need more than Node and git: a user of their own, a browser, promtool, zsh, Redis. Where something is missing it
 * says so in a line. With `--look` it only looks, and fails if something is missing.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const works = (command, ...args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
const isOnPath = (name) => (process.env.PATH ?? '').split(delimiter).some((dir) => dir !== '' && works('test', '-x', join(dir, name)));

const kinds = [
  {
    suffix: 'root',
    are: 'The tests with several users, namespaces and full disks',
    needs: [
      ['root', () => process.geteuid?.() === 0],
      ['a pid and a mount namespace (CAP_SYS_ADMIN)', () => works('unshare', '--pid', '--fork', '--mount-proc', 'true')],
    ],
    // One after the other: what another user's processes do is what some of them look at.
    options: ['--runInBand'],
  },
  {
    suffix: 'browser',
    are: 'The tests that look at the pictures in a browser',
    needs: [['chromium (Debian has it as chromium)', () => isOnPath('chromium')]],
    options: [],
  },
  {
    suffix: 'promtool',
    are: 'The tests that let Prometheus read the metrics',
    needs: [['promtool (Debian has it as prometheus)', () => isOnPath('promtool')]],
    options: [],
  },
  {
    suffix: 'zsh',
    are: 'The tests that press the key in zsh',
    needs: [['zsh', () => isOnPath('zsh')]],
    options: [],
  },
  {
    suffix: 'redis',
    are: 'The tests of a fleet, each file with a Redis of its own,',
    needs: [['redis-server (apt-get install redis-server)', () => isOnPath('redis-server')]],
    options: [],
  },
];

const looksOnly = process.argv.includes('--look');
const files = readdirSync('lib/__tests__', { recursive: true, encoding: 'utf8' });
const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];

for (const { suffix, are, needs, options } of kinds) {
  if (!files.some((it) => it.endsWith(`.${suffix}.test.js`))) continue;
  const missing = needs.filter(([, isThere]) => !isThere()).map(([name]) => name);
  if (missing.length > 0) {
    console.log(`${are} were not run: they need ${missing.join(' and ')}.`);
    if (looksOnly) process.exitCode = 1;
    continue;
  }
  if (looksOnly) continue;
  const args = [...options, '--testMatch', `**/*.${suffix}.test.js`, '--testPathIgnorePatterns', '/node_modules/'];
  const { status } = spawnSync(process.execPath, [...jest, ...args], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
