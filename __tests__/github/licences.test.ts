import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { root } from '../support/workflows.ts';

const dist = join(root, 'dist');
const lock: { packages: Record<string, unknown> } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const installed = new Set(Object.keys(lock.packages).map((it) => it.replace(/^.*node_modules\//, '')));

/** By package, what stands below its name and the name of its licence. */
function licencesIn(text: string): Record<string, string> {
  const heads = [...text.matchAll(/^(\S+) \S+ \(.*\)\n/gm)].filter(([, name = '']) => installed.has(name));
  return Object.fromEntries(
    heads.map(({ 0: head, 1: name = '', index }, at) => [name, text.slice(index + head.length, heads[at + 1]?.index)]),
  );
}

const code = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  .filter((it) => it.endsWith('.js'))
  .map((it) => readFileSync(join(dist, it), 'utf8'));
// Whoever bundles says above each module where it is from.
const bundled = [
  ...new Set(code.flatMap((it) => [...it.matchAll(/node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\//g)].map(([, name = '']) => name))),
];
const licences = licencesIn(readFileSync(join(dist, 'licenses.txt'), 'utf8'));

describe('the licences of what is bundled', () => {
  it('are all there, with their texts', () => {
    expect(bundled.length).toBeGreaterThan(5);
    expect(bundled.filter((it) => !(it in licences))).toEqual([]);
    const bare = Object.entries(licences).filter(
      ([, text]) => !/copyright|apache license/i.test(text) || !/permi(t|ssion)/i.test(text) || text.length < 500,
    );
    expect(bare.map(([name]) => name)).toEqual([]);
  });

  it('are those of the packages we name as dependencies', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(Object.keys(dependencies).filter((it) => !(it in licences))).toEqual([]);
  });
});
