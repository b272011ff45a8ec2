import { createNoise } from '../noise.js';
import type { Random } from '../random.js';
import type { Picture } from './picture.js';

/** Axial T1-weighted brain: scalp, dark skull, folded cortex, ventricles. MR, and no breast. */
export function drawBrain(random: Random): Picture {
  const size = 256;
  const noise = createNoise('brain', random.next());
  const [rx, ry] = [random.uniform(0.3, 0.37), random.uniform(0.38, 0.45)];
  const grain = random.uniform(0.01, 0.05);
  const white = random.uniform(0.6, 0.8);
  return {
    width: size,
    height: size,
    value: (px, py) => {
      const x = px / size - 0.5;
      const y = py / size - 0.5;
      const speck = grain * random.next();
      const r = Math.hypot(x / rx, y / ry);
      if (r > 1) return speck;
      if (r > 0.94) return 0.9 + speck;
      if (r > 0.86) return 0.08 + speck;
      const fold = noise(x * 22, y * 22, 0) + 0.5 * noise(x * 40, y * 40, 1);
      const ventricle = Math.hypot((Math.abs(x) - 0.035) / 0.03, y / 0.11) + 0.2 * noise(x * 20, y * 20, 2);
      if (ventricle < 1) return 0.1 + speck;
      if (Math.abs(x) < 0.005) return 0.12;
      const depth = (0.86 - r) / 0.2;
      return (fold > depth * 1.2 - 0.1 ? (fold > 0.55 ? 0.15 : 0.45) : white) + speck;
    },
  };
}
