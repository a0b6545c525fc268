/** What the runner hands over, one by one: for stages that need no more of the inputs than that. Pure. */
import type { Environment } from '../../base/exec.ts';

/** As it was given, or its default; empty if it is no input. */
export const inputOf = (env: Environment, name: string): string => (env[`INPUT_${name.toUpperCase().replaceAll(' ', '_')}`] ?? '').trim();

/** The cache service splits keys at commas, and takes so many characters. */
export const isCacheKey = (text: string): boolean => text !== '' && text.length <= 512 && !/[,\p{Cc}]/u.test(text);
