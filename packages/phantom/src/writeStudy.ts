import { writeInstance } from '@eventeye/dicom';
import { describeSlice } from './describeStudy.js';
import type { Phantom } from './phantom.js';
import type { Phase } from './phase.js';
import { renderSlice } from './renderSlice.js';
import { type SliceSelection, selectSlices } from './selectSlices.js';

/** One DICOM file of a phantom study. */
export interface PhantomInstance {
  /** Relative path with forward slashes: `post1/042.dcm`, numbered as InstanceNumber. */
  filename: string;
  bytes: Uint8Array;
  phase: Phase;
  sliceIndex: number;
}

/** What to write of a study: pre and post1 of every slice unless told otherwise. */
export interface WriteStudyOptions extends SliceSelection {
  phases?: readonly Phase[];
}

/**
 * Renders and writes a phantom study, one DICOM Part 10 file (MR Image Storage, Explicit VR Little Endian) at a time,
 * so a cohort of any size needs the memory of one slice.
 */
export function* writeStudy(phantom: Phantom, options: WriteStudyOptions = {}): Generator<PhantomInstance> {
  const slices = selectSlices(phantom, options);
  for (const phase of options.phases ?? (['pre', 'post1'] as const)) {
    for (const sliceIndex of slices) {
      const pixelData = renderSlice(phantom, phase, sliceIndex);
      yield {
        filename: `${phase}/${String(sliceIndex + 1).padStart(3, '0')}.dcm`,
        bytes: writeInstance({ elements: describeSlice(phantom, phase, sliceIndex), pixelData }),
        phase,
        sliceIndex,
      };
    }
  }
}
