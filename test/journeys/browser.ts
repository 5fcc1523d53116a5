/** Chromium from the npm registry, driven by Playwright; screenshots are kept in test/journeys/shots. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser, type BrowserContext, type Page } from 'playwright-core';

const SHOTS = join(__dirname, 'shots');

export async function openBrowser(): Promise<Browser> {
  // With one process for everything the browser ends with its first closed page; the rest only keeps it from calling out.
  const args = [...chromium.args.filter((a) => a !== '--single-process'), '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return playwright.launch({ executablePath: await chromium.executablePath(), args, headless: true });
}

export const PHONE = { width: 360, height: 740 } as const;
export const TABLET = { width: 1280, height: 800 } as const;
export const WALL = { width: 1920, height: 1080 } as const;

export async function openPage(browser: Browser, url: string, viewport: { width: number; height: number }): Promise<{ page: Page; context: BrowserContext; errors: string[] }> {
  const context = await browser.newContext({ viewport, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', ignoreHTTPSErrors: true });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(url);
  return { page, context, errors };
}

export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`) });
}

/** Card from the link, PIN from the table: as a person signs in. */
export async function signIn(page: Page, pin: string): Promise<void> {
  const field = page.getByLabel(/PIN/i).first();
  await field.fill(pin);
  await field.press('Enter');
}
