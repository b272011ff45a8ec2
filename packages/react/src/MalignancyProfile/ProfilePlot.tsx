import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useFormats } from '../i18n/formats.js';
import { useMessages } from '../i18n/LocaleContext.js';
import { usePanelSize } from '../SeriesViewer/panel/usePanelSize.js';
import type { ViewerAnalysis } from '../SeriesViewer/viewerTypes.js';
import { messages } from './messages.js';
import { gapOf, profileGaps, profileRuns } from './profileShape.js';

/** The thresholds of a model: shares from 0 to 1. */
export interface ProfileThresholds {
  benignBelow: number;
  malignantFrom: number;
}

const height = 116;
const inset = { top: 18, right: 10, bottom: 18, left: 38 };

/** The curve, as a slider: arrow keys, a click or a drag go to a slice. */
export function ProfilePlot({
  profile,
  candidates,
  thresholds,
  sliceIndex,
  onSliceIndexChange,
}: {
  profile: ViewerAnalysis['profile'];
  /** Drawn as numbered bands. */
  candidates: ViewerAnalysis['lesionCandidates'];
  thresholds: ProfileThresholds | null | undefined;
  sliceIndex: number;
  onSliceIndexChange: ((index: number) => void) | undefined;
}) {
  const text = useMessages(messages);
  const { percent } = useFormats();
  const plot = useRef<HTMLDivElement>(null);
  const { width } = usePanelSize(plot);
  const count = profile.length;
  const inner = Math.max(1, width - inset.left - inset.right);
  const x = (index: number) => inset.left + ((index + 0.5) / count) * inner;
  const y = (score: number) => inset.top + (1 - score) * (height - inset.top - inset.bottom);
  const current = profile[sliceIndex];
  const score = current?.malignancyProbability ?? null;
  const scoreText =
    score !== null ? percent(score) : current && gapOf(current) === 'pending' ? text.pending : text.noScore;

  const goTo = (index: number) => onSliceIndexChange?.(Math.max(0, Math.min(count - 1, index)));
  const toPointer = ({ clientX }: PointerEvent) => {
    const { left } = plot.current!.getBoundingClientRect();
    goTo(Math.floor(((clientX - left - inset.left) / inner) * count));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowLeft: sliceIndex - 1,
      ArrowDown: sliceIndex - 1,
      ArrowRight: sliceIndex + 1,
      ArrowUp: sliceIndex + 1,
      PageDown: sliceIndex - 10,
      PageUp: sliceIndex + 10,
      Home: 0,
      End: count - 1,
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    goTo(to);
  };

  return (
    <div
      ref={plot}
      className="ee-profile-plot"
      part="plot"
      role="slider"
      tabIndex={0}
      aria-label={text.plot}
      aria-valuemin={1}
      aria-valuemax={count}
      aria-valuenow={sliceIndex + 1}
      aria-valuetext={text.value(sliceIndex + 1, count, scoreText)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        // A pointer made by script can not be captured.
        try {
          event.currentTarget.setPointerCapture(event.pointerId);
        } catch {}
        toPointer(event);
      }}
      onPointerMove={(event) => event.buttons === 1 && toPointer(event)}
    >
      {width > 0 && (
        <svg aria-hidden="true" width={width} height={height}>
          {candidates.map(({ firstSliceIndex, lastSliceIndex, keySliceIndex }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: candidates have no name but their place.
            <g key={place} className="ee-profile-candidate">
              <rect
                x={x(firstSliceIndex - 0.5)}
                width={x(lastSliceIndex + 0.5) - x(firstSliceIndex - 0.5)}
                y={inset.top}
                height={height - inset.top - inset.bottom}
              />
              <text x={x(keySliceIndex)} y={inset.top - 6}>
                {place + 1}
              </text>
            </g>
          ))}
          {profileGaps(profile).map(({ kind, first, last }) => (
            <rect
              key={first}
              className="ee-profile-gap"
              data-kind={kind}
              x={x(first - 0.5)}
              width={x(last + 0.5) - x(first - 0.5)}
              y={height - inset.bottom - 5}
              height={5}
            />
          ))}
          {[0, 0.5, 1].map((share) => (
            <g key={share} className="ee-profile-grid">
              <line x1={inset.left} x2={width - inset.right} y1={y(share)} y2={y(share)} />
              <text x={inset.left - 6} y={y(share) + 4}>
                {share * 100}%
              </text>
            </g>
          ))}
          {thresholds && (
            <>
              <Threshold y={y(thresholds.malignantFrom)} right={width - inset.right} kind="malignant">
                {text.malignantFrom(percent(thresholds.malignantFrom))}
              </Threshold>
              <Threshold y={y(thresholds.benignBelow)} right={width - inset.right} kind="benign">
                {text.benignBelow(percent(thresholds.benignBelow))}
              </Threshold>
            </>
          )}
          {profileRuns(profile).map((run) => (
            <path
              key={run[0]!.index}
              className="ee-profile-line"
              d={
                run.length === 1
                  ? `M${x(run[0]!.index) - 2} ${y(run[0]!.score)}h4`
                  : `M${run.map((one) => `${x(one.index).toFixed(1)} ${y(one.score).toFixed(1)}`).join('L')}`
              }
            />
          ))}
          <line
            className="ee-profile-current"
            x1={x(sliceIndex)}
            x2={x(sliceIndex)}
            y1={inset.top - 4}
            y2={height - inset.bottom}
          />
          {score !== null && <circle className="ee-profile-dot" cx={x(sliceIndex)} cy={y(score)} r={4.5} />}
          {ticks(count).map((index) => (
            <text key={index} className="ee-profile-tick" x={x(index)} y={height - 4}>
              {index + 1}
            </text>
          ))}
        </svg>
      )}
    </div>
  );
}

function Threshold({
  y,
  right,
  kind,
  children,
}: {
  y: number;
  right: number;
  kind: string;
  children: string;
}) {
  return (
    <g className="ee-profile-threshold" data-kind={kind}>
      <line x1={inset.left} x2={right} y1={y} y2={y} />
      <text x={right - 2} y={y - 4}>
        {children}
      </text>
    </g>
  );
}

/** Slices whose number stands below the plot: round ones, and the ends. */
function ticks(count: number): number[] {
  const step = [1, 2, 5, 10, 20, 50, 100, 200].find((one) => count / one <= 9) ?? 500;
  const round = Array.from({ length: Math.floor(count / step) }, (_, place) => (place + 1) * step - 1);
  return [0, ...round.filter((index) => index >= step / 2 && index > 0)];
}
