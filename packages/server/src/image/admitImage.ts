import { createHash } from 'node:crypto';
import { detectImageKind, EventEyeError, type ImageKind } from '@eventeye/core';
import {
  type DeidentificationReport,
  describeInstance,
  type InstanceDescription,
  readDataset,
  type SliceGeometry,
  sliceGeometry,
} from '@eventeye/dicom';
import type { Engine, ImageLimits } from '@eventeye/inference';

/** An upload that was found whole and of a kind that can be analysed. */
export interface AdmittedImage {
  filename: string;
  bytes: Uint8Array;
  kind: ImageKind;
  width: number;
  height: number;
  frameCount: number;
  sha256: string;
  /** The header of a DICOM instance. */
  instance: InstanceDescription | undefined;
  /** Place and time of a DICOM instance; absent for other pictures. */
  slice?: SliceGeometry | undefined;
  /** What was removed before it was admitted; absent for a file that is as it came. */
  deidentification?: DeidentificationReport | undefined;
}

/**
 * Decides whether an upload may be stored: kind by content, size, header, and the pixels of every frame decoded once in
 * the engine's process.
 *
 * @throws EventEyeError with `filename`: IMAGE_EMPTY, IMAGE_UNSUPPORTED, IMAGE_TOO_LARGE, IMAGE_CORRUPT, DICOM_*.
 */
export async function admitImage(
  file: { filename: string; bytes: Uint8Array },
  engine: Pick<Engine, 'inspect'>,
  limits: ImageLimits,
): Promise<AdmittedImage> {
  const { filename, bytes } = file;
  try {
    if (bytes.length === 0)
      throw new EventEyeError('IMAGE_EMPTY', 'The file is empty. Send a file with content.');
    if (bytes.length > limits.maxBytes) {
      throw new EventEyeError(
        'IMAGE_TOO_LARGE',
        `The file is larger than ${limits.maxBytes} bytes. Send a smaller one.`,
      );
    }
    const kind = detectImageKind(bytes);
    if (kind === null) {
      throw new EventEyeError(
        'IMAGE_UNSUPPORTED',
        'The file is no image of a known kind. Send DICOM, PNG, JPEG, TIFF, WebP or BMP.',
      );
    }
    const { maxPixels, maxTotalSamples } = limits;
    const dataset = kind === 'dicom' ? readDataset(bytes, { maxPixels, maxTotalSamples }) : undefined;
    const instance = dataset && describeInstance(dataset);
    const slice = dataset && sliceGeometry(dataset);
    const { width, height, frameCount } = await engine.inspect(bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { filename, bytes, kind, width, height, frameCount, sha256, instance, slice };
  } catch (error) {
    if (!EventEyeError.is(error)) throw error;
    throw new EventEyeError(error.code, error.message, { filename, cause: error });
  }
}
