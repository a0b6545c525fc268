/** Where a person watches: the step's log, or a terminal. Texts are one line and already inert. */
export interface Log {
  debug(text: string): void;
  info(text: string): void;
  warning(text: string): void;
  group<T>(title: string, act: () => Promise<T>): Promise<T>;
}
