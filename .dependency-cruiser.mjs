// The allowed imports between packages. Anything unlisted is forbidden.
const allowed = {
  core: [],
  dicom: ['core'],
  phantom: ['core', 'dicom'],
  inference: ['core', 'dicom'],
  training: ['core', 'dicom', 'inference', 'phantom'],
  server: ['core', 'dicom', 'inference', 'model'],
  client: ['core'],
  react: ['client', 'core'],
  embed: ['react'],
  gateway: ['client', 'dicom', 'core'],
};
const testFile = '\\.(test|bench|stories)\\.tsx?$|/testing/|/bench/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...Object.entries(allowed).map(([name, targets]) => ({
      name: `${name}-imports`,
      comment: `packages/${name} may import ${targets.length ? targets.join(', ') : 'no other package'}.`,
      severity: 'error',
      // Tests may use the phantoms of any package's data; nothing that ships may.
      from: { path: `^packages/${name}/src/`, pathNot: testFile },
      to: { path: `^packages/(?!(${[name, ...targets].join('|')})/)` },
    })),
    {
      name: 'examples-imports',
      severity: 'error',
      from: { path: '^examples/', pathNot: testFile },
      to: { path: '^packages/(?!(client|react|embed)/)' },
    },
    {
      name: 'engine-alone-loads-native-code',
      comment:
        'Only the inference package may load onnxruntime and sharp; training prepares images through it.',
      severity: 'error',
      from: { path: '^(packages|examples)/(?!inference/|training/)', pathNot: testFile },
      to: { path: 'node_modules/(onnxruntime-node|sharp|piscina)/' },
    },
    {
      name: 'core-does-no-io',
      severity: 'error',
      from: { path: '^packages/core/src', pathNot: testFile },
      to: { dependencyTypes: ['core'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|generated)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      conditionNames: ['eventeye-source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
