/** Whether this house runs on invented data: asked once, without a name, by pages that nobody has signed in to yet. */
import { useEffect, useState } from 'preact/hooks';
import { FindDemonstration } from '../graph/operations.js';
import { Graph } from '@nghitruong/client';

let asked: Promise<boolean> | null = null;

function isDemonstration(): Promise<boolean> {
  const nobody = new Graph({ token: () => Promise.resolve(null) });
  asked ??= nobody.run(FindDemonstration, {}).then(
    ({ demonstration }) => demonstration !== null,
    () => {
      // No answer is no answer: the next page asks again.
      asked = null;
      return false;
    },
  );
  return asked;
}

export function useDemonstration(): boolean {
  const [illustrative, set] = useState(false);
  useEffect(() => void isDemonstration().then(set), []);
  return illustrative;
}
