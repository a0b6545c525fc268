import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { root } from '../support/workflows.ts';

const dist = join(root, 'dist');
const lock: { packages: Record<string, unknown> } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const installed = new Set(Object.keys(lock.packages).map((it) => it.replace(/^.*node_modules\//, '')));

/** By package, what stands below its name and the name of its licence. */
function licencesIn(text: string): Record<string, string> {
  const heads = [...text.matchAll(/^(\S+)\n(\S.*)\n/gm)].filter(([, name = '']) => installed.has(name));
  return Object.fromEntries(
    heads.map(({ 0: head, 1: name = '', index }, at) => [name, text.slice(index + head.length, heads[at + 1]?.index)]),
  );
}

const bundles = readdirSync(dist).map((name) => {
  const files = readdirSync(join(dist, name)).filter((it) => it.endsWith('.js'));
  const code = files.map((it) => readFileSync(join(dist, name, it), 'utf8')).join('\n');
  // Whoever bundles says above each module where it is from.
  const packages = [...new Set([...code.matchAll(/node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\//g)].map(([, it = '']) => it))];
  return { name, packages, licences: licencesIn(readFileSync(join(dist, name, 'licenses.txt'), 'utf8')) };
});

describe('the licences of what is bundled', () => {
  it.each(bundles.map((it) => [it.name, it] as const))('are all in dist/%s', (_, { packages, licences }) => {
    expect(packages).not.toEqual([]);
    expect(packages.filter((it) => !(it in licences))).toEqual([]);
  });

  it.each(bundles.map((it) => [it.name, it] as const))('are there with their texts in dist/%s', (_, { licences }) => {
    const bare = Object.entries(licences).filter(
      ([, text]) => !/copyright|apache license/i.test(text) || !/permi(t|ssion)/i.test(text) || text.length < 500,
    );
    expect(bare.map(([name]) => name)).toEqual([]);
  });

  it('are those of the packages we name as dependencies', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const all = bundles.flatMap((it) => Object.keys(it.licences));
    expect(Object.keys(dependencies).filter((it) => !all.includes(it))).toEqual([]);
  });
});
