/** Runs the tests that need several users, and namespaces of their own. Where that is not allowed, it says so. */
import { spawnSync } from 'node:child_process';

const needs = [
  ['root', () => process.geteuid?.() === 0],
  ['a pid and a mount namespace (CAP_SYS_ADMIN)', () => spawnSync('unshare', ['--pid', '--fork', '--mount-proc', 'true']).status === 0],
];
const missing = needs.filter(([, isThere]) => !isThere()).map(([name]) => name);
if (missing.length > 0) {
  console.log(`The tests with several users, namespaces and full disks were not run: they need ${missing.join(' and ')}.`);
} else {
  const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
  // One after the other: what another user's processes do is what some of them look at.
  const options = ['--runInBand', '--testMatch', '**/*.root.test.js', '--testPathIgnorePatterns', '/node_modules/'];
  process.exitCode = spawnSync(process.execPath, [...jest, ...options], { stdio: 'inherit' }).status ?? 1;
}
