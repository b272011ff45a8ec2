import { createHash } from 'node:crypto';
import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { FileStore } from '@tus/file-store';

/** The checksum of one piece, from `Upload-Checksum`. */
export interface PieceChecksum {
  algorithm: string;
  digest: Buffer;
}

/** Algorithms of the checksum extension; SHA-1 is the one that every server has to know. */
export const checksumAlgorithms = ['sha1', 'sha256', 'md5'];

/**
 * tus' file store with the checksum extension (tus 1.0 "Checksum"), which it lacks: a piece whose checksum differs, or that
 * did not come whole, is taken back. Lengths are announced: quotas count them.
 */
export class TusStore extends FileStore {
  readonly #checksumOf: () => PieceChecksum | undefined;

  /** @param checksumOf the checksum of the piece that the current request brings. */
  constructor(directory: string, lifetimeMs: number, checksumOf: () => PieceChecksum | undefined) {
    super({ directory, expirationPeriodInMilliseconds: lifetimeMs });
    this.#checksumOf = checksumOf;
    this.extensions = ['creation', 'creation-with-upload', 'termination', 'expiration', 'checksum'];
  }

  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    const checksum = this.#checksumOf();
    if (!checksum) return super.write(readable, id, offset);
    const hash = createHash(checksum.algorithm);
    const hashed = Readable.from(
      (async function* () {
        for await (const chunk of readable) {
          hash.update(chunk as Buffer);
          yield chunk;
        }
      })(),
    );
    const path = join(this.directory, id);
    try {
      const end = await super.write(hashed, id, offset);
      if (hash.digest().equals(checksum.digest)) return end;
    } catch (error) {
      await truncate(path, offset);
      throw error;
    }
    await truncate(path, offset);
    throw { status_code: 460, body: 'Checksum Mismatch\n' };
  }
}
