/**
 * Signing in with a card: its code comes from the address (QR) or is typed;
 * the PIN is asked for where the card needs one.
 *
 * `useSignIn` is the behaviour, `SignInForm` the form that consoles and walls
 * show; the ballot draws its own around the same behaviour.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { useDemonstration } from './demonstration.js';
import { GraphFault } from '@nghitruong/client';
import { useSession } from './hooks.js';
import { language, pick, setLanguage, t } from './i18n.js';
import { IdentityRefusal, type CardLook, type Session, type SignedOutWhy } from './session.js';
import { DemoMark } from './ui.js';

export interface SignIn {
  readonly step: 'WAIT' | 'CODE' | 'PIN' | 'ENTER';
  readonly look: CardLook | null;
  readonly why: SignedOutWhy | null;
  readonly pin: string;
  readonly code: string;
  /** The device is not the delegate's own: it forgets soon. */
  readonly borrowed: boolean;
  readonly busy: boolean;
  /** What was wrong, in the page's language; the input is kept. */
  readonly problem: string | null;
  setPin(value: string): void;
  setCode(value: string): void;
  setBorrowed(value: boolean): void;
  submit(): Promise<void>;
}

export function useSignIn(session: Session): SignIn {
  const state = useSession(session);
  const [pin, setPin] = useState('');
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [borrowed, setBorrowed] = useState(false);
  const [problem, setProblem] = useState<{ vi: string; en: string } | (() => string) | null>(null);

  const look = state.at === 'CARD' ? state.look : null;
  const out = state.at === 'SIGNED_OUT' ? state : null;
  const step: SignIn['step'] =
    state.at === 'STARTING' || state.at === 'SIGNED_IN' ? 'WAIT' : look?.needsPin ? 'PIN' : look ? 'ENTER' : 'CODE';

  const explain = (error: unknown): void => {
    if (error instanceof IdentityRefusal) {
      setProblem(error.said);
      if (error.code.startsWith('PIN')) setPin('');
      if (error.code.startsWith('CARD')) session.dismissCard();
    } else if (error instanceof GraphFault) setProblem(() => () => t('e.network'));
    else setProblem(() => () => t('e.unknown'));
  };

  const submit = async (): Promise<void> => {
    if (busy) return;
    if (step === 'PIN' && !/^\d{6}$/.test(pin)) return setProblem(() => () => t('e.pinShort'));
    if (step === 'CODE' && code.trim() === '') return setProblem(() => () => t('e.codeEmpty'));
    setBusy(true);
    setProblem(null);
    try {
      if (step === 'CODE') await session.look({ typedCode: code });
      else await session.exchange({ ...(step === 'PIN' ? { pin } : {}), remember: !borrowed });
    } catch (error) {
      explain(error);
    } finally {
      setBusy(false);
    }
  };

  return {
    step,
    look,
    why: out?.why ?? null,
    pin,
    code,
    borrowed,
    setBorrowed,
    busy,
    problem: problem ? (typeof problem === 'function' ? problem() : pick(problem)) : out?.said ? pick(out.said) : null,
    setPin: (value) => setPin(value.replace(/\D/g, '').slice(0, 6)),
    setCode,
    submit,
  };
}

/** The field of the current step. Focus comes here when the step or the problem changes. */
export function SignInField({ signIn }: { signIn: SignIn }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
  }, [signIn.step, signIn.problem]);
  const wrong = signIn.problem !== null;
  const common = {
    ref: input,
    'aria-invalid': wrong,
    'aria-describedby': wrong ? 'sign-in-problem' : undefined,
  } as const;
  return (
    <>
      {signIn.step === 'PIN' ? (
        <p class="fld">
          <label for="pin">{t('b.pin')}</label>
          <input
            {...common}
            id="pin"
            class="pin"
            type="password"
            inputMode="numeric"
            autocomplete="one-time-code"
            maxLength={6}
            value={signIn.pin}
            onInput={(event) => signIn.setPin(event.currentTarget.value)}
          />
        </p>
      ) : null}
      {signIn.step === 'CODE' ? (
        <p class="fld">
          <label for="code">{t('b.code')}</label>
          <input
            {...common}
            id="code"
            class="pin code"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            maxLength={12}
            value={signIn.code}
            onInput={(event) => signIn.setCode(event.currentTarget.value)}
          />
        </p>
      ) : null}
      <p id="sign-in-problem" class="problem" role="alert">
        {signIn.problem}
      </p>
    </>
  );
}

export const signInTitle = (signIn: SignIn): string =>
  signIn.look ? t('b.helloAny', { x: signIn.look.displayName }) : signIn.why === 'ended' ? t('b.again') : t('b.signin');

export const signInAction = (signIn: SignIn): string =>
  signIn.busy ? t('b.entering') : t(signIn.step === 'CODE' ? 'b.next' : 'b.enter');

/** A whole form for consoles and walls. */
export function SignInForm({ session, title }: { session: Session; title: string }) {
  const signIn = useSignIn(session);
  const illustrative = useDemonstration();
  const other = language() === 'vi' ? 'en' : 'vi';
  if (signIn.step === 'WAIT') {
    return (
      <main class="sign-in">
        <p role="status">{t('c.loading')}</p>
      </main>
    );
  }
  return (
    <main class="sign-in">
      <form
        class="sign-in-card"
        onSubmit={(event) => {
          event.preventDefault();
          void signIn.submit();
        }}
      >
        <p class="sign-in-page">
          <span>{title}</span>
          <button type="button" class="sign-in-lang" lang={other} onClick={() => setLanguage(other)}>
            {other === 'en' ? 'English' : 'Tiếng Việt'}
          </button>
        </p>
        <h1>{signInTitle(signIn)}</h1>
        {signIn.step === 'CODE' ? <p class="sign-in-hint">{t('b.codeHint')}</p> : null}
        <SignInField signIn={signIn} />
        <button class="sign-in-go" aria-disabled={signIn.busy}>
          {signInAction(signIn)}
        </button>
        {illustrative ? <DemoMark /> : null}
      </form>
    </main>
  );
}
