import type { Dataset } from '../dataset/dataset.js';
import { type FrameGeometry, frameGeometry } from '../functionalGroups/frameGeometry.js';
import { frameTiming } from '../functionalGroups/frameTiming.js';

/** Where and when one slice was taken; what the header does not say is `undefined`. Lengths are in mm. */
export interface SliceGeometry
  extends Pick<
    FrameGeometry,
    'position' | 'orientation' | 'pixelSpacing' | 'sliceThicknessMm' | 'laterality'
  > {
  rows: number | undefined;
  columns: number | undefined;
  /** Patient Position (0018,5100), for example HFP: head first, prone. */
  patientPosition: string | undefined;
  time: SliceTime;
}

/** What tells the phases of a dynamic study apart. */
export interface SliceTime {
  /** Temporal Position Identifier (0020,0100), from 1. */
  temporalPosition: number | undefined;
  /** Begin of acquisition, seconds since 1970 by the scanner's clock. */
  acquisitionSeconds: number | undefined;
  triggerTimeMs: number | undefined;
  /** Content Date and Time, seconds since 1970 by the scanner's clock. */
  contentSeconds: number | undefined;
}

/**
 * Reads place and time of an instance; of a multi-frame object those of its first frame.
 *
 * @throws EventEyeError DICOM_INVALID for an enhanced object without functional groups.
 */
export function sliceGeometry(dataset: Dataset): SliceGeometry {
  const { position, orientation, pixelSpacing, sliceThicknessMm, laterality } = frameGeometry(dataset);
  const timing = frameTiming(dataset);
  return {
    position,
    orientation,
    pixelSpacing,
    sliceThicknessMm,
    rows: dataset.uint16('x00280010'),
    columns: dataset.uint16('x00280011'),
    laterality,
    patientPosition: dataset.string('x00185100'),
    time: {
      temporalPosition: timing.temporalPositionIdentifier ?? timing.temporalPositionIndex,
      acquisitionSeconds:
        secondsOf(timing.acquisitionDateTime) ??
        timeOfDay(dataset.string('x00080022') ?? dataset.string('x00080020'), dataset.string('x00080032')),
      triggerTimeMs: dataset.decimal('x00181060') ?? timing.triggerTimeMs,
      contentSeconds: timeOfDay(
        dataset.string('x00080023') ?? dataset.string('x00080020'),
        dataset.string('x00080033'),
      ),
    },
  };
}

/** By the scanner's clock: an offset from UTC, the same for a whole study, is left out. */
function secondsOf(dateTime: string | undefined): number | undefined {
  const parts = /^(.{19})(\.\d+)?/.exec(dateTime ?? '');
  const time = parts ? Date.parse(`${parts[1]}Z`) : Number.NaN;
  return Number.isNaN(time) ? undefined : time / 1000 + Number(parts?.[2] ?? 0);
}

/** A TM on its day; on 1970-01-01 where the date was removed, for only differences are used. */
function timeOfDay(date: string | undefined, time: string | undefined): number | undefined {
  const clock = /^(\d\d):?(\d\d)?:?(\d\d(?:\.\d{1,6})?)?$/.exec(time ?? '');
  if (!clock) return undefined;
  const day = /^(\d{4})\.?(\d\d)\.?(\d\d)$/.exec(date ?? '');
  const midnight = day ? Date.parse(`${day[1]}-${day[2]}-${day[3]}T00:00:00Z`) / 1000 : 0;
  if (Number.isNaN(midnight)) return undefined;
  return midnight + Number(clock[1]) * 3600 + Number(clock[2] ?? 0) * 60 + Number(clock[3] ?? 0);
}
