import type { UploadSource } from './uploadSource.js';

/** A file in pieces, from any place on. */
export interface Pieces {
  /** At most `length` bytes from `offset` on. */
  piece(offset: number, length: number): Promise<Blob>;
  close(): Promise<void>;
}

/** Cuts a file into pieces; one that is read as a stream is read once as long as pieces follow on one another. */
export function piecesOf(source: UploadSource): Pieces {
  const { blob } = source;
  if (blob) {
    return {
      piece: async (offset, length) => blob.slice(offset, offset + length),
      close: async () => {},
    };
  }
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let position = 0;
  let rest: Uint8Array<ArrayBuffer> = new Uint8Array();
  const take = async (length: number): Promise<Uint8Array<ArrayBuffer>[]> => {
    const taken: Uint8Array<ArrayBuffer>[] = [];
    let missing = length;
    while (missing > 0) {
      if (rest.length === 0) {
        const { done, value } = await reader!.read();
        if (done) break;
        rest = value as Uint8Array<ArrayBuffer>;
      }
      const part = rest.subarray(0, missing);
      rest = rest.subarray(part.length);
      missing -= part.length;
      position += part.length;
      taken.push(part);
    }
    return taken;
  };
  const close = async () => {
    await reader?.cancel().catch(() => {});
    reader = undefined;
  };
  return {
    async piece(offset, length) {
      if (!reader || position !== offset) {
        await close();
        reader = source.stream().getReader();
        position = 0;
        rest = new Uint8Array();
        await take(offset);
      }
      return new Blob(await take(length));
    },
    close,
  };
}
