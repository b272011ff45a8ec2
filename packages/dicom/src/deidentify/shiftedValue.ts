import { ascii } from './dummyValue.js';
import { shiftDate } from './shiftDate.js';
import { isWellFormed } from './wellFormed.js';

/** Dates moved, times as they are; undefined for a value that is neither. */
export function shiftedValue(vr: string, value: Uint8Array, days: number): Uint8Array | undefined {
  if (vr === 'TM') return isWellFormed('TM', value) ? value : undefined;
  const text = Buffer.from(value).toString('latin1');
  if (vr === 'SH') return /^([+-]\d{4})?[ \0]*$/.test(text) ? value : undefined;
  if (vr !== 'DA' && vr !== 'DT') return undefined;
  const shifted = text
    .split('\\')
    .map((part) => part.replace(/[\0 ]+$/, ''))
    .map((part) => (part === '' ? '' : shiftDate(part, days)));
  return shifted.includes(undefined) ? undefined : ascii(shifted.join('\\'));
}
