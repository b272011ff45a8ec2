import { useId } from 'react';
import { useFormats } from '../i18n/formats.js';
import { useMessages } from '../i18n/LocaleContext.js';
import { messages } from './messages.js';

/** The thresholds of a model: shares from 0 to 1. */
export interface DecisionThresholds {
  /** Below it the outcome is BENIGN. */
  benignBelow: number;
  /** From it on the outcome is MALIGNANT. */
  malignantFrom: number;
}

/** Properties of {@link ProbabilityScale}. */
export interface ProbabilityScaleProps {
  /** Calibrated, 0 to 1. */
  malignancyProbability: number;
  /** Draws the band in which the model abstains. */
  thresholds?: DecisionThresholds | null | undefined;
}

/** A calibrated probability on a scale from 0 to 100 %, with the band in which the model abstains. */
export function ProbabilityScale({ malignancyProbability, thresholds }: ProbabilityScaleProps) {
  const text = useMessages(messages);
  const { percent } = useFormats();
  const explanation = useId();
  const band =
    thresholds && text.thresholds(percent(thresholds.benignBelow), percent(thresholds.malignantFrom));
  return (
    <div className="ee-scale" part="probability">
      <div className="ee-scale-head">
        <span>{text.label}</span>
        <strong>{percent(malignancyProbability)}</strong>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a meter element can not draw the band of abstention. */}
      <svg
        className="ee-scale-track"
        role="meter"
        aria-label={text.label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(malignancyProbability * 1000) / 10}
        aria-valuetext={percent(malignancyProbability)}
        aria-describedby={band ? explanation : undefined}
        viewBox="0 0 100 8"
        preserveAspectRatio="none"
      >
        <rect className="ee-scale-ground" width="100" height="8" />
        {thresholds && (
          <>
            <rect className="ee-scale-benign" width={thresholds.benignBelow * 100} height="8" />
            <rect
              className="ee-scale-abstains"
              x={thresholds.benignBelow * 100}
              width={(thresholds.malignantFrom - thresholds.benignBelow) * 100}
              height="8"
            />
            <rect
              className="ee-scale-malignant"
              x={thresholds.malignantFrom * 100}
              width={(1 - thresholds.malignantFrom) * 100}
              height="8"
            />
          </>
        )}
        {thresholds &&
          [thresholds.benignBelow, thresholds.malignantFrom].map((threshold) => (
            <line
              key={threshold}
              className="ee-scale-threshold"
              x1={threshold * 100}
              x2={threshold * 100}
              y1="0"
              y2="8"
            />
          ))}
        <line
          className="ee-scale-mark"
          x1={1 + malignancyProbability * 98}
          x2={1 + malignancyProbability * 98}
          y1="0"
          y2="8"
        />
      </svg>
      {thresholds && (
        <div className="ee-scale-bands" aria-hidden="true">
          {(['benign', 'abstains', 'malignant'] as const).map((band, index) => (
            <span
              key={band}
              data-band={band}
              style={{
                flexGrow: [
                  thresholds.benignBelow,
                  thresholds.malignantFrom - thresholds.benignBelow,
                  1 - thresholds.malignantFrom,
                ][index],
              }}
            >
              {text[band]}
            </span>
          ))}
        </div>
      )}
      {band && (
        <small id={explanation} className="ee-scale-note">
          {band}
        </small>
      )}
    </div>
  );
}
