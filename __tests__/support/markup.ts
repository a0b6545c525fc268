/** A strict look at a page of ours: everything in it that is not made of our few elements and attributes. */
const elements = new Set(
  (
    'html head meta title style body header main footer figure figcaption section h1 h2 h3 p ul li ol dl div dt dd span a details summary svg rect circle ' +
    'line path text g defs pattern'
  ).split(' '),
);
const attributes = new Set(
  (
    'lang charset http-equiv content name class aria-label aria-hidden aria-labelledby role id rel open height width viewBox x y x1 x2 y1 y2 ' +
    'cx cy dx dy r rx ry d fill transform preserveAspectRatio text-anchor href'
  ).split(' '),
);
const token = /<!doctype html>|<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z][\w:-]*(?:="[^"<>]*")?)*)\s*\/?>/g;

export function foreignIn(html: string): string[] {
  const found: string[] = [];
  const open: string[] = [];
  // What stands between two elements; a style sheet is text, and ends where it ends.
  const text = html.replace(/(<style>)[^<]*(<\/style>)/, '$1$2').replace(token, (whole, close, name, given) => {
    if (name === undefined) return '\0';
    if (!elements.has(name)) found.push(whole);
    if (close) {
      if (open.pop() !== name) found.push(`${whole} closes what is not open`);
    } else if (name !== 'meta' && !whole.endsWith('/>')) open.push(name);
    for (const [, attribute = '', value = ''] of String(given).matchAll(/\s+([a-zA-Z][\w:-]*)(?:="([^"]*)")?/g)) {
      if (!attributes.has(attribute)) found.push(`${attribute} of ${whole}`);
      if (attribute === 'href' && !/^https:\/\/[\w.-]+(:\d+)?\/[\w./-]*$/.test(value)) found.push(whole);
      if (/javascript:|url\(|&(?!amp;|lt;|gt;|quot;|#\d+;)/i.test(value)) found.push(whole);
    }
    return '\0';
  });
  const left = text.split('\0').filter((it) => /[<>]|&(?!amp;|lt;|gt;|quot;|#\d+;)/.test(it));
  return [...found, ...open.map((it) => `${it} is not closed`), ...left.map((it) => it.slice(0, 200))];
}

/** A strict look at a summary of ours: each line of it, outside of our charts, with markup that is not ours. */
export function foreignInMarkdown(markdown: string): string[] {
  const lines = markdown.replace(/^```mermaid\n[^`]*\n```$/gm, '').split('\n');
  return lines.filter((line) => {
    const plain = line
      .replace(/&#\d+;/g, '?')
      .replace(/<\/?(details|summary)>/g, '')
      .replace(/\]\(https:\/\/[\w./:-]+\)/g, ']')
      .replace(/^### fetch-lock$|^\|--:\|(-+:?\|)+$|^\| # \|/, '');
    const isRow = line.startsWith('|');
    return (
      /[<>~@#\\]|&(?!#)|\]\(|!\[|\bwww\.|\bGH-\d|:\/\/|```|^\s*([-+>=]|\d+\.) |^ {4}|\p{Cc}|\p{Cf}/u.test(plain) ||
      (isRow && line.split('|').length !== 10) ||
      (!isRow && plain.includes('|'))
    );
  });
}
