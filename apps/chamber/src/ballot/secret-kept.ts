/** What this phone keeps of a secret ballot: key and ciphertext until the receipt, then the tracker alone; the choice never. */
import { read } from '../shared/storage.js';

export interface SecretKept {
  readonly key?: string;
  readonly ciphertext?: string;
  readonly words?: string;
}
export const keptName = (account: string, pollId: string): string => `secret.${account}.${pollId}`;

export function secretKept(account: string, pollId: string): SecretKept {
  try {
    return (JSON.parse(read(keptName(account, pollId)) ?? '{}') as SecretKept | null) ?? {};
  } catch {
    return {};
  }
}
