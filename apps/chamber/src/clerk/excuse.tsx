/** The reason of an absence in the clerk's own words. */
import { OrderDialog, TextField, focusWrong, useField } from '../chair/parts/order.js';
import type { Row } from './roster.js';
import { tk } from './words.js';

export function ExcuseDialog({
  row,
  busy,
  failed,
  onClose,
  onSave,
}: {
  row: Row;
  busy: boolean;
  failed: string | null;
  onClose: () => void;
  onSave: (reason: string) => void;
}) {
  const reason = useField(row.reason ?? '', (value) => (value.trim() === '' ? tk('excuse.empty') : null));
  return (
    <OrderDialog title={tk('excuse.title', { x: row.fullName })} notice={failed} onClose={onClose}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!reason.check()) focusWrong(event.currentTarget);
          else if (!busy) onSave(reason.value.trim());
        }}
      >
        <TextField id="reason" label={tk('excuse.label')} field={reason} first />
        <div class="acts">
          <button type="button" class="bt" onClick={onClose}>
            {tk('c.back')}
          </button>
          <button type="submit" class="bt solid" aria-disabled={busy}>
            {tk('excuse.save')}
          </button>
        </div>
      </form>
    </OrderDialog>
  );
}
