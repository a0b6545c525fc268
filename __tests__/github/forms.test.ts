import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { root } from '../support/workflows.ts';

const dir = join(root, '.github', 'ISSUE_TEMPLATE');
const forms = readdirSync(dir).filter((it) => it !== 'config.yml');

interface Field {
  type: string;
  id?: string;
  attributes: Record<string, unknown>;
  validations?: Record<string, unknown>;
}

/** What GitHub takes in a field of each type; it shows no form with anything else in it. */
const attributesOf: Record<string, string[]> = {
  markdown: ['value'],
  textarea: ['label', 'description', 'placeholder', 'value', 'render'],
  input: ['label', 'description', 'placeholder', 'value'],
  dropdown: ['label', 'description', 'multiple', 'options', 'default'],
  checkboxes: ['label', 'description', 'options'],
};

function troublesOf({ type, id, attributes, validations = {} }: Field): string[] {
  const known = attributesOf[type] ?? [];
  const isText = type === 'markdown';
  return [
    ...Object.keys(attributes).filter((it) => !known.includes(it)),
    ...Object.keys(validations).filter((it) => it !== 'required'),
    ...(typeof attributes[isText ? 'value' : 'label'] === 'string' ? [] : ['no words']),
    ...(isText || /^[\w-]+$/.test(id ?? '') ? [] : ['no id']),
  ].map((it) => `${type} ${id}: ${it}`);
}

describe('the form', () => {
  it.each(forms)('%s is one that GitHub shows', (name) => {
    const { body, ...head } = parse(readFileSync(join(dir, name), 'utf8')) as { body: Field[] };
    expect(head).toEqual({ name: expect.any(String), description: expect.any(String), labels: [expect.any(String)] });
    expect(body.flatMap(troublesOf)).toEqual([]);
    const ids = body.flatMap(({ id }) => id ?? []);
    const labels = body.flatMap(({ attributes: { label } }) => label ?? []);
    expect([ids, labels]).toEqual([[...new Set(ids)], [...new Set(labels)]]);
    expect(body.some((it) => it.validations?.required === true)).toBe(true);
  });

  it('for a bug asks for what the host knows', () => {
    const text = readFileSync(join(dir, 'bug.yml'), 'utf8');
    for (const it of ['Version', 'Runner', 'fetch-lock doctor PATH --json', 'journal.jsonl']) expect(text).toContain(it);
  });

  it('is the only way to open an issue', () => {
    expect(parse(readFileSync(join(dir, 'config.yml'), 'utf8'))).toEqual({ blank_issues_enabled: false });
  });
});
