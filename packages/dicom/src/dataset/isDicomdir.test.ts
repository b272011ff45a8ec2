import { expect, it } from 'vitest';
import { writeInstance } from '../write/writeInstance.js';
import { isDicomdir } from './isDicomdir.js';

const file = (SOPClassUID: string) => writeInstance({ elements: { SOPClassUID, SOPInstanceUID: '2.25.1' } });

it('knows a DICOMDIR by its meta header alone', () => {
  expect(isDicomdir(file('1.2.840.10008.1.3.10'))).toBe(true);
  expect(isDicomdir(file('1.2.840.10008.1.3.100'))).toBe(false);
  expect(isDicomdir(file('1.2.840.10008.5.1.4.1.1.4'))).toBe(false);
  expect(isDicomdir(new TextEncoder().encode('DICOMDIR'))).toBe(false);
});
