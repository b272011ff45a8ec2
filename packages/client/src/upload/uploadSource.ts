/** A file by its bytes and the name it shall be known by. */
export interface NamedBytes {
  filename: string;
  bytes: Uint8Array;
}

/** A file that is read while it is sent; `fileFromPath` of `@eventeye/client/node` gives one. */
export interface UploadSource {
  filename: string;
  /** Bytes. */
  size: number;
  /** The content from its beginning; called again when a request is repeated. */
  stream(): ReadableStream<Uint8Array>;
}

/** What can be uploaded. A Blob without a name is called `image`. */
export type UploadInput = Blob | NamedBytes | UploadSource;

/** Any input as a named source of bytes; `blob` is there when the content lies in one. */
export function toUploadSource(input: UploadInput): UploadSource & { blob?: Blob } {
  if (input instanceof Blob) {
    const { name } = input as Blob & { name?: string };
    return ofBlob(baseName(name || 'image'), input);
  }
  const filename = baseName(input.filename);
  if ('bytes' in input) return ofBlob(filename, new Blob([input.bytes as Uint8Array<ArrayBuffer>]));
  return { filename, size: input.size, stream: () => input.stream() };
}

function ofBlob(filename: string, blob: Blob): UploadSource & { blob: Blob } {
  return {
    filename,
    size: blob.size,
    stream: () => blob.stream() as unknown as ReadableStream<Uint8Array>,
    blob,
  };
}

/** Servers keep a file's own name only; sending more would tell them about the sender's folders. */
function baseName(path: string): string {
  return path.split(/[/\\]/).pop() || 'image';
}
