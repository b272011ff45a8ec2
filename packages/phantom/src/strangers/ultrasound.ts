import { createNoise } from '../noise.js';
import type { Random } from '../random.js';
import type { Picture } from './picture.js';

/** B-mode ultrasound: a linear or curved field of speckle in layers, with a dark, shadowing or enhancing lesion. */
export function drawUltrasound(random: Random): Picture {
  const [width, height] = [480, 360];
  const noise = createNoise('us', random.next());
  const curved = random.chance(0.5);
  const cx = random.uniform(0.3, 0.7);
  const cy = random.uniform(0.3, 0.6);
  const radius = random.uniform(0.06, 0.16);
  const layers = random.uniform(4, 9);
  const fade = random.uniform(0.4, 1.6);
  return {
    width,
    height,
    value: (px, py) => {
      const x = px / width;
      const y = py / height;
      if (curved) {
        const dx = (x - 0.5) * (width / height);
        const r = Math.hypot(dx, y + 0.25);
        if (Math.abs(Math.atan2(dx, y + 0.25)) > 0.6 || r < 0.32 || r > 1.15) return 0;
      } else if (x < 0.12 || x > 0.88 || y < 0.04 || y > 0.94) return 0;
      const speckle = Math.sqrt(-Math.log(1 - random.next() * 0.999)) * 0.75;
      const layer = 0.45 + 0.3 * noise(x * 3, y * layers, 0) + 0.15 * noise(x * 30, y * 40, 1);
      const gone = Math.exp(-fade * y);
      const lesion = Math.hypot((x - cx) * 1.3, y - cy) + 0.02 * noise(x * 12, y * 12, 4);
      const dark = lesion < radius ? 0.18 : y > cy && Math.abs(x - cx) < radius * 0.7 ? 0.6 : 1;
      return Math.max(0, layer * speckle * gone * dark);
    },
  };
}
