/**
 * Shared: the same question of the same caller, answered together.
 *
 * As ballots go together into the next transaction, questions that come while
 * the same one is being answered wait for the next answer, which is everyone's:
 * a page that all citizens open in the moment of a result is executed a few
 * times, not thousands of times.
 *
 * Promises   no answer was begun before its question came, so what was written
 *            before one asks is in it; nobody waits longer than PATIENCE_MS for
 *            an answer to begin; a failure is told to all who waited for it.
 */

/** A subgraph that has got stuck holds up nobody but those who asked before. */
const PATIENCE_MS = 50;

interface Asking<Answer> {
  /** How many answers are under way. */
  running: number;
  next: Next<Answer> | undefined;
}

interface Next<Answer> {
  readonly answer: Promise<Answer>;
  begin(): void;
}

/** One question and all who ask it now. */
interface Asked<Answer> {
  /** Somebody who came while nobody asked: theirs is begun at once and shared with nobody, which costs nothing. */
  alone: boolean;
  readonly callers: Callers<Answer>;
}

export class Shared<Answer> {
  private readonly asked = new WeakMap<object, Asked<Answer>>();

  /**
   * @param question what is asked: the same object for the same operation under the same supergraph
   * @param callerOf tells everything apart by which answers may differ: identity, language, variables
   */
  ask(question: object, callerOf: () => string, run: () => Promise<Answer>): Promise<Answer> {
    let asked = this.asked.get(question);
    if (!asked) this.asked.set(question, (asked = { alone: false, callers: new Map() }));
    if (!asked.alone) return alone(asked, run);
    const { callers } = asked;
    const caller = callerOf();
    let asking = callers.get(caller);
    if (!asking) {
      callers.set(caller, (asking = { running: 0, next: undefined }));
      return begun(asking, run, callers, caller);
    }
    asking.next ??= nextOf(asking, run, callers, caller);
    return asking.next.answer;
  }
}

function alone<Answer>(asked: Asked<Answer>, run: () => Promise<Answer>): Promise<Answer> {
  asked.alone = true;
  const answer = run();
  const ended = (): void => {
    asked.alone = false;
  };
  answer.then(ended, ended);
  return answer;
}

type Callers<Answer> = Map<string, Asking<Answer>>;

function begun<Answer>(
  asking: Asking<Answer>,
  run: () => Promise<Answer>,
  callers: Callers<Answer>,
  caller: string,
): Promise<Answer> {
  asking.running++;
  const answer = run();
  const ended = (): void => {
    asking.running--;
    if (asking.next) asking.next.begin();
    else if (asking.running === 0) callers.delete(caller);
  };
  answer.then(ended, ended);
  return answer;
}

function nextOf<Answer>(
  asking: Asking<Answer>,
  run: () => Promise<Answer>,
  callers: Callers<Answer>,
  caller: string,
): Next<Answer> {
  let begin!: () => void;
  const answer = new Promise<Answer>((resolve) => {
    begin = () => {
      clearTimeout(patience);
      asking.next = undefined;
      resolve(begun(asking, run, callers, caller));
    };
  });
  const patience = setTimeout(begin, PATIENCE_MS);
  return { answer, begin };
}
