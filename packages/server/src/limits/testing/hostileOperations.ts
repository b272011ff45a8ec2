import { fragments } from './hostile/fragments.js';
import type { HostileOperation } from './hostile/hostileOperation.js';
import { meanings } from './hostile/meanings.js';
import { shapes } from './hostile/shapes.js';
import { sizes } from './hostile/sizes.js';
import { variables } from './hostile/variables.js';

/** All that is tried; `hostileOperations.int.test.ts` measures each. */
export const hostileOperations: HostileOperation[] = [
  ...shapes,
  ...fragments,
  ...meanings,
  ...variables,
  ...sizes,
];
