/** Days off, the days worked instead, and working days counted over both. */
import { addDays, addWorkingDays, calendarOf } from '@nghitruong/kit/calendar';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import { Between, type DataSource } from 'typeorm';
import { Holiday, MakeUpDay } from './holiday.entity.js';

const MAX_WORKING_DAYS = 260;
const MAX_YEARS_OF_DAYS = 1_100;

export class CalendarService {
  constructor(private readonly dataSource: DataSource) {}

  holidays(from: string, to: string): Promise<Holiday[]> {
    return this.between(Holiday, from, to);
  }

  makeUpDays(from: string, to: string): Promise<MakeUpDay[]> {
    return this.between(MakeUpDay, from, to);
  }

  async workingDayAfter(day: string, count: number): Promise<string> {
    if (count < 1 || count > MAX_WORKING_DAYS)
      throw fault(kitErrors, 'INVALID_INPUT', { field: 'count', why: `1–${MAX_WORKING_DAYS}` });
    // Every seven days hold five weekdays; holidays push it further by at most their own number.
    const last = addDays(day, count * 2 + 30);
    const [holidays, makeUpDays] = await Promise.all([this.holidays(day, last), this.makeUpDays(day, last)]);
    const calendar = calendarOf({ holidays: holidays.map((h) => h.day), makeUpDays: makeUpDays.map((m) => m.day) });
    return addWorkingDays(calendar, day, count);
  }

  private between<T extends Holiday | MakeUpDay>(entity: new () => T, from: string, to: string): Promise<T[]> {
    if (to < from || addDays(from, MAX_YEARS_OF_DAYS) < to)
      throw fault(kitErrors, 'INVALID_INPUT', { field: 'to', why: 'from … from + 3 năm / years' });
    return this.dataSource
      .getRepository(entity)
      .find({ where: { day: Between(from, to) }, order: { day: 'ASC' } } as never);
  }
}
