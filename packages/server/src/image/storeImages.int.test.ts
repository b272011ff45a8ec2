import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { EventEyeError } from '@eventeye/core';
import { personName } from '@eventeye/dicom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { localStorage } from '../storage/localStorage.js';
import { openTestDatabase, type TestDatabase } from '../testing/openTestDatabase.js';
import type { AdmittedImage } from './admitImage.js';
import { storeImages } from './storeImages.js';

function slice(number: number, content = `slice ${number}`, study = '1.2.3'): AdmittedImage {
  const bytes = new TextEncoder().encode(content);
  return {
    filename: `${number}.dcm`,
    bytes,
    kind: 'dicom',
    width: 8,
    height: 8,
    frameCount: 1,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    instance: {
      patientId: 'MRN-1',
      modality: 'MR',
      studyInstanceUid: study,
      seriesInstanceUid: `${study}.1`,
      sopInstanceUid: `${study}.1.${number}`,
      instanceNumber: number,
    } as unknown as NonNullable<AdmittedImage['instance']>,
  };
}

describe.each(databaseKinds)('storing on the %s database', (kind) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase(kind);
  });
  afterAll(() => test.close());
  const storage = () => localStorage(join(test.dataDirectory, 'files'));
  const storeAll = (images: AdmittedImage[]) =>
    storeImages({ prisma: test.database.prisma, storage: storage() }, test.caller, images, undefined);
  const store = async (image: AdmittedImage) => {
    const [outcome] = await storeAll([image]);
    if (!outcome || EventEyeError.is(outcome)) throw outcome;
    return outcome;
  };
  const storedPaths = async () => {
    const paths = [];
    for await (const { path } of storage().list('medical_images')) paths.push(path);
    return paths.sort();
  };

  it('makes one patient, study and series of many slices that come at the same time, some of them twice', async () => {
    const numbers = Array.from({ length: 160 }, (_, i) => i + 1);
    const images = await Promise.all([...numbers, ...numbers.slice(0, 20)].map((n) => store(slice(n))));
    const { prisma } = test.database;
    expect([
      await prisma.patient.count(),
      await prisma.study.count(),
      await prisma.series.count(),
      await prisma.medicalImage.count(),
    ]).toEqual([1, 1, 1, 160]);
    expect(images.slice(160).map(({ id }) => id)).toEqual(images.slice(0, 20).map(({ id }) => id));
    expect(await storedPaths()).toEqual([...new Set(images.map(({ storagePath }) => storagePath))].sort());
  });

  it('keeps the first when the same instance comes with other bytes, and leaves no file', async () => {
    const before = await storedPaths();
    await expect(store(slice(1, 'something else'))).rejects.toSatisfy((error) =>
      EventEyeError.is(error, 'IMAGE_CONFLICT'),
    );
    expect(await storedPaths()).toEqual(before);
  });

  it('leaves neither rows nor file when the series is already in another study', async () => {
    const before = await storedPaths();
    const stray = slice(999, 'stray', '9.9.9');
    const image = { ...stray, instance: { ...stray.instance!, seriesInstanceUid: '1.2.3.1' } };
    await expect(store(image)).rejects.toSatisfy((error) => EventEyeError.is(error, 'IMAGE_CONFLICT'));
    expect(await storedPaths()).toEqual(before);
    expect(await test.database.prisma.study.count()).toBe(1);
  });

  it.each([
    ['Hong^Gildong=洪^吉洞=홍^길동', '홍^길동 (Hong^Gildong)'],
    ['Yamada^Tarou=山田^太郎=やまだ^たろう', '山田^太郎 (Yamada^Tarou)'],
    ['=洪^吉洞', '洪^吉洞'],
    ['Doe^Jane', 'Doe^Jane'],
  ])('keeps the name %s as %s', async (patientName, name) => {
    const one = slice(1, patientName, `2.25.${patientName.length}`);
    const instance = {
      ...one.instance!,
      patientId: patientName,
      patientName,
      patientNameGroups: personName(patientName),
    };
    const { patientId } = await store({ ...one, instance });
    const patient = await test.database.prisma.patient.findUniqueOrThrow({ where: { id: patientId } });
    expect(patient.name).toBe(name);
  });
});
