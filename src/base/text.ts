/**
 * Text that is not ours: names of other jobs, what git prints, what stands on the disk. It is shown, never obeyed.
 * G1 one line stays one line. G2 no terminal escape, no bidirectional control. G3 nothing the runner takes for a command:
 * it obeys `##[name]` anywhere in a line and `::name::` at its start.
 */

/** Printable ASCII. Most text is, and a `\p{…}` takes a while to compile. */
export const isPlain = (text: string): boolean => /^[ -~]*$/.test(text);

/** One inert line of any length: for the edges, where a text goes out and nobody looks at it again. */
export const disarm = (text: string): string =>
  (isPlain(text) ? text : text.replace(/\p{Cc}|\p{Zl}|\p{Zp}/gu, ' ').replace(/\p{Cf}|\p{Co}|\p{Cs}/gu, ''))
    .replace(/##(?=\[)/g, '# #')
    .replace(/::/g, ': :');

/** One inert line of at most `most` characters. */
export function inert(text: string, most = 300): string {
  const whole = disarm(text).trim();
  if (whole.length <= most) return whole;
  // The cut may go through a pair of surrogates; half of one is no text.
  return `${whole
    .slice(0, most - 1)
    .replace(/\p{Cs}$/u, '')
    .trimEnd()}…`;
}

/**
 * The same for a Markdown table cell or sentence on GitHub: no markup, no cell border, no HTML, and nothing that it would link.
 * Mentions, numbers and addresses are found after entities are read, so that a space of no width has to part them.
 */
export const inertMarkdown = (text: string, most = 120): string =>
  inert(text, most)
    .replace(/[\\`*_{}[\]<>()#+!|~@&$:-]/g, (sign) => `&#${sign.codePointAt(0)};${'@#'.includes(sign) ? '&#8203;' : ''}`)
    .replace(/www|gh(?=&#45;)/gi, '$&&#8203;');

/**
 * JSON that means the same and is harmless where somebody prints it: no sign that a terminal obeys, though it is in a text, no lone
 * surrogate, and no `##[`, which the runner obeys anywhere.
 */
export const inertJson = (json: string): string =>
  json.replace(/[^\P{C}\n]|\p{Zl}|\p{Zp}/gu, escapeSign).replace(/##(?=\[)/g, `#${escapeSign('#')}`);

const escapeSign = (sign: string): string =>
  [...Array(sign.length).keys()].map((it) => `\\u${sign.charCodeAt(it).toString(16).padStart(4, '0')}`).join('');

/** The one document of a command's `--json`. */
export const renderJson = (document: object): string => `${inertJson(JSON.stringify(document, null, 2))}\n`;

/** Takes user names and passwords out of every URL in the text, and rather too much than too little. */
export const withoutCredentials = (text: string): string => text.replace(/\b([a-z][a-z0-9+.-]*:\/\/)\S*@/gi, '$1');

export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** One word of a POSIX shell, whatever is in it: for scripts, not for people to read. */
export const quoteExactly = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** One word of a shell, quoted only where it has to be. */
export const toWord = (text: string): string =>
  /^[\w@%+=:,./][\w@%+=:,./-]*$/.test(text) && disarm(text) === text ? text : quoteForShell(text);

/**
 * One word of a shell that is exactly this text and one inert line, whatever is in it. Of a text that cannot be told so, a word at
 * which the shell gives up before it runs anything.
 */
export function quoteForShell(text: string): string {
  // What was no UTF-8 is lost already, and `$(…)` takes newlines off the end.
  if (/[\0\uFFFD]|\p{Cs}|\n$/u.test(text)) return `"\${this_name_cannot_be_typed:?}"`;
  if (inert(text, text.length) === text) return quoteExactly(text);
  const octal = (sign: string) => [...new TextEncoder().encode(sign)].map((byte) => `\\0${byte.toString(8).padStart(3, '0')}`).join('');
  return `"$(printf '%b' '${text.replace(/[\\'#:]|\p{C}|\p{Zl}|\p{Zp}/gu, octal)}')"`;
}
