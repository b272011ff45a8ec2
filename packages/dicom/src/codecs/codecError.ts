import { EventEyeError } from '@eventeye/core';

/** The error of a codestream that ends before its picture does. */
export const cutOff = () =>
  new EventEyeError(
    'DICOM_TRUNCATED',
    'The compressed image ends before its picture is full. The file was cut off: send it again.',
  );

/** The error of a codestream that breaks the rules of its format. */
export const damaged = (what: string) =>
  new EventEyeError('DICOM_INVALID', `The compressed image is damaged: ${what}. Export the image again.`);

/** The error of a variant of a format that is not read. */
export const unreadVariant = (what: string) =>
  new EventEyeError(
    'DICOM_PIXEL_FORMAT_UNSUPPORTED',
    `The image is compressed as ${what}, which is not supported. Export it as Explicit VR Little Endian.`,
  );
