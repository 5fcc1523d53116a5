import 'reflect-metadata';
import { migrateOwner } from '@nghitruong/kit/database';
import { createTestDatabase, testContext, type TestDatabase } from '@nghitruong/kit/testing';
import { DataSource } from 'typeorm';
import { seedDemonstration, sessions } from '../src/index.js';
import { directoryFixture } from './fixtures/directory.fixture.js';

describe('the tables of sessions', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase([directoryFixture, sessions.owner]);
  });
  afterAll(() => database.drop());

  it('have what the entities say, as nullable as they say', async () => {
    const source = await database.open(sessions.owner);
    const columns = await database.admin(
      `SELECT table_name, column_name, is_nullable FROM information_schema.columns WHERE table_schema = 'sessions'`,
    );
    const there = new Map(
      columns.map((c) => [`${String(c['table_name'])}.${String(c['column_name'])}`, c['is_nullable'] === 'YES']),
    );
    expect(source.entityMetadatas.length).toBeGreaterThanOrEqual(4);
    for (const entity of source.entityMetadatas) {
      for (const column of entity.columns) {
        const name = `${entity.tableName}.${column.databaseName}`;
        expect([name, there.get(name)]).toEqual([name, column.isNullable]);
      }
    }
  });

  it('go down with rows in them, and up again', async () => {
    await seedDemonstration(await database.open(sessions.owner), testContext());
    const owner = new DataSource({
      type: 'postgres',
      url: database.ownerUrl(sessions.owner),
      schema: 'sessions',
      migrations: sessions.owner.migrations as never,
      migrationsTableName: 'migration',
      extra: { options: '-c search_path=sessions,public' },
    });
    await owner.initialize();
    try {
      for (const _migration of sessions.owner.migrations) await owner.undoLastMigration();
      expect(
        await database.admin(
          `SELECT table_name FROM information_schema.tables WHERE table_schema = 'sessions' AND table_name <> 'migration'`,
        ),
      ).toEqual([]);
    } finally {
      await owner.destroy();
    }
    expect(await migrateOwner(sessions.owner, database.ownerUrl(sessions.owner))).toHaveLength(
      sessions.owner.migrations.length,
    );
    await seedDemonstration(await database.open(sessions.owner), testContext());
  });
});
