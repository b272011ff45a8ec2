import type { EventEyeError } from '@eventeye/core';
import { type ReactNode, useReducer, useRef, useState } from 'react';
import { FailureNotice } from '../FailureNotice/FailureNotice.js';
import { useMessages } from '../i18n/LocaleContext.js';
import { messages } from './messages.js';
import { fetchPicture, type ReadPicture } from './slices/fetchPicture.js';
import { useSliceStores } from './slices/useSliceStore.js';
import { type LayoutName, layoutsFor } from './state/layouts.js';
import type { ProjectionUrl } from './state/useProjectionUrl.js';
import { useSliceIndex } from './state/useSliceIndex.js';
import { initialState, viewerReducer } from './state/viewerState.js';
import { ViewerBody } from './ViewerBody.js';
import type { ViewerAnalysis, ViewerCaption, ViewerPlane, ViewerStack } from './viewerTypes.js';

/** Decoded values in memory at most unless told: two series of 160 slices of 448 x 448. */
export const defaultMemoryLimitBytes = 128 * 2 ** 20;

/** Properties of {@link SeriesViewerView}. */
export interface SeriesViewerViewProps {
  /** The series that is read; undefined while it loads. */
  stack: ViewerStack | undefined;
  /** Why there is none. */
  error?: EventEyeError | undefined;
  /** The series before contrast, for pairs and subtractions. */
  base?: ViewerStack | undefined;
  caption?: ViewerCaption | undefined;
  /** The newest run over the series; null when there is none. */
  analysis?: ViewerAnalysis | null | undefined;
  /** True: the analysis is kept back by silent mode. Nothing of it is shown then. */
  isWithheld?: boolean;
  /** Only a model validated on patients may go without the note; true unless told. */
  isDemonstration?: boolean;
  /** The slice shown, from 0, with `onSliceIndexChange`; without it the viewer keeps its own. */
  sliceIndex?: number | undefined;
  onSliceIndexChange?: ((index: number) => void) | undefined;
  /** Offers projections. */
  projectionUrl?: ProjectionUrl | undefined;
  /** The addresses of the slices ran out: give fresh ones. */
  onAddressesExpired?: (() => void) | undefined;
  /** Fresh addresses were asked for in vain. */
  isRenewalFailed?: boolean;
  onRetry?: (() => void) | undefined;
  /** Layout at the beginning. */
  defaultLayout?: LayoutName;
  /** Decoded values in memory at most, in bytes; 128 MiB unless told. Attention maps take 16 MiB at most beside it. */
  memoryLimitBytes?: number;
  /** How pictures are fetched; for hosts with a proxy of their own, and for tests. Must not change. */
  readPicture?: ReadPicture;
  /** Stands below the pictures: a profile. */
  children?: ReactNode;
}

/** Reads a series of MR slices: scroll, window, zoom, measure, compare phases, and see what the model looked at. */
export function SeriesViewerView(props: SeriesViewerViewProps) {
  const { stack, error, onRetry, analysis, isWithheld = false, children } = props;
  const text = useMessages(messages);
  const isEmpty = stack?.slices.length === 0;
  const state = error ? 'failed' : !stack ? 'loading' : isEmpty ? 'empty' : 'ready';
  return (
    <section className="ee-viewer" part="viewer" aria-label={text.viewer} data-state={state}>
      {error && (
        <div className="ee-viewer-notice">
          <FailureNotice error={error} onRetry={onRetry} />
        </div>
      )}
      {state === 'loading' && (
        <p className="ee-viewer-notice" role="status">
          <span className="ee-viewer-spinner" aria-hidden="true" />
          {text.loadingSeries}
        </p>
      )}
      {state === 'empty' && <p className="ee-viewer-notice">{text.noSlices}</p>}
      {state === 'ready' && stack && (
        // Another series begins anew: its windows and measurements are its own.
        <ReadyViewer key={stack.id} {...props} stack={stack} analysis={isWithheld ? undefined : analysis} />
      )}
      {state === 'ready' && !isWithheld && children}
    </section>
  );
}

function ReadyViewer({
  stack,
  memoryLimitBytes = defaultMemoryLimitBytes,
  readPicture = fetchPicture,
  defaultLayout,
  ...props
}: SeriesViewerViewProps & { stack: ViewerStack }) {
  const layouts = layoutsFor({ base: props.base, projections: props.projectionUrl !== undefined });
  const stores = useSliceStores(memoryLimitBytes, readPicture);
  const [state, dispatch] = useReducer(
    viewerReducer,
    initialState(defaultLayout ?? 'single', prefersTouch() ? 'scroll' : 'window'),
  );
  const slices = useSliceIndex(stack.slices.length, props.sliceIndex, props.onSliceIndexChange);
  const pictures = useRef<HTMLDivElement>(null);
  const [plane, setPlane] = useState<ViewerPlane>('AXIAL');
  return (
    <ViewerBody
      {...props}
      stack={stack}
      stores={stores}
      memoryLimitBytes={memoryLimitBytes}
      layouts={layouts}
      // A base can go or come while the series stays.
      state={layouts.includes(state.layout) ? state : { ...state, layout: 'single' }}
      dispatch={dispatch}
      slices={slices}
      plane={plane}
      onPlane={setPlane}
      pictures={pictures}
    />
  );
}

/** On a tablet, one finger scrolls until another tool is chosen. */
function prefersTouch(): boolean {
  return typeof matchMedia === 'function' && matchMedia('(pointer: coarse)').matches;
}
