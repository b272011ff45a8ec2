import { EventEyeError } from '@eventeye/core';
import type { Dataset } from '../dataset/dataset.js';
import type { PixelDescription } from './pixelDescription.js';
import { decodeRle } from './rle.js';

/**
 * The samples of one frame as native bytes: little or big endian as the transfer syntax says, planar as
 * `planar` says. A frame that is not all there is refused, never padded.
 *
 * @throws EventEyeError DICOM_TRUNCATED, DICOM_TRANSFER_SYNTAX_UNSUPPORTED.
 */
export function frameBytes(
  dataset: Dataset,
  pixels: PixelDescription,
  frame: number,
): { bytes: Uint8Array; bigEndian: boolean; planar: boolean } {
  const { transferSyntax } = dataset;
  if (transferSyntax.encoding === 'native') {
    return {
      bytes: nativeBytes(dataset, pixels, frame),
      bigEndian: transferSyntax.bigEndian,
      planar: pixels.planarConfiguration === 1,
    };
  }
  if (transferSyntax.encoding === 'rle') {
    // RLE segments are planes (PS3.5 G.2), most significant byte first; decodeRle puts bytes in little endian order.
    return {
      bytes: decodeRle(encapsulatedFrame(dataset, pixels, frame), pixels),
      bigEndian: false,
      planar: true,
    };
  }
  throw new EventEyeError(
    'DICOM_TRANSFER_SYNTAX_UNSUPPORTED',
    `The transfer syntax ${transferSyntax.name} is not supported yet. Export the study as Explicit VR Little Endian and send it again.`,
  );
}

function nativeBytes(dataset: Dataset, pixels: PixelDescription, frame: number): Uint8Array {
  const element = dataset.parsed.elements.x7fe00010!;
  if (element.encapsulatedPixelData || element.fragments) {
    throw new EventEyeError(
      'DICOM_INVALID',
      'The pixel data is encapsulated although the transfer syntax is uncompressed. Export the image again.',
    );
  }
  const bitsPerFrame = sampleCount(pixels) * pixels.bitsAllocated;
  // Frames of single bits follow each other without padding (PS3.5 8.1.1), so they may begin within a byte.
  const start = Math.floor((frame * bitsPerFrame) / 8);
  const end = Math.ceil(((frame + 1) * bitsPerFrame) / 8);
  const whole = Math.ceil((pixels.frameCount * bitsPerFrame) / 8);
  const available = Math.min(element.length, dataset.parsed.byteArray.length - element.dataOffset);
  if (available < whole) {
    throw new EventEyeError(
      'DICOM_TRUNCATED',
      `The pixel data ends after ${available} of ${whole} bytes. The file was cut off: send it again.`,
    );
  }
  return dataset.parsed.byteArray.subarray(element.dataOffset + start, element.dataOffset + end);
}

/** One frame of encapsulated pixel data, PS3.5 A.4: by the basic offset table, else one fragment a frame. */
function encapsulatedFrame(dataset: Dataset, pixels: PixelDescription, frame: number): Uint8Array {
  const element = dataset.parsed.elements.x7fe00010!;
  const { fragments, basicOffsetTable } = element;
  if (!fragments) {
    throw new EventEyeError(
      'DICOM_INVALID',
      'The pixel data is not encapsulated although the transfer syntax is compressed. Export the image again.',
    );
  }
  const inOrder = fragments.map((fragment) => ({
    from: fragment.position,
    to: fragment.position + fragment.length,
    offset: fragment.offset,
  }));
  let own = inOrder.slice(frame, frame + 1);
  if (pixels.frameCount === 1) own = inOrder;
  else if (basicOffsetTable && basicOffsetTable.length === pixels.frameCount) {
    const from = basicOffsetTable[frame]!;
    const to = basicOffsetTable[frame + 1] ?? Number.POSITIVE_INFINITY;
    own = inOrder.filter((fragment) => fragment.offset >= from && fragment.offset < to);
  } else if (inOrder.length !== pixels.frameCount) own = [];
  const { byteArray } = dataset.parsed;
  if (own.length === 0 || own.some((fragment) => fragment.to > byteArray.length)) {
    throw new EventEyeError(
      'DICOM_TRUNCATED',
      `Frame ${frame + 1} of ${pixels.frameCount} is not in the file. It was cut off: send it again.`,
    );
  }
  if (own.length === 1) return byteArray.subarray(own[0]!.from, own[0]!.to);
  const out = new Uint8Array(own.reduce((length, fragment) => length + fragment.to - fragment.from, 0));
  let offset = 0;
  for (const { from, to } of own) {
    out.set(byteArray.subarray(from, to), offset);
    offset += to - from;
  }
  return out;
}

const sampleCount = (pixels: PixelDescription) => pixels.width * pixels.height * pixels.samplesPerPixel;
