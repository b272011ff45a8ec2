import { EventEyeError } from '@eventeye/core';

/** What the doors may hold at once. */
export interface AdmissionLimits {
  /** Images that the engine has from these doors. */
  images: number;
  /** The same, of one organization. */
  imagesPerOrganization: number;
  /** Bytes of requests and fetched images in memory. */
  bytes: number;
}

/** Counts the bytes that one request holds. */
export interface ByteAllowance {
  /** Throws ENGINE_OVERLOADED when memory for these bytes is not to be had now. */
  take(bytes: number): void;
  /** Gives everything back. */
  release(): void;
}

/** Decides what comes in. */
export interface Admission {
  /** Begins to count the bytes of one request. */
  openAllowance(): ByteAllowance;
  /**
   * Lets `count` images of an organization through to the engine.
   *
   * @returns how to say that they are done. Throws QUOTA_EXCEEDED when the organization has its share in hand already,
   *   ENGINE_OVERLOADED when all have; both with `retryAfterSeconds`.
   */
  enter(organizationId: string, count: number): () => void;
}

/**
 * Bounds what the doors hold. The engine bounds its own queue too, but that one is shared with the analyses that were
 * accepted and stored: a flood through these doors must never be the reason that those are refused.
 */
export function createAdmission(limits: AdmissionLimits): Admission {
  const imagesOf = new Map<string, number>();
  let images = 0;
  let bytes = 0;
  return {
    openAllowance() {
      let held = 0;
      return {
        take(more) {
          if (bytes + more > limits.bytes) throw busy();
          bytes += more;
          held += more;
        },
        release() {
          bytes -= held;
          held = 0;
        },
      };
    },
    enter(organizationId, count) {
      const own = imagesOf.get(organizationId) ?? 0;
      if (own + count > limits.imagesPerOrganization) {
        throw new EventEyeError(
          'QUOTA_EXCEEDED',
          `Your organization has ${own} images in hand here. Try again when some are done.`,
          { retryAfterSeconds },
        );
      }
      if (images + count > limits.images) throw busy();
      images += count;
      imagesOf.set(organizationId, own + count);
      let left = false;
      return () => {
        if (left) return;
        left = true;
        images -= count;
        const rest = imagesOf.get(organizationId)! - count;
        if (rest === 0) imagesOf.delete(organizationId);
        else imagesOf.set(organizationId, rest);
      };
    },
  };
}

/** A pass takes tens of milliseconds, so a full engine has room again very soon. */
const retryAfterSeconds = 1;
const busy = () =>
  new EventEyeError('ENGINE_OVERLOADED', 'The server has as many images in hand as it can. Try again soon.', {
    retryAfterSeconds,
  });
