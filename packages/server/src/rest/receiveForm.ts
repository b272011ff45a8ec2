import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { EventEyeError } from '@eventeye/core';
import busboy from 'busboy';
import type { Request } from 'express';
import { maxFiles } from '../http/uploads.js';
import type { UploadedFile } from '../image/readUpload.js';
import type { Services } from '../services.js';

/** A form whose files lie on disk. */
export interface ReceivedForm {
  fields: { patientId?: string; mrn?: string };
  files: UploadedFile[];
  /** Removes the files; call it whatever happens. */
  remove(): Promise<void>;
}

/**
 * Reads multipart/form-data: files under any name, and the fields patientId and mrn, in any order. A sender that leaves
 * leaves nothing behind.
 *
 * @throws EventEyeError MEDIA_TYPE_UNSUPPORTED, VALIDATION_FAILED, IMAGE_TOO_LARGE, UPLOAD_INCOMPLETE.
 */
export async function receiveForm(
  request: Request,
  { config, uploads }: Pick<Services, 'config' | 'uploads'>,
): Promise<ReceivedForm> {
  if (!request.is('multipart/form-data')) {
    throw new EventEyeError(
      'MEDIA_TYPE_UNSUPPORTED',
      'Send the files as multipart/form-data, as curl -F file=@slice.dcm does.',
    );
  }
  const fileSize = Math.max(config.limits.maxBytes, config.maxArchiveBytes);
  const fields: ReceivedForm['fields'] = {};
  const files: UploadedFile[] = [];
  const paths: string[] = [];
  const writing: Promise<void>[] = [];
  const remove = async () => {
    await Promise.all(paths.map((path) => rm(path, { force: true })));
  };
  let fault: EventEyeError | undefined;
  const parser = parserOf(request, { fileSize, files: maxFiles, fields: 8, fieldSize: 1024 });
  parser.on('file', (_name, content, { filename }) => {
    // Aside, where the sweep finds it if this process dies.
    const path = join(uploads.area.directory, `${randomUUID()}.part`);
    paths.push(path);
    files.push({ filename: filename || 'upload', createReadStream: () => createReadStream(path) });
    content.on('limit', () => {
      fault ??= new EventEyeError(
        'IMAGE_TOO_LARGE',
        `A file is larger than ${fileSize} bytes. Send a smaller one.`,
      );
    });
    writing.push(pipeline(content, createWriteStream(path, { mode: 0o600, flags: 'wx' })));
  });
  parser.on('field', (name, value, { valueTruncated }) => {
    if ((name !== 'patientId' && name !== 'mrn') || valueTruncated || fields[name] !== undefined) {
      fault ??= new EventEyeError('VALIDATION_FAILED', 'The form has files, and patientId or mrn once.', {
        path: [name.slice(0, 64)],
      });
    } else fields[name] = value;
  });
  parser.on('filesLimit', () => {
    fault ??= new EventEyeError('VALIDATION_FAILED', `Send at most ${maxFiles} files in one request.`);
  });
  try {
    // Also where the parser fails: files must be closed before they are removed.
    const [parsed, ...written] = await Promise.allSettled([
      pipeline(request, parser),
      once(parser).then(() => Promise.all(writing)),
    ]);
    const failed = [parsed, ...written].find((one) => one.status === 'rejected');
    await Promise.allSettled(writing);
    if (fault) throw fault;
    if (failed) throw incomplete(failed.reason);
    if (files.length === 0)
      throw new EventEyeError('VALIDATION_FAILED', 'Send at least one file.', { path: ['file'] });
    return { fields, files, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

const once = (parser: busboy.Busboy) =>
  new Promise<void>((resolve) => {
    parser.once('close', () => resolve());
    parser.once('error', () => resolve());
  });

function parserOf(request: Request, limits: busboy.Limits): busboy.Busboy {
  try {
    return busboy({ headers: request.headers, defParamCharset: 'utf8', limits });
  } catch (cause) {
    throw new EventEyeError(
      'VALIDATION_FAILED',
      'The form has no boundary. Let your client set Content-Type.',
      {
        cause,
      },
    );
  }
}

function incomplete(cause: unknown): EventEyeError {
  // A full disk is no fault of the sender.
  if ((cause as NodeJS.ErrnoException).syscall === 'write') {
    return new EventEyeError('STORAGE_FAILED', 'The upload could not be kept. Try again later.', { cause });
  }
  return new EventEyeError('UPLOAD_INCOMPLETE', 'The form did not arrive whole. Send it again.', { cause });
}
