// A series of 160 slices through GraphQL: upload, analyzeSeries, results stored. Prints one JSON object.
import { setTimeout as delay } from 'node:timers/promises';
import { median } from './median.js';
import { memoryOfTree } from './memory.js';
import { processorTime } from './processorTime.js';
import { seriesFiles } from './seriesFiles.js';
import { type EventEyeService, startEventEye } from './services.js';

const rounds = Number(process.argv[2] ?? 3);
const { name, files } = seriesFiles();
const count = files.length;

/** Milliseconds of wall clock and of the processors of both processes. */
interface Spent {
  wall: number;
  server: number;
  engine: number;
}

async function spent(service: EventEyeService, act: () => Promise<void>): Promise<Spent> {
  const now = (): Spent => ({
    wall: performance.now(),
    server: processorTime(service.pid),
    engine: processorTime(service.enginePid()),
  });
  const before = now();
  await act();
  const after = now();
  return {
    wall: after.wall - before.wall,
    server: after.server - before.server,
    engine: after.engine - before.engine,
  };
}

const uploadQuery = `mutation ($input: UploadMedicalImagesInput!) { uploadMedicalImages(input: $input) { __typename
  ... on UploadMedicalImagesPayload { medicalImages { series { id } } rejected { code } } ... on Error { code } } }`;
const analyzeQuery = `mutation ($input: AnalyzeSeriesInput!) { analyzeSeries(input: $input) { __typename
  ... on AnalyzeSeriesPayload { seriesAnalysis { id } } ... on Error { code } } }`;
const statusQuery = `query ($id: ID!) { node(id: $id) { ... on SeriesAnalysis { status completedSlices sliceCount } } }`;

async function measure(precision: 'int8' | 'fp16') {
  const service = await startEventEye(precision);
  try {
    let seriesId = '';
    const upload = await spent(service, async () => {
      const groups = Array.from({ length: Math.ceil(count / 16) }, (_, i) =>
        files.slice(16 * i, 16 * i + 16),
      );
      const lane = async () => {
        for (let group = groups.shift(); group; group = groups.shift()) {
          const answer = await service.upload<{
            uploadMedicalImages: { medicalImages?: { series: { id: string } }[] };
          }>(uploadQuery, group);
          const stored = answer.uploadMedicalImages.medicalImages ?? [];
          if (stored.length !== group.length) throw new Error(JSON.stringify(answer));
          seriesId = stored[0]!.series.id;
        }
      };
      await Promise.all([lane(), lane()]);
    });
    const run = async () => {
      const { analyzeSeries } = await service.request<{
        analyzeSeries: { seriesAnalysis: { id: string } };
      }>(analyzeQuery, { input: { seriesId } });
      for (;;) {
        const { node } = await service.request<{ node: { status: string; completedSlices: number } }>(
          statusQuery,
          {
            id: analyzeSeries.seriesAnalysis.id,
          },
        );
        if (node.status === 'SUCCEEDED' && node.completedSlices === count) return;
        if (node.status === 'FAILED' || node.status === 'CANCELED')
          throw new Error(`The series ${node.status}.`);
        await delay(150);
      }
    };
    // The first run compiles what the others use.
    await run();
    const analysis = await spent(service, run);
    return {
      upload,
      analysis,
      engineMb: memoryOfTree(service.enginePid()),
      memoryMb: memoryOfTree(service.pid),
    };
  } finally {
    await service.stop();
  }
}

type Measured = Awaited<ReturnType<typeof measure>>;
const all: Record<'int8' | 'fp16', Measured[]> = { int8: [], fp16: [] };
for (let round = 0; round < rounds; round++)
  for (const precision of ['int8', 'fp16'] as const) {
    const measured = await measure(precision);
    all[precision].push(measured);
    console.error(`round ${round + 1}: series ${precision} ${(measured.analysis.wall / 1000).toFixed(2)} s`);
  }
const summary = (measured: Measured[]) => {
  const each = (pick: (one: Measured) => number) => median(measured.map(pick)) / count;
  return {
    imagesPerSecond: 1000 / each((one) => one.analysis.wall),
    uploadServerMs: each((one) => one.upload.server),
    uploadEngineMs: each((one) => one.upload.engine),
    analysisServerMs: each((one) => one.analysis.server),
    analysisEngineMs: each((one) => one.analysis.engine),
    engineMb: median(measured.map((one) => one.engineMb)),
    memoryMb: median(measured.map((one) => one.memoryMb)),
  };
};
process.stdout.write(
  `${JSON.stringify({ series: name, slices: count, int8: summary(all.int8), fp32: summary(all.fp16) })}\n`,
);
