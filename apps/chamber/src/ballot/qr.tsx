/** The own check-in code as a picture for the clerk's camera. Loaded when it is needed: most delegates never see it twice. */
import { useEffect, useState } from 'preact/hooks';
import { t } from '../shared/i18n.js';

const quiet = 2;

/** One path for all dark modules: rows of runs. */
export function qrPath(size: number, dark: (row: number, column: number) => boolean): string {
  let path = '';
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (!dark(row, column)) continue;
      let run = 1;
      while (column + run < size && dark(row, column + run)) run += 1;
      path += `M${column + quiet} ${row + quiet}h${run}v1h-${run}z`;
      column += run;
    }
  }
  return path;
}

export function QrCode({ text }: { text: string }) {
  const [drawing, set] = useState<{ size: number; path: string } | null>(null);
  useEffect(() => {
    let live = true;
    void import('qrcode').then(({ create }) => {
      const { modules } = create(text, { errorCorrectionLevel: 'M' });
      if (live)
        set({
          size: modules.size + 2 * quiet,
          path: qrPath(modules.size, (row, column) => modules.get(row, column) === 1),
        });
    });
    return () => void (live = false);
  }, [text]);
  return (
    <div class="qr" role="img" aria-label={t('b.qr')}>
      {drawing ? (
        <svg viewBox={`0 0 ${drawing.size} ${drawing.size}`} shape-rendering="crispEdges" aria-hidden="true">
          <path d={drawing.path} fill="#000" />
        </svg>
      ) : null}
    </div>
  );
}
