/** Where the demonstration takes place, for the pages that link to it. */
import { Access } from '@nghitruong/kit/federation';
import { Query, Resolver } from 'type-graphql';
import type { DataSource } from 'typeorm';
import { Demonstration } from '../chamber/chamber.entity.js';
import { DEMONSTRATION } from '../demonstration.js';
import { Sitting } from './sitting.entity.js';

@Resolver()
export class DemonstrationResolver {
  constructor(private readonly dataSource: DataSource) {}

  @Query(() => Demonstration, {
    nullable: true,
    description: 'The seeded sitting; null where no demonstration was loaded.',
  })
  @Access('EVERYONE')
  async demonstration(): Promise<Demonstration | null> {
    const sitting = await this.dataSource.manager.findOneBy(Sitting, { id: DEMONSTRATION.sittingId });
    return sitting && { councilId: sitting.councilId, sittingId: sitting.id };
  }
}
