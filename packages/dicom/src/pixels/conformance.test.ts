import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EventEyeError } from '@eventeye/core';
import { describe, expect, it } from 'vitest';
import { describePixels, readDataset, readFrame } from '../index.js';

const folder = fileURLToPath(new URL('../../../../../shared/data/dicom-conformance/', import.meta.url));
const present = existsSync(folder);
if (!present)
  console.warn(`skipped: ${folder} is absent, so reading is not compared with the reference decoder`);

interface Expected {
  transferSyntax: string | null;
  shape?: number[];
  sha256?: string;
}
const expected: Record<string, Expected> = present
  ? JSON.parse(readFileSync(`${folder}expected.json`, 'utf8'))
  : {};
const read = (name: string) => new Uint8Array(readFileSync(folder + name));

/** Every frame's stored samples, in the layout of the reference: raw little-endian bytes. */
async function allSamples(bytes: Uint8Array): Promise<Buffer> {
  const dataset = readDataset(bytes);
  const { frameCount } = describePixels(dataset);
  const frames: Buffer[] = [];
  for (let frame = 0; frame < frameCount; frame++) {
    const { values } = await readFrame(dataset, frame);
    frames.push(Buffer.from(values.buffer, values.byteOffset, values.byteLength));
  }
  return Buffer.concat(frames);
}

const readable = new Set([
  '1.2.840.10008.1.2',
  '1.2.840.10008.1.2.1',
  '1.2.840.10008.1.2.1.99',
  '1.2.840.10008.1.2.2',
  '1.2.840.10008.1.2.5',
]);
/** Read by the reference decoder, refused here with a typed error; issue for the compressed syntaxes and colour models. */
const refused: Record<string, string> = {
  'MR_truncated.dcm': 'DICOM_TRUNCATED',
  'SC_ybr_full_422_uncompressed.dcm': 'DICOM_PIXEL_FORMAT_UNSUPPORTED',
};

describe.skipIf(!present)('the conformance files', () => {
  const images = Object.entries(expected).filter(
    ([name, { shape, transferSyntax }]) =>
      shape && !(name in refused) && (transferSyntax === null || readable.has(transferSyntax)),
  );
  const others = Object.keys(expected).filter((name) => !images.some(([image]) => image === name));

  it('cover the transfer syntaxes that are read', () => {
    const syntaxes = new Set(images.map(([, { transferSyntax }]) => transferSyntax));
    for (const uid of readable) expect(syntaxes, uid).toContain(uid);
  });

  it.each(images)('%s has the samples of the reference decoder', async (name, { sha256 }) => {
    expect(
      createHash('sha256')
        .update(await allSamples(read(name)))
        .digest('hex'),
    ).toBe(sha256);
  });

  it.each(others)('%s is refused with a typed error', async (name) => {
    let thrown: unknown;
    try {
      await allSamples(read(name));
    } catch (error) {
      thrown = error;
    }
    expect(EventEyeError.is(thrown), String(thrown)).toBe(true);
    if (name in refused) expect((thrown as EventEyeError).code).toBe(refused[name]);
  });

  it('cut anywhere give a picture or a typed error', async () => {
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.dcm'))) {
      const whole = read(name);
      for (let percent = 0; percent < 100; percent += 10) {
        try {
          await allSamples(whole.slice(0, Math.floor((whole.length * percent) / 100)));
        } catch (error) {
          expect(EventEyeError.is(error), `${name} at ${percent} %: ${String(error)}`).toBe(true);
        }
      }
    }
  });
});
