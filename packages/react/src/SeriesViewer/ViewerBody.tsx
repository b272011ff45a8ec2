import { type Dispatch, type RefObject, useRef } from 'react';
import { useMessages } from '../i18n/LocaleContext.js';
import { messages } from './messages.js';
import { useLengthText } from './panel/PanelMarks.js';
import type { ValueWindow } from './pixels/windowLevel.js';
import type { SeriesViewerViewProps } from './SeriesViewerView.js';
import type { ViewerStores } from './slices/useSliceStore.js';
import { groupOf, type LayoutName } from './state/layouts.js';
import { viewerCommands, windowFor } from './state/viewerCommands.js';
import type { ViewerAction, ViewerState, WindowGroup } from './state/viewerState.js';
import { ViewerHelp } from './toolbar/ViewerHelp.js';
import { ViewerToolbar } from './toolbar/ViewerToolbar.js';
import { useViewerContents } from './useViewerContents.js';
import { ViewerPanels } from './ViewerPanels.js';
import { ViewerStatus } from './ViewerStatus.js';
import type { ViewerPlane, ViewerStack } from './viewerTypes.js';

/** What the viewer works with once its series is there. */
export interface ViewerBodyProps extends SeriesViewerViewProps {
  stack: ViewerStack;
  stores: ViewerStores;
  memoryLimitBytes: number;
  layouts: readonly LayoutName[];
  state: ViewerState;
  dispatch: Dispatch<ViewerAction>;
  slices: [index: number, goTo: (index: number) => void, latest: () => number];
  plane: ViewerPlane;
  onPlane(plane: ViewerPlane): void;
  pictures: RefObject<HTMLDivElement | null>;
}

/** Toolbar, panels, slider and status of a series that is there. */
export function ViewerBody(props: ViewerBodyProps) {
  const { stack, state, dispatch, stores, layouts, plane, memoryLimitBytes } = props;
  const [index, goTo, latestIndex] = props.slices;
  const analysis = props.analysis ?? undefined;
  const text = useMessages(messages);
  const lengthText = useLengthText(stack.pixelSpacingMm);
  const count = stack.slices.length;
  const { contents, projection, pictures, hasAttention, showsProjection } = useViewerContents(props);

  // The first picture of a group sets its window; the next ones keep it, so that slices can be compared.
  const standard = useRef<Partial<Record<WindowGroup, ValueWindow>>>({});
  for (const { source, picture } of contents) {
    const group = groupOf(source);
    if (picture) standard.current[group] ??= windowFor('standard', group, picture);
  }
  const windowOf = (group: WindowGroup): ValueWindow =>
    state.windows[group] ?? standard.current[group] ?? { center: 128, width: 256 };
  const activeGroup = contents.some(({ source }) => groupOf(source) === state.activeGroup)
    ? state.activeGroup
    : 'values';
  const commands = viewerCommands({
    state: { ...state, activeGroup },
    dispatch,
    index,
    count,
    goTo,
    latestIndex,
    layouts,
    analysis,
    hasAttention,
    windowOf,
    pictureOf: (group) =>
      contents.findLast(({ source, picture }) => picture && groupOf(source) === group)?.picture,
    size: pictures.read.picture,
  });
  const measured = state.measurements.at(-1);
  const chosen = state.windows[activeGroup];

  return (
    <>
      <ViewerToolbar
        layouts={layouts}
        layout={state.layout}
        tool={state.tool}
        preset={chosen ? chosen.preset : 'standard'}
        isInverted={state.isInverted}
        plane={showsProjection ? plane : undefined}
        hasAttention={hasAttention}
        showsHeatmap={state.showsHeatmap}
        opacity={state.heatmapOpacity}
        hasCandidates={(analysis?.lesionCandidates.length ?? 0) > 0}
        showsBoxes={state.showsBoxes}
        hasMeasurements={state.measurements.length > 0}
        showsHelp={state.showsHelp}
        onLayout={(layout) => dispatch({ type: 'layout', layout })}
        onTool={(tool) => dispatch({ type: 'tool', tool })}
        onPreset={commands.preset}
        onPlane={props.onPlane}
        onInvert={commands.invert}
        onHeatmap={commands.toggleHeatmap}
        onOpacity={(opacity) => dispatch({ type: 'heatmap', opacity })}
        onBoxes={commands.toggleBoxes}
        onDelete={commands.deleteMeasurement}
        onReset={commands.reset}
        onHelp={commands.help}
      />
      <div className="ee-viewer-stage">
        <ViewerPanels
          {...props}
          contents={contents}
          commands={commands}
          windowOf={windowOf}
          onRenewProjection={projection.renew}
        />
        {state.showsHelp && (
          <ViewerHelp
            usedBytes={stores.values.byteLength}
            limitBytes={memoryLimitBytes}
            onClose={commands.help}
          />
        )}
      </div>
      {count > 1 && (
        <input
          className="ee-viewer-slider"
          type="range"
          min={1}
          max={count}
          value={index + 1}
          aria-label={text.slice}
          aria-valuetext={text.sliceOf(index + 1, count)}
          onChange={({ target }) => goTo(Number(target.value) - 1)}
        />
      )}
      <ViewerStatus
        analysis={props.analysis}
        isWithheld={props.isWithheld ?? false}
        isDemonstration={props.isDemonstration ?? true}
        showsAttention={
          state.showsHeatmap || (state.showsBoxes && (analysis?.lesionCandidates.length ?? 0) > 0)
        }
        announcement={
          state.says === 'crosshair'
            ? text.crosshair
            : state.says === 'measured' && measured
              ? text.measured(lengthText(measured), measured.sliceIndex + 1)
              : ''
        }
      />
    </>
  );
}
