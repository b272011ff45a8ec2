import { createNoise } from '../noise.js';
import type { Random } from '../random.js';
import type { Picture } from './picture.js';

/** Infrared thermogram of a standing trunk in grey: smooth warm skin before a cold room, two breasts, warm folds. */
export function drawThermogram(random: Random): Picture {
  const [width, height] = [320, 240];
  const noise = createNoise('heat', random.next());
  const breastX = random.uniform(0.13, 0.18);
  const breastY = random.uniform(0.5, 0.65);
  const warm = random.uniform(0.55, 0.85);
  const raised = random.chance(0.5);
  return {
    width,
    height,
    value: (px, py) => {
      const x = px / width - 0.5;
      const y = py / height;
      const half = 0.26 + 0.05 * Math.cos(y * 5) + 0.01 * noise(y * 4, 0, 0);
      const neck = y < 0.12 && Math.abs(x) < 0.08;
      const arm = raised && y < 0.4 && Math.abs(Math.abs(x) - 0.36 - 0.1 * (0.4 - y)) < 0.06;
      const inside = (y > 0.1 && Math.abs(x) < half * Math.min(1, 0.5 + y * 3)) || neck || arm;
      if (!inside) return 0.08 + 0.02 * noise(x * 5, y * 5, 3);
      const d = Math.hypot((Math.abs(x) - breastX) / 0.12, (y - breastY) / 0.16);
      const breast = d < 1 ? -0.16 * (1 - d * d) : 0;
      const fold = Math.exp(-(((d - 1) / 0.12) ** 2)) * (y > breastY ? 0.16 : 0.04);
      return warm + breast + fold + 0.14 * noise(x * 5, y * 5, 1) + 0.05 * noise(x * 14, y * 14, 2);
    },
  };
}
