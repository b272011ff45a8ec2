import type { Dataset } from '../dataset/dataset.js';
import { dicomDateTime } from './dicomDateTime.js';
import { dimensionIndex } from './dimensionIndex.js';
import { frameAttributes, functionalGroup } from './functionalGroup.js';

/** When a frame was taken; what the object does not say is `undefined`. */
export interface FrameTiming {
  /** Temporal Position Identifier (0020,0100) of a legacy object, from 1. */
  temporalPositionIdentifier: number | undefined;
  /** Temporal Position Index (0020,9128), else the index of the dimension that runs in time; from 1. */
  temporalPositionIndex: number | undefined;
  /** Temporal Position Time Offset (0020,930D), seconds from the first position. */
  temporalOffsetSeconds: number | undefined;
  /** Begin of acquisition, `YYYY-MM-DDThh:mm:ss.ffffff` in the scanner's time, with its offset from UTC where given. */
  acquisitionDateTime: string | undefined;
  /** Trigger Time (0018,1060), else Nominal Cardiac Trigger Delay Time (0020,9153), ms. */
  triggerTimeMs: number | undefined;
  /** Dimension Index Values (0020,9157), in the order of the object's dimensions. */
  dimensionIndexValues: number[];
  /** Stack ID (0020,9056) and In-Stack Position Number (0020,9057). */
  stackId: string | undefined;
  inStackPosition: number | undefined;
}

/**
 * Reads the time of a frame and its place among the dimensions, from the functional groups of an enhanced object (PS3.3
 * C.7.6.16.2, C.7.6.17) or the modules of a legacy one.
 *
 * @param frame 0-based.
 * @throws EventEyeError DICOM_INVALID, FRAME_OUT_OF_RANGE; see `functionalGroup`.
 */
export function frameTiming(dataset: Dataset, frame = 0): FrameTiming {
  const content = functionalGroup(dataset, frame, 'x00209111');
  const temporal = functionalGroup(dataset, frame, 'x00209310');
  const trigger = frameAttributes(dataset, frame, 'x00189118');
  const isSingle = content !== undefined || trigger.isOfFrame;
  const dimensionIndexValues = content?.decimals('x00209157') ?? [];
  return {
    temporalPositionIdentifier: dataset.decimal('x00200100'),
    temporalPositionIndex:
      content?.decimal('x00209128') ?? dimensionIndex(dataset, dimensionIndexValues, timePointers),
    temporalOffsetSeconds: temporal?.decimal('x0020930d'),
    acquisitionDateTime: isSingle ? acquisitionOf(dataset, content) : undefined,
    triggerTimeMs: trigger.isOfFrame
      ? (trigger.attributes.decimal('x00181060') ?? trigger.attributes.decimal('x00209153'))
      : undefined,
    dimensionIndexValues,
    stackId: content?.text('x00209056'),
    inStackPosition: content?.decimal('x00209057'),
  };
}

/** Temporal Position Index, Temporal Position Time Offset, Frame Acquisition and Reference DateTime, trigger delay. */
const timePointers = [0x00209128, 0x0020930d, 0x00189074, 0x00189151, 0x00209153];

function acquisitionOf(dataset: Dataset, content: Dataset | undefined): string | undefined {
  return (
    dicomDateTime(content?.string('x00189074') ?? content?.string('x00189151')) ??
    dicomDateTime(dataset.string('x0008002a')) ??
    dicomDateTime(dataset.string('x00080022'), dataset.string('x00080032'))
  );
}
