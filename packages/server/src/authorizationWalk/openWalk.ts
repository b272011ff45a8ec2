import type { GraphQLSchema } from 'graphql';
import { schema as wholeSchema } from '../schema/schema.js';
import type { Services } from '../services.js';
import * as declared from './expectations.js';
import { seedWorld, type World } from './seed/seedWorld.js';
import type { Walk } from './walk.js';
import { walkCallers } from './walkCallers.js';

/** A walk that has not begun, through two seeded organizations. */
export async function openWalk(services: Services): Promise<Walk> {
  return beginWalk(services, await seedWorld(services.prisma), wholeSchema);
}

/** Another walk through the same rows. */
export function beginWalk(services: Services, world: World, schema: GraphQLSchema): Walk {
  const { types, rootFields, fields, empty } = declared;
  return {
    services,
    world,
    schema,
    callers: walkCallers(world),
    expectations: { types, rootFields, fields, empty },
    isRowType: (name) => name in types && types[name] !== 'part',
    pairs: new Set(),
    seen: new Set(),
    leaks: [],
    gaps: [],
  };
}
