import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
// Resolved as the server package sees them: these are its dependencies, and other packages may hold other versions.
const require = createRequire(join(root, 'packages/server/package.json'));

/**
 * The SQL that leads from the committed migrations to `prisma/schema.prisma`, or null when they agree.
 *
 * Prisma's own command needs a native engine that this project does not download; with a stub in its place it prints
 * nothing and succeeds, which would pass as "no drift". The same engine as WebAssembly answers here, on an embedded
 * database in memory. It is an internal interface, so its version is pinned to Prisma's.
 */
export async function pendingMigration() {
  const [{ PGlite }, { PrismaPGlite }, { bindMigrationAwareSqlAdapterFactory }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('pglite-prisma-adapter'),
    import('@prisma/driver-adapter-utils'),
  ]);
  const database = await PGlite.create();
  try {
    for (const sql of readMigrations()) await database.exec(sql);
    const SchemaEngine = await loadSchemaEngine();
    const schema = {
      path: join(root, 'prisma/schema.prisma'),
      content: readFileSync(join(root, 'prisma/schema.prisma'), 'utf8'),
    };
    const engine = await SchemaEngine.new(
      { datamodels: [[schema.path, schema.content]] },
      () => {},
      bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(database)),
    );
    const { stdout, exitCode } = await engine.diff({
      from: { tag: 'schemaDatasource', files: [schema], configDir: root },
      to: { tag: 'schemaDatamodel', files: [schema] },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    return exitCode === 0 ? null : stdout;
  } finally {
    await database.close();
  }
}

/** The package's own entry imports a `.wasm` file, which Node 20 can not do. */
async function loadSchemaEngine() {
  const folder = dirname(require.resolve('@prisma/schema-engine-wasm'));
  const glue = await import(pathToFileURL(join(folder, 'schema_engine_bg.js')).href);
  const module = new WebAssembly.Module(readFileSync(join(folder, 'schema_engine_bg.wasm')));
  const { exports } = new WebAssembly.Instance(module, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(exports);
  exports.__wbindgen_start();
  return glue.SchemaEngine;
}

function readMigrations() {
  const folder = join(root, 'prisma/migrations');
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => readFileSync(join(folder, name, 'migration.sql'), 'utf8'));
}
