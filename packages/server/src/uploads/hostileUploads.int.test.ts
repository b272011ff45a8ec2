import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { errorCatalogue, isErrorCode } from '@eventeye/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutFiles, type HostileFile, mutatedFiles } from '../../../inference/src/testing/hostileFiles.js';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { postUpload } from '../http/testing/postGraphql.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';

const folder = fileURLToPath(new URL('../../../../../shared/data/dicom-conformance', import.meta.url));
const perRequest = 25;

/** Files whose names are hostile too. */
const strangeNames = ['../../etc/passwd', '\u202Emcd.exe', 'x'.repeat(5000), '한글 이름.dcm', '"; drop'];

describe.skipIf(!existsSync(folder)).each(databaseKinds)('hostile files on the %s database', (kind) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(kind);
  });
  afterAll(() => server.close());

  const send = async (files: HostileFile[]) => {
    // Of an organization of their own: changed copies of one instance would only be conflicts.
    const { token } = await server.member('CLINICIAN');
    const counts = { stored: 0, rejected: {} as Record<string, number> };
    const named = files.map(({ bytes }, i) => ({ filename: `${i}.dcm`, bytes }));
    for (let i = 0; i < named.length; i += perRequest) {
      const batch = named.slice(i, i + perRequest);
      const { data, errors } = await postUpload(`${server.url}/graphql`, token, batch);
      expect(
        errors,
        files
          .slice(i, i + perRequest)
          .map(({ name }) => name)
          .join('\n'),
      ).toBeUndefined();
      const { medicalImages, rejected } = data.uploadMedicalImages;
      expect(medicalImages.length + rejected.length).toBe(batch.length);
      counts.stored += medicalImages.length;
      for (const { code } of rejected) counts.rejected[code] = (counts.rejected[code] ?? 0) + 1;
    }
    return counts;
  };
  const harmless = async (codes: string[]) => {
    for (const code of codes)
      expect(isErrorCode(code) && errorCatalogue[code].fault === 'caller', code).toBe(true);
    expect(readdirSync(server.services.uploads.area.directory)).toEqual([]);
    expect(server.services.transfers.inFlight).toBe(0);
    const { token } = await server.member('CLINICIAN');
    const { data } = await postUpload(`${server.url}/graphql`, token, phantomFiles.slice(0, 1));
    expect(data.uploadMedicalImages.medicalImages).toHaveLength(1);
  };

  it('400 changes of the conformance files are stored or refused with a reason, and the server goes on', async () => {
    const counts = await send([...mutatedFiles(folder, 400, 20261123)]);
    process.stdout.write(`${JSON.stringify(counts)}\n`);
    expect(counts.stored).toBeGreaterThan(0);
    expect(Object.keys(counts.rejected).length).toBeGreaterThan(3);
    await harmless(Object.keys(counts.rejected));
  }, 240_000);

  it('so are files cut anywhere', async () => {
    const cut = [...cutFiles(folder)].filter((_, i) => i % 11 === 0);
    const counts = await send(cut);
    expect(Object.keys(counts.rejected).length).toBeGreaterThan(1);
    await harmless(Object.keys(counts.rejected));
  }, 240_000);

  it('and files of strange names', async () => {
    const { token } = await server.member('CLINICIAN');
    const files = strangeNames.map((filename, i) => ({
      filename,
      bytes: phantomFiles[i % phantomFiles.length]!.bytes,
    }));
    const { data, errors } = await postUpload(`${server.url}/graphql`, token, files);
    expect(errors).toBeUndefined();
    const names = data.uploadMedicalImages.medicalImages.map(
      ({ filename }: { filename: string }) => filename,
    );
    expect(names).toHaveLength(files.length);
    expect(names.join()).not.toContain('../');
    // No header may hold one (RFC 9110 5.5): the form is refused.
    const nul = await postUpload(`${server.url}/graphql`, token, [
      { filename: 'a\u0000b.dcm', bytes: phantomFiles[0]!.bytes },
    ]);
    expect(nul.data.uploadMedicalImages).toMatchObject({ __typename: 'ValidationError' });
    await harmless([]);
  });
});
