/** Every way this product refuses or fails. Each code is a heading in docs/troubleshooting.md. */
export const codes = [
  'FL_INPUT',
  'FL_UNSAFE_COMMAND',
  'FL_NOT_A_REPO',
  'FL_LOCK_DIR',
  'FL_POLICY',
  'FL_TIMEOUT',
  'FL_CANCELLED',
  'FL_DEADLOCK',
  'FL_LOST',
  'FL_BACKEND',
  'FL_GIT',
  'FL_WANT',
] as const;

export type Code = (typeof codes)[number];

/** What a person reads when something failed. Each part is one or more whole sentences. */
export interface Trouble {
  /** What failed, and on which thing. */
  what: string;
  /** Who or why. */
  why?: string;
  /** What to do, naming the input or the command. */
  fix?: string;
}

/** The one error class. The message reads: what, why, fix, [code]. */
export class FetchLockError extends Error {
  readonly code: Code;
  readonly trouble: Trouble;

  constructor(code: Code, trouble: Trouble, cause?: unknown) {
    super(`${[trouble.what, trouble.why, trouble.fix].filter(Boolean).join(' ')} [${code}]`, cause === undefined ? {} : { cause });
    this.name = 'FetchLockError';
    this.code = code;
    this.trouble = trouble;
  }
}

/** The `errno` name of a failed system call (`ENOENT`, …), or undefined for any other error. */
export function errnoOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || error instanceof FetchLockError) return undefined;
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Runs `act`; an error with one of these errnos gives undefined, any other is thrown on. */
export function unless<T>(errnos: readonly string[], act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (errnos.includes(errnoOf(error) ?? '')) return undefined;
    throw error;
  }
}

/** Runs `act`; any error gives undefined. For what may be left undone, or unseen. */
export function orNothing<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
