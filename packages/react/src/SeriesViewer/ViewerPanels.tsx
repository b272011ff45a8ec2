import { useMessages } from '../i18n/LocaleContext.js';
import { projectionAxis, sliceAtShare } from './geometry/projectionLine.js';
import { positionAlongNormalMm } from './geometry/vectors.js';
import { messages } from './messages.js';
import type { PanelContent } from './panel/panelTypes.js';
import { ViewerPanel } from './panel/ViewerPanel.js';
import type { ValueWindow } from './pixels/windowLevel.js';
import { groupOf } from './state/layouts.js';
import { commandOf, type ViewerCommands } from './state/viewerKeys.js';
import type { WindowGroup } from './state/viewerState.js';
import type { ViewerBodyProps } from './ViewerBody.js';

interface ViewerPanelsProps extends ViewerBodyProps {
  contents: readonly PanelContent[];
  commands: ViewerCommands;
  windowOf(group: WindowGroup): ValueWindow;
  onRenewProjection(): void;
}

/** The pictures beside each other: one stop for the keyboard, one state for all. */
export function ViewerPanels(props: ViewerPanelsProps) {
  const { stack, caption, state, dispatch, stores, contents, commands, windowOf } = props;
  const [index, goTo] = props.slices;
  const text = useMessages(messages);
  const count = stack.slices.length;
  const slicePlane = stack.slices[index]?.plane;
  return (
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
              if (content.source.kind === 'projection') props.onRenewProjection();
              else if (content.error?.code === 'URL_EXPIRED') props.onAddressesExpired?.();
            }}
          />
        );
      })}
    </div>
  );
}
