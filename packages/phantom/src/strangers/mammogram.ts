import { createNoise } from '../noise.js';
import type { Random } from '../random.js';
import type { Picture } from './picture.js';

/** A mammogram: one compressed breast from one side of the plate, strands of gland, sometimes the pectoral muscle. */
export function drawMammogram(random: Random): Picture {
  const [width, height] = [320, 420];
  const noise = createNoise('mammo', random.next());
  const flip = random.chance(0.5);
  const reach = random.uniform(0.5, 0.85);
  const dense = random.uniform(0.2, 0.7);
  const muscle = random.chance(0.6) ? random.uniform(0.2, 0.4) : 0;
  return {
    width,
    height,
    value: (px, py) => {
      const x = (flip ? width - 1 - px : px) / width;
      const y = py / height;
      const r = Math.hypot(x / reach, (y - 0.5) / 0.46);
      if (r > 1) return 0.01;
      if (muscle > 0 && x / muscle + y / 0.6 < 1) return 0.75 + 0.08 * noise(x * 9, y * 9, 0);
      const strands = 0.5 + 0.5 * noise(x * 7, y * 12, 1) + 0.3 * noise(x * 26, y * 30, 2);
      const gland = Math.max(0, strands) * dense * Math.exp(-(((r - 0.45) / 0.4) ** 2));
      return (0.22 + gland) * Math.min(1, (1 - r) * 9) + 0.01 * random.next();
    },
  };
}
