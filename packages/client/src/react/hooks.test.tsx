// @vitest-environment happy-dom
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import {
  aMedicalImage,
  anAnalysis,
  aPatient,
  aSeries,
  aUser,
  createMockClient,
  type MockClient,
  type MockClientOptions,
  refusedName,
  slicesOf,
  wrongPassword,
} from '../testing/index.js';
import {
  EventEyeProvider,
  failureKindOf,
  useAnalyses,
  useAnalysis,
  useAnalyze,
  useAnalyzeSeries,
  useCreatePatient,
  useMedicalImage,
  usePatients,
  useReadings,
  useRecordReading,
  useSeriesSlices,
  useSession,
  useUpload,
} from './index.js';

const open: MockClient[] = [];
afterEach(async () => {
  cleanup();
  await Promise.all(open.splice(0).map((client) => client.close()));
});

/** A hook under a client with a mock server. */
function render<T>(hook: () => T, options: MockClientOptions = {}) {
  const client = createMockClient(options);
  open.push(client);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <EventEyeProvider client={client}>{children}</EventEyeProvider>
  );
  const { result, unmount } = renderHook(hook, { wrapper });
  return { client, result, unmount };
}

it('analyses an image: request, live progress, result, again, cancel', async () => {
  const image = aMedicalImage();
  const { client, result } = render(
    () => ({ button: useAnalyze(image.id), card: useMedicalImage(image.id) }),
    { images: [image] },
  );
  await waitFor(() => expect(result.current.card.state).toBe('ready'));
  expect(result.current.button).toMatchObject({ state: 'idle', canAnalyze: true, canCancel: false });
  await act(() => result.current.button.analyze());
  await waitFor(() => expect(result.current.button.state).toBe('queued'));
  const { id } = result.current.button.analysis!;
  // The card beside the button shows the same analysis, out of the cache.
  expect(result.current.card.data?.latestAnalysis?.id).toBe(id);
  act(() => client.mock.push(anAnalysis({ id, medicalImage: image, status: 'RUNNING', progress: 0.25 })));
  await waitFor(() => expect(result.current.button).toMatchObject({ state: 'running', progress: 0.25 }));
  act(() => client.mock.push(anAnalysis({ id, medicalImage: image, outcome: 'MALIGNANT' })));
  await waitFor(() => expect(result.current.button.state).toBe('succeeded'));
  expect(result.current.card.data?.latestAnalysis?.result?.outcome).toBe('MALIGNANT');
  expect(result.current.button.canAnalyze).toBe(true);

  await act(() => result.current.button.analyze());
  await waitFor(() => expect(result.current.button.analysis?.id).not.toBe(id));
  await act(() => result.current.button.cancel());
  await waitFor(() => expect(result.current.button.state).toBe('canceled'));
});

it('says why a request was refused, and goes on when asked again', async () => {
  const image = aMedicalImage();
  const { client, result } = render(() => useAnalyze(image.id), { images: [image] });
  client.mock.fail('AnalyzeMedicalImage', 'QUOTA_EXCEEDED');
  await act(() => result.current.analyze());
  expect(result.current).toMatchObject({ state: 'failed', error: { code: 'QUOTA_EXCEEDED' } });
  await act(() => result.current.analyze());
  await waitFor(() => expect(result.current.state).toBe('queued'));
});

it('takes up an analysis that is under way', async () => {
  const image = aMedicalImage();
  const running = anAnalysis({ medicalImage: image, status: 'RUNNING' });
  const { result } = render(() => useAnalyze(image.id, { latest: running }), {
    images: [image],
    analyses: [running],
  });
  await waitFor(() =>
    expect(result.current).toMatchObject({ state: 'running', canCancel: true, canAnalyze: false }),
  );
});

it('follows an analysis across a lost connection, and stops with the page', async () => {
  const running = anAnalysis({ status: 'RUNNING', progress: 0.2 });
  const { client, result, unmount } = render(() => useAnalysis(running.id), { analyses: [running] });
  await waitFor(() => expect(result.current.data?.progress).toBe(0.2));
  act(() => client.mock.disconnect());
  client.mock.push({ ...running, progress: 0.6 });
  await waitFor(() => expect(result.current.data?.progress).toBe(0.6), { timeout: 5000 });
  unmount();
});

it('runs over a series', async () => {
  const series = aSeries({ imageCount: 5 });
  const images = slicesOf(series);
  const { result } = render(
    () => ({ run: useAnalyzeSeries(series.id), slices: useSeriesSlices(series.id) }),
    { series: [series], images, run: { outcome: 'MALIGNANT', stepMs: 1 } },
  );
  await waitFor(() => expect(result.current.slices.data).toHaveLength(5));
  await act(() => result.current.run.analyze());
  await waitFor(() => expect(result.current.run.state).toBe('succeeded'));
  expect(result.current.run.analysis?.profile).toHaveLength(5);
});

it('signs in and out', async () => {
  const { email } = aUser();
  const { client, result } = render(() => useSession(), { signedInAs: null });
  expect(result.current.state).toBe('signed-out');
  await act(() => result.current.signIn({ email, password: wrongPassword }));
  expect(result.current).toMatchObject({ state: 'signed-out', error: { code: 'INVALID_CREDENTIALS' } });
  await act(() => result.current.signIn({ email, password: 'right' }));
  await waitFor(() => expect(result.current.state).toBe('signed-in'));
  expect(result.current.user?.email).toBe(email);
  await act(() => result.current.signOut());
  expect(result.current.state).toBe('signed-out');
  // Ended elsewhere in the program.
  await act(() => client.signIn({ email, password: 'right' }));
  await waitFor(() => expect(result.current.state).toBe('signed-in'));
  act(() => client.setTokens(undefined));
  expect(result.current.state).toBe('signed-out');
});

it('uploads with a state for each file, and sends again what did not get there', async () => {
  const patient = aPatient();
  const { client, result } = render(() => useUpload(), { patients: [patient], mode: 'offline' });
  const file = (filename: string) => ({ filename, bytes: new Uint8Array(100) });
  act(() => result.current.add([file('a.dcm'), file(`${refusedName}.txt`)], { patientId: patient.id }));
  expect(result.current).toMatchObject({ state: 'sending', totalBytes: 200 });
  await waitFor(() => expect(result.current.state).toBe('done'));
  expect(result.current.files.map(({ state }) => state)).toEqual(['failed', 'failed']);
  expect(failureKindOf(result.current.files[0]!.error!)).toBe('offline');
  client.mock.setMode('online');
  act(() => result.current.retry());
  await waitFor(() => expect(result.current.files.map(({ state }) => state)).toEqual(['stored', 'refused']));
  expect(result.current.files[0]?.image?.patient.id).toBe(patient.id);
  act(() => result.current.clear());
  expect(result.current).toMatchObject({ state: 'idle', files: [] });
});

it('stops an upload', async () => {
  const { result } = render(() => useUpload(), { latencyMs: 10_000 });
  act(() => result.current.add([{ filename: 'a.dcm', bytes: new Uint8Array(10) }]));
  act(() => result.current.abort());
  await waitFor(() => expect(result.current.files[0]?.state).toBe('stopped'));
});

it('shows a new patient and a new reading in the lists beside the forms', async () => {
  const analysis = anAnalysis({ outcome: 'INCONCLUSIVE' });
  const { result } = render(
    () => ({
      patients: usePatients(),
      create: useCreatePatient(),
      readings: useReadings(analysis.id),
      record: useRecordReading(),
      worklist: useAnalyses({ orderBy: 'MOST_SUSPICIOUS' }),
    }),
    { analyses: [analysis] },
  );
  await waitFor(() => expect(result.current.readings.state).toBe('ready'));
  await waitFor(() => expect(result.current.patients.state).toBe('ready'));
  await act(() => result.current.create.run({ mrn: 'NEW-1' }));
  await waitFor(() => expect(result.current.patients.data?.map(({ mrn }) => mrn)).toContain('NEW-1'));
  await act(() => result.current.create.run({ mrn: 'NEW-1' }));
  expect(result.current.create).toMatchObject({ state: 'failed', error: { code: 'PATIENT_MRN_TAKEN' } });

  await act(() => result.current.record.run({ analysisId: analysis.id, agrees: true }));
  expect(result.current.record.error?.path).toEqual(['input', 'label']);
  await act(() => result.current.record.run({ analysisId: analysis.id, agrees: true, label: 'UNSURE' }));
  await waitFor(() => expect(result.current.readings.data?.map(({ label }) => label)).toEqual(['UNSURE']));
  expect(result.current.worklist.data?.[0]?.id).toBe(analysis.id);
});
