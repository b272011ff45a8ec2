import type { Measurement } from '../geometry/measure.js';
import { fitted, type Point, type ViewTransform } from '../geometry/placement.js';
import type { ValueWindow, WindowPreset } from '../pixels/windowLevel.js';
import type { LayoutName } from './layouts.js';

/** What dragging does. */
export type ViewerTool = 'scroll' | 'window' | 'pan' | 'zoom' | 'measure';

/** Pictures that share a window: values of the scanner, their differences, projections. */
export type WindowGroup = 'values' | 'difference' | 'projection';

/** A window, and the preset it came from. */
export interface ChosenWindow extends ValueWindow {
  preset?: WindowPreset | undefined;
}

/** How the viewer stands; one state for all panels, which is what links them. */
export interface ViewerState {
  layout: LayoutName;
  tool: ViewerTool;
  /** Where the last step went: slices there are loaded first. */
  direction: 1 | -1;
  transform: ViewTransform;
  /** Chosen windows; a group without one takes the standard window of what it shows. */
  windows: Partial<Record<WindowGroup, ChosenWindow>>;
  /** Whose window the toolbar and the keyboard change: that of the panel that was last touched. */
  activeGroup: WindowGroup;
  isInverted: boolean;
  measurements: readonly Measurement[];
  nextKey: number;
  /** A measurement under way: its first point, and where the other end is. */
  drawing: { from: Point; to: Point } | undefined;
  /** The crosshair of measuring by keyboard, in the picture's pixels. */
  cursor: Point | undefined;
  /** What screen readers are told last. */
  says: 'crosshair' | 'measured' | undefined;
  showsHeatmap: boolean;
  /** From 0 to 1. */
  heatmapOpacity: number;
  showsBoxes: boolean;
  showsHelp: boolean;
}

/** What can happen to it. */
export type ViewerAction =
  | { type: 'layout'; layout: LayoutName }
  | { type: 'tool'; tool: ViewerTool }
  | { type: 'direction'; direction: 1 | -1 }
  | { type: 'transform'; transform: ViewTransform }
  | { type: 'window'; group: WindowGroup; window: ChosenWindow }
  | { type: 'activate'; group: WindowGroup }
  | { type: 'invert' }
  | { type: 'draw'; drawing: { from: Point; to: Point } | undefined }
  | { type: 'measured'; sliceIndex: number }
  | { type: 'deleteMeasurement'; key?: number }
  | { type: 'cursor'; cursor: Point | undefined }
  | { type: 'heatmap'; opacity?: number }
  | { type: 'boxes' }
  | { type: 'help' }
  | { type: 'reset' };

/** Zoomed out and in at most. */
export const zoomLimits = { least: 0.5, most: 20 } as const;

/** The viewer at the beginning. */
export function initialState(layout: LayoutName, tool: ViewerTool): ViewerState {
  return {
    layout,
    tool,
    direction: 1,
    transform: fitted,
    windows: {},
    activeGroup: 'values',
    isInverted: false,
    measurements: [],
    nextKey: 1,
    drawing: undefined,
    cursor: undefined,
    says: undefined,
    showsHeatmap: false,
    heatmapOpacity: 0.45,
    showsBoxes: true,
    showsHelp: false,
  };
}

/** The state after something happened. */
export function viewerReducer(state: ViewerState, action: ViewerAction): ViewerState {
  switch (action.type) {
    case 'layout':
      return { ...state, layout: action.layout };
    case 'tool':
      return { ...state, tool: action.tool, drawing: undefined, cursor: undefined };
    case 'direction':
      // A measurement lies within one slice.
      return { ...state, direction: action.direction, drawing: undefined };
    case 'transform': {
      const { zoom } = action.transform;
      const within = Math.max(zoomLimits.least, Math.min(zoomLimits.most, zoom));
      return { ...state, transform: { ...action.transform, zoom: within } };
    }
    case 'window':
      return { ...state, windows: { ...state.windows, [action.group]: action.window } };
    case 'activate':
      return state.activeGroup === action.group ? state : { ...state, activeGroup: action.group };
    case 'invert':
      return { ...state, isInverted: !state.isInverted };
    case 'draw':
      return { ...state, drawing: action.drawing };
    case 'measured': {
      const { drawing, nextKey, measurements } = state;
      if (!drawing || (drawing.from.x === drawing.to.x && drawing.from.y === drawing.to.y))
        return { ...state, drawing: undefined };
      const measurement = { key: nextKey, sliceIndex: action.sliceIndex, ...drawing };
      return {
        ...state,
        drawing: undefined,
        says: 'measured',
        nextKey: nextKey + 1,
        measurements: [...measurements, measurement],
      };
    }
    case 'deleteMeasurement': {
      const key = action.key ?? state.measurements.at(-1)?.key;
      return { ...state, says: undefined, measurements: state.measurements.filter((one) => one.key !== key) };
    }
    case 'cursor':
      return {
        ...state,
        cursor: action.cursor,
        says: action.cursor && !state.cursor ? 'crosshair' : state.says,
      };
    case 'heatmap':
      return action.opacity === undefined
        ? { ...state, showsHeatmap: !state.showsHeatmap }
        : { ...state, showsHeatmap: true, heatmapOpacity: Math.max(0, Math.min(1, action.opacity)) };
    case 'boxes':
      return { ...state, showsBoxes: !state.showsBoxes };
    case 'help':
      return { ...state, showsHelp: !state.showsHelp };
    case 'reset':
      return {
        ...state,
        transform: fitted,
        windows: {},
        isInverted: false,
        drawing: undefined,
        cursor: undefined,
      };
  }
}
