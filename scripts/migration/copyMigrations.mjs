// Puts the migrations beside the server's built code, where an installed package looks for them.
import { cpSync, rmSync } from 'node:fs';

const target = new URL('../../packages/server/dist/migrations', import.meta.url);
// A migration that was renamed or dropped must not live on in the package.
rmSync(target, { recursive: true, force: true });
cpSync(new URL('../../prisma/migrations', import.meta.url), target, { recursive: true });
