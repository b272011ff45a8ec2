import { expect, it } from 'vitest';
import { decodeGlobalId, encodeGlobalId, rowIdOf } from './globalId.js';

const id = '0190a5de-7c11-7abc-8def-0123456789ab';

it('finds the row of an id of the right type', () => {
  expect(rowIdOf('Patient', encodeGlobalId('Patient', id))).toBe(id);
});

it.each([
  ['another type', encodeGlobalId('Study', id)],
  ['a bare UUID', id],
  ['no UUID', encodeGlobalId('Patient', "1' or '1'='1")],
  ['nothing', ''],
  ['noise', '%%%'],
])('finds none for %s', (_what, globalId) => {
  expect(rowIdOf('Patient', globalId)).toBeNull();
});

it('reads ids in either alphabet of base64', () => {
  expect(decodeGlobalId(Buffer.from(`Patient:${id}`).toString('base64'))).toEqual({
    typename: 'Patient',
    id,
  });
});
