import { EventEyeError } from '@eventeye/core';

/** The file ends before what it announces. */
export const truncated = (cause?: unknown) =>
  new EventEyeError(
    'DICOM_TRUNCATED',
    'The DICOM file ends in the middle of an element. It was cut off: send it again.',
    { cause },
  );

/** The bytes are no DICOM at all, or their structure is broken beyond repair. */
export const unreadable = (cause?: unknown) =>
  new EventEyeError(
    'DICOM_INVALID',
    'The file does not read as DICOM. Export it again as a DICOM Part 10 file.',
    { cause },
  );

/** A structural fault with a name, such as `nests sequences deeper than 32`. */
export const broken = (fault: string) =>
  new EventEyeError('DICOM_INVALID', `The DICOM data set ${fault}. Export it again.`);
