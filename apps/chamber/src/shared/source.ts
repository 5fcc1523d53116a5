/** Where a rule is written, as a page names it. */
import { language } from './i18n.js';

export interface Source {
  readonly instrument: string;
  readonly article: string;
}

/** What is not an article is written in both languages, `không điều nào định / no article sets one`: the page's own. */
const own = (text: string): string =>
  text.replace(/([^(]+?) \/ ([^)]+)/, (_, vi: string, en: string) => (language() === 'vi' ? vi : en));

/** `77/2015/QH13, 78.1` */
export const sourceText = ({ instrument, article }: Source): string => `${own(instrument)}, ${own(article)}`;
export const articleText = (source: Source): string => own(source.article);
export const instrumentText = (source: Source): string => own(source.instrument);
