// Writes the migration that leads from the committed ones to prisma/schema.prisma: node scripts/createMigration.mjs <name>
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pendingMigration } from './migration/pendingMigration.mjs';

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('usage: node scripts/createMigration.mjs <name in snake_case>');
  process.exit(2);
}
const script = await pendingMigration();
if (script === null) {
  console.log('The migrations already describe the schema; nothing to write.');
} else {
  const timestamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(
    fileURLToPath(new URL('../prisma/migrations', import.meta.url)),
    `${timestamp}_${name}`,
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'migration.sql'), script);
  console.log(`Wrote ${join(folder, 'migration.sql')}. Read it before you commit it.`);
}
