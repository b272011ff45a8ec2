import { expect, it } from 'vitest';
import { parsePictureQuery, pictureOptions, pictureQuery } from './pictureQuery.js';

it('what was asked for comes back out of the address', () => {
  const args = { windowCenter: -10.5, windowWidth: 0.25, frame: 0, invert: true, maxSize: 64, opacity: null };
  const options = pictureOptions({ ...args, squarePixels: false });
  expect(options).toEqual({ windowCenter: -10.5, windowWidth: 0.25, frame: 0, invert: true, maxSize: 64 });
  const query = Object.fromEntries(new URLSearchParams(pictureQuery(options)));
  expect(parsePictureQuery({ ...query, expires: '1', user: 'x', signature: 'y' })).toEqual(options);
  expect(parsePictureQuery({ bits: '16', frame: '3' })).toEqual({ bits: 16, frame: 3 });
});

it.each([
  [{ frame: 'x' }, 'frame'],
  [{ frame: '' }, 'frame'],
  [{ frame: ['1', '2'] }, 'frame'],
  [{ windowCenter: '1', windowWidth: 'NaN' }, 'windowWidth'],
  [{ bits: '12' }, 'bits'],
])('%o is refused by the name of what is wrong', (query, name) => {
  expect(() => parsePictureQuery(query)).toThrowError(
    expect.objectContaining({ code: 'VALIDATION_FAILED', path: [name] }),
  );
});
