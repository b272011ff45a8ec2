// Writes packages/server/schema.graphql: node scripts/runSource.mjs packages/server/src/cli/printSchema.ts
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { printSchemaFile } from '../schema/printSchemaFile.js';

const file = fileURLToPath(new URL('../../schema.graphql', import.meta.url));
writeFileSync(file, printSchemaFile());
console.log(`Wrote ${file}`);
