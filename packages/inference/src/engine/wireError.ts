import { EventEyeError } from '@eventeye/core';
import type { WireError } from './protocol.js';

/** Makes any thrown value ready to travel: our own errors as they are, all else as ENGINE_CRASHED without its text. */
export function toWire(thrown: unknown): WireError {
  if (EventEyeError.is(thrown)) return { code: thrown.code, message: thrown.message };
  return {
    code: 'ENGINE_CRASHED',
    message: 'The inference engine failed on this image. Try again; if it fails again, report it.',
  };
}

/** The error of a wire form. */
export function fromWire({ code, message }: WireError): EventEyeError {
  return new EventEyeError(code, message);
}
