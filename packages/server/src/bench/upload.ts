// A folder of 320 slices as GraphQL multipart requests: processor time of the server and the engine. Prints one JSON object.
import { processorTime } from './processorTime.js';
import { seriesFiles } from './seriesFiles.js';
import { startEventEye } from './services.js';

const rounds = Number(process.argv[2] ?? 3);
/** Files of one request; the SDK sends 16. */
const together = [16, 160];
const { name, files } = seriesFiles(['pre', 'post1']);

const query = `mutation ($input: UploadMedicalImagesInput!) { uploadMedicalImages(input: $input) { __typename
  ... on UploadMedicalImagesPayload { medicalImages { id series { id } } rejected { code } } ... on Error { code } } }`;

async function measure(perRequest: number): Promise<{ serverMs: number; engineMs: number; wallMs: number }> {
  const service = await startEventEye('int8');
  try {
    const begun = { server: processorTime(service.pid), engine: processorTime(service.enginePid()) };
    const wall = performance.now();
    for (let i = 0; i < files.length; i += perRequest) {
      const group = files.slice(i, i + perRequest);
      const { uploadMedicalImages } = await service.upload<{
        uploadMedicalImages: { medicalImages?: unknown[] };
      }>(query, group);
      if (uploadMedicalImages.medicalImages?.length !== group.length)
        throw new Error(JSON.stringify(uploadMedicalImages));
    }
    return {
      serverMs: (processorTime(service.pid) - begun.server) / files.length,
      engineMs: (processorTime(service.enginePid()) - begun.engine) / files.length,
      wallMs: (performance.now() - wall) / files.length,
    };
  } finally {
    await service.stop();
  }
}

const middle = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;
const summary: Record<string, Record<string, number>> = {};
for (const perRequest of together) {
  const measured = [];
  for (let round = 0; round < rounds; round++) measured.push(await measure(perRequest));
  summary[`${perRequest} files a request`] = {
    serverMs: middle(measured.map(({ serverMs }) => serverMs)),
    engineMs: middle(measured.map(({ engineMs }) => engineMs)),
    wallMs: middle(measured.map(({ wallMs }) => wallMs)),
  };
}
process.stdout.write(`${JSON.stringify({ series: name, files: files.length, anImage: summary })}\n`);
