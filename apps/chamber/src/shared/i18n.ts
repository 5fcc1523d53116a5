/**
 * The language of the page: Vietnamese first, English by a switch.
 *
 * Promises   a switch keeps the place: the page draws itself again, nothing is
 *            loaded anew; `lang` of the document follows.
 * Elsewhere  the words: messages.vi, messages.en; of the consoles: messages.desk
 */
import { useEffect, useState } from 'preact/hooks';
import { en } from './messages.en.js';
import { vi } from './messages.vi.js';
import { seatedWords } from './seated.js';
import { read, write } from './storage.js';

export type Language = 'vi' | 'en';
export type MessageKey = keyof typeof vi;
export type Params = Readonly<Record<string, string | number>>;

const isLanguage = (value: string | null): value is Language => value === 'vi' || value === 'en';
let current: Language = 'vi';
const listeners = new Set<() => void>();

export const language = (): Language => current;

export function setLanguage(next: Language, remember = true): void {
  current = next;
  if (remember) write('language', next);
  document.documentElement.lang = next;
  for (const listener of [...listeners]) listener();
}

/** Called once by each page: `?lang=` wins over what was chosen on this device. */
export function startLanguage(): void {
  const asked = new URLSearchParams(location.search).get('lang');
  const kept = read('language');
  setLanguage(isLanguage(asked) ? asked : isLanguage(kept) ? kept : 'vi', false);
}

/** Redraws the component when the language changes; use it once, at the root of a page. */
export function useLanguage(): Language {
  const [value, set] = useState(current);
  useEffect(() => {
    const listener = (): void => set(current);
    listeners.add(listener);
    listener();
    return () => void listeners.delete(listener);
  }, []);
  return value;
}

/**
 * `{name}` stands for a parameter, `{name|one|many}` for the word that goes with
 * its number; a parameter that is not given stays visible, so that a slip is seen.
 */
export const fill = (text: string, params: Params = {}): string =>
  text.replace(/\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    if (!(name in params)) return whole;
    return one === undefined ? String(params[name]) : Number(params[name]) === 1 ? one : many!;
  });

export function translator<Key extends string>(tables: Record<Language, Record<Key, string>>) {
  return (key: Key, params?: Params): string => fill(tables[current][key], { ...seatedWords(current), ...params });
}

export const t = translator<MessageKey>({ vi, en });

/** One of a pair of server texts. */
export const pick = (said: { readonly vi: string; readonly en: string }): string => said[current];
