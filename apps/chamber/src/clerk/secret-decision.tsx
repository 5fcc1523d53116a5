/** The council's decision on secret polls on devices (R-VOT-20): what holds, and recording another. */
import { useEffect, useState } from 'preact/hooks';
import { Notice, TextField, focusWrong, useField } from '../chair/parts/order.js';
import { RecordSecretDecision, SecretDecision, type SecretDecisionQuery } from '../graph/operations.js';
import type { Graph } from '@nghitruong/client';
import { pick, translator } from '../shared/i18n.js';
import { dayText, dayTyped } from './days.js';

type Decision = SecretDecisionQuery['secretBallotDecision'];

const say = translator({
  vi: {
    title: 'Bỏ phiếu kín trên thiết bị',
    off: 'Chưa có quyết định của HĐND: phiếu kín bỏ bằng giấy.',
    on: 'Được phép theo {b} ngày {d}.',
    stopped: 'Không được phép theo {b} ngày {d}: phiếu kín bỏ bằng giấy.',
    covers:
      'Áp dụng cho mọi cuộc bỏ phiếu kín: bầu cử, lấy phiếu và bỏ phiếu tín nhiệm, miễn nhiệm, bãi nhiệm, lựa chọn phương án. Phiếu giấy vẫn là mặc định; chọn «trên thiết bị» cho từng cuộc.',
    basis: 'Quyết định của HĐND (số, ký hiệu)',
    day: 'Ngày quyết định (ngày/tháng/năm)',
    needBasis: 'Ghi quyết định của HĐND.',
    needDay: 'Ghi ngày như 20/11/2026.',
    allow: 'Ghi nhận: cho phép',
    stop: 'Ghi nhận: không cho phép',
    failed: 'Chưa ghi được. Không có gì thay đổi; hãy bấm lại.',
  },
  en: {
    title: 'Secret polls on devices',
    off: 'The council has not decided: secret ballots are on paper.',
    on: 'Allowed by {b} of {d}.',
    stopped: 'Not allowed by {b} of {d}: secret ballots are on paper.',
    covers:
      'It covers every secret poll: elections, confidence ratings and votes, removals, choices among options. Paper stays the default; «on devices» is chosen poll by poll.',
    basis: 'The council’s decision (number)',
    day: 'Day of the decision (day/month/year)',
    needBasis: 'Name the council’s decision.',
    needDay: 'A day like 20/11/2026.',
    allow: 'Record: allowed',
    stop: 'Record: not allowed',
    failed: 'Not recorded. Nothing was changed; press again.',
  },
});

export function SecretDecisionCard({ graph, councilId }: { graph: Graph; councilId: string }) {
  const [decision, set] = useState<Decision>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    void graph
      .run(SecretDecision, { councilId })
      .then((answer) => set(answer.secretBallotDecision))
      .catch(() => undefined);
  }, [graph, councilId]);
  const record = async (enabled: boolean, basis: string, decidedOn: string): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setNotice(null);
    try {
      const input = { councilId, enabled, basis, decidedOn };
      const { recordSecretBallotDecision: answer } = await graph.run(RecordSecretDecision, { input });
      if (answer.__typename === 'SecretBallotDecision') set(answer);
      else setNotice(pick(answer));
    } catch {
      setNotice(say('failed'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <SecretDecisionPicture
      decision={decision}
      notice={notice}
      busy={busy}
      onRecord={(enabled, basis, day) => void record(enabled, basis, day)}
    />
  );
}

export function SecretDecisionPicture({
  decision,
  notice,
  busy,
  onRecord,
}: {
  decision: Decision;
  notice: string | null;
  busy: boolean;
  onRecord: (enabled: boolean, basis: string, day: string) => void;
}) {
  const basis = useField('', (value) => (value.trim() === '' ? say('needBasis') : null));
  const day = useField('', (value) => (dayTyped(value) ? null : say('needDay')));
  const enabled = decision?.enabled === true;
  return (
    <section class="card" aria-labelledby="secret-decision">
      <h2 id="secret-decision">{say('title')}</h2>
      <p>
        {decision ? say(enabled ? 'on' : 'stopped', { b: decision.basis, d: dayText(decision.decidedOn) }) : say('off')}
      </p>
      <p class="small">{say('covers')}</p>
      <Notice text={notice} />
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const sound = [basis.check(), day.check()].every(Boolean);
          if (!sound) focusWrong(event.currentTarget);
          else if (!busy) onRecord(!enabled, basis.value.trim(), dayTyped(day.value)!);
        }}
      >
        <TextField id="secret-basis" label={say('basis')} field={basis} />
        <TextField id="secret-day" label={say('day')} field={day} />
        <div class="acts">
          <button type="submit" class="bt" aria-disabled={busy}>
            {say(enabled ? 'stop' : 'allow')}
          </button>
        </div>
      </form>
    </section>
  );
}
