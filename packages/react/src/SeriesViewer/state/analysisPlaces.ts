import type { PanelBox } from '../panel/panelTypes.js';
import type { ViewerAnalysis } from '../viewerTypes.js';

/** The most suspicious slice of a run; undefined while no slice has a number. */
export function keySliceOf(analysis: ViewerAnalysis | undefined): number | undefined {
  let best: { index: number; malignancyProbability: number } | undefined;
  for (const { index, malignancyProbability } of analysis?.profile ?? []) {
    if (malignancyProbability !== null && malignancyProbability > (best?.malignancyProbability ?? -1))
      best = { index, malignancyProbability };
  }
  return best?.index;
}

/** The candidates' rectangles on a slice. */
export function boxesAt(
  analysis: ViewerAnalysis | undefined,
  index: number,
  label: (number: number, peakProbability: number) => string,
): PanelBox[] {
  return (analysis?.lesionCandidates ?? []).flatMap(({ regions, peakProbability }, place) =>
    regions
      .filter(({ sliceIndex }) => sliceIndex === index)
      .map(({ box: { x, y, width, height } }, region) => ({
        key: `${place} ${region}`,
        label: region === 0 ? label(place + 1, peakProbability) : '',
        x,
        y,
        width,
        height,
      })),
  );
}
