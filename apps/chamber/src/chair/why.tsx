/** «Vì sao 35?»: the rule behind the number, where it is written, how sure that is, and whether anyone confirmed it. */
import { language } from '../shared/i18n.js';
import { Dialog } from '../shared/ui.js';
import { articleText, instrumentText } from '../shared/source.js';
import type { Threshold } from './model.js';
import { tc } from './say.js';

export function Why({ threshold, onClose }: { threshold: Threshold; onClose: () => void }) {
  const { needed: k, of: n, num: a, den: b, reason, comparison, baseKind } = threshold;
  const x = baseKind === 'TOTAL_DELEGATES' ? tc('why.base.TOTAL_DELEGATES') : tc('why.base.other', { x: baseKind });
  const note = language() === 'vi' ? reason?.noteVi : reason?.noteEn;
  const rows: readonly [string, string][] = [
    [tc('why.rule'), tc(comparison === 'AT_LEAST' ? 'why.AT_LEAST' : 'why.GREATER_THAN', { a, b, k, n, x })],
    ...(reason
      ? ([
          [tc('why.instrument'), instrumentText(reason)],
          [tc('why.article'), articleText(reason)],
          [
            tc('why.confidence'),
            tc(reason.confidence.startsWith('V') ? 'why.conf.V' : 'why.conf.K', { x: reason.confidence }),
          ],
          [tc('why.confirmed'), tc(reason.confirmed ? 'why.yes' : 'why.no')],
          [tc('why.set'), `${reason.ruleSetId} · ${reason.ruleSetHash.slice(0, 12)}`],
          ...(note ? [[tc('why.note'), note] as [string, string]] : []),
        ] as [string, string][])
      : []),
  ];
  return (
    <Dialog label={tc('why.title', { k, n })} onClose={onClose}>
      <h2>{tc('why.title', { k, n })}</h2>
      <dl class="why">
        {rows.map(([label, value]) => (
          <>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
      {reason ? null : <p>{tc('why.noReason')}</p>}
      <div class="acts">
        <button type="button" class="bt" data-first="" onClick={onClose}>
          {tc('c.close')}
        </button>
      </div>
    </Dialog>
  );
}
