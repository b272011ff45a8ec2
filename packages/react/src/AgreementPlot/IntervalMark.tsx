import { type AgreementScale, positionOn } from './agreementRows.js';

/** Properties of {@link IntervalMark}. */
export interface IntervalMarkProps {
  scale: AgreementScale;
  estimate: { value: number; low: number; high: number } | null;
  /** Drawn larger: all sites together. */
  isTotal: boolean;
}

/** A value with its interval on the axis of the plot; the cell beside it says the same in figures. */
export function IntervalMark({ scale, estimate, isTotal }: IntervalMarkProps) {
  const at = (value: number) => positionOn(scale, value);
  return (
    <svg className="ee-agreement-mark" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      {scale.ticks.map((tick) => (
        <line key={tick} className="ee-agreement-grid" x1={at(tick)} x2={at(tick)} y1="0" y2="10" />
      ))}
      {estimate && (
        <g data-total={isTotal || undefined}>
          <line
            className="ee-agreement-interval"
            x1={at(estimate.low)}
            x2={at(estimate.high)}
            y1="5"
            y2="5"
          />
          {/* A line without length and with a round end stays a dot, however wide the cell is. */}
          <line
            className="ee-agreement-value"
            x1={at(estimate.value)}
            x2={at(estimate.value)}
            y1="5"
            y2="5"
          />
        </g>
      )}
    </svg>
  );
}
