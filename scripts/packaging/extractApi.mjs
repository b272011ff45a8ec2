import { join } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';

/**
 * Runs API Extractor on the declarations of one entry point. Of its messages only errors are shown: what it says of
 * comments is the business of TSDoc, which is not used here.
 *
 * @param {string} folder The package's.
 * @param {string} entry Declarations of the entry, absolute.
 * @param {object} outputs `apiReport`, `dtsRollup` and `bundledPackages` as in an api-extractor.json.
 */
export function extractApi(folder, entry, { apiReport, dtsRollup, bundledPackages = [] }) {
  const quiet = { default: { logLevel: ExtractorLogLevel.None } };
  const config = ExtractorConfig.prepare({
    packageJsonFullPath: join(folder, 'package.json'),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: entry,
      bundledPackages,
      compiler: { tsconfigFilePath: join(folder, 'tsconfig.json') },
      apiReport: apiReport ?? { enabled: false },
      docModel: { enabled: false },
      dtsRollup: dtsRollup ?? { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: {
        extractorMessageReporting: quiet,
        compilerMessageReporting: quiet,
        tsdocMessageReporting: quiet,
      },
    },
  });
  const { errorCount } = Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      message.handled = true;
      if (message.logLevel === ExtractorLogLevel.Error) console.error(message.text);
    },
  });
  if (errorCount) throw new Error(`API Extractor found ${errorCount} errors in ${entry}.`);
}
