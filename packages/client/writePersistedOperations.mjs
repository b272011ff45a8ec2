// Part of the build: the operations of this package, for servers that take listed ones only.
import { writeFileSync } from 'node:fs';
import { persistedOperations } from './dist/persisted/persistedOperations.js';

const file = new URL('./dist/persisted-operations.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(persistedOperations(), null, 2)}\n`);
