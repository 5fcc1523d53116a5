/** Every word that the chair's console may say: the common ones, the consoles', its own. */
import { translator } from '../shared/i18n.js';
import { deskEn, deskVi } from '../shared/messages.desk.js';
import { en } from '../shared/messages.en.js';
import { vi } from '../shared/messages.vi.js';
import type { Phrase } from './next-step.js';
import { chairEn } from './words.en.js';
import { chairVi } from './words.vi.js';

export const tc = translator({ vi: { ...vi, ...deskVi, ...chairVi }, en: { ...en, ...deskEn, ...chairEn } });

export const say = (phrase: Phrase): string => tc(phrase.key, phrase.params);
