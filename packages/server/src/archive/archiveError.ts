import { EventEyeError } from '@eventeye/core';

/** The archive, or one file in it, is not what its directory says. */
export const corrupt = (filename: string, cause?: unknown) =>
  new EventEyeError('ARCHIVE_CORRUPT', 'The zip archive is damaged. Pack the files again and send it anew.', {
    filename,
    cause,
  });

/** More than an archive may hold. */
export const tooLarge = (filename: string, what: string) =>
  new EventEyeError('ARCHIVE_TOO_LARGE', `${what} Send the files in several smaller archives.`, { filename });

export const encrypted = (filename: string) =>
  new EventEyeError('ARCHIVE_ENCRYPTED', 'The file is encrypted. Send the archive without a password.', {
    filename,
  });

export const nested = (filename: string) =>
  new EventEyeError(
    'ARCHIVE_NESTED',
    'An archive within an archive is not opened. Unpack it and send its files.',
    {
      filename,
    },
  );
