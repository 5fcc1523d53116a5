import fc from 'fast-check';
import { afterShowing, AGENDA_PHASES, AgendaItemState, AgendaPhase, mayChangePhase } from './agenda.states.js';

const { PENDING, CURRENT, DONE } = AgendaItemState;

describe('the phases of an item', () => {
  it.each(AGENDA_PHASES.flatMap((from) => AGENDA_PHASES.map((to) => [from, to] as const)))('%s → %s', (from, to) => {
    const expected =
      from !== AgendaPhase.PUBLISH ||
      to === AgendaPhase.PUBLISH ||
      to === AgendaPhase.ITEMS ||
      to === AgendaPhase.WHOLE;
    expect(mayChangePhase(from, to)).toBe(expected);
  });
});

describe('showing an item', () => {
  const items = [
    { id: 'a', position: 1, state: DONE },
    { id: 'b', position: 2, state: CURRENT },
    { id: 'c', position: 3, state: PENDING },
  ];

  it('finishes the one before when moving forward', () => {
    expect(Object.fromEntries(afterShowing(items, 'c'))).toEqual({ a: DONE, b: DONE, c: CURRENT });
  });
  it('leaves the one that waits when moving back', () => {
    expect(Object.fromEntries(afterShowing(items, 'a'))).toEqual({ a: CURRENT, b: PENDING, c: PENDING });
  });
  it('changes nothing when it is shown already, or is not on the agenda', () => {
    const now = { a: DONE, b: CURRENT, c: PENDING };
    expect(Object.fromEntries(afterShowing(items, 'b'))).toEqual(now);
    expect(Object.fromEntries(afterShowing(items, 'zzz'))).toEqual(now);
  });
  it('never leaves more than one current item, in whatever order items are shown', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 20 }), (order) => {
        let list = Array.from({ length: 6 }, (_, i) => ({
          id: String(i + 1),
          position: i + 1,
          state: PENDING as AgendaItemState,
        }));
        for (const n of order) {
          const states = afterShowing(list, String(n));
          list = list.map((i) => ({ ...i, state: states.get(i.id)! }));
          expect(list.filter((i) => i.state === CURRENT).map((i) => i.id)).toEqual([String(n)]);
        }
      }),
    );
  });
});
