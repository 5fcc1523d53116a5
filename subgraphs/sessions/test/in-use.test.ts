/** What the directory may know of sessions: which seats something rests on. */
import { isDriverError, SQLSTATE, type OwnerDefinition } from '@nghitruong/kit/database';
import { openHall, type Hall } from './fixtures/hall.fixture.js';

/** As the directory's own role asks; its tables are not ours. */
const DIRECTORY: OwnerDefinition = { schema: 'directory', entities: [], migrations: [] };

let hall: Hall;
beforeAll(async () => {
  hall = await openHall();
});
afterAll(() => hall.stop());

test('a seat is in use once it attended, and the directory reads that and no table', async () => {
  const directory = await hall.database.open(DIRECTORY);
  const used = async (): Promise<unknown[]> =>
    (
      (await directory.query('SELECT DISTINCT seat_id FROM sessions.published_person_in_use_v1')) as {
        seat_id: string;
      }[]
    ).map((row) => row.seat_id);
  expect(await used()).toEqual([]);
  const [seat] = hall.seats;
  await hall.database.admin(
    `INSERT INTO sessions.attendance_event (sitting_id, seat_id, kind, recorded_by, recorded_at) VALUES ($1, $2, 'ARRIVE', 'clerk', now())`,
    [hall.sittingId, seat!.seatId],
  );
  expect(await used()).toEqual([seat!.seatId]);
  const denied: unknown = await directory
    .query('SELECT 1 FROM sessions.attendance_event')
    .catch((error: unknown) => error);
  expect(isDriverError(denied, SQLSTATE.insufficientPrivilege)).toBe(true);
});
