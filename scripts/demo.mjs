// `npm run demo`: the whole product on the embedded database, from source, with users and phantom patients.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = (relative) => fileURLToPath(new URL(`../${relative}`, import.meta.url));

if (!isGenerated()) {
  console.log('Generating the database client, once …');
  const { status } = spawnSync(process.execPath, [path('scripts/generatePrisma.mjs')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) process.exit(status ?? 1);
}
const {
  EVENTEYE_WEB_ROOT: webRoot = path('examples/clinic-web/dist/app'),
  EVENTEYE_EMBED_ROOT: embedRoot = path('packages/embed/dist'),
} = process.env;
const child = spawn(
  process.execPath,
  ['--conditions=eventeye-source', '--import', import.meta.resolve('tsx'), path('scripts/demo/startDemo.ts')],
  { stdio: 'inherit', env: { ...process.env, EVENTEYE_WEB_ROOT: webRoot, EVENTEYE_EMBED_ROOT: embedRoot } },
);
// Beside the server, which shows a page that says so until the application is there. Nothing to do when it is current.
const builder =
  process.env.EVENTEYE_WEB_ROOT === undefined
    ? spawn(process.execPath, [path('examples/clinic-web/build.mjs')], {
        stdio: ['ignore', 'ignore', 'inherit'],
      })
    : undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    builder?.kill(signal);
    child.kill(signal);
  });
}
child.on('exit', (code, signal) => {
  builder?.kill();
  process.exit(signal ? 1 : (code ?? 1));
});

/** The generated client carries the schema it was made from. */
function isGenerated() {
  const client = path('packages/server/src/generated/prisma/internal/class.ts');
  if (!existsSync(client) || !existsSync(path('packages/server/src/generated/pothos.ts'))) return false;
  const schema = JSON.stringify(readFileSync(path('prisma/schema.prisma'), 'utf8')).slice(1, -1);
  return readFileSync(client, 'utf8').includes(schema);
}
