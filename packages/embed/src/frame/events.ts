/** The events that elements send; a frame hands these on to its page. */
export const eventNames = [
  'eventeyeready',
  'eventeyeerror',
  'analysisrequested',
  'analysiscompleted',
  'uploadcompleted',
  'slicechanged',
] as const;

/** The name of an event that an element sends. */
export type EventName = (typeof eventNames)[number];
