/** Texts with which somebody would command whoever prints them, each with a word by which it is found again; and what must never be printed. */
import { parseLogCommand } from '../runner/log-commands.ts';

/** Stands after each line break: a line that begins with it was broken by the text. */
export const breakout = 'BROKENOUT';

const breaks = { LF: '\n', CR: '\r', CRLF: '\r\n', VT: '\v', FF: '\f', NEL: '\u0085', LS: '\u2028', PS: '\u2029' };
const [esc, bell, csi, osc] = ['\u001b', '\u0007', '\u009b', '\u009d'];

export const hostileTexts: Readonly<Record<string, string>> = {
  'a command of the runner': `::error::${breakout}`,
  'one that stops commands': '::stop-commands::hostile-token',
  'one behind blanks': ' \t::add-mask::a',
  'one in capitals': '::SAVE-STATE name=tickets::[]',
  'one behind a sign without width': '\u200b:\u200b:warning::x',
  'one in parts': ':::error:::::notice::x',
  'an old command of the runner': '##[error]x',
  'an old one in the middle': 'x ##[save-state name=tickets;][] ##[set-output name=locked]no',
  'an old one in parts': '#\u200b##[add-path]/hostile',
  'a group': '##[group]x ::group::y',
  ...Object.fromEntries(
    Object.entries(breaks).map(([name, it]) => [`a line break: ${name}`, `x${it}${breakout} ::error::y${it}##[error]z`]),
  ),
  'colours and a title': `${esc}[31;5mred${esc}]0;title${bell}`,
  'an erased screen': `${esc}[2J${esc}[H${esc}c${esc}[?1049h${esc}P+q${esc}\\`,
  'escapes of one byte': `${csi}31m${osc}8;;https://evil.example${bell}x${osc}8;;${bell}\u0090x\u009c`,
  'a link of a terminal': `${esc}]8;;https://evil.example/${esc}\\x${esc}]8;;${esc}\\`,
  'backspaces and a NUL': 'safe\b\b\b\bevil\0\u007f',
  'signs that turn the text': '\u202egpj.exe\u202c \u2066x\u2069 \u200fx \u061cy',
  'signs that nobody sees': 'ad\u200bmi\u2060n\ufeff\u00ad \u{e0001}\u{e0041}',
  'half a pair': 'x\ud800y \udc00z',
  HTML: '<script>alert(1)</script><img src=x onerror=alert(1)><b onmouseover=x>',
  'the ends of elements': '</title></style></details></table></svg>]]>--><plaintext><!--',
  'an attribute': `" onload="alert(1)" ' onclick='x' href=javascript:x`,
  entities: '&lt;script&gt; &#x202e; &amp;#60; &NewLine;',
  'a row of a table': 'a | b |\n|---|---|\n| c | d |',
  Markdown: '**x** `code` [link](https://evil.example) ![image](https://evil.example/x.png) ~~x~~ $x$ \\',
  'a fence': '```\n~~~\n```mermaid\ngraph TD',
  'blocks of Markdown': '# x\n> y\n- z\n1. a\n---\n    code',
  'what is linked by itself':
    '@team #1 GH-1 https://evil.example www.evil.example a@evil.example acme/web@0123456789abcdef0123456789abcdef01234567',
  'words of mermaid': 'gantt section evil title x click a call b() %%{init: {"theme":"forest"}}%% dateFormat X :done, crit, 0, 1;',
  'words of a shell': "$(touch evil) `touch evil` ; touch evil & | > evil '; touch evil; '",
  'a sample of Prometheus': 'x"} 1\nup{evil="y"} 1 # HELP a\\nb \\',
  JSON: '","evil":"x","y":"',
  'the names of all objects': '__proto__',
  'a very long one': `##[error]${'x'.repeat(10_000)}`,
};

/** Every line that the runner would obey. */
export const obeyed = (printed: string): string[] => printed.split(/\r\n|\r|\n/).filter((it) => parseLogCommand(it, 'hostile-token'));

/** Every sign that moves a cursor, turns a text, hides or breaks a line; `also` is what our own drawing may have. */
export const unprintable = (printed: string, also = /\n/g): string[] =>
  [...new Set(printed.replace(also, '').match(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu) ?? [])].map((it) => JSON.stringify(it));

export const brokenLines = (printed: string): string[] => printed.split('\n').filter((it) => it.trimStart().startsWith(breakout));

/** What is wrong with a text that we printed; nothing, one hopes. */
export const harmIn = (printed: string, also?: RegExp): object => ({
  obeyed: obeyed(printed),
  unprintable: unprintable(printed, also),
  brokenLines: brokenLines(printed),
});

export const harmless = { obeyed: [], unprintable: [], brokenLines: [] };

/** Our colours, and how a terminal ends its lines. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
export const ofOurTerminal = /\u001b\[\d{1,2}m|\r?\n/g;

/** What a path can be called: a part of each text, since a name has 255 bytes and no slash. */
export const hostileFileNames: readonly string[] = Object.values(hostileTexts)
  .map((it) =>
    it
      .replace(/[\0/]/g, ' ')
      .replace(/\p{Cs}/gu, '')
      .slice(0, 60),
  )
  .filter((it) => it !== '');
