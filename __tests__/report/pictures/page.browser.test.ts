import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { renderPage } from '../../../src/report/pictures/page.ts';
import { type Row, timeline } from '../../../src/report/timeline.ts';
import { accountOf } from '../../../src/report/waiting/account.ts';
import { type Browser, openBrowser, type Screen } from '../../support/browser.ts';
import { makeHome, removeAll } from '../../support/places.ts';
import { makeWeek } from '../../support/week.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
afterEach(removeAll);

const nowAt = Date.parse('2026-11-21T00:00:00.000Z');

async function open(rows: readonly Row[], { path = '/srv/git/app.git', ...screen }: Partial<Screen> & { path?: string } = {}) {
  const file = join(makeHome(), 'report.html');
  writeFileSync(file, renderPage({ accounts: [accountOf(path, rows, nowAt)], nowAt }));
  return browser.open(pathToFileURL(file).href, screen);
}

const week = timeline(makeWeek(400));

/** The colours of the page and of its marks, as they are seen. */
const look = `JSON.stringify(['body', 'rect.exclusive', 'rect.update', 'rect.shared', 'rect.wait', 'circle.join'].map((it) => {
  const style = getComputedStyle(document.querySelector(it));
  return it === 'body' ? style.backgroundColor : style.fill;
}))`;

describe('in a browser, the page', () => {
  it.each([{ width: 1100 }, { width: 360, height: 740 }])(
    'asks for nothing, complains of nothing, and is not wider than %j',
    async (screen) => {
      const { page, refused, complaints } = await open(week, screen);
      expect([refused, complaints]).toEqual([[], []]);
      await page.evaluate("document.querySelectorAll('details').forEach((it) => { it.open = true; })");
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(screen.width);
    },
  );

  it('has a colour of its own for each kind of mark, in the light and in the dark', async () => {
    const seen = await Promise.all(
      (['light', 'dark'] as const).map(async (colorScheme) => {
        const { page } = await open(week, { colorScheme });
        return JSON.parse(await page.evaluate<string>(look)) as string[];
      }),
    );
    for (const colours of seen) expect(new Set(colours).size).toBe(6);
    expect(seen[0]?.filter((colour, index) => colour === seen[1]?.[index])).toEqual([]);
  });

  it('runs no script and takes no style of somebody else, even if one got in (G1)', async () => {
    const { page, complaints } = await open(week);
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<p id="in" style="color: rgb(1, 2, 3)" onclick="window.hasRun = true">x</p>');
      document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.hasRun = true' }));
      document.getElementById('in').click();`);
    expect(await page.evaluate("[window.hasRun, getComputedStyle(document.getElementById('in')).color === 'rgb(1, 2, 3)']")).toEqual([
      undefined,
      false,
    ]);
    expect(complaints.join('\n')).toMatch(/Content Security Policy/);
  });

  it('shows hostile names as text (G2)', async () => {
    const hostile = '</title></style><script>document.title = "had"</script><img src=x onerror="document.title = 1"><b>&lt;';
    const rows = week.map((it) => ({
      ...it,
      mode: hostile,
      job: { repository: hostile, job: hostile, url: `https://x/"onclick=${hostile}` },
    }));
    const { page, refused, complaints } = await open(rows, { path: hostile, width: 360 });
    expect([refused, complaints, await page.title()]).toEqual([[], [], 'Who waited for whom · fetch-lock']);
    expect(await page.evaluate("document.querySelectorAll('script, img, b, a').length")).toBe(0);
    expect(await page.evaluate("document.querySelector('h2').textContent")).toBe(hostile);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });

  it('says in words what the bars show, to who does not see them', async () => {
    const { page } = await open(week);
    const [strip = ''] = await page.locator('[role=img]').evaluateAll((all) => all.map((it) => it.getAttribute('aria-label') ?? ''));
    expect(strip).toMatch(/^Waiting by the hour, all requests added up: most from .* on, \d+/);
    expect(
      await page.evaluate("document.querySelectorAll('svg:not([role=img]):not([aria-hidden=true]):not([aria-hidden=true] *)').length"),
    ).toBe(0);
    expect(await page.getByText('behind 1', { exact: false }).count()).toBeGreaterThan(50);
  });

  it('opens at once with ten thousand requests in it (G3)', async () => {
    const { page } = await open(timeline(makeWeek(10_000)));
    const loadedMs = await page.evaluate<number>("performance.getEntriesByType('navigation')[0].loadEventEnd");
    expect(loadedMs).toBeGreaterThan(0);
    // Ten times what it takes on a machine that has other things to do.
    expect(loadedMs).toBeLessThan(10_000);
    expect(await page.getByText('more requests not drawn').count()).toBe(1);
  });
});
