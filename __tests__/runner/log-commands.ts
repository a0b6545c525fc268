/**
 * Commands in the lines a stage prints: `::name key=value::text` after leading blanks, `##[name key=value]text` anywhere.
 * The second is how a text that somebody prints unchanged can rewrite the state of the step that prints it.
 * A name the runner does not know is no command. Not simulated: problem matchers.
 */
export interface Annotation {
  level: 'notice' | 'warning' | 'error';
  message: string;
}

export interface LogCommand {
  name: string;
  properties: Record<string, string>;
  text: string;
}

const known = new Set(
  'add-mask add-matcher add-path debug echo endgroup error group notice remove-matcher save-state set-env set-output stop-commands warning'.split(
    ' ',
  ),
);
const mostAnnotations = 10;
const mostMessageLength = 4096;

/** `token` is the name that ends stop-commands, if they are stopped. */
export function parseLogCommand(line: string, token?: string): LogCommand | undefined {
  const isKnown = (name: string) => known.has(name) || name === token?.toLowerCase();
  return [parseColons(line.trimStart()), parseBrackets(line)].find((it) => it && isKnown(it.name));
}

function parseColons(line: string): LogCommand | undefined {
  const end = line.indexOf('::', 2);
  if (!line.startsWith('::') || end === -1) return undefined;
  const [name, properties] = cut(line.slice(2, end), ' ');
  return { name: name.toLowerCase(), properties: pairsOf(properties.trim(), ',', '\r\n:,%'), text: decode(line.slice(end + 2), '\r\n%') };
}

function parseBrackets(line: string): LogCommand | undefined {
  const start = line.indexOf('##[');
  const end = line.indexOf(']', start);
  if (start === -1 || end === -1) return undefined;
  const [name, properties] = cut(line.slice(start + 3, end), ' ');
  return { name: name.toLowerCase(), properties: pairsOf(properties, ';', ';\r\n]%'), text: decode(line.slice(end + 1), ';\r\n]%') };
}

function cut(text: string, at: string): [string, string] {
  const index = text.indexOf(at);
  return index === -1 ? [text, ''] : [text.slice(0, index), text.slice(index + at.length)];
}

const pairsOf = (text: string, separator: string, escaped: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split(separator)
      .map((pair) => cut(pair, '='))
      .filter(([key, value]) => key !== '' && value !== '')
      .map(([key, value]) => [key.toLowerCase(), decode(value, escaped)]),
  );

/** The percent sign comes last in `characters`, or it would make escapes of what was none. */
const decode = (text: string, characters: string): string =>
  [...characters].reduce((it, character) => it.replaceAll(escapeOf(character), character), text);
const escapeOf = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

export const mask = (text: string, secrets: Iterable<string>): string =>
  [...secrets].sort((a, b) => b.length - a.length).reduce((it, secret) => it.replaceAll(secret, '***'), text);

export function addMask(secrets: Set<string>, text: string): void {
  for (const it of [text, ...text.split(/[\r\n]+/)]) if (it.trim() !== '') secrets.add(it);
}

/** Obeys the lines of one stage. */
export class LogReader {
  readonly lines: string[] = [];
  readonly annotations: Annotation[] = [];
  readonly outputs: Record<string, string> = {};
  readonly state: Record<string, string> = {};
  /** What the runner fails the step for. */
  readonly troubles: string[] = [];
  private readonly secrets: Set<string>;
  private token: string | undefined;
  private isEchoing = false;

  constructor(secrets: Set<string>) {
    this.secrets = secrets;
  }

  /** Takes a line; answers what the log shows of it, if anything. */
  read(line: string): string | undefined {
    const shows = this.shows(line);
    if (shows === undefined) return undefined;
    const shown = mask(shows, this.secrets);
    this.lines.push(shown);
    return shown;
  }

  private shows(line: string): string | undefined {
    const command = parseLogCommand(line, this.token);
    if (!command) return line;
    if (this.token !== undefined) {
      if (command.name === this.token.toLowerCase()) this.token = undefined;
      return line;
    }
    const isEchoing = this.isEchoing;
    return this.obey(command) ?? (isEchoing && !['add-mask', 'debug'].includes(command.name) ? line : undefined);
  }

  annotate(level: Annotation['level'], message: string): void {
    if (this.annotations.filter((it) => it.level === level).length < mostAnnotations)
      this.annotations.push({ level, message: mask(message, this.secrets).slice(0, mostMessageLength) });
  }

  /** Answers what the log shows in place of the command. */
  private obey({ name, properties, text }: LogCommand): string | undefined {
    switch (name) {
      case 'notice':
      case 'warning':
      case 'error':
        this.annotate(name, text);
        return `##[${name}]${text}`;
      case 'group':
        return `##[group]${text}`;
      case 'endgroup':
        return '##[endgroup]';
      case 'add-mask':
        addMask(this.secrets, text);
        return this.isEchoing ? '::add-mask::***' : undefined;
      case 'set-output':
      case 'save-state':
        if (properties.name) this[name === 'set-output' ? 'outputs' : 'state'][properties.name] = text;
        else this.troubles.push(`${name} needs a name`);
        return undefined;
      case 'echo':
        if (/^\s*(on|off)\s*$/i.test(text)) this.isEchoing = text.trim().toLowerCase() === 'on';
        else this.troubles.push(`'${text}' is no value for echo`);
        return undefined;
      case 'stop-commands':
        return this.stop(text);
      case 'set-env':
      case 'add-path':
        this.troubles.push(`${name} is disabled`);
    }
    return undefined;
  }

  private stop(token: string): string | undefined {
    if (token === '' || known.has(token.toLowerCase()) || token.toLowerCase() === 'pause-logging') {
      this.troubles.push(`'${token}' may not end stop-commands`);
      return undefined;
    }
    this.token = token;
    if (token.length > 6) this.secrets.add(token);
    return `::stop-commands::${token}`;
  }
}
