import { createNoise } from '../noise.js';
import type { Random } from '../random.js';
import type { Picture } from './picture.js';

interface Shape {
  x: number;
  y: number;
  rx: number;
  ry: number;
  round: boolean;
  tone: number;
  rough: number;
}

/** A scene in grey: sky or wall with light from one side, ground, overlapping things of several textures. */
export function drawPhotograph(random: Random): Picture {
  const [width, height] = random.chance(0.5) ? [400, 300] : [300, 400];
  const noise = createNoise('photo', random.next());
  const horizon = random.uniform(0.3, 0.8);
  const sky = random.uniform(0.3, 0.95);
  const ground = random.uniform(0.1, 0.7);
  const slant = random.uniform(-0.4, 0.4);
  const shapes: Shape[] = Array.from({ length: random.integer(2, 14) }, () => ({
    x: random.next(),
    y: random.uniform(0.2, 1),
    rx: random.uniform(0.04, 0.3),
    ry: random.uniform(0.04, 0.4),
    round: random.chance(0.5),
    tone: random.uniform(0.05, 0.95),
    rough: random.uniform(0, 0.3),
  }));
  return {
    width,
    height,
    value: (px, py) => {
      const x = px / width;
      const y = py / height;
      let value =
        y < horizon + 0.03 * noise(x * 4, 0, 0)
          ? sky + 0.15 * noise(x * 3, y * 5, 1) - 0.2 * y
          : ground + 0.2 * noise(x * 25, y * 40, 2) + 0.1 * noise(x * 80, y * 90, 2.5);
      for (const { x: cx, y: cy, rx, ry, round, tone, rough } of shapes) {
        const dx = (x - cx) / rx;
        const dy = (y - cy) / ry;
        if (round ? dx * dx + dy * dy < 1 : Math.max(Math.abs(dx), Math.abs(dy)) < 1)
          value = tone + slant * dx * 0.5 + rough * noise(x * 50, y * 50, cx * 9);
      }
      return value + slant * (x - 0.5) + 0.02 * (random.next() - 0.5);
    },
  };
}
