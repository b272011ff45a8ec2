import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as ort from 'onnxruntime-node';
import { afterAll, describe, expect, it } from 'vitest';
import { preferTiles, processorHasTiles } from './preferTiles.js';

const model = dirname(createRequire(import.meta.url).resolve('@eventeye/model/package.json'));
const read = (name: string) => new Uint8Array(readFileSync(join(model, name)));
const folder = mkdtempSync(join(tmpdir(), 'eventeye-tiles-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function answersOf(file: Uint8Array, tensor: ort.Tensor): Promise<Float32Array[]> {
  const session = await ort.InferenceSession.create(file, { intraOpNumThreads: 1 });
  const result = await session.run({ input: tensor });
  const answers = session.outputNames.map((name) => result[name]!.data as Float32Array);
  await session.release();
  return answers;
}

describe('preferTiles', () => {
  it('changes most convolutions of the shipped int8 model and not one bit of its answers', async () => {
    const values = Float32Array.from({ length: 3 * 224 * 224 }, (_, i) => Math.sin(i * 0.37) * 2);
    const tensor = new ort.Tensor('float32', values, [1, 3, 224, 224]);
    const original = read('model.int8.onnx');
    const changed = original.slice();
    // Of 53: the stem and those of few products a sum stay.
    expect(preferTiles(changed)).toBe(43);
    expect(changed).not.toEqual(original);
    expect(await answersOf(changed, tensor)).toEqual(await answersOf(original, tensor));
  });

  it('leaves alone what was changed before', () => {
    const file = read('model.int8.onnx');
    preferTiles(file);
    const once = file.slice();
    expect(preferTiles(file)).toBe(0);
    expect(Buffer.compare(file, once)).toBe(0);
  });

  it('leaves a model without int8 convolutions alone', () => {
    const file = read('model.fp16.onnx');
    const before = file.slice();
    expect(preferTiles(file)).toBe(0);
    expect(Buffer.compare(file, before)).toBe(0);
  });
});

describe('processorHasTiles', () => {
  const said = (flags: string) => {
    const file = join(folder, 'cpuinfo');
    writeFileSync(file, `processor\t: 0\nflags\t\t: fpu ${flags} sse2\nbogomips\t: 1\n`);
    return processorHasTiles(file);
  };

  it('is told by the flag of the processor', () => {
    expect(said('amx_bf16 avx512_fp16 amx_tile amx_int8')).toBe(true);
    expect(said('avx512_vnni avx512_bf16')).toBe(false);
  });

  it('is false where no such file is', () => {
    expect(processorHasTiles(join(folder, 'none'))).toBe(false);
  });
});
