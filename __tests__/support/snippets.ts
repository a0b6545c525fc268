/** What stands in the fences of the docs: workflows, shell, crontabs, policies; and where their links lead. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

export const root = join(import.meta.dirname, '..', '..', '..');

export interface Snippet {
  /** For the name of its test: the page, and the line at which it begins. */
  at: string;
  language: string;
  text: string;
}

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync(join(root, 'docs')).flatMap((it) => (it.endsWith('.md') ? [join('docs', it)] : [])),
];

export const snippets: Snippet[] = pages.flatMap((page) => {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(({ 1: language = '', 2: inside = '', index }) => ({
    at: `${page}:${text.slice(0, index).split('\n').length}`,
    language,
    text: inside,
  }));
});

/** Links of the pages to one another: where each is, and what it names, from the root. */
export const links: [at: string, target: string][] = pages.flatMap((page) => {
  const text = readFileSync(join(root, page), 'utf8').replace(/`[^`\n]*`/g, '');
  return [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(#[^)\s]+)?\)/g)].map(({ 1: path = '', 2: heading = '' }): [string, string] => [
    page,
    (path === '' ? page : normalize(join(dirname(page), path))) + heading,
  ]);
});

/** As GitHub names them in addresses. */
export const headingsOf = (page: string): string[] =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, text = '']) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );

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
