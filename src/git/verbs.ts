/**
 * What a step may ask of git: each verb, what it needs of the lock, its options and what follows them. What is not listed is
 * refused, so an option stays out until somebody has found that it runs no program, reaches no other place, and leaves nothing
 * running. docs/troubleshooting.md is written from here.
 *
 * An option is noted as `--name|-x=<value>`, or with `[=<value>]` where the value may be left out.
 */
import type { places } from './operands.ts';

export type Verb = keyof typeof verbs;

export interface Rules {
  /** What it does to the repository: adds to it, or changes and deletes what is there. */
  needs: 'update' | 'exclusive';
  /** It talks to a remote. */
  isNetwork: boolean;
  /** What it takes, as noted above. */
  accepts: string;
  /** The other long options of git's newest version: an abbreviation must not mean one of them. Absent: there are no abbreviations. */
  knows?: string;
  /** Not git's own parser: short options stand alone, and options before operands. */
  isScript?: boolean;
  /** What may stand beside the options. */
  operands: keyof typeof places;
  /** What ends its options. */
  separator?: '--';
  /** What we say where the line leaves it open and the repository's configuration could say it: an option, and those that settle it. */
  settles?: Record<string, RegExp>;
  /** Options that change what it does, by name or with one value of theirs. */
  with?: Record<string, Partial<Pick<Rules, 'needs' | 'isNetwork' | 'isShallow'>>>;
  /** It changes how much history there is: see `refuseDeepening`. */
  isShallow?: boolean;
}

const transfer =
  '--all --append|-a --dry-run --force|-f --ipv4|-4 --ipv6|-6 --keep|-k --negotiation-tip=<revision> --no-progress --no-prune ' +
  '--no-recurse-submodules --no-show-forced-updates --progress --prune|-p --quiet|-q --show-forced-updates --tags|-t --verbose|-v';
const shallow = '--deepen=<depth> --depth=<depth> --shallow-exclude=<name> --shallow-since=<date> --unshallow';
// What it cuts off or brings back is so for all at once, also for those who read.
const deepening = { needs: 'exclusive', isShallow: true } as const;
const withShallow = Object.fromEntries(shallow.split(' ').map((it) => [it.replace(/=.*/, ''), deepening]));
const otherTransfer = `update-shallow negotiation-include negotiation-restrict recurse-submodules refmap server-option set-upstream upload-pack`;

export const verbs = {
  fetch: {
    ...{ needs: 'update', isNetwork: true, operands: 'repository' },
    accepts:
      `${transfer} ${shallow} --atomic --filter=<filter> --jobs|-j=<count> --multiple|-m --no-auto-gc --no-auto-maintenance --no-prune-tags ` +
      '--no-tags|-n --no-write-commit-graph --no-write-fetch-head --porcelain --prefetch --prune-tags|-P --refetch ' +
      '--write-commit-graph --write-fetch-head',
    with: withShallow,
    knows: `${otherTransfer} bundle-uri negotiate-only recurse-submodules-default stdin submodule-prefix update-head-ok`,
  },
  pull: {
    ...{ needs: 'exclusive', isNetwork: true, operands: 'repository' },
    accepts:
      `${transfer} ${shallow} --allow-unrelated-histories --autostash --commit --ff --ff-only --jobs|-j[=<count>] --no-autostash --no-commit ` +
      '--no-edit --no-ff --no-rebase --no-squash --no-stat|-n --no-tags --rebase|-r[=<rebase>] --squash --stat',
    with: withShallow,
    knows: `${otherTransfer} cleanup compact-summary gpg-sign log porcelain signoff strategy strategy-option summary verify verify-signatures`,
    // A `pull.rebase=interactive` of the repository would start an editor of its choice, and a signature its `gpg.program`.
    settles: {
      '--ff-only': /^--(ff|no-ff|ff-only|rebase|no-rebase)\b/,
      '--no-rebase': /^--(no-)?rebase\b/,
      '--no-gpg-sign': /^--no-gpg-sign$/,
      '--no-verify-signatures': /^--no-verify-signatures$/,
    },
  },
  'remote update': {
    ...{ needs: 'update', isNetwork: true, operands: 'remotes' },
    ...{ accepts: '--no-prune --prune|-p', knows: '' },
  },
  'maintenance run': {
    ...{ needs: 'exclusive', isNetwork: false, operands: 'none' },
    accepts: '--auto --no-detach --no-quiet --quiet --schedule=<frequency> --task=<task>',
    knows: '',
    with: { '--task=prefetch': { isNetwork: true } },
  },
  gc: {
    ...{ needs: 'exclusive', isNetwork: false, operands: 'none' },
    accepts:
      '--aggressive --auto --cruft --keep-largest-pack --max-cruft-size=<size> --no-cruft --no-detach --no-prune --no-quiet ' +
      '--prune[=<date>] --quiet|-q',
    knows: 'detach expire-to force skip-foreground-tasks',
  },
  repack: {
    ...{ needs: 'exclusive', isNetwork: false, operands: 'none' },
    accepts:
      '-a -A -d -f -F -n --combine-cruft-below-size=<size> --cruft --cruft-expiration=<date> --delta-islands|-i --depth=<count> ' +
      '--geometric|-g=<count> --keep-pack=<pack> --keep-unreachable|-k --local|-l --max-cruft-size=<size> --max-pack-size=<size> ' +
      '--name-hash-version=<count> --no-write-bitmap-index --pack-kept-objects --path-walk --quiet|-q --threads=<count> ' +
      '--unpack-unreachable=<date> --window=<count> --window-memory=<size> --write-bitmap-index|-b --write-midx|-m',
    knows: 'expire-to filter filter-to',
  },
  'pack-refs': {
    ...{ needs: 'update', isNetwork: false, operands: 'none' },
    ...{ accepts: '--all --auto --exclude=<pattern> --include=<pattern> --no-all --no-prune --prune', knows: '' },
  },
  prune: {
    ...{ needs: 'exclusive', isNetwork: false, operands: 'none' },
    ...{ accepts: '--dry-run|-n --exclude-promisor-objects --expire=<date> --no-progress --progress --verbose|-v', knows: '' },
  },
  'submodule update': {
    ...{ needs: 'exclusive', isNetwork: true, operands: 'paths', separator: '--', isScript: true },
    accepts:
      '--checkout --filter=<filter> --force|-f --init|-i --jobs|-j=<count> --merge|-m --no-fetch|-N --no-recommend-shallow ' +
      '--no-single-branch --progress --quiet|-q --rebase|-r --recursive --remote --single-branch',
    // A `submodule.NAME.update=!program` of the repository would run it.
    settles: { '--checkout': /^--(checkout|merge|rebase)$/ },
  },
  'lfs fetch': {
    ...{ needs: 'update', isNetwork: true, operands: 'remote and refs', separator: '--' },
    accepts: '--all|-a --dry-run|-d --exclude|-X=<paths> --include|-I=<paths> --json|-j --prune|-p --recent|-r --refetch',
    with: { '--prune': { needs: 'exclusive' } },
  },
} as const satisfies Record<string, Rules>;

export interface Value {
  pattern: RegExp;
  /** For people. */
  is: string;
}

/** The values of options. */
export const values: Record<string, Value> = {
  count: { pattern: /^\d{1,3}$/, is: 'a whole number of at most three digits' },
  date: {
    pattern: /^(now|never|\d{1,6}\.(second|minute|hour|day|week|month|year)s?\.ago|\d{4}-\d\d-\d\d)$/,
    is: '`now`, `never`, one such as `2.weeks.ago`, or a day such as `2026-01-31`',
  },
  depth: { pattern: /^[1-9]\d{0,8}$/, is: 'a number of commits' },
  filter: {
    pattern: /^(blob:none|blob:limit=\d{1,12}[kmg]?|tree:\d{1,3})$/,
    is: '`blob:none`, `blob:limit=10m` or `tree:0`, with any number',
  },
  frequency: { pattern: /^(hourly|daily|weekly)$/, is: '`hourly`, `daily` or `weekly`' },
  name: { pattern: /^\w[\w./-]*$/, is: 'a branch or a tag of the remote' },
  pack: { pattern: /^pack-[\da-f]{40}([\da-f]{24})?\.pack$/, is: 'the name of a file of the pack directory' },
  paths: { pattern: /^[\w*][\w*./,@+ -]*$/, is: 'paths with `*`, parted by commas' },
  pattern: { pattern: /^(refs|HEAD)[\w./*-]*$/, is: 'refs with `*`, such as `refs/tags/*`' },
  rebase: { pattern: /^(true|false|merges)$/, is: '`true`, `false` or `merges`' },
  revision: { pattern: /^\w[\w./*^~@-]*$/, is: 'a commit, or refs with `*`' },
  size: { pattern: /^\d{1,12}[kmg]?$/, is: 'a number of bytes, with `k`, `m` or `g` if need be' },
  task: {
    pattern:
      /^(commit-graph|gc|geometric-repack|incremental-repack|loose-objects|pack-refs|prefetch|reflog-expire|rerere-gc|worktree-prune)$/,
    is: 'a task of git-maintenance(1)',
  },
};

export const whyNotShallow =
  'The repository is shared by the jobs of this host, and a shallow one is so for all of them: jobs at the same time would meet at its shallow.lock, and miss history.';

/** Why a verb that fits is not accepted all the same, and what to write in its place. */
export const refusedVerbs: readonly [verb: RegExp, why: string, fix: string][] = [
  [
    // git -c core.hooksPath=/dev/null remote prune origin    # git 2.39 runs hooks/reference-transaction of the repository
    /^remote prune$/,
    'Git runs the hook of the repository for it whatever it is told, and asks no fence of a fleet.',
    'Use `fetch --prune`, which takes the same refs away and fetches, too.',
  ],
];

/** Why an option that git knows is not accepted, where that is more than that nobody asked for it. */
export const reasons: readonly [options: RegExp, why: string][] = [
  [/^--(deepen|depth|shallow-.*|unshallow|update-shallow|recommend-shallow)$/, whyNotShallow],
  [/^--(upload-pack|receive-pack|exec|gpg-sign|strategy|edit)$|^-[sS]$/, 'It makes git run a program.'],
  [
    /^--recurse-submodules/,
    'A submodule has a configuration of its own, which may name any program; take `submodule update` for submodules.',
  ],
  [/^--detach$/, 'It would go on when the lock is let go.'],
  [/^--force$/, 'It would run beside another gc that has no lock.'],
  [/^--(expire-to|filter-to|reference|submodule-prefix)$/, 'It reaches outside of the repository.'],
];
