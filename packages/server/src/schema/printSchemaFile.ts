import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from './schema.js';

/** The text of `schema.graphql`: sorted, so that an API change is a readable difference. */
export function printSchemaFile(): string {
  return `# Printed by \`npm run generate:schema -w packages/server\`. Do not edit.\n\n${printSchema(lexicographicSortSchema(schema))}\n`;
}
