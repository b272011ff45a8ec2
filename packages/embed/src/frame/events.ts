import type { EventName } from '../elements/elementEvents.js';

/** The events that elements send; a frame hands these on to its page. */
export const eventNames = [
  'eventeyeready',
  'eventeyeerror',
  'analysisrequested',
  'analysiscompleted',
  'uploadcompleted',
  'slicechanged',
] as const satisfies readonly EventName[];
