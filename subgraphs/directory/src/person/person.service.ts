import { isUuid, loader, type Context } from '@nghitruong/kit/context';
import DataLoader from 'dataloader';
import { In, type DataSource } from 'typeorm';
import { oneByKey } from '../batch/batch.rules.js';
import { Person } from './person.entity.js';

export class PersonService {
  constructor(private readonly dataSource: DataSource) {}

  async byId(ctx: Context, id: string): Promise<Person | null> {
    if (!isUuid(id)) return null;
    return loader(
      ctx,
      'person',
      () =>
        new DataLoader<string, Person | null>(async (ids) => {
          const rows = await this.dataSource.getRepository(Person).findBy({ id: In([...ids]) });
          return oneByKey(ids, rows, (p) => p.id);
        }),
    ).load(id.toLowerCase());
  }
}
