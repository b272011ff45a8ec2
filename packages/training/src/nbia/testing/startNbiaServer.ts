import { createHash } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPhantom, writeStudy } from '@eventeye/phantom';
import { ZipFile } from 'yazl';

/** A series the server offers. */
export interface OfferedSeries {
  seriesInstanceUid: string;
  patientId: string;
  description: string;
  files: Map<string, Uint8Array>;
}

/** What the next answers do wrong, each so many times. */
export interface Faults {
  unavailable?: number;
  tooMany?: number;
  /** The Retry-After of `tooMany`; 7 seconds without it. */
  retryAfter?: string;
  /** Every series is listed with this study. */
  studyInstanceUid?: string;
  listedTwice?: boolean;
  /** The list of checksums leaves out the last file. */
  shortList?: boolean;
  cut?: number;
  corrupt?: number;
  /** Called when half an archive is sent; the rest never comes. */
  stall?: () => void;
  withoutHashes?: boolean;
  hostileName?: boolean;
}

/**
 * A server that answers as the NBIA REST API documents: `getSeries` in JSON, `getImageWithMD5Hash` and `getImage` as zip.
 * On a free port of the loopback address; the caller closes it.
 */
export async function startNbiaServer(collection: string, patients: number) {
  const offered = Array.from({ length: patients }, (_, i) => offer(i));
  const faults: Faults = {};
  const seen: string[] = [];
  let active = 0;
  let mostActive = 0;
  const server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://localhost');
    const name = url.pathname.split('/').at(-1)!;
    seen.push(`${name} ${url.searchParams.get('SeriesInstanceUID') ?? ''}`.trim());
    if (faults.unavailable && faults.unavailable-- > 0) return void response.writeHead(503).end();
    if (faults.tooMany && faults.tooMany-- > 0)
      return void response.writeHead(429, { 'retry-after': faults.retryAfter ?? '7' }).end();
    if (name === 'getSeries') {
      const known = url.searchParams.get('Collection') === collection;
      const { studyInstanceUid } = faults;
      const list = offered.map((one) => ({
        ...describe(one),
        ...(studyInstanceUid && { StudyInstanceUID: studyInstanceUid }),
      }));
      const body = known ? JSON.stringify(faults.listedTwice ? [...list, ...list] : list) : '';
      return void response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    }
    const series = offered.find((one) => one.seriesInstanceUid === url.searchParams.get('SeriesInstanceUID'));
    const hashes = name === 'getImageWithMD5Hash';
    if (!series || (hashes && faults.withoutHashes) || !/^getImage/.test(name))
      return void response.writeHead(404).end();
    active += 1;
    mostActive = Math.max(mostActive, active);
    response.on('close', () => {
      active -= 1;
    });
    void sendArchive(series, hashes, faults, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/nbia-api/services/v1/`,
    offered,
    faults,
    seen,
    mostActive: () => mostActive,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function offer(i: number): OfferedSeries {
  const phantom = createPhantom({
    seed: 7000 + i,
    lesion: i % 2 ? 'MALIGNANT' : 'BENIGN',
    size: 64,
    slices: 3,
  });
  const files = new Map<string, Uint8Array>();
  for (const { bytes, sliceIndex } of writeStudy(phantom, { phases: ['post1'] }))
    files.set(`1-${sliceIndex + 1}.dcm`, bytes);
  return {
    seriesInstanceUid: `1.2.3.${i + 1}`,
    patientId: `Case ${i + 1}`,
    description: i === 0 ? 'localizer' : 'ax dyn 1st pass',
    files,
  };
}

function describe({ seriesInstanceUid, patientId, description, files }: OfferedSeries) {
  return {
    SeriesInstanceUID: seriesInstanceUid,
    StudyInstanceUID: `${seriesInstanceUid}.0`,
    PatientID: patientId,
    Modality: 'MR',
    SeriesDescription: description,
    Collection: 'Phantoms',
    ImageCount: files.size,
  };
}

async function sendArchive(
  { files }: OfferedSeries,
  hashes: boolean,
  faults: Faults,
  response: ServerResponse,
): Promise<void> {
  const zip = new ZipFile();
  const lines = ['Filename,MD5Hash'];
  for (const [name, bytes] of files) {
    lines.push(`${name},${createHash('md5').update(bytes).digest('hex')}`);
    const sent = Buffer.from(bytes);
    if (faults.corrupt && faults.corrupt-- > 0) sent[400]! ^= 1;
    zip.addBuffer(sent, name);
  }
  if (faults.shortList) lines.pop();
  zip.addBuffer(Buffer.from('terms of use'), 'LICENSE');
  if (hashes) zip.addBuffer(Buffer.from(`${lines.join('\n')}\n`), 'md5hashes.csv');
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  let archive = Buffer.concat(chunks);
  // The library refuses such a name; a hostile server would not.
  if (faults.hostileName)
    archive = Buffer.from(archive.toString('latin1').replaceAll('1-1.dcm', '../.dcm'), 'latin1');
  response.writeHead(200, { 'content-type': 'application/zip' });
  if (faults.stall) {
    response.write(archive.subarray(0, archive.length / 2), faults.stall);
    return;
  }
  if (faults.cut && faults.cut-- > 0) {
    response.write(archive.subarray(0, archive.length / 2));
    setImmediate(() => response.destroy());
    return;
  }
  response.end(archive);
}
