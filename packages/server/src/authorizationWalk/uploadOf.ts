import { Readable } from 'node:stream';
import Upload from 'graphql-upload/Upload.mjs';
import { phantomFiles } from '../http/testing/phantomFiles.js';

/** A file as the multipart request brings it: a phantom's slice, by a name of its own. */
export function uploadOf(name: string): Upload {
  const upload = new Upload();
  const bytes = Buffer.from(phantomFiles[0]!.bytes);
  upload.resolve({
    fieldName: '0',
    filename: `${name}.dcm`,
    mimetype: 'application/dicom',
    encoding: '7bit',
    createReadStream: () => Readable.from([bytes]) as never,
  } as never);
  return upload;
}
