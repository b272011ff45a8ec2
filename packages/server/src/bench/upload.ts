// A folder of 320 slices as GraphQL multipart requests: processor time of the server and the engine. Prints one JSON object.
import { median } from './median.js';
import { processorTime } from './processorTime.js';
import { seriesFiles } from './seriesFiles.js';
import { startEventEye } from './services.js';

const rounds = Number(process.argv[2] ?? 3);
/** Files of one request; the SDK sends 16. */
const together = [16, 160];
const { name, files } = seriesFiles(['pre', 'post1']);

const query = `mutation ($input: UploadMedicalImagesInput!) { uploadMedicalImages(input: $input) { __typename
  ... on UploadMedicalImagesPayload { medicalImages { id series { id } } rejected { code } } ... on Error { code } } }`;

interface Spent {
  serverMs: number;
  engineMs: number;
  wallMs: number;
}

/** Of a fresh server: what an image takes in the first series, and in the second, when all code is compiled. */
async function measure(perRequest: number): Promise<{ first: Spent; second: Spent }> {
  const service = await startEventEye('int8');
  const send = async (some: typeof files): Promise<Spent> => {
    const begun = { server: processorTime(service.pid), engine: processorTime(service.enginePid()) };
    const wall = performance.now();
    for (let i = 0; i < some.length; i += perRequest) {
      const group = some.slice(i, i + perRequest);
      const { uploadMedicalImages } = await service.upload<{
        uploadMedicalImages: { medicalImages?: unknown[] };
      }>(query, group);
      if (uploadMedicalImages.medicalImages?.length !== group.length)
        throw new Error(JSON.stringify(uploadMedicalImages));
    }
    return {
      serverMs: (processorTime(service.pid) - begun.server) / some.length,
      engineMs: (processorTime(service.enginePid()) - begun.engine) / some.length,
      wallMs: (performance.now() - wall) / some.length,
    };
  };
  try {
    return { first: await send(files.slice(0, 160)), second: await send(files.slice(160)) };
  } finally {
    await service.stop();
  }
}

const summary: Record<string, Record<string, Spent>> = {};
for (const perRequest of together) {
  const measured: Awaited<ReturnType<typeof measure>>[] = [];
  for (let round = 0; round < rounds; round++) measured.push(await measure(perRequest));
  const of = (which: 'first' | 'second'): Spent => ({
    serverMs: median(measured.map((one) => one[which].serverMs)),
    engineMs: median(measured.map((one) => one[which].engineMs)),
    wallMs: median(measured.map((one) => one[which].wallMs)),
  });
  summary[`${perRequest} files a request`] = { first: of('first'), second: of('second') };
}
process.stdout.write(`${JSON.stringify({ series: name, files: files.length, anImage: summary })}\n`);
