/** The pieces that the ballot's screens are made of. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { hourMinuteSecond, minutesSeconds } from '../shared/format.js';
import { choiceWords, hasOptions, isThree, threeChoices, type BallotForm } from '../shared/ballot-content.js';
import { t } from '../shared/i18n.js';
import { Icon, OptionIcon, type IconName } from '../shared/icons.js';
import { hasNumber, needKey } from '../shared/need.js';
import { Digits } from '../shared/ui.js';
import type { Mine, Option, Poll } from './ballot.states.js';

export function State({
  icon,
  tone = '',
  seconds = null,
  children,
}: {
  icon: IconName;
  tone?: '' | 'warn' | 'calm';
  seconds?: number | null;
  children: ComponentChildren;
}) {
  return (
    <p class={`b-state ${tone}`}>
      <Icon name={icon} />
      <span>{children}</span>
      {seconds === null ? null : (
        <span class="r nb" role="timer">
          <Digits text={minutesSeconds(seconds)} spoken={t('c.seconds', { n: seconds })} />
        </span>
      )}
    </p>
  );
}

export const Question = ({ text }: { text: string }) => <h1 class="b-q">{text}</h1>;
export const Reminder = ({ text }: { text: string }) => <p class="b-remind">{text}</p>;

/** What passes, and which text is voted on. */
export function Facts({ poll }: { poll: Poll }) {
  const { needed: k, of: n } = poll.threshold;
  const [before, after] = t(needKey(poll.kind), { k, n }).split(`${k}/${n}`);
  return (
    <div class="b-meta">
      <p>
        <Icon name="scales" />
        <span>
          {before}
          {hasNumber(poll.kind) ? (
            <b class="nb">
              {k}/{n}
            </b>
          ) : null}
          {after}
        </span>
      </p>
      {poll.kind === 'ELECTION' && poll.seatsToFill != null ? (
        <p>
          <Icon name="person" />
          <span>{t('c.seats', { n: poll.seatsToFill })}</span>
        </p>
      ) : null}
      {poll.documentVersion === null ? null : (
        <p>
          <Icon name="document" />
          <span>{t('c.draft', { v: poll.documentVersion })}</span>
        </p>
      )}
    </div>
  );
}

/**
 * The panel that answers. After the delegate's own press focus comes to its
 * heading; a panel that appears by itself takes no focus from anybody.
 */
export function Panel({
  tone = '',
  icon,
  title,
  focus = false,
  children,
}: {
  tone?: '' | 'warn' | 'calm' | 'bad' | 'busy';
  icon: IconName;
  title: string;
  focus?: boolean;
  children?: ComponentChildren;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) heading.current?.focus();
  }, [focus, title]);
  return (
    <section class={`panel ${tone}`}>
      <Icon name={icon} class="hero" />
      <h1 class="big" tabIndex={-1} ref={heading}>
        {title}
      </h1>
      {children}
    </section>
  );
}

/** The choices as equal buttons, in the law's order or the ballot's; colour is in the sign only. */
export function Options({
  form,
  onPress,
  current = null,
  pressed = null,
}: {
  form: BallotForm;
  onPress: (option: Option) => void;
  current?: Option | null;
  pressed?: Option | null;
}) {
  const choices: readonly Option[] = hasOptions(form)
    ? [...form.rows.map((r) => `OPTION_${r.row}`), ...(form.mayAbstain ? ['ABSTAIN'] : [])]
    : threeChoices;
  return (
    <>
      {choices.map((option) => (
        <button
          key={option}
          type="button"
          class={`opt ${isThree(option) ? '' : 'long'}`}
          aria-pressed={current === option || pressed === option ? true : undefined}
          aria-disabled={pressed !== null}
          onClick={() => pressed === null && onPress(option)}
        >
          {isThree(option) ? <OptionIcon option={option} /> : <Icon name="circle" />}
          <span>{choiceWords(form, option)}</span>
          {current === option ? <span class="tag">{t('b.now')}</span> : null}
        </button>
      ))}
    </>
  );
}

/** Inert for one second after it appears: a second tap of an eager finger changes nothing. */
export function ChangeButton({ onPress }: { onPress: () => void }) {
  const [ready, set] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => set(true), 1_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <button type="button" class="btn sec" aria-disabled={!ready} onClick={() => ready && onPress()}>
      <Icon name="again" />
      {t('b.change')}
    </button>
  );
}

export function Choice({ form, option }: { form: BallotForm; option: Option }) {
  return (
    <p class="ch">
      {isThree(option) ? <OptionIcon option={option} /> : <Icon name="check" />}
      {choiceWords(form, option)}
    </p>
  );
}

/** The own vote as a card beside what happens in the hall. */
export function MineCard({
  form,
  mine,
  missed = false,
  known = true,
}: {
  form: BallotForm;
  mine: Mine | null;
  missed?: boolean;
  known?: boolean;
}) {
  if (!mine && !known) return null;
  const words = mine
    ? mine.choice
      ? t('b.mineRec', { o: choiceWords(form, mine.choice), t: hourMinuteSecond(mine.recordedAt) })
      : t('b.cast')
    : t(missed ? 'b.mineMissed' : 'b.mineNone');
  return (
    <p class="card">
      <b>{t('b.mineIs')}</b> {words}
    </p>
  );
}
