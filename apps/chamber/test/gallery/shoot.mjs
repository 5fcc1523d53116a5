/**
 * Takes and measures the pictures: `node test/gallery/shoot.mjs [part of a name]`.
 *
 * For each scene, size, theme and language: nothing clipped, nothing over
 * another thing, no text under its floor (wall 3u, phone 14 px), no target
 * under 48 px, axe clean. Pictures go to test/gallery/shots.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';
import { createServer } from 'vite';
import { measure } from './measure.mjs';

const here = import.meta.dirname;
const wanted = process.argv[2] ?? '';
const full = process.argv.includes('--full');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
mkdirSync(join(here, 'shots'), { recursive: true });

const server = await createServer({
  root: here,
  configFile: false,
  logLevel: 'error',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  server: { host: '127.0.0.1', port: 0, hmr: false, fs: { allow: [join(here, '../../../..')] } },
});
await server.listen();
const origin = `http://127.0.0.1:${server.httpServer.address().port}`;
const browser = await playwright.launch({
  executablePath: await chromium.executablePath(),
  args: [...chromium.args.filter((a) => a !== '--single-process'), '--no-sandbox'],
  headless: true,
});

const size = (width, height, more = {}) => ({ viewport: { width, height }, ...more });
/** What each page is tried at: name of the variant → size and query. */
const variants = {
  wall: {
    '': size(1920, 1080),
    light: { ...size(1920, 1080), query: '&theme=light' },
    en: { ...size(1920, 1080), query: '&lang=en' },
    ...(full ? { 1024: size(1024, 768), wide: size(2560, 1080), copy: size(458, 258) } : {}),
  },
  phone: {
    '': size(360, 740, { deviceScaleFactor: 2 }),
    small: size(320, 568, { deviceScaleFactor: 2 }),
    ...(full
      ? {
          landscape: size(740, 360, { deviceScaleFactor: 2 }),
          large: { ...size(360, 740, { deviceScaleFactor: 2 }), query: '&large=1' },
          dark: { ...size(360, 740, { deviceScaleFactor: 2 }), query: '&theme=dark' },
          en: { ...size(360, 740, { deviceScaleFactor: 2 }), query: '&lang=en' },
          zoom: size(180, 370, { deviceScaleFactor: 2 }),
        }
      : {}),
  },
  desk: {
    '': size(1280, 800),
    // Both consoles fold on a phone.
    narrow: size(360, 740, { deviceScaleFactor: 2 }),
    ...(full
      ? {
          1024: size(1024, 768),
          en: { ...size(1280, 800), query: '&lang=en' },
          dark: { ...size(1280, 800), query: '&theme=dark' },
        }
      : {}),
  },
  door: { '': size(360, 740), wide: size(1280, 800) },
};

const index = await (await browser.newContext()).newPage();
await index.goto(`${origin}/`);
await index.waitForSelector('html[data-scenes=ready]');
const names = (await index.locator('a').allTextContents()).map((n) => n.trim()).filter((n) => n.includes(wanted));
await index.context().close();

let bad = 0;
const pageOf = (name) =>
  name.startsWith('wall') ? 'wall' : name.startsWith('ballot') ? 'phone' : name.startsWith('door') ? 'door' : 'desk';
for (const name of names) {
  for (const [variant, { query = '', ...context }] of Object.entries(variants[pageOf(name)])) {
    const shot = variant ? `${name}.${variant}` : name;
    const opened = await browser.newContext({ ...context, reducedMotion: 'reduce' });
    const page = await opened.newPage();
    const faults = [];
    page.on('pageerror', (error) => faults.push(`error ${error.message}`));
    page.on('console', (message) => message.type() === 'error' && faults.push(`console ${message.text()}`));
    await page.goto(`${origin}/?scene=${name}${query}`);
    await page.waitForSelector('html[data-scenes=ready]');
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(here, 'shots', `${shot}.png`), fullPage: variant === 'narrow' });
    const found = await page.evaluate(measure, pageOf(name));
    faults.push(...found.faults);
    if (variant !== 'copy' && variant !== 'zoom') {
      await page.evaluate(axe);
      const violations = await page.evaluate(async () => {
        const { violations } = await globalThis.axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        });
        return violations.map(
          (v) =>
            `axe ${v.id} ${v.nodes
              .map((n) => n.target.join(' '))
              .join(', ')
              .slice(0, 120)}`,
        );
      });
      faults.push(...violations);
    }
    if (faults.length > 0) bad += 1;
    console.log(`${faults.length === 0 ? 'ok ' : 'BAD'} ${shot.padEnd(34)} text ${found.text} target ${found.target}`);
    for (const fault of faults) console.log(`      ${fault}`);
    await opened.close();
  }
}
console.log(bad === 0 ? 'all ok' : `${bad} bad`);
await browser.close();
await server.close();
process.exit(bad === 0 ? 0 : 1);
