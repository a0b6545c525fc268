/**
 * Commands in the lines a stage prints: `::name key=value::text` after leading blanks, `##[name key=value]text` anywhere.
 * The second is how a text that somebody prints unchanged can rewrite the state of the step that prints it.
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

export function parseLogCommand(line: string): LogCommand | undefined {
  const [, name, properties = '', text = ''] =
    /^\s*::([\w-]+)((?: [^:]*)?)::(.*)$/s.exec(line) ?? /##\[([\w-]+)((?: [^\]]*)?)\](.*)$/s.exec(line) ?? [];
  if (!name) return undefined;
  const pairs = properties
    .trim()
    .split(/[,;]/)
    .map((pair) => /^\s*([^=]+)=(.*)$/.exec(pair))
    .filter((it) => it !== null)
    .map(([, key = '', value = '']) => [key, decode(value)]);
  return { name: name.toLowerCase(), properties: Object.fromEntries(pairs), text: decode(text) };
}

const decode = (text: string): string =>
  text.replace(/%0D/gi, '\r').replace(/%0A/gi, '\n').replace(/%3A/gi, ':').replace(/%2C/gi, ',').replace(/%25/g, '%');

/** Obeys the lines of one stage. */
export class LogReader {
  readonly lines: string[] = [];
  readonly annotations: Annotation[] = [];
  readonly outputs: Record<string, string> = {};
  readonly state: Record<string, string> = {};
  readonly masks: Set<string>;
  private resumesAt: string | undefined;

  constructor(masks: Set<string>) {
    this.masks = masks;
  }

  /** Takes a line; answers what the log shows of it. */
  read(line: string): string {
    const command = parseLogCommand(line);
    if (command && this.resumesAt !== undefined) {
      if (command.name === this.resumesAt.toLowerCase()) this.resumesAt = undefined;
    } else if (command) this.obey(command);
    const shown = [...this.masks].reduce((text, secret) => text.replaceAll(secret, '***'), line);
    this.lines.push(shown);
    return shown;
  }

  private obey({ name, properties, text }: LogCommand): void {
    if (name === 'notice' || name === 'warning' || name === 'error') this.annotations.push({ level: name, message: text });
    else if (name === 'add-mask' && text !== '') this.masks.add(text);
    else if (name === 'set-output' && properties.name) this.outputs[properties.name] = text;
    else if (name === 'save-state' && properties.name) this.state[properties.name] = text;
    else if (name === 'stop-commands' && text !== '') this.resumesAt = text;
  }
}
