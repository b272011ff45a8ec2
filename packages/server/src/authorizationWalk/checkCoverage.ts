import { isObjectType } from 'graphql';
import type { Walk } from './walk.js';

/** Notes every field that nobody was seen to see: of such a field the walk would not know a leak from an answer. */
export function checkCoverage({ schema, expectations, seen, gaps }: Walk): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    // Failures have no rows, and are answers to those who are refused.
    if (type.getInterfaces().some(({ name }) => name === 'Error')) continue;
    for (const name of Object.keys(type.getFields())) {
      const field = `${type.name}.${name}`;
      const isSeen = seen.has(field) || seen.has(field.replace(/Edge\./, '.'));
      const isEmpty = expectations.empty[field] ?? expectations.empty[type.name];
      if (!isSeen && !isEmpty) gaps.push(`Nobody was seen to see ${field}.`);
    }
  }
}
