/** Light or dark: phones and tablets follow the system; a wall keeps what was chosen when it was paired. */
import { read, write } from './storage.js';

export type Theme = 'light' | 'dark';
const set = (theme: Theme): void => void (document.documentElement.dataset['theme'] = theme);

export function followSystemTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const follow = (): void => set(dark.matches ? 'dark' : 'light');
  dark.addEventListener('change', follow);
  follow();
}

export function chooseTheme(theme: Theme): void {
  write('wall.theme', theme);
  set(theme);
}

/** `?theme=light` (projector) or `?theme=dark` (LED, TV; the default) is remembered by the screen. */
export function startWallTheme(): Theme {
  const asked = new URLSearchParams(location.search).get('theme') ?? read('wall.theme');
  const theme: Theme = asked === 'light' ? 'light' : 'dark';
  chooseTheme(theme);
  return theme;
}
