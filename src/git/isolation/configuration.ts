/**
 * What of a repository's own configuration git may follow. A shared repository is written by many: what is in it is data, and
 * no program that it names runs in a job's name. Pure.
 *
 * A key is one of four. *Replaced*: it names a program, and the user's own configuration, or git's default, is put in its
 * place and reported. *Idle*: no command that we run reads it. *Data*: git reads it, and it names no program. Everything else
 * is refused, so that a key of a later git is not followed unseen.
 */
import { FetchLockError } from '../../base/errors.ts';
import { inert } from '../../base/text.ts';
import { protectionOf, writesOurs } from '../operands.ts';

export interface Entry {
  scope: string;
  /** The file, or what git says instead. */
  origin: string;
  /** As git prints it: all but the middle part is in small letters. */
  key: string;
  /** Absent: there was no `=`, which git takes for true. */
  value?: string;
}

/** A key and its value. */
export type Setting = [key: string, value: string];

/** Reads what `git config --list -z --show-scope --show-origin` prints. */
export function parseEntries(text: string): Entry[] {
  const fields = text.split('\0');
  return Array.from({ length: Math.floor(fields.length / 3) }, (_, index) => {
    const [scope = '', origin = '', entry = ''] = fields.slice(index * 3);
    const end = entry.indexOf('\n');
    return end === -1 ? { scope, origin, key: entry } : { scope, origin, key: entry.slice(0, end), value: entry.slice(end + 1) };
  });
}

const isShared = ({ scope }: Entry): boolean => scope === 'local' || scope === 'worktree';
const isOwn = (entry: Entry): boolean => !isShared(entry);

/** The last value that the user's own configuration has for a key. */
export const ownValue = (entries: readonly Entry[], key: string): string | undefined =>
  entries.findLast((it) => isOwn(it) && it.key === key && it.value !== undefined)?.value;

// Lists each `$1` for a fetch that borrows objects, as git does it without this command; see git-config(1).
const listAlternateRefs = 'list() { git --git-dir="$1" for-each-ref --format="%(objectname)"; }; list';

/** Whoever names a bare repository means it. Without this, git may not even see its configuration. */
export const anyBare: Setting = ['safe.bareRepository', 'all'];

/** What git is told whatever the repository says: it stands last, and the last one wins. */
export const alwaysSet = (entries: readonly Entry[]): Setting[] => [
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['core.alternateRefsCommand', ownValue(entries, 'core.alternaterefscommand') ?? listAlternateRefs],
  // Work in the background would go on after the lock is let go.
  ['gc.autoDetach', 'false'],
  ['maintenance.autoDetach', 'false'],
  // Steps that end remove their pins beside a fetch: all of them need packed-refs.lock, and none for long.
  ...(entries.some((it) => it.key === 'core.packedrefstimeout') ? [] : [['core.packedRefsTimeout', '10000'] satisfies Setting]),
  // Submodules have configurations of their own; a commit's .gitmodules can't ask for more than this allows.
  ['fetch.recurseSubmodules', 'false'],
  ['submodule.recurse', 'false'],
  // Where a verb that is a program of its own is not installed, git would take an alias of its name. An empty one is an error.
  ['alias.lfs', ''],
  ['alias.submodule', ''],
  anyBare,
  // An empty one takes back all that were named before, those for one URL too.
  ['credential.helper', ''],
  ...entries.flatMap((it): Setting[] => (isOwn(it) && isHelper.test(it.key) && it.value !== undefined ? [[it.key, it.value]] : [])),
];

const isHelper = /^credential\.(.+\.)?helper$/;

type Instead = (key: string, own: string | undefined) => Setting | undefined;
const byDefault =
  (value: string): Instead =>
  (key, own) => [key, own ?? value];
/** It is always set, or overruled by the environment. */
const already: Instead = () => undefined;

const replaced: [RegExp, Instead][] = [
  [/^core\.(hookspath|fsmonitor|alternaterefscommand|sshcommand|askpass|gitproxy)$/, already],
  [isHelper, already],
  [/^protocol\.(.+\.)?allow$/, already],
  // Without its program a filter changes nothing, and one that is `required` fails.
  [/^filter\..+\.(clean|smudge|process)$/, byDefault('')],
  // The merge then leaves a conflict, rather than a result that nobody made.
  [/^merge\..+\.driver$/, byDefault('false')],
  [/^hook\..+\.[^.]+$/, (key) => [key.replace(/[^.]+$/, 'enabled'), 'false']],
  [/^gpg\.(openpgp\.)?program$/, byDefault('gpg')],
  [/^gpg\.x509\.program$/, byDefault('gpgsm')],
  [/^gpg\.ssh\.program$/, byDefault('ssh-keygen')],
  [/^gpg\.ssh\.defaultkeycommand$/, byDefault('false')],
  // Not programs: they would hand credentials to whoever answers.
  [/^http\.(.+\.)?sslverify$/, byDefault('true')],
  [/^credential\.(.+\.)?protectprotocol$/, byDefault('true')],
];

// Of these git takes the first, not the last: the user's own goes before the repository's, but nothing can be put in its place.
const firstWins = /^remote\..+\.uploadpack$/;

// What is so by default, what `git lfs install` writes, and the popular way to say "keep ours".
const harmless: [RegExp, RegExp][] = [
  [/^remote\..+\.uploadpack$/, /^git-upload-pack$/],
  [/^filter\.lfs\.clean$/, /^git-lfs clean -- %f$/],
  [/^filter\.lfs\.smudge$/, /^git-lfs smudge( --skip)? -- %f$/],
  [/^filter\.lfs\.process$/, /^git-lfs filter-process( --skip)?$/],
  [/^merge\.ours\.driver$/, /^true$/],
  [/^core\.fsmonitor$/, /^false$/],
  [/^(http|credential)\..*(sslverify|protectprotocol)$/, /^true$/],
];

const idle = new RegExp(
  `^(${[
    ...['advice', 'am', 'apply', 'author', 'blame', 'branchless', 'browser', 'codespaces', 'color', 'column', 'commit', 'committer'],
    ...['completion', 'diff', 'difftool', 'fastimport', 'format', 'git-p4', 'gitbutler', 'gitcvs', 'gitflow', 'github', 'gitk'],
    ...['gitweb', 'grep', 'gui', 'guitool', 'help', 'hub', 'i18n', 'imap', 'instaweb', 'interactive', 'log', 'mailinfo', 'mailmap'],
    ...['man', 'mergetool', 'pager', 'pretty', 'receive', 'safe', 'sendemail', 'sequence', 'show', 'showbranch', 'stash', 'status'],
    ...['stgit', 'svn', 'svn-remote', 'tag', 'tar', 'trace2', 'trailer', 'uploadarchive', 'uploadpack', 'user', 'versionsort'],
    ...['vscode', 'web'],
  ].join('|')})\\.|^core\\.(editor|pager)$|^remote\\..+\\.receivepack$|^alias\\.(?!lfs\\b|(merge|remote|credential)-)`,
);

const data: RegExp[] = [
  /^core\.(abbrev|alternaterefsprefixes|attributesfile|autocrlf|checkstat|comment(char|string)|createobject|disambiguate|eol|excludesfile|fsync|fsyncmethod|hidedotfiles|logallrefupdates|notesref|safecrlf|sharedrepository|untrackedcache|whitespace)$/,
  /^remote\..+\.(url|pushurl|fetch|push|tagopt|mirror|prune|proxy|proxyauthmethod|partialclonefilter|promisor|serveroption|followremotehead|lfsurl|lfspushurl|gh-resolved)$/,
  /^remote\.pushdefault$|^remotes\.[^.]+$/,
  /^branch\.(?!.*\.mergeoptions$)/,
  /^url\..+\.(push)?insteadof$/,
  /^http\.(.+\.)?(extraheader|proxy|proxyauthmethod|useragent|version|sslversion|followredirects|delegation)$/,
  /^include(if\..+)?\.path$/,
  /^credential\.(.+\.)?(username|provider|authority|credentialstore)$/,
  /^lfs\.(.+\.)?(url|pushurl|access|fetchinclude|fetchexclude)$/,
  /^gc\.(.+\.)?(packrefs|pruneexpire|logexpiry|worktreepruneexpire|reflogexpire|reflogexpireunreachable|repackfilter)$/,
  /^merge\.(?!.+\.driver$)/,
  /^pull\.(rebase|ff)$|^push\.|^rebase\.|^notes\.|^rerere\.|^checkout\.|^clone\.defaultremotename$|^init\.defaultbranch$/,
  /^fetch\.|^transfer\.|^maintenance\.|^pack\.|^repack\.|^index\.|^protocol\.version$|^promisor\.|^bundle\.|^feature\.|^commitgraph\.|^extensions\./,
  /^gpg\.(format|mintrustlevel|ssh\.allowedsignersfile|ssh\.revocationfile)$|^ssh\.variant$|^worktree\.|^submodule\./,
];

const isPlain = /^$|^(true|false|yes|no|on|off|[+-]?\d+[kmg]?)$/i;
const namesProgram =
  /(command|clean|smudge|uploadpack|cmd|program|helper|hook|driver|exec|tool|vcs|path|process|agent|args|twohead|octopus|mergeoptions|dir)$/;

const isData = ({ key, value = '' }: Entry): boolean => {
  // A program or a directory may well have the name "1".
  if (isPlain.test(value) && !namesProgram.test(key)) return true;
  if (/^submodule\.(.+\.)?update$/.test(key) && value.startsWith('!')) return false;
  return data.some((it) => it.test(key));
};

const namesRemotes = /^(remotes\..+|branch\..+\.(push)?remote|remote\.pushdefault|checkout\.defaultremote|clone\.defaultremotename)$/;

/** Git hands the names of remotes to a git of its own, which takes `--upload-pack=program` for an option. */
const isOption = ({ key, value = '' }: Entry): boolean => key.startsWith('remote.-') || (namesRemotes.test(key) && /(^|\s)-/.test(value));

/**
 * What keeps each remote's refspecs away from what is fetch-lock's own, for fetches that name none. A remote without any is left so:
 * a lone negative one would change what is fetched from it. Throws FL_UNSAFE_COMMAND for one that writes nowhere else.
 */
export function protect(entries: readonly Entry[], path: string): Setting[] {
  const remotes = new Map<string, string[]>();
  for (const entry of entries) {
    const { key, value } = entry;
    if (!/^remote\..+\.fetch$/s.test(key) || value === undefined) continue;
    if (writesOurs(value)) throw notTheirs(entry, path);
    remotes.set(key, [...(remotes.get(key) ?? []), value]);
  }
  return [...remotes].flatMap(([key, refspecs]) => protectionOf(refspecs).map((it): Setting => [key, it]));
}

const notTheirs = ({ key, value = '', origin }: Entry, path: string): FetchLockError =>
  new FetchLockError('FL_UNSAFE_COMMAND', {
    what: `The configuration of '${inert(path)}' sets '${inert(key)}' to '${inert(value)}', which writes below refs/fetch-lock/.`,
    why: "What is there is fetch-lock's own.",
    fix: `Take it out of '${inert(origin)}'.`,
  });

interface Judgement {
  settings: Setting[];
  /** Keys that were not followed. */
  ignored: string[];
}

/** `isWorkTree` judges a value of core.worktree. Throws FL_UNSAFE_COMMAND for what can't be replaced, in the repository at `path`. */
export function judge(entries: readonly Entry[], path: string, isWorkTree: (value: string) => boolean): Judgement {
  const settings = new Map<string, string>();
  const ignored = new Set<string>();
  for (const entry of entries.filter(isShared)) {
    const { key, value = 'true' } = entry;
    if (isOption(entry)) throw notOurs(entry, path);
    if (idle.test(key) || harmless.some(([name, it]) => name.test(key) && it.test(value))) continue;
    const own = ownValue(entries, key);
    const [, instead] = replaced.find(([it]) => it.test(key)) ?? [];
    const setting = instead?.(key, own);
    if (setting) settings.set(...setting);
    if (instead || (firstWins.test(key) && own !== undefined)) ignored.add(key);
    else if (key === 'core.worktree' ? !isWorkTree(value) : !isData(entry)) throw notOurs(entry, path);
  }
  return { settings: [...settings], ignored: [...ignored] };
}

const notOurs = ({ key, origin }: Entry, path: string): FetchLockError =>
  new FetchLockError('FL_UNSAFE_COMMAND', {
    what: `The configuration of '${inert(path)}' sets '${inert(key)}', which could run a program or lead git elsewhere.`,
    why: `It is in '${inert(origin)}', and whoever may write there could act in this job's name.`,
    fix: `Take it out with \`git config --file '${inert(origin)}' --unset-all '${inert(key)}'\`; if it is meant, put it into your own configuration.`,
  });

/** A value, or a name, in a configuration file: git-config(1). */
export const quoteForGit = (text: string): string => `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
