import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';

/** Where The Cancer Imaging Archive answers the public NBIA REST API. */
export const publicNbia = 'https://services.cancerimagingarchive.net/nbia-api/services/v1';

/** A UID becomes the name of a folder: one of dots alone would lead out of the folder of downloads. */
const uidSchema = z
  .string()
  .max(64)
  .regex(/^[0-9]+(\.[0-9]+)*$/);

/** A series as `getSeries` describes it; the API leaves out what it does not know. */
export const nbiaSeriesSchema = z.looseObject({
  SeriesInstanceUID: uidSchema,
  StudyInstanceUID: uidSchema,
  PatientID: z.string().min(1),
  Modality: z.string().optional(),
  SeriesDescription: z.string().optional(),
  ImageCount: z.coerce.number().int().optional(),
});

/** A series as `getSeries` describes it. */
export type NbiaSeries = z.infer<typeof nbiaSeriesSchema>;

/** How to reach the API. */
export interface NbiaOptions {
  /** Default: the public API of The Cancer Imaging Archive. */
  baseUrl?: string | undefined;
  signal?: AbortSignal | undefined;
  /** Waits before another try; for tests. */
  delay?: ((ms: number, signal?: AbortSignal) => Promise<void>) | undefined;
}

const attempts = 5;

/** Lists the series of a collection; an empty list where the archive knows none. */
export async function listSeries(
  collection: string,
  modality: string,
  options: NbiaOptions,
): Promise<NbiaSeries[]> {
  const query = new URLSearchParams({ Collection: collection, Modality: modality, format: 'json' });
  return retry(`the list of series of ${collection}`, options, async () => {
    const response = await get(`getSeries?${query}`, options);
    // The API answers an empty body where nothing matches.
    const text = await response.text();
    return z.array(nbiaSeriesSchema).parse(text.trim() === '' ? [] : JSON.parse(text));
  });
}

/**
 * Saves the zip archive of a series, with the checksums of its files where the archive gives them.
 *
 * @param check throws when what was saved is not whole; it is then fetched again.
 */
export function saveSeries(
  seriesInstanceUid: string,
  file: string,
  options: NbiaOptions,
  check: () => Promise<void>,
): Promise<void> {
  const query = `SeriesInstanceUID=${seriesInstanceUid}`;
  return retry(`series ${seriesInstanceUid}`, options, async () => {
    const withHashes = await get(`getImageWithMD5Hash?${query}`, options, [404]);
    if (!withHashes.ok) await withHashes.body?.cancel();
    const response = withHashes.ok ? withHashes : await get(`getImage?${query}`, options);
    if (!response.body) throw new Error('an empty answer');
    await pipeline(Readable.fromWeb(response.body as never), createWriteStream(file), {
      signal: options.signal,
    });
    await check();
  });
}

/** An answer that another try will not change. */
class Refusal extends Error {}

class Busy extends Error {
  constructor(
    message: string,
    readonly retryAfterMs: number | undefined,
  ) {
    super(message);
  }
}

async function get(path: string, options: NbiaOptions, allowed: number[] = []): Promise<Response> {
  const base = (options.baseUrl ?? publicNbia).replace(/\/+$/, '');
  const response = await fetch(`${base}/${path}`, options.signal ? { signal: options.signal } : {});
  if (response.ok || allowed.includes(response.status)) return response;
  await response.body?.cancel();
  const message = `the archive answered ${response.status}`;
  if (response.status === 429 || response.status >= 500) {
    throw new Busy(message, readRetryAfter(response.headers.get('retry-after')));
  }
  throw new Refusal(message);
}

/** Milliseconds of a Retry-After header, at most five minutes: RFC 9110 allows seconds or a date. */
function readRetryAfter(text: string | null): number | undefined {
  if (text === null) return undefined;
  const ms = /^\d+$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), 300_000);
}

/** Faults of this machine's disk; another try would only load the archive for nothing. */
const diskFaults = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EIO', 'EMFILE']);

/** Tries again after 1, 2, 4, 8 seconds with jitter, or when the archive says so. */
async function retry<T>(what: string, options: NbiaOptions, act: () => Promise<T>): Promise<T> {
  const delay = options.delay ?? ((ms, signal) => wait(ms, undefined, signal ? { signal } : {}));
  for (let attempt = 1; ; attempt++) {
    try {
      return await act();
    } catch (cause) {
      options.signal?.throwIfAborted();
      if (diskFaults.has((cause as NodeJS.ErrnoException).code ?? ''))
        throw new Error(
          `Can not save ${what}: ${(cause as Error).message}. Make room or allow writing there, and run the same command again; what was fetched is kept.`,
          { cause },
        );
      const reason =
        cause instanceof z.ZodError ? 'its answer is not what the API documents' : (cause as Error).message;
      if (cause instanceof Refusal || attempt === attempts) {
        throw new Error(
          `Can not fetch ${what}: ${reason}. Check the name and the network, and run the same command again; what was fetched is kept.`,
          { cause },
        );
      }
      const backOff = 1000 * 2 ** (attempt - 1) * (0.75 + 0.5 * Math.random());
      await delay((cause instanceof Busy ? cause.retryAfterMs : undefined) ?? backOff, options.signal);
    }
  }
}
