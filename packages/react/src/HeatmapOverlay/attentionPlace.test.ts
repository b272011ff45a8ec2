import { describe, expect, it } from 'vitest';
import { attentionPlace } from './attentionPlace.js';

const picture = { width: 300, height: 600 };
const at = (x: number, y: number, size = 20) =>
  attentionPlace({ x: x - size / 2, y: y - size / 2, width: size, height: size, score: 1 }, picture);

describe('where attention lies, in words', () => {
  it('is the ninth of the picture that holds the middle of the area', () => {
    expect(at(20, 20)).toBe('upperLeft');
    expect(at(150, 300)).toBe('centre');
    expect(at(290, 300)).toBe('middleRight');
    expect(at(150, 590)).toBe('lowerMiddle');
    expect(at(99, 199)).toBe('upperLeft');
    expect(at(101, 201)).toBe('centre');
  });

  it('stays inside the picture when an area reaches beyond its edge', () => {
    expect(at(300, 600, 80)).toBe('lowerRight');
    expect(at(-5, -5)).toBe('upperLeft');
  });
});
