import { isObjectType } from 'graphql';
import type { Walk } from './walk.js';

const parts = /(Payload|Connection|ConnectionEdge|Edge)$/;
const roots = ['Query', 'Mutation', 'Subscription'];

/** Notes every type and root field that nobody has said who may see, and what is declared and not there any more. */
export function checkDeclarations({ schema, expectations, gaps }: Walk): void {
  const { types, rootFields } = expectations;
  const there = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    if (roots.includes(type.name)) {
      for (const name of Object.keys(type.getFields())) {
        const field = `${type.name}.${name}`;
        there.add(field);
        if (!rootFields[field])
          gaps.push(`Say in rootFields of authorizationWalk/expectations.ts who may use ${field}.`);
      }
      continue;
    }
    there.add(type.name);
    const isPart = parts.test(type.name) || type.getInterfaces().some(({ name }) => name === 'Error');
    if (!isPart && !types[type.name]) {
      gaps.push(
        `Say in types of authorizationWalk/expectations.ts who may see a ${type.name}, or that it is part of what holds it.`,
      );
    }
  }
  for (const name of [...Object.keys(types), ...Object.keys(rootFields)]) {
    if (!there.has(name)) gaps.push(`${name} is declared in expectations.ts and not in the schema any more.`);
  }
}
