/**
 * Chromium from the npm registry, driven by Playwright; screenshots are kept in
 * test/journeys/shots, except of a whole run.
 *
 * Every page that is opened is watched from its first request: what it says on
 * the console, what it throws, and whom it asks.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import {
  chromium as playwright,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';

const SHOTS = join(__dirname, 'shots');

export async function openBrowser(): Promise<Browser> {
  // With one process for everything the browser ends with its first closed page; the rest only keeps it from calling out.
  const args = [
    ...chromium.args.filter((a) => a !== '--single-process'),
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return playwright.launch({ executablePath: await chromium.executablePath(), args, headless: true });
}

export interface Size {
  readonly width: number;
  readonly height: number;
}
export const PHONE: Size = { width: 360, height: 740 };
export const TABLET: Size = { width: 1280, height: 800 };
export const WALL: Size = { width: 1920, height: 1080 };

export interface Opened {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page threw or said as an error. */
  readonly errors: string[];
  /** Addresses of another origin that it asked. */
  readonly strangers: string[];
  /** Every text that the server sent it by HTTP or socket. */
  readonly heard: string[];
}

export async function openPage(
  browser: Browser,
  url: string,
  viewport: Size,
  more: BrowserContextOptions = {},
): Promise<Opened> {
  const context = await browser.newContext({
    viewport,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    ignoreHTTPSErrors: true,
    reducedMotion: 'reduce',
    ...more,
  });
  context.setDefaultTimeout(20_000);
  return openIn(context, url);
}

/** One more window of a browser that has others open. */
export async function openIn(context: BrowserContext, url: string): Promise<Opened> {
  const page = await context.newPage();
  const opened: Opened = { page, context, errors: [], strangers: [], heard: [] };
  const { host } = new URL(url);
  const meet = (asked: string): void => {
    if (/^(https?|wss?):/.test(asked) && new URL(asked).host !== host) opened.strangers.push(asked);
  };
  page.on('pageerror', (error) => opened.errors.push(String(error)));
  page.on(
    'console',
    (message) => message.type() === 'error' && opened.errors.push(`${message.text()} ${message.location().url}`),
  );
  page.on('request', (request) => meet(request.url()));
  page.on('response', (response) => {
    if (/json/.test(response.headers()['content-type'] ?? ''))
      response.text().then(
        (text) => opened.heard.push(text),
        () => undefined,
      );
  });
  page.on('websocket', (socket) => {
    meet(socket.url());
    socket.on('framereceived', ({ payload }) => opened.heard.push(payload.toString()));
  });
  await page.goto(url);
  return opened;
}

export async function shoot(page: Page, name: string): Promise<void> {
  if (process.env['SHOTS'] === 'none') return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`) });
}

/** Card from the link, PIN from the table: as a person signs in. */
export async function signIn(page: Page, pin: string): Promise<void> {
  const field = page.getByLabel(/PIN/i).first();
  await field.fill(pin);
  await field.press('Enter');
}
