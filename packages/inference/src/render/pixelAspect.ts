import { type Dataset, frameGeometry } from '@eventeye/dicom';

/** Beyond this a header is not believed. */
const mostAspect = 8;

/**
 * Height of a pixel over its width: Pixel Spacing (0028,0030) of the frame or the object, else Imager Pixel Spacing
 * (0018,1164), else Pixel Aspect Ratio (0028,0034), all of which name the vertical first (PS3.3 10.7.1.3, C.7.6.3.1.7).
 *
 * @param frame 0-based.
 * @returns 1 where the file says nothing, or nothing that can be true.
 * @throws EventEyeError DICOM_INVALID for broken functional groups.
 */
export function pixelAspect(dataset: Dataset, frame: number): number {
  const { pixelSpacing } = frameGeometry(dataset, frame);
  const ratios = [
    pixelSpacing && [pixelSpacing.rowMm, pixelSpacing.columnMm],
    dataset.decimals('x00181164'),
    dataset.decimals('x00280034'),
  ];
  for (const [vertical, horizontal] of ratios.filter((ratio) => ratio !== undefined)) {
    if (!vertical || !horizontal) continue;
    const aspect = vertical / horizontal;
    return aspect >= 1 / mostAspect && aspect <= mostAspect ? aspect : 1;
  }
  return 1;
}
