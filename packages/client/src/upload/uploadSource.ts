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
  /** The same content where it lies in one piece. */
  blob?: Blob;
  /** When the content changed last, milliseconds since 1970: tells whether an upload may be taken up again later. */
  lastModified?: number;
}

/** What can be uploaded. A Blob without a name is called `image`. */
export type UploadInput = Blob | NamedBytes | UploadSource;

/** Any input as a named source of bytes. */
export function toUploadSource(input: UploadInput): UploadSource {
  if (input instanceof Blob) {
    const { name, lastModified } = input as Blob & { name?: string; lastModified?: number };
    return { ...ofBlob(baseName(name || 'image'), input), ...(lastModified && { lastModified }) };
  }
  const filename = baseName(input.filename);
  if ('bytes' in input) return ofBlob(filename, new Blob([input.bytes as Uint8Array<ArrayBuffer>]));
  const { size, blob, lastModified } = input;
  return {
    filename,
    size,
    stream: () => input.stream(),
    ...(blob && { blob }),
    ...(lastModified && { lastModified }),
  };
}

/** Whether a file is a zip archive, which stands for the files in it: by its first bytes, or by its name where these cost a read. */
export async function isArchive({ filename, blob }: UploadSource): Promise<boolean> {
  if (!blob) return /\.zip$/i.test(filename);
  const [p, k, three, four] = new Uint8Array(await blob.slice(0, 4).arrayBuffer());
  return p === 0x50 && k === 0x4b && three === 3 && four === 4;
}

function ofBlob(filename: string, blob: Blob): UploadSource {
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
