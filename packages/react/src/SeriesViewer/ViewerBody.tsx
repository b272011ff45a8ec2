import { type Dispatch, type RefObject, useRef } from 'react';
import { useFormats } from '../i18n/formats.js';
import { useMessages } from '../i18n/LocaleContext.js';
import { projectionAxis, sliceAtShare } from './geometry/projectionLine.js';
import { positionAlongNormalMm } from './geometry/vectors.js';
import { messages } from './messages.js';
import { useLengthText } from './panel/PanelMarks.js';
import { panelContent } from './panel/panelContents.js';
import { ViewerPanel } from './panel/ViewerPanel.js';
import type { ValueWindow } from './pixels/windowLevel.js';
import type { SeriesViewerViewProps } from './SeriesViewerView.js';
import { usePictures } from './slices/usePictures.js';
import type { ViewerStores } from './slices/useSliceStore.js';
import { boxesAt } from './state/analysisPlaces.js';
import { groupOf, type LayoutName, panelsOf } from './state/layouts.js';
import { useProjectionUrl } from './state/useProjectionUrl.js';
import { viewerCommands, windowFor } from './state/viewerCommands.js';
import { commandOf } from './state/viewerKeys.js';
import type { ViewerAction, ViewerState, WindowGroup } from './state/viewerState.js';
import { ViewerHelp } from './toolbar/ViewerHelp.js';
import { ViewerToolbar } from './toolbar/ViewerToolbar.js';
import { ViewerStatus } from './ViewerStatus.js';
import type { ViewerPlane, ViewerStack } from './viewerTypes.js';

interface ViewerBodyProps extends SeriesViewerViewProps {
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
  const { stack, base, caption, state, dispatch, stores, layouts, plane, memoryLimitBytes } = props;
  const [index, goTo, latestIndex] = props.slices;
  const analysis = props.analysis ?? undefined;
  const text = useMessages(messages);
  const { percent } = useFormats();
  const lengthText = useLengthText(stack.pixelSpacingMm);
  const count = stack.slices.length;
  const sources = panelsOf(state.layout, plane, base !== undefined);
  const showsProjection = sources.some(({ kind }) => kind === 'projection');
  const showsBase = sources.some(
    (source) => source.kind === 'difference' || (source.kind === 'values' && source.role === 'base'),
  );
  const hasAttention = stack.slices.some(({ heatmapUrl }) => heatmapUrl) && analysis !== undefined;

  const ofDifference = base !== undefined;
  const projection = useProjectionUrl(
    props.projectionUrl,
    showsProjection ? { plane, ofDifference } : undefined,
  );
  const pictures = usePictures(stores, {
    stack,
    base: showsBase ? base : undefined,
    index,
    direction: state.direction,
    projection: projection.url
      ? { key: `projection ${plane} ${ofDifference}`, url: projection.url }
      : undefined,
    showsHeatmap: state.showsHeatmap && hasAttention,
    onExpired: (what) => (what === 'projection' ? projection.renew() : props.onAddressesExpired?.()),
  });
  const shownOf = ({ picture, error }: typeof pictures.read) => ({
    picture,
    error: pictures.isRenewing(error) ? undefined : error,
  });
  const contents = sources.map((source) =>
    panelContent(source, {
      stack,
      base,
      index,
      read: shownOf(pictures.read),
      baseSlice: shownOf(pictures.base),
      projection: projection.error
        ? { picture: undefined, error: projection.error }
        : shownOf(pictures.projection),
      hasPartner: pictures.hasPartner,
      attention: pictures.attention,
      boxes: state.showsBoxes
        ? boxesAt(analysis, index, (number, peak) => text.candidate(number, percent(peak)))
        : [],
      text,
    }),
  );

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
  const slicePlane = stack.slices[index]?.plane;
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
        <div
          ref={props.pictures}
          className="ee-viewer-panels"
          data-layout={state.layout}
          data-peak-bytes={stores.values.peakByteLength}
          // Arrow keys belong to the pictures here, also while a screen reader runs.
          role="application"
          aria-label={text.pictures(stack.label)}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the pictures are worked with by keyboard.
          tabIndex={0}
          onKeyDown={(event) => {
            const command = commandOf(event, commands);
            if (!command) return;
            event.preventDefault();
            command();
          }}
        >
          {contents.map((content) => {
            const group = groupOf(content.source);
            return (
              <ViewerPanel
                key={content.source.kind === 'values' ? content.source.role : content.source.kind}
                content={content}
                caption={caption}
                sliceText={text.sliceOf(index + 1, count)}
                positionMm={slicePlane ? positionAlongNormalMm(slicePlane) : undefined}
                window={windowOf(group)}
                isInverted={state.isInverted}
                opacity={state.heatmapOpacity}
                transform={state.transform}
                tool={state.tool}
                measurements={state.measurements.filter(({ sliceIndex }) => sliceIndex === index)}
                drawing={state.drawing}
                cursor={state.cursor}
                onActivate={() => {
                  props.pictures.current?.focus({ preventScroll: true });
                  dispatch({ type: 'activate', group });
                }}
                onScroll={commands.step}
                onWindow={(window) => dispatch({ type: 'window', group, window })}
                onTransform={(transform) => dispatch({ type: 'transform', transform })}
                onMeasure={(phase, point) => {
                  if (phase === 'begin') dispatch({ type: 'cursor', cursor: undefined });
                  if (phase === 'begin') dispatch({ type: 'draw', drawing: { from: point, to: point } });
                  else if (phase === 'cancel') dispatch({ type: 'draw', drawing: undefined });
                  else if (phase === 'move' && state.drawing)
                    dispatch({ type: 'draw', drawing: { from: state.drawing.from, to: point } });
                  else if (phase === 'end') dispatch({ type: 'measured', sliceIndex: index });
                }}
                onClick={({ x, y }) => {
                  if (content.source.kind !== 'projection' || !slicePlane) return;
                  const axis = projectionAxis(slicePlane, content.source.plane);
                  if (axis) goTo(sliceAtShare(axis, axis.along === 'x' ? x : y, count));
                }}
                onRetry={() => {
                  stores.values.retry();
                  if (content.source.kind === 'projection') projection.renew();
                }}
              />
            );
          })}
        </div>
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
