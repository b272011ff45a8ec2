import { describe, expect, it } from 'vitest';
import { drawCaption } from './drawCaption.js';

const rowsOf = (text: string, width: number) => {
  const { height, samples } = drawCaption({ width, height: 0, samples: new Uint8Array(0) }, [text]);
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => (samples[(y * width + x) * 3] === 255 ? '#' : '.')).join(''),
  );
};

describe('a caption', () => {
  it('is legible', () => {
    expect(rowsOf('Ti', 12)).toEqual([
      '............',
      '............',
      '#####..###..',
      '..#.....#...',
      '..#.....#...',
      '..#.....#...',
      '..#.....#...',
      '..#.....#...',
      '..#....###..',
      '............',
      '............',
    ]);
  });

  it('is broken between words, and within a word that is too long', () => {
    expect(rowsOf('AB CD', 18)).toHaveLength(2 + 2 * 9);
    expect(rowsOf('AB CD', 30)).toHaveLength(2 + 9);
    expect(rowsOf('ABCDEF', 18)).toHaveLength(2 + 2 * 9);
  });

  it('grows with the picture', () => {
    expect(rowsOf('A', 640)).toHaveLength(2 * (2 + 9));
  });

  it('fits the narrowest picture', () => {
    expect(rowsOf('AB', 1)).toHaveLength(2 + 2 * 9);
  });
});
