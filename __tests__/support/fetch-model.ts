/** What git fetch does to refs, as far as a demand says it; and worlds to let it do it in. History is a prefix: `x1` is behind `x12`. */
import fc from 'fast-check';
import type { Demand } from '../../src/fetch/sharing/demand.ts';

export type Refs = Record<string, string>;

export interface Local {
  refs: Refs;
  /** The commits that are here, whether or not a ref keeps them. */
  commits: string[];
}

export interface Outcome extends Local {
  hasFailed: boolean;
}

interface Spec {
  isForced: boolean;
  isNegative: boolean;
  from: string;
  to: string;
}

const behind = (commit: string): string[] => Array.from(commit, (_, index) => commit.slice(0, index + 1));

/** Read a second time: the tests must not ask the code what a refspec is. */
function specOf(text: string): Spec {
  const [, sign, from = '', to = ''] = /^([+^]?)([^:]*):?(.*)$/.exec(text) ?? [];
  return { isForced: sign === '+', isNegative: sign === '^', from, to };
}

function replaced(pattern: string, name: string, by: string): string | undefined {
  if (!pattern.includes('*')) return pattern === name ? by : undefined;
  const [before = '', after = ''] = pattern.split('*');
  if (name.length < before.length + after.length || !name.startsWith(before) || !name.endsWith(after)) return undefined;
  return by.replace('*', name.slice(before.length, name.length - after.length));
}

/** `commitOf`: a source that is no ref, but a commit of the remote. */
export function applied(demand: Demand, remote: Refs, local: Local, commitOf: (source: string) => string | undefined): Outcome {
  const specs = demand.refspecs.map(specOf);
  const [positive, negative] = [specs.filter((it) => !it.isNegative), specs.filter((it) => it.isNegative)];
  const unchanged = { ...local, hasFailed: true };
  const isTag = (name: string): boolean => name.startsWith('refs/tags/');
  let asked: { source: string; target: string; commit: string; isForced: boolean }[] = [];
  for (const { from, to, isForced } of positive) {
    const found = Object.entries(remote).filter(([name]) => replaced(from, name, to) !== undefined);
    const commit = commitOf(from);
    if (commit !== undefined) asked.push({ source: from, target: to, commit, isForced });
    else if (found.length === 0 && !from.includes('*')) return unchanged;
    for (const [source, it] of found) asked.push({ source, target: replaced(from, source, to) ?? '', commit: it, isForced });
  }
  const fetched = new Set([...local.commits, ...asked.map((it) => it.commit)]);
  for (const [name, commit] of Object.entries(remote).filter(([it]) => isTag(it))) {
    if (demand.tags === 'none' || (demand.tags === 'followed' && (name in local.refs || !fetched.has(commit)))) continue;
    asked.push({ source: name, target: name, commit, isForced: false });
  }
  asked = asked.filter((it) => !it.target.endsWith('/') && !negative.some(({ from }) => replaced(from, it.source, '') !== undefined));
  const updates = new Map<string, (typeof asked)[number]>();
  for (const it of asked) {
    const same = updates.get(it.target);
    if (same && same.source !== it.source) return unchanged;
    if (!same) updates.set(it.target, it);
  }
  const refs = { ...local.refs };
  if (demand.isPruning) {
    const sources = new Set([...updates.values()].map((it) => it.source));
    for (const name of Object.keys(local.refs)) {
      const origins = positive.flatMap(({ from, to }) => replaced(to, name, from) ?? []);
      const patterned = positive.filter((it) => it.from.includes('*')).flatMap(({ from, to }) => replaced(to, name, from) ?? []);
      const isSpared = patterned.some((it) => negative.some(({ from }) => replaced(from, it, '') !== undefined));
      if (origins.length > 0 && !isSpared && !origins.some((it) => sources.has(it))) delete refs[name];
    }
  }
  const commits = [...new Set([...local.commits, ...[...updates.values()].flatMap((it) => behind(it.commit))])];
  let hasFailed = false;
  for (const { target, commit, isForced } of updates.values()) {
    const old = local.refs[target];
    if (old === commit) continue;
    const mayMove = old === undefined || isForced || (!isTag(target) && commit.startsWith(old));
    // It was pruned when git had looked at it already.
    if (!mayMove || (old !== undefined && !(target in refs))) hasFailed = true;
    else refs[target] = commit;
  }
  if (demand.tags === 'followed' && !hasFailed)
    for (const [name, commit] of Object.entries(remote))
      if (isTag(name) && !(name in refs) && commits.includes(commit)) refs[name] = commit;
  return { refs, commits, hasFailed };
}

/** A commit by its name instead of its id. */
export const commits = ['x', 'x1', 'x12', 'x2', 'y', 'y1'];
export const idOf = (commit: string): string => commit.replace(/./g, (it) => it.charCodeAt(0).toString(16)).padEnd(40, '0');
export const commitOf = (source: string): string | undefined => commits.find((it) => idOf(it) === source);

const names = ['refs/heads/a', 'refs/heads/ab', 'refs/heads/b', 'refs/tags/a', 'refs/tags/b', 'refs/x/a', 'refs/x/b'];
export const refsOf = (of: readonly string[], maxKeys: number): fc.Arbitrary<Refs> =>
  fc.dictionary(fc.constantFrom(...of), fc.constantFrom(...commits), { maxKeys, noNullPrototype: true });
export const remoteRefs = refsOf(names, 6);
export const localState: fc.Arbitrary<Local> = refsOf([...names, 'refs/x/heads/a', 'refs/x/ab'], 5).map((refs) => ({
  ...{ refs, commits: [...new Set(Object.values(refs).flatMap(behind))] },
}));

const patterns = ['refs/*', 'refs/heads/*', 'refs/tags/*', 'refs/x/*', 'refs/heads/a*', 'refs/x/a*', 'refs/heads/*b', 'refs/x/*b'];
const pins = ['x12', 'y'].map((it) => `${idOf(it)}:refs/x/pin`);
const sides = (from: readonly string[]) => fc.tuple(fc.constantFrom(...from), fc.constantFrom(...from)).map(([a, b]) => `${a}:${b}`);
const usual = [
  ...['refs/*:refs/*', 'refs/heads/*:refs/heads/*', 'refs/heads/*:refs/x/*', 'refs/heads/a*:refs/x/a*', 'refs/tags/*:refs/tags/*'],
  ...['refs/heads/a:refs/heads/a', 'refs/heads/b:refs/heads/b', 'refs/heads/a:refs/x/a', 'refs/tags/a:refs/tags/a', ...pins],
];
const positive = fc
  .tuple(fc.boolean(), fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...usual) }, sides(patterns), sides(names)))
  .map(([isForced, it]) => `${isForced ? '+' : ''}${it}`);
const negative = fc.constantFrom('^refs/heads/ab', '^refs/heads/a*', '^refs/tags/*', '^refs/x/*', '^refs/tags/a', '^refs/heads/*b');

export const demand: fc.Arbitrary<Demand> = fc.record({
  remote: fc.constantFrom('one', 'one', 'one', 'other'),
  refspecs: fc
    .tuple(
      fc.array(positive, { minLength: 1, maxLength: 3 }),
      fc.oneof(fc.constant([]), fc.constant([]), fc.array(negative, { maxLength: 1 })),
    )
    .map((it) => it.flat()),
  isPruning: fc.boolean(),
  tags: fc.constantFrom<Demand['tags']>('none', 'followed', 'all'),
});

/** The second one shares parts with the first one, as those of jobs of one kind do. */
export const demands: fc.Arbitrary<[Demand, Demand]> = fc
  .tuple(demand, demand, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), fc.nat({ max: 5 }))
  .map(([one, other, [isRemote, isPruning, areTags, areSome], count]) => [
    one,
    {
      remote: isRemote ? one.remote : other.remote,
      isPruning: isPruning ? one.isPruning : other.isPruning,
      tags: areTags ? one.tags : other.tags,
      refspecs: areSome
        ? [
            ...one.refspecs.filter((it) => it.startsWith('^')),
            ...one.refspecs.filter((it) => !it.startsWith('^')).slice(0, 1 + (count % 2)),
            ...other.refspecs.slice(0, count % 3),
          ]
        : other.refspecs,
    },
  ]);
