import { EventEyeError } from '@eventeye/core';

/** Draws again when the engine process ended over other work: a picture changes nothing, so it may be drawn twice. */
export async function onceMore<Value>(draw: () => Promise<Value>): Promise<Value> {
  try {
    return await draw();
  } catch (error) {
    if (!EventEyeError.is(error, 'ENGINE_CRASHED')) throw error;
    return draw();
  }
}
