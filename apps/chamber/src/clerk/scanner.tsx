/**
 * Scanning: the camera where the browser can read codes, and always a field,
 * which a hand-held reader types into and a person can.
 *
 * The camera goes on after each code, so that a queue moves; the same code is
 * not sent again within a few seconds.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { Notice, OrderDialog } from '../chair/parts/order.js';
import { Icon } from '../shared/icons.js';
import type { Records } from './records.js';
import { scanOf } from './roster.js';
import { tk } from './words.js';

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
type DetectorClass = new (options: { formats: readonly string[] }) => Detector;
const detectorClass = (): DetectorClass | undefined =>
  (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;

const AGAIN_MS = 4_000;
const LOOK_EVERY_MS = 250;

export function Scanner({ records, onClose }: { records: Records; onClose: () => void }) {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const seen = useRef(new Map<string, number>());

  const take = async (given: string, again = false): Promise<void> => {
    const scan = scanOf(given);
    if (scan.is === 'EMPTY') return setWrong(true);
    const before = seen.current.get(scan.code);
    if (!again && before !== undefined && performance.now() - before < AGAIN_MS) return;
    seen.current.set(scan.code, performance.now());
    setWrong(false);
    const done = await records.arrive({ code: scan.code }, scan.is === 'CARD' ? 'CARD' : 'QR');
    if (done) setText('');
  };
  const camera = useCamera((code) => void take(code));
  return (
    <OrderDialog title={tk('scan.title')} notice={null} onClose={onClose}>
      {camera.state === 'NONE' ? <p class="small">{tk('scan.noCamera')}</p> : null}
      {camera.state === 'STARTING' ? <p class="small">{tk('scan.starting')}</p> : null}
      {camera.state === 'ON' ? <p class="small">{tk('scan.aim')}</p> : null}
      <video
        ref={camera.video}
        class="camera"
        hidden={camera.state !== 'ON'}
        muted
        playsInline
        aria-label={tk('scan.title')}
      />
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void take(text, true);
          field.current?.focus();
        }}
      >
        <div class="fld">
          <label for="code">{tk('scan.label')}</label>
          <input
            id="code"
            ref={field}
            data-first=""
            autocomplete="off"
            spellcheck={false}
            value={text}
            aria-invalid={wrong}
            aria-describedby={wrong ? 'code-wrong' : undefined}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          {wrong ? (
            <p class="bad" id="code-wrong">
              {tk('scan.empty')}
            </p>
          ) : null}
        </div>
        <div role="status" aria-live="polite">
          {records.last?.tone === 'ok' ? (
            <p class="note good">
              <Icon name="for" />
              <span>{records.last.words()}</span>
            </p>
          ) : null}
        </div>
        <Notice text={records.last?.tone === 'bad' ? records.last.words() : null} />
        <div class="acts">
          <button type="button" class="bt" onClick={onClose}>
            {tk('scan.done')}
          </button>
          <button type="submit" class="bt solid" aria-busy={records.busy}>
            {tk('do.in')}
          </button>
        </div>
      </form>
    </OrderDialog>
  );
}

function useCamera(onCode: (code: string) => void) {
  const video = useRef<HTMLVideoElement>(null);
  const report = useRef(onCode);
  report.current = onCode;
  const [state, setState] = useState<'STARTING' | 'ON' | 'NONE'>('STARTING');
  useEffect(() => {
    const Detects = detectorClass();
    if (!Detects || !navigator.mediaDevices) return setState('NONE');
    let stream: MediaStream | null = null;
    let timer: ReturnType<typeof setTimeout>;
    let left = false;
    const detector = new Detects({ formats: ['qr_code'] });
    const look = async (): Promise<void> => {
      if (left) return;
      try {
        for (const { rawValue } of await detector.detect(video.current!)) report.current(rawValue);
      } catch {
        // One unreadable frame: the next one is looked at all the same.
      }
      timer = setTimeout(() => void look(), LOOK_EVERY_MS);
    };
    navigator.mediaDevices
      .getUserMedia({ video: { facingMode: 'environment' } })
      .then(async (got) => {
        stream = got;
        if (left) return got.getTracks().forEach((track) => track.stop());
        video.current!.srcObject = got;
        setState('ON');
        await video.current!.play();
        void look();
      })
      .catch(() => setState('NONE'));
    return () => {
      left = true;
      clearTimeout(timer);
      stream?.getTracks().forEach((track) => track.stop());
    };
  }, []);
  return { video, state };
}
