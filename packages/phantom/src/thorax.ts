import type { Anatomy } from './anatomy.js';
import { ellipsoidDistance, length, mix, smoothstep } from './geometry.js';
import { createNoise } from './noise.js';
import { enhancementAt, type Phase } from './phase.js';

/** Signal inside the rib cage: lungs with their vessels, heart and great vessels, aorta, spine, liver. */
export function createThorax(seed: number, anatomy: Anatomy, phase: Phase) {
  const branches = createNoise(seed, 'lung');
  const texture = createNoise(seed, 'thorax');
  const { heart, liver, aorta } = anatomy;
  // Flow and the distance from the coils leave the chambers dimmer than small vessels.
  const bloodSignal = 0.92 * bloodAt(phase);
  const myocardium = 0.3 * (1 + enhancementAt(phase, 0.75, -0.1));
  const liverSignal = 0.33 * (1 + enhancementAt(phase, 0.65, 0.15));
  const lungSignal = 0.035 * (1 + enhancementAt(phase, 0.6, -0.2));
  const heartTop = heart.centre.z + 0.62 * heart.radii.z;

  return (x: number, y: number, z: number, cage: number): number => {
    const tree = texture(x / 24, y / 24, z / 24);
    const lungVessel = smoothstep(
      0.42,
      0.6,
      branches(x / 8, y / 8, z / 8) + 0.25 * tree - 0.002 * length(x - 10, y - heart.centre.y),
    );
    let signal = mix(lungSignal * (1 + 0.4 * tree), 0.8 * bloodSignal, lungVessel);

    const hx = x - heart.centre.x;
    const hy = y - heart.centre.y;
    const heartDistance =
      ellipsoidDistance(hx + 0.35 * hy, hy, z - heart.centre.z, heart.radii.x, heart.radii.y, heart.radii.z) +
      7 * tree;
    // Mediastinal fat and the vessels above the heart.
    const middle = Math.abs(x - 4) + 0.25 * Math.abs(y - heart.centre.y) - 24 + 8 * tree;
    signal = mix(signal, 0.16 * (1 + 0.5 * tree), smoothstep(3, -3, middle) * smoothstep(-2, -8, cage));
    if (z > heartTop - 12) {
      const ascending = length(x + 12, y - heart.centre.y - 4) - 15;
      const pulmonary = length(x - 18, y - heart.centre.y + 2) - 14;
      const cava = length(x + 36, y - heart.centre.y - 16) - 9;
      const nearest = Math.min(ascending, pulmonary, cava) + 2 * tree;
      signal = mix(
        signal,
        bloodSignal,
        smoothstep(1.5, -1.5, nearest) * smoothstep(heartTop - 12, heartTop, z),
      );
    }
    if (heartDistance < 2) {
      const wall = ellipsoidDistance(hx - 18, hy - 6, z - heart.centre.z, 27, 25, 34);
      const cavity = texture(x / 30 + 5.5, y / 30, z / 30);
      const blood = Math.max(
        smoothstep(2, -3, wall + 5),
        smoothstep(-0.06, 0.1, cavity) * smoothstep(5, 12, wall),
      );
      signal = mix(signal, mix(myocardium, bloodSignal, blood), smoothstep(2, -2, heartDistance));
    }
    const back = y - aorta.y;
    if (back > -aorta.radiusMm - 3) {
      const spine = length((x + 6) / 1.15, y - aorta.y - aorta.radiusMm - 16) - 17;
      signal = mix(signal, 0.22 + 0.03 * tree, smoothstep(1.5, -1.5, spine));
      signal = mix(signal, bloodSignal, smoothstep(1.2, -1.2, length(x - aorta.x, back) - aorta.radiusMm));
    }
    if (z < liver.centre.z + liver.radii.z + 10) {
      const dome = ellipsoidDistance(
        x - liver.centre.x,
        y - liver.centre.y,
        z - liver.centre.z,
        liver.radii.x,
        liver.radii.y,
        liver.radii.z,
      );
      const portal =
        0.3 * smoothstep(0.45, 0.6, branches(x / 14, y / 14, z / 14)) * (phase === 'pre' ? 0 : 1);
      signal = mix(signal, liverSignal * (1 + 0.06 * tree + portal), smoothstep(2, -2, dome + 2 * tree));
    }
    return signal;
  };
}

/** Signal of blood at a phase: bright at the first pass, then falling as the agent spreads. */
export function bloodAt(phase: Phase): number {
  return 0.3 * (1 + enhancementAt(phase, 2, -0.35));
}
