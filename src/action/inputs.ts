/** The one reader of INPUT_*. Pure: an environment in, one frozen value or FL_INPUT out. Nothing is touched here. */
import { parseDuration } from '../base/duration.ts';
import { FetchLockError } from '../base/errors.ts';
import type { Environment } from '../base/exec.ts';
import { inert, withoutCredentials } from '../base/text.ts';
import { type Command, parseCommands } from '../git/command.ts';
import { isUrl } from '../git/operands.ts';
import type { Mode } from '../lock/ticket.ts';

export interface Inputs {
  /** As typed, each once. */
  paths: readonly string[];
  commands: readonly Command[];
  mode: Mode;
  /** It follows from the commands. */
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
  hasSummary: boolean;
}

export const inputOf = (env: Environment, name: string): string => (env[`INPUT_${name.toUpperCase().replaceAll(' ', '_')}`] ?? '').trim();

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
  const inputs: Inputs = {
    paths: read('path', ['.'], parsePaths),
    commands,
    mode: modeFor(asked, commands),
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
  };
  if (inputs.gitTimeoutMs === 0 && stage === 'main')
    throw refuse('Input `git-timeout` is 0, which no command can meet.', 'Give it some time, such as 10m.');
  if (inputs.hold === 'step' && commands.length === 0 && stage === 'main') {
    throw refuse(
      "Input `hold` is 'step', but there is nothing in `git` to hold the lock for.",
      'Give `git` a command, or leave `hold` out.',
    );
  }
  if (inputs.url !== undefined && inputs.paths.length > 1)
    throw refuse('Input `url` is set, and `path` has several lines: which of them is its mirror?', 'Use a step for the mirror alone.');
  if (inputs.cacheKey !== undefined && inputs.url === undefined && stage === 'main')
    throw refuse('Input `cache-key` is set, but not `url`: a cache only lends what is cloned.', 'Set `url`, or leave `cache-key` out.');
  refuseNotYet(env, { 'max-age': duration('max-age') === 0 });
  return Object.freeze(inputs);
}

function parsePaths(text: string): string[] {
  if (text.includes('\0')) throw refuse('Input `path` has a zero byte in it.', 'Take it out.');
  return [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
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

/** The service splits keys at commas, and takes so many characters. */
export const isCacheKey = (text: string): boolean => text !== '' && text.length <= 512 && !/[,\p{Cc}]/u.test(text);

/** Throws FL_INPUT for a key that the cache service does not take. */
export function parseCacheKey(text: string): string {
  if (isCacheKey(text)) return text;
  throw refuse(`Input \`cache-key\` is '${inert(text)}'.`, 'Accepted is one line of at most 512 characters without a comma.');
}

function modeFor(asked: 'auto' | Mode, commands: readonly Command[]): Mode {
  const strongest = commands.find((it) => it.needs === 'exclusive') ?? commands[0];
  if (asked === 'auto') return strongest?.needs ?? 'exclusive';
  const isTooWeak = strongest !== undefined && (asked === 'shared' || (asked === 'update' && strongest.needs === 'exclusive'));
  if (isTooWeak) {
    throw refuse(
      `Input \`mode\` is '${asked}', but '${strongest.text}' in \`git\` needs ${strongest.needs}.`,
      'Leave `mode` out, or take the command out.',
    );
  }
  return asked;
}

// What these do is not built yet. None of them is passed over in silence.
const later = ['want', 'lock-name', 'redis-url', 'metrics-file'];

function refuseNotYet(env: Environment, isDefault: Record<string, boolean>): void {
  const unset = (name: string) => isDefault[name] ?? inputOf(env, name) === '';
  const found = [...later, ...Object.keys(isDefault)].find((name) => !unset(name));
  if (found !== undefined) throw refuse(`Input \`${found}\` is set, which this version does not support yet.`, 'Leave it out.');
}
