import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeImage, type ModelSession, openSession, predict } from '@eventeye/inference/pipeline';
import { createPhantom, drawStranger, renderSlice, strangerKinds, writeStudy } from '@eventeye/phantom';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const model = dirname(createRequire(import.meta.url).resolve('@eventeye/model/package.json'));
const data = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));
const hasData = existsSync(data);
if (!hasData) console.warn('skipped: ../shared/data is absent, so no real slice is judged');

let session: ModelSession;
beforeAll(async () => {
  session = await openSession(model);
});
afterAll(() => session.release());
const scopeOf = async (bytes: Uint8Array) => (await predict(bytes, session)).scope;
const png = async (grey: Uint8Array, width: number, height: number) =>
  new Uint8Array(
    await sharp(grey, { raw: { width, height, channels: 1 } })
      .toColourspace('b-w')
      .png()
      .toBuffer(),
  );

describe('the shipped model', () => {
  const docs = fileURLToPath(new URL('../../../../docs/model/', import.meta.url));

  it('is under 80 MB in all its precisions, and says everywhere that it is a demonstration', () => {
    const { manifest } = session;
    const files = [manifest.file, ...(manifest.alternatives ?? []).map(({ file }) => file)];
    expect(files.reduce((sum, { byteLength }) => sum + byteLength, 0)).toBeLessThan(80e6);
    expect(manifest.isDemonstration).toBe(true);
    for (const file of ['report.html', 'MODEL_CARD.md'])
      expect(readFileSync(join(docs, file), 'utf8')).toContain('Not for diagnosis');
  });

  it('has the card and the report of this very model in docs', () => {
    expect(readFileSync(join(docs, 'MODEL_CARD.md'), 'utf8')).toBe(
      readFileSync(join(model, 'MODEL_CARD.md'), 'utf8'),
    );
    expect(readFileSync(join(docs, 'report.html'), 'utf8')).toContain(session.manifest.file.sha256);
  });

  it('keeps what was asked of it: calibration, precision, control', () => {
    const { metrics, control, comparison } = session.manifest;
    const of = (list: typeof metrics, name: string) =>
      list.find((one) => one.name === name && one.level === 'patient')!;
    expect(of(metrics, 'ece').value).toBeLessThan(0.05);
    expect(of(control!, 'auc').low).toBeLessThan(0.5);
    expect(of(control!, 'auc').high).toBeGreaterThan(0.5);
    expect(comparison!.aucLoss).toBeLessThan(0.005);
    expect(comparison!.classAgreement).toBeGreaterThan(0.98);
    expect(comparison!.heatmapCorrelation).toBeGreaterThan(0.95);
  });
});

describe('the in-scope test of the shipped model', { timeout: 180_000 }, () => {
  it('lets phantoms in, with a header and without', async () => {
    const phantom = createPhantom({ seed: 990_001, lesion: 'MALIGNANT', slices: 9 });
    for (const { bytes } of writeStudy(phantom, { phases: ['post1'] }))
      expect(await scopeOf(bytes)).toEqual({ inScope: true, reason: null });
    const { rows, columns } = phantom.geometry;
    const stored = renderSlice(phantom, 'post1', 4);
    const most = stored.reduce((max, value) => Math.max(max, value), 0);
    const grey = Uint8Array.from(stored, (value) => Math.round((255 * value) / most));
    expect((await scopeOf(await png(grey, columns, rows))).inScope).toBe(true);
  });

  it.each(strangerKinds)('refuses a drawn picture of the kind %s', async (kind) => {
    for (const seed of [100, 101, 102, 103]) {
      const { grey, width, height } = drawStranger(kind, seed);
      expect(await scopeOf(await png(grey, width, height))).toMatchObject({ inScope: false });
    }
  });

  it.skipIf(!hasData)('lets in at least 95 % of the real slices that show breast', async () => {
    const judged: boolean[] = [];
    for (const phase of ['pre', 'post1']) {
      const folder = join(data, 'duke-breast-mri-153', phase);
      const files = readdirSync(folder).sort();
      // Before the 20th and after the 150th there is chest, and belly, and no breast.
      for (const name of files.slice(19, 150).filter((_, i) => i % 3 === 0)) {
        const { inScope } = await scopeOf(new Uint8Array(readFileSync(join(folder, name))));
        judged.push(inScope);
      }
    }
    expect(judged.length).toBeGreaterThan(80);
    expect(judged.filter(Boolean).length / judged.length).toBeGreaterThanOrEqual(0.95);
  });

  it.skipIf(!hasData)(
    'refuses real CT, ultrasound and other body parts, and their pictures without a header',
    async () => {
      const folder = join(data, 'dicom-conformance');
      // CT of a chest, MR of another body part, ultrasound, a picture in colour.
      for (const name of ['CT_small.dcm', 'MR_small.dcm', 'ExplVR_BigEnd.dcm', 'SC_rgb_rle.dcm']) {
        const bytes = new Uint8Array(readFileSync(join(folder, name)));
        const { grey, width, height } = await decodeImage(bytes);
        if (!name.startsWith('MR')) expect(await scopeOf(bytes), name).toMatchObject({ inScope: false });
        const low = grey.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
        const high = grey.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
        const grey8 = Uint8Array.from(grey, (value) => Math.round((255 * (value - low)) / (high - low)));
        expect(await scopeOf(await png(grey8, width, height)), `${name} as a picture`).toMatchObject({
          inScope: false,
        });
      }
    },
  );
});
