/**
 * What a fetch asks for, from its command line and the configuration. Pure.
 *
 * G1 two descriptions with the same text ask for the same, whoever asks. G2 what is not sure to be described in full is not
 * described: such a command neither rides on another nor takes anybody along. That is so for all that ends in FETCH_HEAD alone,
 * which belongs to nobody; for what `git` itself would look up, such as the remote of a branch; and for options beyond the usual.
 */
import { isAbsolute, resolve } from 'node:path';
import { withoutCredentials } from '../../base/text.ts';
import type { Command } from '../../git/command.ts';
import type { Entry } from '../../git/isolation/configuration.ts';
import { protectionOf } from '../../git/operands.ts';
import { formatRefspec, includes, isDefinite, mayMeet, parseRefspec, type Refspec, remoteNameFor } from '../../git/refspec.ts';
import type { Demand } from './demand.ts';
import { lacking } from './lack.ts';
import { pinName } from './pins.ts';

/** What a fetch is told, in the form of `git-config(1)`. */
interface Remote {
  name: string;
  address: string;
  refspecs: string[];
  isPruning: boolean;
  tags: Demand['tags'];
  isSkipped: boolean;
}

/** Options that change neither what is fetched nor what is deleted. */
const neutral =
  /^--(quiet|verbose|(no-)?progress|ipv[46]|jobs=\d+|no-auto-gc|no-auto-maintenance|no-write-fetch-head|no-recurse-submodules|show-forced-updates|(no-)?write-commit-graph|no-prune-tags|porcelain)$/;
const understood = /^--(prune|no-prune|tags|no-tags|force|all|depth=.+|shallow-(since|exclude)=.+)$/;

/** One for each remote that it fetches from; undefined if it is to run alone. */
export function describe({ verb, argv }: Pick<Command, 'verb' | 'argv'>, entries: readonly Entry[], workDir: string): Demand[] | undefined {
  if (verb !== 'fetch' && verb !== 'remote update') return undefined;
  const words = argv.slice(verb.split(' ').length);
  const end = words.indexOf('--end-of-options');
  const options = end < 0 ? words : words.slice(0, end);
  const [operand, ...specs] = end < 0 ? [] : words.slice(end + 1);
  if (!options.every((it) => neutral.test(it) || understood.test(it))) return undefined;
  // Git then takes every update for a fast-forward.
  if (isTrue(valuesOf(entries, 'fetch.showforcedupdates').at(-1)) === false) return undefined;
  const isOfAll = options.includes('--all') || (verb === 'remote update' && operand === undefined);
  if ((isOfAll && operand !== undefined) || (verb === 'remote update' && specs.length > 0)) return undefined;
  const remotes = isOfAll ? allRemotes(entries, workDir) : [remoteOf(operand, entries, workDir)];
  // What is fetched is also written where the remote's own refspecs say, whatever the command line says; see git-fetch(1).
  if (specs.length > 0 && !remotes.every((it) => it && isAllSaid(specs, it.refspecs))) return undefined;
  const demands = remotes.map((it) => it && demandOf(it, options, specs));
  return demands.length > 0 && demands.every((it) => it !== undefined) ? demands : undefined;
}

function demandOf(remote: Remote, options: readonly string[], specs: readonly string[]): Demand | undefined {
  const isForced = options.includes('--force');
  const tagOption = options.findLast((it) => /^--(no-)?tags$/.test(it));
  const pruneOption = options.findLast((it) => /^--(no-)?prune$/.test(it));
  const tags = tagOption === undefined ? remote.tags : tagOption === '--tags' ? 'all' : 'none';
  const [depth, ...deeper] = options.filter((it) => /^--(depth|shallow)/.test(it));
  if (deeper.length > 0) return undefined;
  const given = specs.length > 0 ? specs : remote.refspecs;
  const parsed = [...given, ...protectionOf(given)].map(parseRefspec);
  if (!parsed.every((it) => it !== undefined && hasTarget(it)) || !parsed.some((it) => it && !it.isNegative)) return undefined;
  if (isForced && tags === 'all') return undefined;
  const refspecs = parsed.flatMap((it) => (it ? [{ ...it, isForced: !it.isNegative && (it.isForced || isForced) }] : []));
  return {
    remote: remote.address,
    refspecs: refspecs.map(formatRefspec),
    isPruning: pruneOption === undefined ? remote.isPruning : pruneOption === '--prune',
    tags,
    ...(depth === undefined ? {} : { depth: depth.slice(2).replace('=', ':') }),
  };
}

// These are each worktree's own.
const hasTarget = ({ isNegative, to }: Refspec): boolean =>
  isNegative || (to.startsWith('refs/') && !/^refs\/(worktree|bisect|rewritten)\//.test(to));

/** What the configured refspecs would write of what these fetch, these write themselves. */
function isAllSaid(specs: readonly string[], configured: readonly string[]): boolean {
  const [given, more] = [specs, configured].map((texts) => texts.flatMap((it) => parseRefspec(it) ?? []).filter((it) => !it.isNegative));
  const isSaid = (it: Refspec, spec: Refspec): boolean => {
    if (it.to === '' || includes(spec, it)) return true;
    if (!isDefinite(spec)) return false;
    const isApart = !mayMeet({ ...spec, to: spec.from }, { ...it, to: it.from });
    return isApart || remoteNameFor({ ...it, from: it.to, to: it.from }, spec.from) === spec.to;
  };
  return (more ?? []).every((it) => (given ?? []).every((spec) => isSaid(it, spec)));
}

function remoteOf(operand: string | undefined, entries: readonly Entry[], workDir: string): Remote | undefined {
  const has = (pattern: RegExp) => entries.some(({ key }) => pattern.test(key));
  if (operand === undefined) {
    // Git asks the branch that is checked out, and that may change while we wait.
    const isUsual = entries.every(({ key, value }) => !/^branch\..+\.remote$/s.test(key) || value === 'origin') && !has(/^fetch\.all$/);
    return isUsual ? named('origin', entries, workDir) : undefined;
  }
  if (has(/^remotes\./) && valuesOf(entries, `remotes.${operand}`).length > 0) return undefined;
  const found = named(operand, entries, workDir);
  if (found) return found;
  // Git goes by what is set for a remote of that name, be it an address.
  if (entries.some(({ key }) => key.startsWith(`remote.${operand}.`))) return undefined;
  // A mere name may stand for a file in the repository that says where to fetch from.
  if (!/[/:]/.test(operand)) return undefined;
  const address = addressOf(operand, entries, workDir);
  return address === undefined ? undefined : { name: operand, address, refspecs: [], ...standards(entries), isSkipped: false };
}

function allRemotes(entries: readonly Entry[], workDir: string): (Remote | undefined)[] {
  if (entries.some(({ key }) => key === 'remotes.default')) return [undefined];
  const names = [...new Set(entries.flatMap(({ key }) => /^remote\.(.+)\.[^.]+$/s.exec(key)?.[1] ?? []))];
  return names.map((it) => named(it, entries, workDir)).filter((it) => !it?.isSkipped);
}

function named(name: string, entries: readonly Entry[], workDir: string): Remote | undefined {
  const of = (variable: string) => valuesOf(entries, `remote.${name}.${variable}`);
  const [url] = of('url');
  if (url === undefined || of('vcs').length > 0) return undefined;
  const usual = standards(entries);
  if (isTrue(of('prunetags').at(-1)) ?? isTrue(valuesOf(entries, 'fetch.prunetags').at(-1))) return undefined;
  const tagOption = of('tagopt').at(-1);
  const address = addressOf(url, entries, workDir);
  if (address === undefined) return undefined;
  return {
    ...{ name, address },
    refspecs: of('fetch'),
    isPruning: isTrue(of('prune').at(-1)) ?? usual.isPruning,
    tags: tagOption === '--tags' ? 'all' : tagOption === '--no-tags' ? 'none' : usual.tags,
    isSkipped: [...of('skipfetchall'), ...of('skipdefaultupdate')].some((it) => isTrue(it)),
  };
}

const standards = (entries: readonly Entry[]): Pick<Remote, 'isPruning' | 'tags'> => ({
  isPruning: isTrue(valuesOf(entries, 'fetch.prune').at(-1)) ?? false,
  tags: 'followed',
});

const valuesOf = (entries: readonly Entry[], key: string): string[] =>
  entries.flatMap((it) => (it.key === key ? [it.value ?? 'true'] : []));

const isTrue = (value: string | undefined): boolean | undefined =>
  value === undefined ? undefined : /^(true|yes|on|[+-]?0*[1-9]\d*)$/i.test(value);

/**
 * What git makes of an address, by the longest prefix that the configuration replaces. Without credentials, since others read it;
 * nothing, where it is not sure what of it is one: what is taken out too much makes one text of two remotes.
 */
function addressOf(text: string, entries: readonly Entry[], workDir: string): string | undefined {
  const [best] = entries
    .flatMap(({ key, value = '' }) => {
      const base = /^url\.(.*)\.insteadof$/s.exec(key)?.[1];
      return base !== undefined && text.startsWith(value) ? [{ base, value }] : [];
    })
    .sort((a, b) => b.value.length - a.value.length);
  const whole = best ? best.base + text.slice(best.value.length) : text;
  const isPath = !/^[^/]*:/.test(whole);
  if (isPath) return isAbsolute(whole) ? whole : resolve(workDir, whole);
  // Of ssh the user may decide what a path means, and is no secret.
  const bare = whole.replace(/^(ssh:\/\/[^/?#:@]*)(:[^/?#@]*)?@/i, '$1@').replace(/^((?!ssh:)[a-z][a-z\d+.-]*:\/\/)[^/?#@]*@/i, '$1');
  const host = bare.replace(/^ssh:\/\/[^/?#:@]*@/i, 'ssh://');
  return withoutCredentials(host) === host && !/^https?:.*[?#]/is.test(bare) ? bare : undefined;
}

/**
 * The fetch that brings what is wanted from origin and is not there, and nothing else: commits by their ids, straight into their
 * pins, and refs by the name they have there. Throws FL_WANT if origin's configuration does not tell that.
 */
export function describeWants(
  { commits, refs }: { commits: readonly string[]; refs: readonly string[] },
  ticket: string,
  entries: readonly Entry[],
  { path, workDir }: { path: string; workDir: string },
): Demand {
  const origin = named('origin', entries, workDir);
  if (!origin) throw lacking(path, [...commits.map((commit) => ({ commit })), ...refs.map((ref) => ({ ref }))], 'no origin');
  const specs = origin.refspecs.flatMap((it) => parseRefspec(it) ?? []);
  const refspecs = refs.map((ref) => {
    const found = specs.find((it) => !it.isNegative && it.to !== '' && remoteNameFor(it, ref) !== undefined);
    const from = found && remoteNameFor(found, ref);
    if (!found || from === undefined || specs.some((it) => it.isNegative && remoteNameFor({ ...it, to: it.from }, from) !== undefined))
      throw lacking(path, [{ ref }], 'no refspec');
    return formatRefspec({ isForced: found.isForced, isNegative: false, from, to: ref });
  });
  return {
    remote: origin.address,
    refspecs: [...commits.map((it) => `${it}:${pinName(ticket, it)}`), ...refspecs],
    isPruning: false,
    tags: 'none',
  };
}

/** The arguments of git for it, and for nothing that is configured beside it. `operand` is what git knows the remote by. */
export const fetchOf = ({ refspecs, isPruning, tags, depth }: Demand, operand: string, more: readonly string[] = []): string[] => [
  ...['fetch', isPruning ? '--prune' : '--no-prune', ...(tags === 'followed' ? [] : [tags === 'all' ? '--tags' : '--no-tags'])],
  ...[
    ...more,
    '--no-recurse-submodules',
    '--no-write-fetch-head',
    '--refmap=',
    ...(depth === undefined ? [] : [`--${depth.replace(':', '=')}`]),
  ],
  ...['--end-of-options', operand, ...refspecs, ...protectionOf(refspecs)],
];

/** A fetch for others as well as for that command's own, the way in which that command would do it. */
export function fetchFor(demand: Demand, { argv }: Pick<Command, 'argv'>): string[] {
  const end = argv.indexOf('--end-of-options');
  const options = end < 0 ? argv : argv.slice(0, end);
  const kept = options.filter((it) => neutral.test(it) && it !== '--no-prune-tags');
  return fetchOf(demand, (end < 0 ? undefined : argv[end + 1]) ?? 'origin', kept);
}
