import { FlaskConical } from 'lucide-react';
import { useMessages } from '../i18n/LocaleContext.js';
import { messages } from './messages.js';
import type { ViewerAnalysis } from './viewerTypes.js';

/** What is said below the pictures: where the analysis stands, what its marks are, and what was measured last. */
export function ViewerStatus({
  analysis,
  isWithheld,
  isDemonstration,
  showsAttention,
  announcement,
}: {
  analysis: ViewerAnalysis | null | undefined;
  isWithheld: boolean;
  isDemonstration: boolean;
  showsAttention: boolean;
  announcement: string;
}) {
  const text = useMessages(messages);
  return (
    <div className="ee-viewer-status">
      {analysis && isDemonstration && (
        <strong className="ee-viewer-demonstration" role="note">
          <FlaskConical aria-hidden="true" />
          {text.demonstration}
        </strong>
      )}
      <span>
        {isWithheld
          ? text.withheld
          : analysis === null
            ? text.noAnalysis
            : analysis?.status === 'FAILED'
              ? text.failed
              : analysis && (analysis.status === 'QUEUED' || analysis.status === 'RUNNING')
                ? text.running(analysis.completedSlices, analysis.sliceCount)
                : ''}
        {analysis && showsAttention && ` ${text.attention}`}
      </span>
      <output className="ee-viewer-announcement">{announcement}</output>
    </div>
  );
}
