import { createNoise } from '../noise.js';
import type { Random } from '../random.js';
import type { Picture } from './picture.js';

/** Axial chest CT, supine, in a soft-tissue or lung window: bright bone, flat muscle, dark lungs, the table below. */
export function drawCt(random: Random): Picture {
  const size = 512;
  const noise = createNoise('ct', random.next());
  const [rx, ry] = [random.uniform(0.36, 0.46), random.uniform(0.26, 0.34)];
  const lungs = random.uniform(0.05, 0.35);
  const soft = random.uniform(0.45, 0.65);
  const grain = random.uniform(0.01, 0.06);
  const tableY = 0.5 + ry + 0.04;
  const ribs = random.uniform(16, 26);
  return {
    width: size,
    height: size,
    value: (px, py) => {
      const x = px / size - 0.5;
      const y = py / size - 0.5;
      const speck = grain * (random.next() - 0.5) * 2;
      const bend = 0.02 * noise(x * 6, y * 6, 0);
      const r = Math.hypot(x / rx, y / ry) + bend;
      const table = Math.abs(py / size - tableY - 0.6 * x * x) < 0.008 && Math.abs(x) < 0.4 ? 0.5 : 0;
      if (r > 1) return Math.max(0, table + (r > 1.02 ? 0 : 0.2) + speck * 0.3);
      if (Math.hypot(x / 0.045, (y - ry * 0.62) / 0.055) < 1) return 0.95 + speck;
      if (r > 0.8 && r < 0.86 && Math.sin(Math.atan2(y, x) * ribs) > 0.3) return 0.98;
      if (r > 0.9) return soft * 0.6 + speck;
      const side = Math.abs(x) - 0.16;
      const lung = Math.hypot(side / (rx * 0.36), (y + 0.01) / (ry * 0.62)) + 0.1 * noise(x * 9, y * 9, 2);
      if (lung < 1) return noise(x * 40, y * 40, 1) > 0.5 ? soft : lungs * 0.3 + speck;
      return soft * (1 + 0.08 * noise(x * 14, y * 14, 3)) + speck;
    },
  };
}
