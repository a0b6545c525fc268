import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Page } from 'playwright-core';

export interface View {
  page: Page;
  /** What the page asked of a network, each in vain. */
  refused: string[];
  /** What it complained of: its console's errors and what was thrown. */
  complaints: string[];
}

export interface Screen {
  width: number;
  height: number;
  colorScheme: 'light' | 'dark';
  timezoneId?: string;
}

export interface Browser {
  /** A page of its own, which may read files and data and nothing else. `address` is a `file:` or `data:` URL. */
  open(address: string, screen?: Partial<Screen>): Promise<View>;
  close(): Promise<void>;
}

/** The host's chromium, with no network. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = (process.env.PATH ?? '')
    .split(delimiter)
    .map((dir) => join(dir, 'chromium'))
    .find(existsSync);
  if (!executablePath) throw new Error('There is no chromium on PATH.');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  return {
    async open(address, { width = 900, height = 700, colorScheme = 'light', timezoneId = 'UTC' } = {}) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme, timezoneId, serviceWorkers: 'block' });
      const refused: string[] = [];
      await context.route('**/*', (route) => {
        const url = route.request().url();
        if (/^(file|data|blob):/.test(url)) return route.continue();
        refused.push(url);
        return route.abort();
      });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (it) => it.type() === 'error' && complaints.push(it.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(address);
      return { page, refused, complaints };
    },
    close: () => browser.close(),
  };
}
