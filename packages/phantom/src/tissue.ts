import type { Anatomy, Breast } from './anatomy.js';
import type { SliceFields } from './fields.js';
import { clamp, length, mix, smoothstep } from './geometry.js';
import { createNoise } from './noise.js';
import { enhancementAt, type Phase } from './phase.js';
import type { Scanner } from './scanner.js';
import { createThorax } from './thorax.js';

/** Signal of the tissue at a place inside the body; 1 is about the brightest enhancing lesion. */
export type Tissue = (x: number, y: number, z: number, fields: SliceFields, index: number) => number;

/** Signal of fat where the suppression fails entirely, of skin, muscle and gland before contrast. */
const unsuppressedFat = 0.75;
const skinSignal = 0.3;
const muscleSignal = 0.26;
const glandSignal = 0.4;

/** Prepares the T1-weighted, fat-suppressed signal of everything but vessels, distractors and the lesion. */
export function createTissue(seed: number, anatomy: Anatomy, scanner: Scanner, phase: Phase): Tissue {
  const fine = createNoise(seed, 'fine');
  const coarse = createNoise(seed, 'coarse');
  const thorax = createThorax(seed, anatomy, phase);
  const gland = createGland(seed, anatomy);
  const background = enhancementAt(phase, anatomy.backgroundEnhancement, 0.6);
  const nippleGain = enhancementAt(phase, 0.7, 0.2);
  const muscle = muscleSignal * (1 + enhancementAt(phase, 0.18, 0.1));
  const skin = skinSignal * (1 + enhancementAt(phase, 0.2, 0.1));
  const { torso } = anatomy;

  return (x, y, z, fields, index) => {
    const cage = fields.cage[index]!;
    const body = fields.body[index]!;
    if (cage < -9) return thorax(x, y, z, cage);
    const lobule = fine(x / 5.5, y / 9, z / 6);
    const seam = 1 - 0.3 * smoothstep(0.05, 0.01, Math.abs(coarse(x / 13, y / 21, z / 13)));
    let signal =
      mix(scanner.fatSignal, unsuppressedFat, fields.fatFailure[index]!) * (1 + 0.14 * lobule) * seam;

    const breast = anatomy.breasts[x < 0 ? 0 : 1];
    const inBreast = -fields.breast[index]!;
    if (inBreast > 0 && cage > 8) {
      const amount = gland(breast, x, y, z) * smoothstep(1.5, 7, inBreast) * smoothstep(8, 22, cage);
      if (amount > 0) {
        const patch = clamp(
          0.55 + 1.3 * coarse(x / 17 + 9.5, y / 17, z / 17) + 0.5 * fine(x / 4, y / 4, z / 4),
          0.05,
          2,
        );
        signal = mix(signal, glandSignal * (1 + 0.16 * lobule) * (1 + background * patch), amount);
      }
      const { nipple, nippleRadiusMm } = breast;
      const areola = length(x - nipple.x, y - nipple.y, z - nipple.z) / nippleRadiusMm;
      if (areola < 2) signal = mix(signal, glandSignal * (1 + nippleGain), smoothstep(1.9, 1, areola));
    }
    if (cage < 30) {
      // The pectoral muscles taper towards breastbone and flank.
      const thickness =
        anatomy.pectoralMm *
        smoothstep(6, 34, Math.abs(x)) *
        smoothstep(torso.halfWidthMm * 0.86, 70, Math.abs(x));
      const edge = cage - 2 - thickness - 1.5 * coarse(x / 20, y / 20, z / 20);
      const strands = 1 + 0.22 * fine(x / 9, (y - 0.25 * Math.abs(x)) / 2.2, z / 9);
      signal = mix(signal, muscle * strands, smoothstep(0.8, -0.8, edge));
      // Chemical shift leaves a dark line between fat and muscle.
      signal *= 1 - 0.35 * Math.exp(-edge * edge);
    }
    if (cage < 1) signal = mix(signal, chestWall(x, y, z, cage, muscle, fine), smoothstep(1, -1, cage));
    if (cage < -6) signal = mix(signal, thorax(x, y, z, cage), smoothstep(-6, -9, cage));
    return mix(signal, skin, smoothstep(-anatomy.skinMm - 0.5, -anatomy.skinMm + 0.5, body));
  };
}

/** Ribs run obliquely through an axial slice: marrow, dark cortex, intercostal muscle, and the breastbone between. */
function chestWall(
  x: number,
  y: number,
  z: number,
  cage: number,
  muscle: number,
  fine: (x: number, y: number, z: number) => number,
): number {
  const across = Math.abs(x);
  const turn = Math.cos((2 * Math.PI * (z + 0.5 * across + 0.35 * y)) / 30);
  const bone = across < 17 ? 0.8 : turn;
  const middle = 1 - Math.abs(cage + 4.5) / 4.5;
  const marrow = smoothstep(0.1, 0.4, bone) * smoothstep(0.15, 0.5, middle);
  const cortex = smoothstep(-0.1, 0.1, bone) * (1 - marrow);
  return mix(mix(muscle * (1 + 0.2 * fine(x / 5, y / 5, z / 5)), 0.07, cortex), 0.24, marrow);
}

/** Share of fibroglandular tissue: a cone behind the nipple, broken into strands that run towards it. */
function createGland(seed: number, anatomy: Anatomy) {
  const strands = createNoise(seed, 'strands');
  const islands = createNoise(seed, 'islands');
  const { glandAmount } = anatomy;
  const offset = mix(-0.62, 0.3, glandAmount);
  const reach = mix(0.75, 0.95, glandAmount);
  return (breast: Breast, x: number, y: number, z: number): number => {
    const { nipple } = breast;
    const dx = x - nipple.x;
    const dy = y - nipple.y;
    const dz = z - nipple.z;
    const r = Math.sqrt(dx * dx + dy * dy + dz * dz) + 4;
    const side = breast.side === 'LEFT' ? 40 : 0;
    const px = dx / (breast.halfWidthMm * reach);
    const py = (dy - breast.depthMm * 0.42) / (breast.depthMm * 0.5);
    const pz = dz / (breast.halfHeightMm * 0.8 * reach);
    const prior = 1 - Math.sqrt(px * px + py * py + pz * pz);
    if (prior + offset < -0.9) return 0;
    const streak = strands((6.5 * dx) / r + side, r / 24, (6.5 * dz) / r);
    const island =
      islands(dx / 15 + side, dy / 19, dz / 15) + 0.6 * islands(dx / 6.5, dy / 9 + side, dz / 6.5);
    const detail = islands(dx / 2.6, dy / 3.4, dz / 2.6 + side);
    const field = prior * 0.9 + offset + 0.75 * streak + 0.75 * island + 0.3 * detail;
    return smoothstep(0, 0.38, field) * clamp(0.75 + 0.5 * detail, 0.4, 1);
  };
}
