import type { AttentionArea } from './attentionPlace.js';

/** Numbered frames around the areas of attention; words beside the picture say the same, so this is hidden from readers. */
export function AttentionAreas({
  regions,
  picture,
}: {
  regions: readonly AttentionArea[];
  picture: { width: number; height: number };
}) {
  const unit = Math.max(picture.width, picture.height) / 100;
  return (
    <svg
      className="ee-heatmap-areas"
      part="areas"
      viewBox={`0 0 ${picture.width} ${picture.height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {regions.map((area, index) => (
        <g key={`${area.x} ${area.y} ${area.width} ${area.height}`}>
          {/* Dark below light, so that the frame shows on any grey. */}
          {['under', 'over'].map((layer) => (
            <rect
              key={layer}
              className="ee-heatmap-area"
              data-layer={layer}
              x={area.x}
              y={area.y}
              width={area.width}
              height={area.height}
              rx={unit}
            />
          ))}
          {regions.length > 1 && (
            <text
              className="ee-heatmap-number"
              x={area.x + unit}
              y={area.y - unit > unit * 4 ? area.y - unit : area.y + area.height + unit * 4}
              fontSize={unit * 4}
            >
              {index + 1}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}
