import type { UploadSource } from './uploadSource.js';

/** A `multipart/form-data` body that is produced while it is sent. */
export interface MultipartBody {
  contentType: string;
  /** The body from its beginning; `onFileBytes` is told of each piece of a file that was taken to be sent. */
  stream(onFileBytes: (count: number) => void): ReadableStream<Uint8Array>;
}

/**
 * The GraphQL multipart request of the given operation: `operations`, then `map`, then the files (GraphQL multipart
 * request specification, jaydenseric/graphql-multipart-request-spec). Written by hand because `fetch` tells nothing of
 * the progress of a FormData.
 */
export function multipartBody(
  operations: string,
  map: string,
  files: readonly UploadSource[],
): MultipartBody {
  const boundary = `eventeye-${crypto.randomUUID()}`;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    stream: (onFileBytes) => toStream(parts(boundary, operations, map, files, onFileBytes)),
  };
}

async function* parts(
  boundary: string,
  operations: string,
  map: string,
  files: readonly UploadSource[],
  onFileBytes: (count: number) => void,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const field = (name: string, value: string) =>
    encoder.encode(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  yield field('operations', operations);
  yield field('map', map);
  for (const [index, file] of files.entries()) {
    yield encoder.encode(
      `--${boundary}\r\nContent-Disposition: form-data; name="${index}"; filename="${escapeName(file.filename)}"\r\n` +
        'Content-Type: application/octet-stream\r\n\r\n',
    );
    const reader = file.stream().getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        yield value;
        onFileBytes(value.length);
      }
    } finally {
      await reader.cancel();
    }
    yield encoder.encode('\r\n');
  }
  yield encoder.encode(`--${boundary}--\r\n`);
}

/** As browsers write names into the header (HTML, "multipart form data", escape a name). */
export function escapeName(filename: string): string {
  return filename.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}

function toStream(iterator: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await iterator.return(undefined);
    },
  });
}
