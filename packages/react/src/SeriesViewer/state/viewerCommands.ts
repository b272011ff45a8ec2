import type { Dispatch } from 'react';
import type { Point } from '../geometry/placement.js';
import type { SlicePicture } from '../pixels/paintSlice.js';
import { valuesOf } from '../pixels/paintSlice.js';
import {
  differenceWindow,
  presetWindow,
  type ValueWindow,
  type WindowPreset,
} from '../pixels/windowLevel.js';
import type { ViewerAnalysis } from '../viewerTypes.js';
import { keySliceOf } from './analysisPlaces.js';
import type { LayoutName } from './layouts.js';
import type { ViewerCommands } from './viewerKeys.js';
import type { ViewerAction, ViewerState, WindowGroup } from './viewerState.js';

/** What commands act on. */
export interface CommandContext {
  state: ViewerState;
  dispatch: Dispatch<ViewerAction>;
  index: number;
  count: number;
  goTo(index: number): void;
  latestIndex(): number;
  layouts: readonly LayoutName[];
  analysis: ViewerAnalysis | undefined;
  hasAttention: boolean;
  /** The window that is in force for a group. */
  windowOf(group: WindowGroup): ValueWindow;
  /** A picture of the group that is shown. */
  pictureOf(group: WindowGroup): SlicePicture | undefined;
  /** Size of the slice shown, in pixels. */
  size: { width: number; height: number } | undefined;
}

/** What keys and buttons do. */
export function viewerCommands(context: CommandContext): ViewerCommands {
  const { state, dispatch, count, goTo, latestIndex, layouts, analysis, windowOf, size } = context;
  const { transform, activeGroup, cursor } = state;
  const centre = (): Point | undefined =>
    size && {
      x: Math.round(size.width / 2 - transform.panX),
      y: Math.round(size.height / 2 - transform.panY),
    };
  return {
    isPlacing: state.tool === 'measure' && cursor !== undefined,
    step(slices) {
      dispatch({ type: 'direction', direction: slices < 0 ? -1 : 1 });
      goTo(latestIndex() + slices);
    },
    goToEnd: (last) => goTo(last ? count - 1 : 0),
    goToCandidate(direction) {
      const places = (analysis?.lesionCandidates ?? []).map(({ keySliceIndex }) => keySliceIndex);
      const sorted = [...new Set(places)].sort((a, b) => a - b);
      const at = latestIndex();
      const next = direction > 0 ? sorted.find((one) => one > at) : sorted.findLast((one) => one < at);
      if (next !== undefined) goTo(next);
    },
    goToKeySlice() {
      const key = keySliceOf(analysis);
      if (key !== undefined) goTo(key);
    },
    preset(preset) {
      const picture = context.pictureOf(activeGroup);
      if (!picture) return;
      const window = windowFor(preset, activeGroup, picture);
      dispatch({ type: 'window', group: activeGroup, window: { ...window, preset } });
    },
    shiftWindow(center, width) {
      const now = windowOf(activeGroup);
      const window = {
        center: now.center + center * now.width,
        width: Math.max(1, now.width * (1 + width)),
      };
      dispatch({ type: 'window', group: activeGroup, window });
    },
    zoomBy: (factor) =>
      dispatch({ type: 'transform', transform: { ...transform, zoom: transform.zoom * factor } }),
    panBy(x, y) {
      const width = (size?.width ?? 0) / transform.zoom;
      const panned = { ...transform, panX: transform.panX + x * width, panY: transform.panY + y * width };
      dispatch({ type: 'transform', transform: panned });
    },
    moveCursor(x, y) {
      if (!cursor || !size) return;
      const to = {
        x: Math.max(0, Math.min(size.width, cursor.x + x)),
        y: Math.max(0, Math.min(size.height, cursor.y + y)),
      };
      dispatch({ type: 'cursor', cursor: to });
      if (state.drawing) dispatch({ type: 'draw', drawing: { from: state.drawing.from, to } });
    },
    placePoint() {
      if (!cursor) return;
      if (state.drawing) dispatch({ type: 'measured', sliceIndex: latestIndex() });
      else dispatch({ type: 'draw', drawing: { from: cursor, to: cursor } });
    },
    cancel() {
      if (state.showsHelp) dispatch({ type: 'help' });
      else if (state.drawing) dispatch({ type: 'draw', drawing: undefined });
      else dispatch({ type: 'tool', tool: 'window' });
    },
    tool(tool) {
      dispatch({ type: 'tool', tool });
      if (tool === 'measure') dispatch({ type: 'cursor', cursor: centre() });
    },
    nextLayout() {
      const next = layouts[(layouts.indexOf(state.layout) + 1) % layouts.length];
      if (next) dispatch({ type: 'layout', layout: next });
    },
    invert: () => dispatch({ type: 'invert' }),
    toggleHeatmap: () => context.hasAttention && dispatch({ type: 'heatmap' }),
    opacityBy: (step) =>
      context.hasAttention && dispatch({ type: 'heatmap', opacity: state.heatmapOpacity + step }),
    toggleBoxes: () => dispatch({ type: 'boxes' }),
    deleteMeasurement: () => dispatch({ type: 'deleteMeasurement' }),
    reset: () => dispatch({ type: 'reset' }),
    help: () => dispatch({ type: 'help' }),
  };
}

/** The window of a preset for a picture of a group. */
export function windowFor(preset: WindowPreset, group: WindowGroup, picture: SlicePicture): ValueWindow {
  // The server has drawn a projection through a window already: all its 256 greys.
  if (group === 'projection' && preset === 'standard') return { center: 128, width: 256 };
  if (group === 'difference' && preset === 'standard') return differenceWindow(valuesOf(picture));
  return presetWindow(preset, group === 'projection' ? picture.slice.samples : valuesOf(picture));
}
