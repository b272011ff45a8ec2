import type { Random } from '../random.js';
import type { Picture } from './picture.js';

/** A page of text as a scanner sees it: dark marks in words and lines on white, or light on dark as on a screen. */
export function drawText(random: Random): Picture {
  const [width, height] = random.chance(0.5) ? [420, 594] : [640, 400];
  const page = new Float32Array(width * height);
  const line = random.integer(9, 18);
  const margin = random.integer(20, 50);
  for (
    let top = margin;
    top < height - margin;
    top += line * random.pick([1, 1, 1, 1, 2] as [number, ...number[]])
  ) {
    const end = width - margin - (random.chance(0.25) ? random.uniform(0, width / 2) : 0);
    for (let x = margin; x < end; ) {
      const word = random.integer(1, 9);
      for (let letter = 0; letter < word && x < end; letter++) {
        const w = Math.max(2, Math.round(line * random.uniform(0.25, 0.5)));
        for (let dy = 0; dy < line * 0.6; dy++)
          for (let dx = 0; dx < w - 1; dx++)
            if (random.chance(0.5)) page[Math.floor(top + dy) * width + x + dx] = 1;
        x += w;
      }
      x += Math.round(line * 0.4);
    }
  }
  const dark = random.chance(0.25);
  return {
    width,
    height,
    value: (x, y) => {
      const ink = page[y * width + x]!;
      return dark ? 0.08 + 0.85 * ink : 0.96 - 0.88 * ink;
    },
  };
}
