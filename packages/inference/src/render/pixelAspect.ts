import type { Dataset } from '@eventeye/dicom';

/** Beyond this a header is not believed. */
const mostAspect = 8;

/**
 * Height of a pixel over its width: Pixel Spacing (0028,0030), else Imager Pixel Spacing (0018,1164), else Pixel Aspect
 * Ratio (0028,0034), all of which name the vertical first (PS3.3 10.7.1.3, C.7.6.3.1.7).
 *
 * @returns 1 where the file says nothing, or nothing that can be true.
 */
export function pixelAspect(dataset: Dataset): number {
  for (const tag of ['x00280030', 'x00181164', 'x00280034'] as const) {
    const [vertical, horizontal] = dataset.decimals(tag);
    if (!vertical || !horizontal) continue;
    const aspect = vertical / horizontal;
    return aspect >= 1 / mostAspect && aspect <= mostAspect ? aspect : 1;
  }
  return 1;
}
