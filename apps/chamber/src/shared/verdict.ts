/** The verdict in words; a test vote and an informative poll have none. */
import type { MessageKey } from './i18n.js';

export type Verdict = 'YES' | 'NO' | null;
export const verdictOf = (outcome: string | null): Verdict =>
  outcome === 'ADOPTED' ? 'YES' : outcome === 'REJECTED' ? 'NO' : null;
export const verdictWords = (verdict: Exclude<Verdict, null>): MessageKey => (verdict === 'YES' ? 'r.yes' : 'r.no');

/** "KHÔNG ĐƯỢC / THÔNG QUA", "NOT / ADOPTED": the last two words, or the last of two, stand on a line of their own. */
export function breakVerdict(words: string): string[] {
  const parts = words.split(' ');
  return parts.length <= 2 ? parts : [parts.slice(0, -2).join(' '), parts.slice(-2).join(' ')];
}

/** The same in a line: the last two words stay together. */
export const gluedVerdict = (words: string): string => words.replace(/ (?=\S+$)/, '\u00a0');
