import type { CodegenConfig } from '@graphql-codegen/cli';

/** Files of operations that a page loads when it first needs one of them: few do. */
const later = ['administration', 'evaluation', 'webhooks'];

/** Types of every operation in `src/operations`, from the schema that the server prints. */
const config: CodegenConfig = {
  schema: '../server/schema.graphql',
  documents: 'src/operations/*.graphql',
  generates: {
    'src/generated/documents.ts': { plugins: [{ './codegen/lazyDocuments.mjs': { except: later } }] },
    'src/generated/laterDocuments.ts': { plugins: [{ './codegen/lazyDocuments.mjs': { only: later } }] },
    'src/generated/sdl.ts': { plugins: ['./codegen/printSdl.mjs'] },
    'src/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        // Without it the types silently become `{}` under NodeNext; `operationTypes.test.ts` guards it.
        importExtension: '.js',
        emitLegacyCommonJSImports: false,
        useTypeImports: true,
        enumsAsTypes: true,
        // Apollo adds __typename to what it asks for; result unions are told apart by it.
        nonOptionalTypename: true,
        skipTypeNameForRoot: true,
        strictScalars: true,
        scalars: {
          Date: 'string',
          DateTime: 'string',
          // Files travel beside the variables; see GraphQL multipart request specification.
          Upload: 'null',
        },
      },
    },
  },
};
export default config;
