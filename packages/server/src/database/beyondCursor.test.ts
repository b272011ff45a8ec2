import { describe, expect, it } from 'vitest';
import { beyondCursor, keysOf } from './beyondCursor.js';

describe('the rows behind a cursor', () => {
  it('are those with a later key, where one key tells rows apart', () => {
    expect(beyondCursor([{ id: 'desc' }], { id: 'b' }, false)).toEqual({
      OR: [{ AND: [{ id: { lt: 'b' } }] }],
    });
    expect(beyondCursor([{ id: 'desc' }], { id: 'b' }, true)).toEqual({
      OR: [{ AND: [{ id: { gt: 'b' } }] }],
    });
  });

  const order = [{ place: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }] as const;

  it('hold the nulls behind everything that is not null', () => {
    expect(beyondCursor(order, { place: 1, id: 'b' }, false)).toEqual({
      OR: [
        { AND: [{ OR: [{ place: { gt: 1 } }, { place: { equals: null } }] }] },
        { AND: [{ place: { equals: 1 } }, { id: { gt: 'b' } }] },
      ],
    });
    expect(beyondCursor(order, { place: null, id: 'b' }, false)).toEqual({
      OR: [{ AND: [{ id: { in: [] } }] }, { AND: [{ place: { equals: null } }, { id: { gt: 'b' } }] }],
    });
  });

  it('hold everything that is not null, backward from a null', () => {
    expect(beyondCursor(order, { place: null, id: 'b' }, true)).toEqual({
      OR: [{ AND: [{ place: { not: null } }] }, { AND: [{ place: { equals: null } }, { id: { lt: 'b' } }] }],
    });
  });

  it('are told by the keys of another row, where those order them', () => {
    const byImage = [{ medicalImage: { place: { sort: 'asc' as const } } }, { id: 'asc' as const }];
    expect(keysOf(byImage)).toEqual({ id: true, medicalImage: { select: { place: true } } });
    expect(beyondCursor(byImage, { id: 'b', medicalImage: { place: 1 } }, false)).toEqual({
      OR: [
        { AND: [{ medicalImage: { place: { gt: 1 } } }] },
        { AND: [{ medicalImage: { place: { equals: 1 } } }, { id: { gt: 'b' } }] },
      ],
    });
  });
});
