import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelSession } from '@eventeye/inference/pipeline';

/**
 * Runs the input that the export left beside the model and compares with what PyTorch gave for it.
 *
 * @param stem path of the reference files up to `.input.f32`.
 * @returns the greatest difference of logits and features, relative to the largest reference value where that exceeds 1.
 * @throws Error when it exceeds the tolerance: the exported graph is then not the trained network.
 */
export async function checkReference(stem: string, session: ModelSession, tolerance = 1e-4): Promise<number> {
  const floats = (name: string) =>
    new Float32Array(new Uint8Array(readFileSync(join(`${stem}.${name}.f32`))).buffer);
  const input = floats('input');
  const expected = { logits: floats('logits'), features: floats('features') };
  const { width, height } = session.manifest.input;
  const length = 3 * width * height;
  const count = input.length / length;
  let worst = 0;
  for (let row = 0; row < count; row++) {
    const actual = await session.run(input.slice(row * length, (row + 1) * length));
    for (const name of ['logits', 'features'] as const) {
      const size = expected[name].length / count;
      const reference = expected[name].subarray(row * size, (row + 1) * size);
      const scale = reference.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
      reference.forEach((value, i) => {
        // A comparison with a number that is none is false and would pass as equal.
        const difference = Math.abs(value - actual[name][i]!) / scale;
        worst = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(worst, difference);
      });
    }
  }
  if (count < 1 || worst > tolerance)
    throw new Error(`The exported graph differs from PyTorch by ${worst}. Check the export.`);
  return worst;
}
