import { FlaskConical } from 'lucide-react';
import { useFormats } from '../i18n/formats.js';
import { useMessages } from '../i18n/LocaleContext.js';
import type { ViewerAnalysis } from '../SeriesViewer/viewerTypes.js';
import { messages } from './messages.js';
import { ProfilePlot, type ProfileThresholds } from './ProfilePlot.js';
import { ProfileTables } from './ProfileTables.js';
import { summarizeProfile } from './profileShape.js';

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

/** Bands in the plot; a series can have dozens of candidates, which would cover it. */
const mostCandidates = 5;

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
  const shown = lesionCandidates.slice(0, mostCandidates);
  const candidates = [
    ...shown.map(({ firstSliceIndex, lastSliceIndex }, place) =>
      text.candidate(place + 1, firstSliceIndex + 1, lastSliceIndex + 1),
    ),
    ...(lesionCandidates.length > shown.length
      ? [text.moreCandidates(lesionCandidates.length - shown.length)]
      : []),
  ].join('; ');
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
        profile={profile}
        candidates={shown}
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
      <ProfileTables analysis={analysis} />
    </section>
  );
}
