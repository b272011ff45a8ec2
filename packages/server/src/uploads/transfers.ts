import { EventEyeError } from '@eventeye/core';

/** The bytes that clients are sending to one process, whichever way they upload. */
export interface Transfers {
  /** Bytes of all open transfers. */
  readonly inFlight: number;
  /** Begins a transfer; close it whatever happens. */
  open(organizationId: string): Transfer;
}

/** One body that is being received. */
export interface Transfer {
  /** Counts bytes that come, or will. Throws QUOTA_EXCEEDED with `retryAfterSeconds`, counting nothing. */
  add(bytes: number): void;
  /** Gives back what was counted; may be called again. */
  close(): void;
}

const retryAfterSeconds = 10;

/**
 * Counts bodies that are being received, so that no number of slow senders fills the disk.
 *
 * @param maxBytes of the process; one organization may use half, so that it never keeps the others out.
 */
export function createTransfers(maxBytes: number): Transfers {
  const byOrganization = new Map<string, number>();
  let inFlight = 0;
  return {
    get inFlight() {
      return inFlight;
    },
    open(organizationId) {
      let own = 0;
      let open = true;
      const change = (bytes: number) => {
        own += bytes;
        inFlight += bytes;
        const left = (byOrganization.get(organizationId) ?? 0) + bytes;
        if (left === 0) byOrganization.delete(organizationId);
        else byOrganization.set(organizationId, left);
      };
      return {
        add(bytes) {
          if (!open) return;
          const ofOrganization = byOrganization.get(organizationId) ?? 0;
          if (inFlight + bytes > maxBytes || ofOrganization + bytes > maxBytes / 2) throw busy();
          change(bytes);
        },
        close() {
          if (!open) return;
          change(-own);
          open = false;
        },
      };
    },
  };
}

function busy(): EventEyeError {
  return new EventEyeError(
    'QUOTA_EXCEEDED',
    `Too much is being uploaded at the moment. Try again in ${retryAfterSeconds} s, or send less at a time.`,
    { retryAfterSeconds },
  );
}
