/** Before the ballot: card and PIN; and the page of a phone whose place was taken by another. */
import { useState } from 'preact/hooks';
import { useDemonstration } from '../shared/demonstration.js';
import { t } from '../shared/i18n.js';
import type { Session } from '../shared/session.js';
import { SignInField, signInAction, useSignIn, type SignIn } from '../shared/sign-in.js';
import { Frame } from './frame.js';
import { Panel } from './parts.js';

/** Signed in elsewhere with a newer card: this phone cannot vote, and says so until it is used again. */
export function TakenOver({ onBack, illustrative }: { onBack: () => void; illustrative: boolean }) {
  return (
    <Frame
      who={t('c.name')}
      online
      illustrative={illustrative}
      actions={
        <button type="button" class="btn" onClick={onBack}>
          {t('b.back')}
        </button>
      }
    >
      <Panel tone="warn" icon="phone" title={t('b.otherName')}>
        <p>{t('b.otherWhy')}</p>
        <p>{t('b.otherDo')}</p>
        <p>{t('b.backHint')}</p>
      </Panel>
    </Frame>
  );
}

export function EnterPicture({ signIn, illustrative }: { signIn: SignIn; illustrative: boolean }) {
  const { look, step } = signIn;
  return (
    <form
      class="enter"
      onSubmit={(event) => {
        event.preventDefault();
        void signIn.submit();
      }}
    >
      <Frame
        who={t('c.name')}
        online
        illustrative={illustrative}
        actions={
          step === 'WAIT' ? null : (
            <button class="btn" aria-disabled={signIn.busy}>
              {signInAction(signIn)}
            </button>
          )
        }
      >
        {step === 'WAIT' ? (
          <p role="status">{t('c.loading')}</p>
        ) : (
          <>
            <h1 class="b-q">
              {look ? t('b.hello', { x: look.displayName }) : t(signIn.why === 'ended' ? 'b.again' : 'b.signin')}
            </h1>
            {look ? null : <p>{t('b.codeHint')}</p>}
            <SignInField signIn={signIn} />
            {step === 'PIN' ? (
              <label class="check">
                <input
                  type="checkbox"
                  checked={signIn.borrowed}
                  onChange={(event) => signIn.setBorrowed(event.currentTarget.checked)}
                />
                <span>{t('b.borrowed')}</span>
              </label>
            ) : null}
            {look ? <p class="b-hint">{t('b.notYours')}</p> : null}
          </>
        )}
      </Frame>
    </form>
  );
}

export function Enter({ session }: { session: Session }) {
  const signIn = useSignIn(session);
  const illustrative = useDemonstration();
  const [dismissed, dismiss] = useState(false);
  if (!dismissed && (signIn.why === 'taken' || signIn.why === 'other'))
    return <TakenOver onBack={() => dismiss(true)} illustrative={illustrative} />;
  return <EnterPicture signIn={signIn} illustrative={illustrative} />;
}
