import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { useFormats } from '../i18n/formats.js';
import { useMessages } from '../i18n/LocaleContext.js';
import type { ViewerAnalysis } from '../SeriesViewer/viewerTypes.js';
import { messages } from './messages.js';
import { ProfilePlot, type ProfileThresholds } from './ProfilePlot.js';
import { gapOf, summarizeProfile } from './profileShape.js';

/** Properties of {@link MalignancyProfile}. */
export interface MalignancyProfileProps {
  /** A run over a series, as the client's `SeriesAnalysis`. */
  analysis: Pick<ViewerAnalysis, 'profile' | 'lesionCandidates'>;
  /** Drawn as lines. */
  thresholds?: ProfileThresholds | null | undefined;
  /** Only a model validated on patients may go without the note; true unless told. */
  isDemonstration?: boolean;
  /** True: kept back by silent mode; nothing of it is shown. */
  isWithheld?: boolean;
  /** The slice shown elsewhere, from 0. */
  sliceIndex: number;
  onSliceIndexChange?: ((index: number) => void) | undefined;
}

/** The score of every slice along the series, what it amounts to in words, and all of it as a table. */
export function MalignancyProfile(props: MalignancyProfileProps) {
  const {
    analysis,
    thresholds,
    isDemonstration = true,
    isWithheld = false,
    sliceIndex,
    onSliceIndexChange,
  } = props;
  const text = useMessages(messages);
  const { percent } = useFormats();
  const { profile, lesionCandidates } = analysis;
  if (isWithheld)
    return (
      <section className="ee-profile" part="profile" data-state="withheld" aria-label={text.title}>
        <p className="ee-profile-note">{text.withheld}</p>
      </section>
    );
  const { highest, scored, outOfScope, failed, pending } = summarizeProfile(profile);
  const gaps = text.gaps(outOfScope, failed, pending);
  const above = thresholds
    ? profile.filter(
        ({ malignancyProbability: score }) => score !== null && score >= thresholds.malignantFrom,
      ).length
    : 0;
  const candidates = lesionCandidates
    .map(({ firstSliceIndex, lastSliceIndex }, place) =>
      text.candidate(place + 1, firstSliceIndex + 1, lastSliceIndex + 1),
    )
    .join('; ');
  return (
    <section
      className="ee-profile"
      part="profile"
      data-state={pending > 0 ? 'running' : 'done'}
      aria-label={text.title}
    >
      <div className="ee-profile-head">
        <h3>{text.title}</h3>
        {isDemonstration && (
          <strong className="ee-profile-demonstration" role="note">
            <FlaskConical aria-hidden="true" />
            {text.demonstration}
          </strong>
        )}
      </div>
      <ProfilePlot
        analysis={analysis}
        thresholds={thresholds}
        sliceIndex={Math.max(0, Math.min(profile.length - 1, sliceIndex))}
        onSliceIndexChange={onSliceIndexChange}
      />
      <p className="ee-profile-note">
        {[
          highest ? text.highest(percent(highest.malignancyProbability), highest.index + 1) : text.none,
          `${text.coverage(scored, profile.length)}${gaps ? ` ${gaps}.` : ''}`,
          thresholds && scored > 0 && text.above(above, percent(thresholds.malignantFrom)),
          candidates && text.candidates(candidates),
          text.explanation,
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
      <ProfileTable profile={profile} />
    </section>
  );
}

function ProfileTable({ profile }: Pick<ViewerAnalysis, 'profile'>) {
  const text = useMessages(messages);
  const { percent } = useFormats();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="ee-profile-table" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{text.table}</summary>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        <section className="ee-profile-scroll" aria-label={text.table} tabIndex={0}>
          <table>
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
