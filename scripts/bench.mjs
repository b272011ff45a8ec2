// npm run bench [-- --json FILE]: raw rates, stages and the peer in one go; writes the table of docs/performance.md.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { markdownTable } from './markdownTable.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = (script, ...args) =>
  JSON.parse(
    execFileSync(process.execPath, ['scripts/runSource.mjs', script, ...args], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 1 << 24,
    })
      .trim()
      .split('\n')
      .at(-1),
  );

const built = spawnSync('npx', ['turbo', 'run', 'generate', 'build', '--filter=@eventeye/server'], {
  cwd: root,
  // The last line of the output is the reader's.
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (built.status !== 0) process.exit(1);
const engine = run('packages/inference/src/bench/main.ts', '3', '3');
console.error(JSON.stringify(engine));
const peers = run('packages/server/src/bench/main.ts', '3', '5');
const series = run('packages/server/src/bench/series.ts', '3');
const json = process.argv.indexOf('--json');
if (json > 0)
  writeFileSync(process.argv[json + 1], `${JSON.stringify({ engine, peers, series }, undefined, 2)}\n`);
const { raw, pool, stages } = engine;
const one = (value, digits = 1) => value.toFixed(digits);
const ofOne = (two, single) => `${one(two / single, 2)} x one`;
const beside = stages.decodeDicom + stages.prepareDicom + stages.tensor;
const besideJpeg = stages.decodeJpeg + stages.prepareJpeg + stages.tensor;
const text = `Measured ${new Date().toISOString().slice(0, 10)} on two logical processors, load average ${one(loadavg()[0], 2)} at the end. Absolute
times are this machine's; the ratios are what counts.

### Images a second

${markdownTable(
  ['', 'images/s', 'ratio'],
  [
    [
      'fp32',
      one(raw.fp32),
      `${one(100 * engine.fp32OfPeak)} % of the measured matrix product (${one(engine.peakGflops)} GFLOP/s; 8.2 GFLOP an image)`,
    ],
    ['int8', one(raw.int8), `${one(engine.int8OverFp32, 2)} x fp32`],
    ['fp32, eight in a batch', one(raw.fp32OfEight), ofOne(raw.fp32OfEight, raw.fp32)],
    ['int8, eight in a batch', one(raw.int8OfEight), ofOne(raw.int8OfEight, raw.int8)],
    ['two raw sessions at once, fp32', one(pool.rawPairFp32), ofOne(pool.rawPairFp32, raw.fp32)],
    ['two raw sessions at once, int8', one(pool.rawPairInt8), ofOne(pool.rawPairInt8, raw.int8)],
    [
      'engine, two threads, DICOM, fp32',
      one(pool.poolFp32),
      `${one((100 * pool.poolFp32) / pool.rawPairFp32)} % of the pair`,
    ],
    [
      'engine, two threads, DICOM, int8',
      one(pool.poolInt8),
      `${one((100 * pool.poolInt8) / pool.rawPairInt8)} % of the pair`,
    ],
  ],
)}

### Processor time of one image, ms

${markdownTable(
  ['stage', 'DICOM 448 x 448', 'JPEG 512 x 512'],
  [
    ['decode', one(stages.decodeDicom), one(stages.decodeJpeg)],
    ['window and resize', one(stages.prepareDicom), one(stages.prepareJpeg)],
    ['tensor', one(stages.tensor), one(stages.tensor)],
    ['sum', one(beside), one(besideJpeg)],
    ['inference int8', one(stages.inferenceInt8), one(stages.inferenceInt8)],
    ['everything `predict` does, int8', one(stages.wholeDicomInt8), ''],
    ['heat map PNG, only when asked for', one(stages.heatmapPng), ''],
  ],
)}

### Over HTTP, two workers each, four requests at a time, a 448 x 448 PNG

${markdownTable(
  ['service', 'images/s', 'p50 ms', 'p95 ms', 'p99 ms', 'memory MB', 'of that the engine'],
  peers.map((peer) => [
    peer.name,
    one(peer.imagesPerSecond),
    one(peer.p50Ms, 0),
    one(peer.p95Ms, 0),
    one(peer.p99Ms, 0),
    one(peer.memoryMb, 0),
    peer.engineMb > 0 ? one(peer.engineMb, 0) : '',
  ]),
)}
`;
const seriesRow = (precision, pairRate) => {
  const measured = series[precision];
  return [
    precision,
    one(measured.imagesPerSecond),
    `${one((100 * measured.imagesPerSecond) / pairRate)} %`,
    one(measured.uploadServerMs),
    one(measured.uploadEngineMs),
    one(measured.analysisServerMs),
    one(measured.analysisEngineMs),
    one(measured.analysisEngineMs - 2000 / pairRate),
    one(measured.engineMb, 0),
    one(measured.memoryMb, 0),
  ];
};
const seriesText = `
### A series of ${series.slices} slices through GraphQL: ${series.series}

Embedded database, two sessions. Milliseconds are processor time of one image; the last of them is what the engine takes beside the
raw session.

${markdownTable(
  [
    '',
    'images/s',
    'of the raw pair',
    'upload: server',
    'upload: engine',
    'analysis: server',
    'analysis: engine',
    'of that beside inference',
    'engine MB',
    'all MB',
  ],
  [seriesRow('int8', pool.rawPairInt8), seriesRow('fp32', pool.rawPairFp32)],
)}
`;
const file = `${root}/docs/performance.md`;
const before = readFileSync(file, 'utf8');
writeFileSync(
  file,
  before.replace(/(<!-- table -->\n)[\s\S]*(<!-- end -->)/, `$1\n${text}${seriesText}\n$2`),
);
process.stdout.write(text + seriesText);
