import { EventEyeError } from '@eventeye/core';

/** None of the files was accepted: the failure of the first, with those of all. */
export class NothingStored extends EventEyeError {
  /** @param rejected at least one. */
  constructor(readonly rejected: readonly EventEyeError[]) {
    const [first] = rejected;
    super(first!.code, first!.message, { ...(first!.path && { path: first!.path }) });
  }
}
