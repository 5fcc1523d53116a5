/**
 * What a page looks like to those who read it with their eyes, with a screen
 * reader, or in the other language. Each returns what is wrong; nothing is [].
 */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Size } from './browser.js';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** WCAG 2.2 AA and best practice, as far as a machine can tell. */
export async function barriers(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  return page.evaluate(async (runOnly) => {
    type Found = { violations: { id: string; nodes: { target: string[]; failureSummary?: string }[] }[] };
    const { violations } = await (
      globalThis as unknown as { axe: { run(of: Document, how: object): Promise<Found> } }
    ).axe.run(document, { runOnly, resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) =>
      `axe ${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`).join(' | ')}`.slice(
        0,
        400,
      ),
    );
  }, RULES);
}

/** At this size: scrolls sideways, words outside or cut, options that one must scroll for. */
export async function cut(page: Page, size: Size): Promise<string[]> {
  await page.setViewportSize({ ...size });
  return page.evaluate(async ({ width, height }) => {
    await document.fonts.ready;
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const faults = new Set<string>();
    const here = `${width}×${height}`;
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > width + 1) faults.add(`${here} scrolls sideways: ${scrollWidth}`);
    const foot = document.querySelector('.w-foot')?.getBoundingClientRect();
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const node = words.currentNode as Text;
      const element = node.parentElement!;
      const text = node.data.trim().slice(0, 40);
      if (
        !text ||
        element.clientWidth === 1 ||
        element.closest('.sr, script, style, noscript, select') ||
        !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      )
        continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      if (!box.width) continue;
      // What lies in a scrolling box may be outside of it; it is scrolled to.
      let scrolls = false;
      for (let up: HTMLElement | null = element; up && up !== document.body; up = up.parentElement) {
        const style = getComputedStyle(up);
        const frame = up.getBoundingClientRect();
        if (/auto|scroll/.test(style.overflowX) && up.scrollWidth > up.clientWidth + 1) scrolls = true;
        if (/hidden|clip/.test(style.overflowX) && (box.right > frame.right + 1 || box.left < frame.left - 1))
          faults.add(`${here} cut: ${text}`);
        if (/hidden|clip/.test(style.overflowY) && box.bottom > frame.bottom + 3)
          faults.add(`${here} cut below: ${text}`);
      }
      if (!scrolls && (box.right > width + 1 || box.left < -1)) faults.add(`${here} outside: ${text}`);
      if (foot && (box.bottom > height || (!element.closest('.w-foot') && box.bottom > foot.top + 2)))
        faults.add(`${here} over the foot: ${text}`);
    }
    const pen = document.createElement('canvas').getContext('2d')!;
    for (const select of document.querySelectorAll('select')) {
      const style = getComputedStyle(select);
      pen.font = style.font;
      const text = select.selectedOptions[0]?.text ?? '';
      // The arrow takes what is left beside the padding.
      const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - 16;
      if (room > 0 && pen.measureText(text).width > room) faults.add(`${here} cut in its list: ${text}`);
    }
    for (const option of document.querySelectorAll('.opt')) {
      const box = option.getBoundingClientRect();
      if (box.top < 0 || box.bottom > height + 1) faults.add(`${here} option out of sight: ${option.textContent}`);
    }
    return [...faults];
  }, size);
}

const VIETNAMESE = /[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]/i;

/** Every text of the data that a page was told; not the sentences that come in both languages. */
function told(heard: readonly string[]): Set<string> {
  const texts = new Set<string>();
  const walk = (value: unknown, key = ''): void => {
    if (typeof value === 'string' && VIETNAMESE.test(value) && key !== 'vi' && !key.endsWith('Vi'))
      texts.add(same(value));
    else if (value && typeof value === 'object') for (const [name, each] of Object.entries(value)) walk(each, name);
  };
  for (const message of heard) {
    try {
      walk(JSON.parse(message));
    } catch {
      // Not JSON: a page's own file.
    }
  }
  return texts;
}
const same = (text: string): string => text.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/g, ' ').trim();

/** Vietnamese words on a page in English that are not names and titles of the data. */
export async function untranslated(page: Page, heard: readonly string[]): Promise<string[]> {
  const shown = await page.evaluate(() => {
    const found: string[] = [
      document.title,
      ...[...document.querySelectorAll('[aria-label], [placeholder], [title]')].map(
        (each) => each.getAttribute('aria-label') ?? each.getAttribute('placeholder') ?? each.getAttribute('title')!,
      ),
    ];
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const element = words.currentNode.parentElement!;
      // The name of the other language stands in that language.
      if (!element.closest('script, style, noscript, [lang=vi]')) found.push((words.currentNode as Text).data);
    }
    return found;
  });
  const data = [...told(heard)].sort((a, b) => b.length - a.length);
  return shown.filter((text) => {
    const left = data
      .reduce((rest, known) => rest.replaceAll(known, ''), same(text))
      .replace(/nghị trường|hđnd|thành phố hải phòng/g, '');
    return VIETNAMESE.test(left);
  });
}
