// The public API of each entry point as a reviewable text in `api/`. `--check` compares, anything else writes. Types that are
// generated from operations are left out: `packages/server/schema.graphql` is their report.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';

const here = dirname(fileURLToPath(import.meta.url));
const entries = { index: 'index', react: 'react/index', testing: 'testing/index', node: 'node/index' };
const isCheck = process.argv.includes('--check');
const temporary = join(here, 'dist/api');
mkdirSync(temporary, { recursive: true });

const generated = new Set(
  [
    ...readFileSync(join(here, 'dist/generated/graphql.d.ts'), 'utf8').matchAll(
      /^export (?:declare )?(?:type|const) (\w+)/gm,
    ),
  ].map(([, name]) => name),
);

/** A report without the blocks of generated types. */
function filtered(report) {
  const blocks = report.split(/\n\n(?=\/\/ @public|\/\/ \(No)/);
  const isGenerated = (block) =>
    generated.has(/^(?:export )?(?:declare )?(?:type|const) (\w+)/m.exec(block)?.[1]) ||
    // Under another name: fragments are exported as what they stand for.
    /^export type \w+ = \{\n {4}__typename: /m.test(block);
  return `${blocks
    .filter((block) => !isGenerated(block))
    .join('\n\n')
    .trimEnd()}\n`;
}

let isStale = false;
for (const [name, entry] of Object.entries(entries)) {
  const config = ExtractorConfig.prepare({
    packageJsonFullPath: join(here, 'package.json'),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: here,
      mainEntryPointFilePath: join(here, `dist/${entry}.d.ts`),
      compiler: { tsconfigFilePath: join(here, 'tsconfig.json') },
      apiReport: {
        enabled: true,
        reportFileName: `${name}.api.md`,
        reportFolder: temporary,
        reportTempFolder: join(temporary, 'before'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: {
        extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  });
  Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      message.handled = true;
      if (message.logLevel === ExtractorLogLevel.Error) console.error(message.text);
    },
  });
  const now = filtered(readFileSync(join(temporary, `${name}.api.md`), 'utf8'));
  const committed = join(here, 'api', `${name}.api.md`);
  if (!isCheck) {
    mkdirSync(dirname(committed), { recursive: true });
    writeFileSync(committed, now);
  } else if (readFileSync(committed, 'utf8') !== now) {
    isStale = true;
    console.error(`api/${name}.api.md is not what the code says: npm run api -w packages/client`);
  }
}
process.exit(isStale ? 1 : 0);
