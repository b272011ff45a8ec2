// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { aMedicalImage, anAnalysis, createMockClient } from '../testing/index.js';
import { EventEyeProvider, useAnalyze, useMedicalImage } from './index.js';

declare const document: { querySelector(selectors: string): unknown };
afterEach(cleanup);

/** As in the README of this package. */
function Card({ id }: { id: string }) {
  const image = useMedicalImage(id);
  const latest = image.data?.latestAnalysis;
  const { state, progress, analysis, analyze, cancel, canCancel } = useAnalyze(id, { latest });
  if (image.state !== 'ready') return <p data-state={image.state}>{image.error?.message}</p>;
  return (
    <article data-state={state}>
      {image.data.filename} {Math.round(progress * 100)} % {analysis?.result?.outcome}
      <button type="button" onClick={analyze}>
        Analyse
      </button>
      {canCancel && (
        <button type="button" onClick={cancel}>
          Stop
        </button>
      )}
    </article>
  );
}

it('shows the README’s card in its README’s test', async () => {
  const image = aMedicalImage();
  const client = createMockClient({ images: [image] });
  render(
    <EventEyeProvider client={client}>
      <Card id={image.id} />
    </EventEyeProvider>,
  );
  fireEvent.click(await screen.findByText('Analyse'));
  await screen.findByText('Stop');
  const { id } = client.mock.data.analyses[0]!;
  client.mock.push(anAnalysis({ id, medicalImage: image, outcome: 'MALIGNANT' }));
  await screen.findByText(/MALIGNANT/);
  expect(document.querySelector('[data-state=succeeded]')).not.toBeNull();
  await client.close();
});
