import { useFormats } from '../../i18n/formats.js';
import { useMessages } from '../../i18n/LocaleContext.js';
import { lengthMm, type Measurement } from '../geometry/measure.js';
import { type Placement, type Point, toPanel } from '../geometry/placement.js';
import { messages } from '../messages.js';
import type { PanelContent } from './panelTypes.js';

/** Lines and rectangles over a picture. */
export interface PanelMarksProps {
  content: PanelContent;
  placement: Placement;
  size: { width: number; height: number };
  measurements: readonly Measurement[];
  drawing: { from: Point; to: Point } | undefined;
  cursor: Point | undefined;
}

/** Draws candidates, measurements, the crosshair and where the slice cuts a projection. Hidden from screen readers: texts say the same. */
export function PanelMarks({ content, placement, size, measurements, drawing, cursor }: PanelMarksProps) {
  const lengthText = useLengthText(content.spacing);
  const lines = [...measurements, ...(drawing ? [{ key: 0, ...drawing }] : [])];
  const at = (point: Point) => toPanel(placement, point);
  const cross = cursor && at(cursor);
  return (
    <svg className="ee-viewer-marks" aria-hidden="true" width={size.width} height={size.height}>
      {content.boxes.map(({ key, label, x, y, width, height }) => {
        const from = at({ x, y });
        return (
          <g key={key} className="ee-viewer-box">
            <rect
              x={from.x}
              y={from.y}
              width={width * placement.scaleX}
              height={height * placement.scaleY}
              rx={3}
            />
            <text
              x={from.x + 4} // Above the rectangle, unless the corner's texts stand there.
              y={from.y > 72 ? from.y - 6 : from.y + height * placement.scaleY + 15}
            >
              {label}
            </text>
          </g>
        );
      })}
      {content.cut && <CutLine cut={content.cut} content={content} at={at} />}
      {lines.map(({ key, from, to }) => {
        const [a, b] = [at(from), at(to)];
        const right = a.x > b.x ? a : b;
        return (
          <g key={key} className="ee-viewer-measure">
            <line className="ee-viewer-measure-ground" x1={a.x} y1={a.y} x2={b.x} y2={b.y} />
            <line x1={a.x} y1={a.y} x2={b.x} y2={b.y} />
            <Tick at={a} />
            <Tick at={b} />
            <text x={right.x + 8} y={right.y + 4}>
              {lengthText({ from, to })}
            </text>
          </g>
        );
      })}
      {cross && (
        <path
          className="ee-viewer-crosshair"
          d={`M${cross.x - 14} ${cross.y}h10m8 0h10M${cross.x} ${cross.y - 14}v10m0 8v10`}
        />
      )}
    </svg>
  );
}

/** A length as it is said: in mm, or in pixels where no spacing is known. */
export function useLengthText(spacing: PanelContent['spacing']) {
  const text = useMessages(messages);
  const { millimetres, number } = useFormats();
  return (line: Pick<Measurement, 'from' | 'to'>) => {
    const mm = lengthMm(line, spacing);
    if (mm !== undefined) return millimetres(mm);
    const pixels = Math.hypot(line.to.x - line.from.x, line.to.y - line.from.y);
    return `${text.pixels(number(pixels))} (${text.noSpacing})`;
  };
}

function Tick({ at }: { at: Point }) {
  return <path d={`M${at.x - 4} ${at.y}h8M${at.x} ${at.y - 4}v8`} />;
}

function CutLine({
  cut,
  content: { picture },
  at,
}: {
  cut: NonNullable<PanelContent['cut']>;
  content: PanelContent;
  at: (point: Point) => Point;
}) {
  if (!picture) return null;
  const { width, height } = picture.slice;
  const [from, to] =
    cut.along === 'y'
      ? [at({ x: 0, y: cut.share * height }), at({ x: width, y: cut.share * height })]
      : [at({ x: cut.share * width, y: 0 }), at({ x: cut.share * width, y: height })];
  return <line className="ee-viewer-cut" x1={from.x} y1={from.y} x2={to.x} y2={to.y} />;
}
