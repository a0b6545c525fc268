import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderGantt } from '../../../src/report/pictures/gantt.ts';
import { renderSummary } from '../../../src/report/pictures/summary.ts';
import { spansOf } from '../../../src/report/waiting/spans.ts';
import { type Browser, openBrowser, type View } from '../../support/browser.ts';
import { at } from '../../support/events.ts';
import { makeHome, removeAll } from '../../support/places.ts';
import { hostileNames, scenes, timedRow } from '../../support/scenes.ts';

/** What is seen of a chart: its texts, and which of them lie outside of the picture or in another line than the name. */
interface Seen {
  names: string[];
  texts: string[];
  lines: number;
  bars: number;
  isWithin: boolean;
  /** Of the texts that stand beside their bars, each colour once; and that of the names. */
  besides: string[];
  inks: string[];
}

const mermaid = pathToFileURL(fileURLToPath(import.meta.resolve('mermaid/dist/mermaid.min.js'))).href;
const themes = { light: { name: 'default', ground: '#ffffff' }, dark: { name: 'dark', ground: '#0d1117' } };

/** Draws a chart in the page and looks at it. In the page's own words, since they are not ours. */
const page = (scheme: 'light' | 'dark') => `<!doctype html><meta charset="utf-8"><title>a summary</title>
<style>body { margin: 0; background: ${themes[scheme].ground} }</style>
<div id="place"></div>
<script src="${mermaid}"></script>
<script>
mermaid.initialize({ startOnLoad: false, theme: '${themes[scheme].name}' });
window.look = async (chart) => {
  const place = document.getElementById('place');
  place.innerHTML = (await mermaid.render('chart', chart, place)).svg;
  const svg = place.querySelector('svg');
  const all = (selector) => [...svg.querySelectorAll(selector)];
  const texts = all('text[id$="-text"]');
  const frame = svg.getBoundingClientRect();
  const tasks = all('rect[id]').filter((it) => Number(it.getAttribute('width')) > 0);
  return {
    names: all('.sectionTitle').map((it) => it.textContent),
    texts: texts.map((it) => it.textContent),
    lines: new Set(all('rect[id]').map((it) => it.getAttribute('y'))).size,
    bars: tasks.length,
    isWithin: [...texts, ...tasks].every((it) => {
      const box = it.getBoundingClientRect();
      return box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
    }),
    besides: [...new Set(texts.filter((it) => /taskTextOutside/.test(it.getAttribute('class')) && it.textContent !== '·').map((it) => getComputedStyle(it).fill))],
    inks: [...new Set(texts.filter((it) => !/taskTextOutside/.test(it.getAttribute('class'))).map((it) => getComputedStyle(it).fill))],
  };
};
window.parse = async (chart) => {
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(chart);
  return { sections: db.getSections().length, tasks: db.getTasks().length };
};
</script>`;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  removeAll();
});

async function openPage(scheme: 'light' | 'dark', width = 900): Promise<View> {
  const file = join(makeHome(), 'summary.html');
  writeFileSync(file, page(scheme));
  return browser.open(pathToFileURL(file).href, { colorScheme: scheme, timezoneId: 'Asia/Kolkata', width });
}

const chartsOf = (markdown: string): string[] => [...markdown.matchAll(/^```mermaid\n([\s\S]*?)^```$/gm)].map((it) => it[1] ?? '');
const ask = <T>({ page: it }: View, question: 'look' | 'parse', chart: string): Promise<T> =>
  it.evaluate(`window.${question}(${JSON.stringify(chart)})`) as Promise<T>;
const count = (chart: string, line: RegExp): number => chart.match(line)?.length ?? 0;
const bar = /^ {2}\S.* :.*\d\d:\d\d:\d\d\.\d{3}$/gm;

describe.each(['light', 'dark'] as const)('mermaid draws every summary in the %s', (scheme) => {
  let view: View;
  beforeAll(async () => {
    view = await openPage(scheme);
  });
  it.each(Object.entries(scenes))('%s', async (name, step) => {
    const charts = chartsOf(renderSummary(step));
    expect(charts).toHaveLength(name === 'at once' ? 0 : step.waits.length);
    for (const chart of charts) {
      const seen = await ask<Seen>(view, 'look', chart);
      const sections = count(chart, /^ {2}section .*$/gm);
      expect(seen.names).toEqual([...chart.matchAll(/^ {2}section (.*)$/gm)].map((it) => it[1]));
      expect(seen.names.filter((it) => it.endsWith('▸ this job'))).toHaveLength(1);
      expect(seen.texts.filter((it) => it !== '·').length).toBeGreaterThanOrEqual(sections);
      expect(seen.texts).toHaveLength(count(chart, bar));
      expect(seen).toMatchObject({ lines: sections, isWithin: true });
      expect(seen.bars).toBeGreaterThanOrEqual(sections);
      // In bars, which are bright, it is dark; beside them it is not like the ground.
      expect(seen.inks).toEqual(['rgb(31, 35, 40)']);
      for (const colour of seen.besides)
        expect(Math.abs(brightness(colour) - brightness(scheme === 'dark' ? 'rgb(13, 17, 23)' : 'rgb(255, 255, 255)'))).toBeGreaterThan(
          120,
        );
    }
    expect(view).toMatchObject({ refused: [], complaints: [] });
  });
});

const brightness = (colour: string): number => (colour.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, it) => sum + Number(it) / 3, 0);

it('draws 40 requests of a crowd, and all of what they say', async () => {
  const view = await openPage('light');
  const [chart = ''] = chartsOf(renderSummary(scenes['a crowd'] ?? { waits: [], nowAt: 0 }));
  const { names, lines } = await ask<Seen>(view, 'look', chart);
  expect(names).toHaveLength(40);
  expect(lines).toBe(40);
});

it.each([360, 1600])('is the same picture where the window is %d wide', async (width) => {
  const draw = async (view: View) => {
    const [chart = ''] = chartsOf(renderSummary(scenes.waited ?? { waits: [], nowAt: 0 }));
    expect(await ask<Seen>(view, 'look', chart)).toMatchObject({ isWithin: true });
    const frame = (await view.page.locator('svg').boundingBox())?.width ?? 0;
    const widths = await view.page.locator('rect[id]').evaluateAll((all) => all.map((it) => it.getBoundingClientRect().width));
    expect(frame).toBe(Math.min(900, await view.page.evaluate('innerWidth')));
    return widths.map((it) => Math.round((it / frame) * 900));
  };
  const view = await openPage('light', width);
  expect(await draw(view)).toEqual(await draw(await openPage('light')));
  expect(view.complaints).toEqual([]);
});

it('begins at zero, in whatever zone it is read', async () => {
  const view = await openPage('light');
  const [chart = ''] = chartsOf(renderSummary(scenes.waited ?? { waits: [], nowAt: 0 }));
  await ask(view, 'look', chart);
  expect(await view.page.locator('.tick text').first().textContent()).toBe('0 m 00 s');
});

it('has for mermaid as many sections and bars as it has lines, whatever the names', async () => {
  const view = await openPage('light');
  const nowAt = at(1_000_000);
  await fc.assert(
    fc.asyncProperty(fc.array(hostileNames, { minLength: 1, maxLength: 6 }), async (names) => {
      const mine = timedRow('mine', [0, 40, 42, 60]);
      const others = names.map((name, index) =>
        timedRow(`${index}`, [index, index * 9, '-', 45], { job: { repository: name, job: name, job_index: name }, mode: name }),
      );
      const shown = spansOf([...others, mine], nowAt).map((span, index) => ({ span, number: index + 1 }));
      const ours = shown.find(({ span }) => span.row === mine)?.span;
      const [chart = ''] = chartsOf((ours && renderGantt(shown, ours)) ?? '');
      expect(await ask(view, 'parse', chart)).toEqual({ sections: shown.length, tasks: count(chart, bar) });
    }),
    { numRuns: 200 },
  );
  expect(view).toMatchObject({ refused: [], complaints: [] });
});
