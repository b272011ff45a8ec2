import type { PendingUpload } from '../database/client.js';
import type { StoredUploads } from '../image/storeUploads.js';
import type { Caller } from '../services.js';
import type { AnnouncedFile } from './createUploads.js';
import type { UploadArea } from './uploadArea.js';

/** An announced upload and where its bytes go. */
export interface CreatedUpload {
  upload: PendingUpload;
  /** Absolute where the installation knows its public address, else relative to the server. */
  url: string;
}

/**
 * Uploads in two steps. With storage that presigns addresses of its own, `create` would answer one of those and `area` read
 * from there; callers see no difference.
 */
export interface UploadService {
  /** Announces files. Throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, QUOTA_EXCEEDED. */
  create(
    caller: Caller,
    input: { patientId?: string | undefined; files: readonly AnnouncedFile[] },
    id?: string,
  ): Promise<CreatedUpload[]>;
  /** Stores what was sent. Throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, UPLOAD_INCOMPLETE, QUOTA_EXCEEDED. */
  complete(caller: Caller, ids: readonly string[]): Promise<StoredUploads>;
  /** Where bytes lie until then. */
  readonly area: UploadArea;
}
