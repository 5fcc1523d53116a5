import { fault, kitErrors } from '@nghitruong/kit/errors';
import { Between, type DataSource } from 'typeorm';
import { addDays, workingDayAfter } from './calendar.rules.js';
import { Holiday } from './holiday.entity.js';

const MAX_WORKING_DAYS = 260;
const MAX_YEARS_OF_DAYS = 1_100;

export class CalendarService {
  constructor(private readonly dataSource: DataSource) {}

  holidays(from: string, to: string): Promise<Holiday[]> {
    if (to < from || addDays(from, MAX_YEARS_OF_DAYS) < to)
      throw fault(kitErrors, 'INVALID_INPUT', { field: 'to', why: 'from … from + 3 năm / years' });
    return this.dataSource.getRepository(Holiday).find({ where: { day: Between(from, to) }, order: { day: 'ASC' } });
  }

  async workingDayAfter(day: string, count: number): Promise<string> {
    if (count < 1 || count > MAX_WORKING_DAYS)
      throw fault(kitErrors, 'INVALID_INPUT', { field: 'count', why: `1–${MAX_WORKING_DAYS}` });
    // Every seven days hold five weekdays; holidays push it further by at most their own number.
    const holidays = await this.holidays(day, addDays(day, count * 2 + 30));
    return workingDayAfter(day, count, new Set(holidays.map((h) => h.day)));
  }
}
