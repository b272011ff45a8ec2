// The public API of each entry point as a reviewable text in a package's `api/`, from what was built. Runs in the package's
// folder. `--check` compares, anything else writes. Left out is what has a report of its own: types generated from operations
// (`packages/server/schema.graphql`) and the catalogue of errors (`docs/errors.md`).
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractApi } from './extractApi.mjs';

const folder = process.cwd();
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const isCheck = process.argv.includes('--check');
const temporary = mkdtempSync(join(tmpdir(), 'eventeye-api-'));
const reportedElsewhere = new Set([
  'errorCatalogue',
  ...generatedNames(join(folder, 'dist/generated/graphql.d.ts')),
]);

let isStale = false;
for (const [name, declarations] of entriesOf(manifest)) {
  extractApi(folder, join(folder, declarations), {
    apiReport: {
      enabled: true,
      reportFileName: `${name}.api.md`,
      reportFolder: temporary,
      reportTempFolder: join(temporary, 'before'),
    },
  });
  const now = filtered(readFileSync(join(temporary, `${name}.api.md`), 'utf8'));
  const committed = join(folder, 'api', `${name}.api.md`);
  if (!isCheck) {
    mkdirSync(join(folder, 'api'), { recursive: true });
    writeFileSync(committed, now);
  } else if (!existsSync(committed) || readFileSync(committed, 'utf8') !== now) {
    isStale = true;
    console.error(
      `${manifest.name}: api/${name}.api.md is not what the code says. In its folder: npm run api`,
    );
  }
}
rmSync(temporary, { recursive: true });
process.exit(isStale ? 1 : 0);

/** `[name of the report, its declarations]` of each entry that has some. */
function entriesOf({ exports }) {
  return Object.entries(exports).flatMap(([subpath, conditions]) => {
    const types = conditions.types ?? conditions.import?.types;
    return types ? [[subpath === '.' ? 'index' : subpath.slice(2), types]] : [];
  });
}

function generatedNames(file) {
  if (!existsSync(file)) return [];
  const names = readFileSync(file, 'utf8').matchAll(/^export (?:declare )?(?:type|const) (\w+)/gm);
  return [...names].map(([, name]) => name);
}

/** A report without the blocks of what is reported elsewhere. */
function filtered(report) {
  const blocks = report.split(/\n\n(?=\/\/ @public|\/\/ \(No|\/\/ Warning)/);
  const isElsewhere = (block) =>
    reportedElsewhere.has(/^(?:export )?(?:declare )?(?:type|const) (\w+)/m.exec(block)?.[1]) ||
    // Under another name: fragments are exported as what they stand for.
    /^export type \w+ = \{\n {4}__typename: /m.test(block);
  return `${blocks
    .filter((block) => !isElsewhere(block))
    .join('\n\n')
    .trimEnd()}\n`;
}
