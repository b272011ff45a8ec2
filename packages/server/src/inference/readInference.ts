import { EventEyeError } from '@eventeye/core';
import type { Request } from 'express';
import { z } from 'zod';
import type { ByteAllowance } from './admission.js';
import type { DoorImage } from './analyzeImages.js';
import { decodeBase64 } from './decodeBase64.js';
import { requestBytes } from './doorServices.js';
import { fetchImage } from './fetch/fetchImage.js';
import type { FetchPolicy } from './fetch/fetchPolicy.js';
import { parseJson } from './parseJson.js';
import { readBody } from './readBody.js';

/** What a request asks for. */
export interface InferenceRequest {
  image: DoorImage;
  heatmap: boolean;
}

/** What reading needs. */
export interface ReadSettings {
  maxBytes: number;
  policy: FetchPolicy;
  allowance: ByteAllowance;
  signal: AbortSignal;
}

const frame = z.number().int().min(0);
const queryOptions = z.strictObject({
  heatmap: z.stringbool().optional(),
  frame: z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number from 0 on')
    .transform(Number)
    .optional(),
});
const jsonBody = z
  .strictObject({
    image: z.string().min(1).optional(),
    url: z.string().min(1).max(4096).optional(),
    preContrast: z.string().min(1).optional(),
    preContrastUrl: z.string().min(1).max(4096).optional(),
    heatmap: z.boolean().optional(),
    frame: frame.optional(),
  })
  .refine((body) => (body.image === undefined) !== (body.url === undefined), {
    error: 'send either image (Base64) or url',
  })
  .refine((body) => body.preContrast === undefined || body.preContrastUrl === undefined, {
    error: 'send either preContrast (Base64) or preContrastUrl',
  });

/**
 * Reads a request in any of its forms: JSON with `image` or `url`, or the image's bytes themselves. Options in JSON go
 * before those of the query.
 *
 * @throws EventEyeError VALIDATION_FAILED, MEDIA_TYPE_UNSUPPORTED, IMAGE_TOO_LARGE, and the codes of `fetchImage`.
 */
export async function readInference(request: Request, settings: ReadSettings): Promise<InferenceRequest> {
  const query = queryOptions.safeParse(request.query);
  if (!query.success) throw invalid(query.error, 'The query of the address is not understood.');
  const options = query.data;
  const { maxBytes, allowance } = settings;
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase();
  if (type === 'application/json') {
    const body = await readBody(request, requestBytes(maxBytes), allowance);
    return fromJson(parseJson(body), options, settings);
  }
  if (!/^image\/|^application\/(dicom|octet-stream)$/.test(type)) throw unsupported();
  const bytes = await readBody(request, maxBytes, allowance);
  return { image: { bytes, frame: options.frame ?? 0 }, heatmap: options.heatmap ?? false };
}

async function fromJson(
  json: unknown,
  options: z.infer<typeof queryOptions>,
  settings: ReadSettings,
): Promise<InferenceRequest> {
  const parsed = jsonBody.safeParse(json);
  if (!parsed.success) throw invalid(parsed.error, 'The JSON is not understood.');
  const body = parsed.data;
  const { maxBytes } = settings;
  const read = (name: 'image' | 'preContrast', text?: string, url?: string) => {
    if (text !== undefined) return decodeBase64(text, maxBytes, name);
    return url === undefined ? undefined : fetchImage(url, settings);
  };
  const bytes = (await read('image', body.image, body.url))!;
  const preContrast = await read('preContrast', body.preContrast, body.preContrastUrl);
  return {
    image: { bytes, frame: body.frame ?? options.frame ?? 0, ...(preContrast && { preContrast }) },
    heatmap: body.heatmap ?? options.heatmap ?? false,
  };
}

function invalid(error: z.ZodError, what: string): EventEyeError {
  const faults = error.issues.map(({ path, message }) => [...path, message].join(': '));
  return new EventEyeError('VALIDATION_FAILED', `${what} ${faults.join('; ')}.`, {
    path: error.issues.map(({ path }) => path.join('.')),
  });
}

const unsupported = () =>
  new EventEyeError(
    'MEDIA_TYPE_UNSUPPORTED',
    'Send application/json, or the bytes of an image as image/…, application/dicom or application/octet-stream.',
  );
