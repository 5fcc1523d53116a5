/**
 * The gallery: every state of every page, drawn from fixtures without a server.
 * `?scene=wall-open&theme=dark&lang=en&large=1`; without `scene`, the list.
 * It is no part of the build.
 */
import '../../src/shared/tokens.css';
import { render } from 'preact';
import { setLanguage, useLanguage } from '../../src/shared/i18n.js';
import type { Scene } from './scene.js';

const files = import.meta.glob<{ scenes: Record<string, Scene> }>('./scenes/*.tsx');
const asked = new URLSearchParams(location.search);
const name = asked.get('scene');
const html = document.documentElement;
const classes = { wall: 'wall-page', phone: 'phone', desk: 'desk', door: 'door' };

function Stage({ draw }: { draw: Scene['draw'] }) {
  useLanguage();
  return <>{draw()}</>;
}

/** Only the file that holds the scene is loaded: each page has its own CSS. */
async function show(): Promise<void> {
  setLanguage(asked.get('lang') === 'en' ? 'en' : 'vi', false);
  const family = (name ?? '').split('-')[0];
  const root = document.getElementById('app')!;
  for (const [path, load] of Object.entries(files)) {
    if (name && !path.endsWith(`/${family}.tsx`)) continue;
    const { scenes } = await load();
    if (!name) {
      root.append(
        ...Object.keys(scenes).map((key) =>
          Object.assign(document.createElement('a'), { href: `?scene=${key}`, textContent: `${key} ` }),
        ),
      );
      continue;
    }
    const scene = scenes[name];
    if (!scene) continue;
    html.className = classes[scene.page];
    html.dataset['theme'] = asked.get('theme') ?? (scene.page === 'wall' ? 'dark' : 'light');
    if (asked.get('large')) html.classList.add('xl');
    render(<Stage draw={scene.draw} />, root);
  }
  html.dataset['scenes'] = 'ready';
}

void show();
