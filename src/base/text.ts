/**
 * Text that is not ours: names of other jobs, what git prints, what stands on the disk. It is shown, never obeyed.
 * G1 one line stays one line. G2 no terminal escape, no bidirectional control. G3 nothing the runner takes for a command:
 * it obeys `##[name]` anywhere in a line and `::name::` at its start.
 */

/** One inert line of at most `most` characters. */
export function inert(text: string, most = 300): string {
  const flat = [...text.replace(/\p{Cc}|\p{Zl}|\p{Zp}/gu, ' ').replace(/\p{Cf}|\p{Co}|\p{Cs}/gu, '')].join('');
  const whole = flat
    .replace(/##(?=\[)/g, '# #')
    .replace(/::/g, ': :')
    .trim();
  return whole.length > most ? `${whole.slice(0, most - 1).trimEnd()}…` : whole;
}

/** The same for a Markdown table cell or sentence on GitHub: no markup, no mention, no cell border, no HTML. */
export const inertMarkdown = (text: string, most = 120): string =>
  inert(text, most).replace(/[\\`*_{}[\]<>()#+!|~@&$:-]/g, (sign) => `&#${sign.codePointAt(0)};`);

/** Takes user names and passwords out of every URL in the text. */
export const withoutCredentials = (text: string): string => text.replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]*@/gi, '$1');

export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
