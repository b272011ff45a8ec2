import { readPngText, scaleKeywords } from '@eventeye/inference';
import type { Request, Response } from 'express';
import { callerSignal } from '../inference/callerSignal.js';
import { onceMore } from './onceMore.js';
import type { PictureCache } from './pictureCache.js';
import { answeredFromCache } from './validators.js';

/**
 * Answers with a PNG: 304 where the caller has it, else from the cache, else drawn for as long as somebody waits for it.
 * The scale of a 16-bit PNG goes into headers as well, for those who do not read its chunks.
 *
 * @param key see `pictureKey`.
 */
export async function sendPicture(
  request: Request,
  response: Response,
  pictures: PictureCache,
  key: string,
  draw: (signal: AbortSignal) => Promise<Uint8Array>,
): Promise<void> {
  if (answeredFromCache(request, response, key)) return;
  const png = await pictures.get(key, callerSignal(response), (signal) => onceMore(() => draw(signal)));
  const { [scaleKeywords.slope]: slope, [scaleKeywords.intercept]: intercept } = readPngText(png);
  if (slope && intercept)
    response.set({ 'EventEye-Rescale-Slope': slope, 'EventEye-Rescale-Intercept': intercept });
  response.type('image/png').send(Buffer.from(png.buffer, png.byteOffset, png.byteLength));
}
