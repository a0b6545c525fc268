/**
 * Runs the tests of what is the same on every system: code that touches no process, no file and no clock. What the others are about, they
 * do with processes, signals and file systems as Linux has them: they are counted here, and run on Linux.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

const isOfSystem = (file) =>
  /\.\w+\.test\.js$/.test(file) || ['scenarios', 'failures'].includes(file.split(sep)[0]) || file === join('runner', 'simulator.test.js');

const files = readdirSync('lib/__tests__', { recursive: true, encoding: 'utf8' }).filter((it) => it.endsWith('.test.js'));
const portable = files.filter((it) => !isOfSystem(it));
console.log(
  `${portable.length} of ${files.length} files of tests are the same on every system. The other ${files.length - portable.length} are run on Linux.`,
);

const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
const { status } = spawnSync(process.execPath, [...jest, '--runTestsByPath', ...portable.map((it) => join('lib', '__tests__', it))], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
