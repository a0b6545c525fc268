/** What stands in the fences of the docs: workflows, shell, crontabs, policies. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');

export interface Snippet {
  /** For the name of its test: the page, and the line at which it begins. */
  at: string;
  language: string;
  text: string;
}

const pages = ['README.md', ...readdirSync(join(root, 'docs')).flatMap((it) => (it.endsWith('.md') ? [join('docs', it)] : []))];

export const snippets: Snippet[] = pages.flatMap((page) => {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(({ 1: language = '', 2: inside = '', index }) => ({
    at: `${page}:${text.slice(0, index).split('\n').length}`,
    language,
    text: inside,
  }));
});

/** Every call of `fetch-lock` in a shell text, as words. Good for what docs do, not for all that a shell can. */
export function callsIn(shell: string): string[][] {
  const lines = shell.replace(/\\\n\s*/g, ' ').split('\n');
  return lines.flatMap((line) => {
    const [, call] = /^\s*(?:(?:[\d*/,-]+\s+){5})?fetch-lock\s+(.*)$/.exec(line) ?? [];
    return call === undefined ? [] : [wordsOf(call.replace(/\s+#\s.*$/, ''))];
  });
}

export const wordsOf = (text: string): string[] =>
  [...text.matchAll(/(?:[^\s'"]|'[^']*'?|"[^"]*"?)+/g)].map(([word]) => word.replace(/^(['"])(.*)\1$/, '$2'));
