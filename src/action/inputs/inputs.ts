/** The one reader of INPUT_*. Pure: an environment in, one frozen value or FL_INPUT out. Nothing is touched here. */
import { parseDuration } from '../../base/duration.ts';
import { FetchLockError } from '../../base/errors.ts';
import type { Environment } from '../../base/exec.ts';
import { inert, withoutCredentials } from '../../base/text.ts';
import { type Command, parseCommands } from '../../git/command.ts';
import { isCommitId, isOurs, isRef, isUrl, type Want } from '../../git/operands.ts';
import { type RedisAddress, readAddress } from '../../lock/fleet/address.ts';
import { isLockName } from '../../lock/fleet/name.ts';
import type { Mode } from '../../lock/ticket.ts';
import { inputOf, isCacheKey } from './given.ts';

export interface Inputs {
  /** As typed, each once. */
  paths: readonly string[];
  commands: readonly Command[];
  /** What must be there at the end, each once. */
  wants: readonly Want[];
  /** By how much another job's fetch may have begun before this step asked. */
  maxAgeMs: number;
  /** The strongest that the step may need. */
  mode: Mode;
  /** It follows from the commands and from what is wanted. */
  isAuto: boolean;
  hold: 'job' | 'step';
  lockTimeoutMs: number;
  /** As typed. */
  lockTimeout: string;
  isFailClosed: boolean;
  gitTimeoutMs: number;
  /** How often a git command of the network is tried at most. */
  attempts: number;
  /** Where a mirror that is not there yet is cloned from. */
  url?: string;
  /** Under which a mirror that is not there yet may be in the Actions cache. */
  cacheKey?: string;
  /** For https remotes. */
  token?: string;
  lockDir?: string;
  /** Of the fleet. */
  redis?: RedisAddress;
  /** In the fleet. */
  lockName?: string;
  hasSummary: boolean;
  /** As typed. */
  metricsFile?: string;
}

const refuse = (what: string, fix: string): FetchLockError => new FetchLockError('FL_INPUT', { what, fix });

/**
 * Reads all inputs. In `pre` an empty input may be an expression whose step has not run yet, so there, and only there,
 * an empty one is passed over.
 */
export function readInputs(env: Environment, stage: 'pre' | 'main'): Readonly<Inputs> {
  const read = <T>(name: string, isEmpty: T, parse: (text: string) => T): T => {
    const text = inputOf(env, name);
    if (text !== '') return parse(text);
    if (stage === 'pre') return isEmpty;
    throw refuse(`Input \`${name}\` is empty.`, 'Leave it out for its default, or give it a value.');
  };
  const oneOf = <T extends string>(name: string, accepted: readonly T[]): T =>
    read(name, accepted[0] as T, (text) => {
      const found = accepted.find((it) => it === text);
      if (found !== undefined) return found;
      throw refuse(`Input \`${name}\` is '${inert(text)}'.`, `Accepted are: ${accepted.join(', ')}.`);
    });
  const duration = (name: string): number => read(name, 0, (text) => parseDuration(name, text));

  const commands = parseCommands(inputOf(env, 'git'));
  const asked = oneOf('mode', ['auto', 'shared', 'update', 'exclusive']);
  const wants = parseWants(inputOf(env, 'want'), stage);
  const inputs: Inputs = {
    paths: read('path', ['.'], parsePaths),
    commands,
    wants,
    maxAgeMs: duration('max-age'),
    mode: modeFor(asked, commands, wants),
    isAuto: asked === 'auto',
    hold: oneOf('hold', ['job', 'step']),
    lockTimeoutMs: duration('lock-timeout'),
    lockTimeout: inputOf(env, 'lock-timeout'),
    isFailClosed: read('fail-closed', true, (text) => parseBoolean('fail-closed', text)),
    gitTimeoutMs: duration('git-timeout'),
    hasSummary: read('summary', true, (text) => parseBoolean('summary', text)),
    attempts: read('retries', 3, parseRetries),
    ...(inputOf(env, 'token') ? { token: parseToken(inputOf(env, 'token')) } : {}),
    ...(inputOf(env, 'url') ? { url: parseUrl(inputOf(env, 'url')) } : {}),
    ...(inputOf(env, 'cache-key') ? { cacheKey: parseCacheKey(inputOf(env, 'cache-key')) } : {}),
    ...(inputOf(env, 'lock-dir') ? { lockDir: inputOf(env, 'lock-dir') } : {}),
    ...(inputOf(env, 'redis-url') ? { redis: readAddress('redis-url', inputOf(env, 'redis-url')) } : {}),
    ...(inputOf(env, 'lock-name') ? { lockName: parseLockName(inputOf(env, 'lock-name')) } : {}),
    ...(inputOf(env, 'metrics-file') ? { metricsFile: parseMetricsFile(inputOf(env, 'metrics-file'), stage) } : {}),
  };
  if (inputs.gitTimeoutMs === 0 && stage === 'main')
    throw refuse('Input `git-timeout` is 0, which no command can meet.', 'Give it some time, such as 10m.');
  const hasWork = commands.length > 0 || wants.length > 0;
  if (inputs.hold === 'step' && !hasWork && stage === 'main') {
    throw refuse(
      "Input `hold` is 'step', but there is nothing in `git` to hold the lock for, nor in `want`.",
      'Give `git` a command, or leave `hold` out.',
    );
  }
  if (inputs.maxAgeMs > 0 && wants.length === 0 && !commands.some(isFetch) && stage === 'main') {
    throw refuse(
      'Input `max-age` is set, but there is no fetch in `git` that another job could spare this step, nor anything in `want`.',
      'Give `git` a fetch, or leave `max-age` out.',
    );
  }
  if (inputs.url !== undefined && inputs.paths.length > 1)
    throw refuse('Input `url` is set, and `path` has several lines: which of them is its mirror?', 'Use a step for the mirror alone.');
  if (inputs.cacheKey !== undefined && inputs.url === undefined && stage === 'main')
    throw refuse('Input `cache-key` is set, but not `url`: a cache only lends what is cloned.', 'Set `url`, or leave `cache-key` out.');
  if (inputs.lockName !== undefined && inputs.redis === undefined && stage === 'main')
    throw refuse(
      'Input `lock-name` is set, but not `redis-url`: a host alone needs no name.',
      'Set `redis-url`, or leave `lock-name` out.',
    );
  return Object.freeze(inputs);
}

function parsePaths(text: string): string[] {
  if (text.includes('\0')) throw refuse('Input `path` has a zero byte in it.', 'Take it out.');
  return [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
}

const mostWants = 64;
const mostLetters = 400;

/** One a line, each once. Throws FL_INPUT for what could mean different things in different repositories. */
function parseWants(text: string, stage: 'pre' | 'main'): Want[] {
  const lines = text.split('\n').map((line) => line.trim());
  // In pre, a part of a name may be an expression too: what it leaves is no name yet.
  const names = lines.filter((it) => it !== '' && !it.startsWith('#') && !(stage === 'pre' && /\/(\/|$)/.test(it)));
  const each = [...new Set(names.map((it) => (isCommitId(it.toLowerCase()) ? it.toLowerCase() : it)))];
  if (each.length > mostWants)
    throw refuse(`Input \`want\` has ${each.length} lines.`, `Accepted are at most ${mostWants}: name those that this job reads.`);
  return each.map(parseWant);
}

function parseWant(text: string): Want {
  if (isCommitId(text)) return { commit: text };
  if (/^refs\/./.test(text) && isRef(text) && text.length <= mostLetters && !isOurs(text)) return { ref: text };
  throw refuse(`Input \`want\` has '${inert(withoutCredentials(text))}' in it, ${objectionTo(text)}.`, `${remedyFor(text)}.`);
}

const isHex = (text: string): boolean => /^[\da-f]{7,}$/i.test(text);

function objectionTo(text: string): string {
  if (/^(0{40}|0{64})$/.test(text)) return 'which says that there is no commit';
  if (isHex(text)) return 'which is no full commit id';
  if (isOurs(text)) return "which is fetch-lock's own";
  if (text.length > mostLetters) return `which is longer than ${mostLetters} characters`;
  if (text.includes('*')) return 'which is a pattern';
  return /^refs\//.test(text) ? 'which is no name that a ref can have' : 'which is neither a full commit id nor a full ref name';
}

function remedyFor(text: string): string {
  const ref = (name: string) => inert(`refs/${name}`);
  if (/^(0{40}|0{64})$/.test(text)) return 'Leave it out where an event has none, as `github.event.before` of a new branch';
  if (isHex(text)) return `A full commit id has 40 digits, or 64 in a repository of SHA-256; this has ${text.length}`;
  if (text.includes('*')) return 'Name each ref by itself';
  if (/^(@|(\w+_)?HEAD)$/.test(text)) return 'It means something else in every repository: write refs/heads/main, or a full commit id';
  if (/^refs\/|^-/.test(text) || !isRef(text) || text.length > mostLetters)
    return 'Write a full commit id, or a full name such as refs/heads/main';
  if (/^(heads|tags|remotes|pull)\/./.test(text)) return `Write ${ref(text)}`;
  const [, branch] = /^(?:origin|upstream)\/(.+)$/.exec(text) ?? [];
  if (branch !== undefined) return `Write ${ref(`heads/${branch}`)} for a mirror, ${ref(`remotes/${text}`)} for a clone`;
  return `Write ${ref(`heads/${text}`)}: a branch is never confused with a tag of its name`;
}

/** YAML 1.2's core schema, as core.getBooleanInput has it. */
function parseBoolean(name: string, text: string): boolean {
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  throw refuse(`Input \`${name}\` is '${inert(text)}'.`, 'Accepted are: true, True, TRUE, false, False, FALSE.');
}

function parseRetries(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw refuse(`Input \`retries\` is '${inert(text)}'.`, 'Accepted is a whole number from 1 to 99.');
}

/** One word: anything else could end the header that carries it, and begin another. */
function parseToken(text: string): string {
  if (/^[\x21-\x7e]+$/.test(text)) return text;
  throw refuse('Input `token` is not one word of plain letters, digits and signs.', 'Give the token alone; its value is not shown here.');
}

/** A mirror keeps its address in its configuration, where a password would be for everybody to read. */
function parseUrl(text: string): string {
  if (/^[a-z+.-]+:\/\/[^/]*@/i.test(text) && !/^ssh:\/\/[\w.-]+@/i.test(text))
    throw refuse('Input `url` has a user or a password in it.', 'Take it out, and use `token`.');
  if (isUrl(text)) return text;
  throw refuse(`Input \`url\` is '${inert(withoutCredentials(text))}'.`, 'Accepted is an https, http, ssh, git or file URL.');
}

/** Throws FL_INPUT for a key that the cache service does not take. */
export function parseCacheKey(text: string): string {
  if (isCacheKey(text)) return text;
  throw refuse(`Input \`cache-key\` is '${inert(text)}'.`, 'Accepted is one line of at most 512 characters without a comma.');
}

function parseLockName(text: string): string {
  if (isLockName(text)) return text;
  throw refuse(`Input \`lock-name\` is '${inert(text)}'.`, 'Accepted is one line of at most 500 characters.');
}

/** In pre, the end of it may be an expression whose step has not run yet. */
function parseMetricsFile(text: string, stage: 'pre' | 'main'): string {
  if (/\p{Cc}/u.test(text)) throw refuse(`Input \`metrics-file\` is '${inert(text)}'.`, 'Accepted is the name of one file.');
  if (stage === 'pre' || !/(^|[/\\])\.{0,2}$/.test(text)) return text;
  throw refuse(`Input \`metrics-file\` is '${inert(text)}', which is a directory.`, 'Give a file in it, such as fetch-lock.prom.');
}

/** A fetch that another job may have done already; whatever else a pull or an update of submodules does is the step's own. */
const isFetch = ({ verb }: Command): boolean => verb === 'fetch' || verb === 'remote update';

/**
 * What is asked for, or by itself the strongest that the step may need. To bring what is wanted adds to the repository; where all of it
 * is there already, reading is enough, which only a look into the repository tells. A shared lock never fetches, so nothing that is
 * wanted contradicts it. Throws FL_INPUT where the commands need more than was asked for.
 */
function modeFor(asked: 'auto' | Mode, commands: readonly Command[], wants: readonly Want[]): Mode {
  const strongest = commands.find((it) => it.needs === 'exclusive') ?? commands[0];
  if (asked === 'auto') return strongest?.needs ?? (wants.length > 0 ? 'update' : 'exclusive');
  const isTooWeak = strongest !== undefined && (asked === 'shared' || (asked === 'update' && strongest.needs === 'exclusive'));
  if (isTooWeak) {
    throw refuse(
      `Input \`mode\` is '${asked}', but '${strongest.text}' in \`git\` needs ${strongest.needs}.`,
      'Leave `mode` out, or take the command out.',
    );
  }
  return asked;
}
