import { dueStateOf, DueState } from './index.js';

describe('the state of a due date', () => {
  const today = '2026-06-10';
  it.each([
    ['no date, open', null, null, DueState.NOT_YET],
    ['no date, done', null, '2026-06-01', DueState.ON_TIME],
    ['due yesterday, open', '2026-06-09', null, DueState.OVERDUE],
    ['due today, open', '2026-06-10', null, DueState.DUE_SOON],
    ['due in seven days', '2026-06-17', null, DueState.DUE_SOON],
    ['due in eight days', '2026-06-18', null, DueState.NOT_YET],
    ['done on the day', '2026-06-09', '2026-06-09', DueState.ON_TIME],
    ['done a day late', '2026-06-09', '2026-06-10', DueState.DONE_LATE],
  ])('%s', (_name, dueOn, doneOn, expected) => {
    expect(dueStateOf(dueOn, today, doneOn)).toBe(expected);
  });
});
