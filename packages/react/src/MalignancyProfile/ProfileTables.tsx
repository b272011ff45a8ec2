import { useState } from 'react';
import { useFormats } from '../i18n/formats.js';
import { useMessages } from '../i18n/LocaleContext.js';
import type { ViewerAnalysis } from '../SeriesViewer/viewerTypes.js';
import { messages } from './messages.js';
import { gapOf } from './profileShape.js';

/** All candidates and all scores in numbers; made when they are opened. */
export function ProfileTables({
  analysis: { profile, lesionCandidates },
}: {
  analysis: Pick<ViewerAnalysis, 'profile' | 'lesionCandidates'>;
}) {
  const text = useMessages(messages);
  const { percent } = useFormats();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="ee-profile-table" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{text.table}</summary>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        <section className="ee-profile-scroll" aria-label={text.table} tabIndex={0}>
          {lesionCandidates.length > 0 && (
            <table>
              <caption>{text.candidateTable}</caption>
              <thead>
                <tr>
                  <th scope="col">{text.number}</th>
                  <th scope="col">{text.slices}</th>
                  <th scope="col">{text.highestScore}</th>
                </tr>
              </thead>
              <tbody>
                {lesionCandidates.map(
                  ({ firstSliceIndex, lastSliceIndex, keySliceIndex, peakProbability }, place) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: candidates have no name but their place.
                    <tr key={place}>
                      <th scope="row">{place + 1}</th>
                      <td>
                        {firstSliceIndex + 1}
                        {lastSliceIndex > firstSliceIndex && `–${lastSliceIndex + 1}`}
                      </td>
                      <td>
                        {percent(peakProbability)} ({text.slice} {keySliceIndex + 1})
                      </td>
                    </tr>
                  ),
                )}
              </tbody>
            </table>
          )}
          <table>
            <caption>{text.title}</caption>
            <thead>
              <tr>
                <th scope="col">{text.slice}</th>
                <th scope="col">{text.score}</th>
                <th scope="col">{text.outcome}</th>
              </tr>
            </thead>
            <tbody>
              {profile.map((point) => (
                <tr key={point.index}>
                  <th scope="row">{point.index + 1}</th>
                  <td>{point.malignancyProbability === null ? '–' : percent(point.malignancyProbability)}</td>
                  <td>
                    {point.outcome
                      ? text[point.outcome]
                      : gapOf(point) === 'pending'
                        ? text.pending
                        : text.FAILED}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  );
}
