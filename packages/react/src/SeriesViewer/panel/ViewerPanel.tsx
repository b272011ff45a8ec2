import { useRef } from 'react';
import { FailureNotice } from '../../FailureNotice/FailureNotice.js';
import { useMessages } from '../../i18n/LocaleContext.js';
import type { Measurement } from '../geometry/measure.js';
import { fitted, type Point, place, toPicture, type ViewTransform } from '../geometry/placement.js';
import { messages } from '../messages.js';
import type { SlicePicture } from '../pixels/paintSlice.js';
import type { ValueWindow } from '../pixels/windowLevel.js';
import type { ViewerTool } from '../state/viewerState.js';
import type { ViewerCaption } from '../viewerTypes.js';
import { PanelMarks } from './PanelMarks.js';
import { PanelTexts } from './PanelTexts.js';
import type { PanelContent } from './panelTypes.js';
import { usePainting } from './usePainting.js';
import { usePanelPointer } from './usePanelPointer.js';
import { usePanelSize } from './usePanelSize.js';

/** Properties of {@link ViewerPanel}. */
export interface ViewerPanelProps {
  content: PanelContent;
  caption: ViewerCaption | undefined;
  sliceText: string;
  positionMm: number | undefined;
  window: ValueWindow;
  isInverted: boolean;
  opacity: number;
  transform: ViewTransform;
  tool: ViewerTool;
  measurements: readonly Measurement[];
  drawing: { from: Point; to: Point } | undefined;
  cursor: Point | undefined;
  onActivate(): void;
  onScroll(slices: number): void;
  onWindow(window: ValueWindow): void;
  onTransform(transform: ViewTransform): void;
  /** Points are in the picture's pixels. */
  onMeasure(phase: 'begin' | 'move' | 'end' | 'cancel', point: Point): void;
  /** A click that is no drag, as shares of the picture's width and height. */
  onClick(share: Point): void;
  onRetry(): void;
}

/** One picture with its texts and marks. While the next slice loads the last one stays, marked as such. */
export function ViewerPanel(props: ViewerPanelProps) {
  const { content, window, isInverted, opacity, tool, onMeasure } = props;
  const text = useMessages(messages);
  const panel = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = usePanelSize(panel);
  const last = useRef<SlicePicture>(undefined);
  const hasNothing = content.absent !== undefined || content.error !== undefined;
  if (content.picture) last.current = content.picture;
  const picture = content.picture ?? (hasNothing ? undefined : last.current);
  const { width, height } = picture?.slice ?? { width: 1, height: 1 };
  // A projection from another side has pixels of its own; it stays fitted in.
  const isOwnGrid = content.source.kind === 'projection';
  const canMeasure = content.sharesGrid;
  const transform = isOwnGrid ? fitted : props.transform;
  const placement = place({ width, height, pixelAspect: content.pixelAspect }, size, transform);
  usePainting(canvas, {
    picture,
    window,
    isInverted,
    placement,
    size,
    attention: content.attention,
    opacity,
  });

  const windowAtStart = useRef(window);
  const handlers = usePanelPointer(panel, {
    tool: tool === 'measure' && !canMeasure ? 'window' : tool,
    transform,
    scale: placement.scaleX || 1,
    size,
    onActivate: props.onActivate,
    onScroll: props.onScroll,
    onWindow(phase, x, y) {
      if (phase === 'begin') windowAtStart.current = window;
      const { center, width: from } = windowAtStart.current;
      if (phase === 'move')
        props.onWindow({ center: center + (y * from) / 300, width: Math.max(1, from * Math.exp(x / 250)) });
    },
    onTransform: isOwnGrid ? () => {} : props.onTransform,
    onMeasure: (phase, point) => onMeasure(phase, within(toPicture(placement, point), width, height)),
    onClick(point) {
      const { x, y } = toPicture(placement, point);
      props.onClick({ x: x / width, y: y / height });
    },
  });

  const isLoading = !content.picture && !hasNothing;
  return (
    <div
      ref={panel}
      className="ee-viewer-panel"
      part="panel"
      data-kind={content.source.kind}
      data-tool={tool}
      data-state={hasNothing ? 'empty' : isLoading ? 'loading' : 'ready'}
      {...handlers}
    >
      <canvas ref={canvas} className="ee-viewer-canvas" />
      {content.picture && size.width > 0 && (
        <PanelMarks
          content={content}
          placement={placement}
          size={size}
          measurements={canMeasure ? props.measurements : []}
          drawing={canMeasure ? props.drawing : undefined}
          cursor={canMeasure ? props.cursor : undefined}
        />
      )}
      <PanelTexts
        content={content}
        caption={props.caption}
        sliceText={props.sliceText}
        positionMm={props.positionMm}
        window={window}
        zoom={transform.zoom}
        pixelsPerMm={content.spacing ? placement.scaleX / content.spacing.columnMm : undefined}
        panelWidth={size.width}
      />
      {isLoading && (
        <p className="ee-viewer-loading">
          <span className="ee-viewer-spinner" aria-hidden="true" />
          {isOwnGrid ? text.loadingProjection : text.loading}
        </p>
      )}
      {content.absent && <p className="ee-viewer-absent">{content.absent}</p>}
      {content.error && (
        <div className="ee-viewer-error">
          <FailureNotice error={content.error} onRetry={props.onRetry} />
        </div>
      )}
    </div>
  );
}

function within({ x, y }: Point, width: number, height: number): Point {
  return { x: Math.max(0, Math.min(width, x)), y: Math.max(0, Math.min(height, y)) };
}
