import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { parse } from 'yaml';

const actionFile = parse(readFileSync(join(import.meta.dirname, '..', '..', '..', 'action.yml'), 'utf8')) as {
  inputs: Record<string, { default?: string }>;
};
const variable = (name: string) => `INPUT_${name.toUpperCase()}`;
const defaults = Object.fromEntries(Object.entries(actionFile.inputs).map(([name, it]) => [variable(name), String(it.default ?? '')]));

/** What the runner hands over for these inputs. */
export const envOf = (inputs: Record<string, string>) => ({
  ...defaults,
  ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [variable(name), value])),
});
/** FL_INPUT with a message that has these parts in this order. */
export const refused = (...parts: string[]) => {
  const literal = parts.map((it) => it.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return expect.objectContaining({ code: 'FL_INPUT', message: expect.stringMatching(new RegExp(literal.join('.*'), 's')) });
};
