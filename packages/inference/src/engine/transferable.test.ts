import { describe, expect, it } from 'vitest';
import { transferList } from './transferable.js';

describe('transferList', () => {
  it('finds whole arrays once, and leaves parts of larger memory and Buffers where they are', () => {
    const whole = new Float32Array(4);
    const part = new Uint8Array(new ArrayBuffer(8), 2, 4);
    const value = {
      prepared: { tensor: whole, again: [whole], part, png: Buffer.alloc(9000) },
      text: 'x',
      none: null,
    };
    expect(transferList(value)).toEqual([whole.buffer]);
  });

  it('leaves memory that threads share', () => {
    expect(transferList({ flags: new Int32Array(new SharedArrayBuffer(4)) })).toEqual([]);
  });
});
