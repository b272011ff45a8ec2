import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

const server = process.env.EVENTEYE_TEST_DATABASE_URL;

/** The databases that tests of the server run on: always the embedded one, and PostgreSQL where the tests have one. */
export const databaseKinds: ('embedded' | 'postgresql')[] = server
  ? ['embedded', 'postgresql']
  : ['embedded'];

if (!server) console.warn('EVENTEYE_TEST_DATABASE_URL is not set: tests run on the embedded database only.');

/** An empty database of its own on the tests' PostgreSQL. */
export async function createTestDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  if (!server) throw new Error('EVENTEYE_TEST_DATABASE_URL is not set.');
  const name = `eventeye_test_${randomUUID().replaceAll('-', '')}`;
  await run(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function run(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
