import { useEffect, useMemo, useRef } from 'react';
import { pairSlices } from '../geometry/pairSlices.js';
import type { DecodedSlice } from '../pixels/decodeSlice.js';
import type { ViewerStack } from '../viewerTypes.js';
import { prefetchOrder } from './prefetchOrder.js';
import type { WantedSlice } from './SliceStore.js';
import type { ViewerStores } from './useSliceStore.js';

/** What is shown, of which the pictures are to be there. */
export interface WantedPictures {
  stack: ViewerStack;
  /** Only while the layout shows it. */
  base: ViewerStack | undefined;
  index: number;
  direction: 1 | -1;
  projection: WantedSlice | undefined;
  showsHeatmap: boolean;
  /** Fresh addresses were asked for in vain: then the failure is shown. */
  isRenewalFailed: boolean;
  onExpired: ((what: 'slices' | 'projection') => void) | undefined;
}

/** The pictures of the slice shown, as far as they are in memory; loads them and those that come next. */
export function usePictures(stores: ViewerStores, wanted: WantedPictures) {
  const { stack, base, index, direction, projection, showsHeatmap } = wanted;
  const partners = useMemo(() => (base ? pairSlices(stack.slices, base.slices) : []), [stack, base]);
  const { key: projectionKey, url: projectionUrl } = projection ?? {};

  const waitsForProjection =
    projectionKey !== undefined &&
    stores.values.get(projectionKey) === undefined &&
    stores.values.errorOf(projectionKey) === undefined;
  useEffect(() => {
    // The server draws a projection in turns with slices: while it does, only the next ones are asked for.
    const order = prefetchOrder(index, stack.slices.length, direction);
    const near = waitsForProjection ? order.slice(0, 8) : order;
    const items = near.flatMap((at): WantedSlice[] => {
      const partner = partners[at];
      return [stack.slices[at]!, partner === undefined ? undefined : base?.slices[partner]]
        .filter((slice) => slice !== undefined)
        .map(({ id, valuesUrl }) => ({ key: id, url: valuesUrl }));
    });
    if (projectionKey && projectionUrl) items.splice(2, 0, { key: projectionKey, url: projectionUrl });
    stores.values.want(items);
  }, [stores, stack, base, partners, index, direction, projectionKey, projectionUrl, waitsForProjection]);

  useEffect(() => {
    const items = prefetchOrder(index, stack.slices.length, direction)
      .slice(0, 8)
      .map((at) => stack.slices[at]!)
      .flatMap(({ id, heatmapUrl }) => (heatmapUrl ? [{ key: id, url: heatmapUrl }] : []));
    stores.attention.want(showsHeatmap ? items : []);
  }, [stores, stack, index, direction, showsHeatmap]);

  const partner = partners[index];
  const slice = stack.slices[index];
  const baseSlice = partner === undefined ? undefined : base?.slices[partner];
  const shown = (
    key: string | undefined,
  ): { picture: DecodedSlice | undefined; error: ReturnType<typeof stores.values.errorOf> } => ({
    picture: key === undefined ? undefined : stores.values.get(key),
    error: key === undefined ? undefined : stores.values.errorOf(key),
  });
  const pictures = { read: shown(slice?.id), base: shown(baseSlice?.id), projection: shown(projectionKey) };

  // Asked for once for every set of addresses: a server whose clock is wrong would be asked for ever.
  const renewed = useRef(new Set<string>());
  const expired = (
    [
      ['slices', slice?.valuesUrl, pictures.read.error],
      ['slices', baseSlice?.valuesUrl, pictures.base.error],
      ['projection', projectionUrl, pictures.projection.error],
    ] as const
  ).find(([, url, error]) => error?.code === 'URL_EXPIRED' && url && !renewed.current.has(url));
  const [what, url] = expired ?? [];
  const onExpired = useRef(wanted.onExpired);
  onExpired.current = wanted.onExpired;
  useEffect(() => {
    if (!what || !url) return;
    renewed.current.add(url);
    onExpired.current?.(what);
  }, [what, url]);

  return {
    ...pictures,
    hasPartner: partner !== undefined,
    isRenewing: (error: { code: string } | undefined) =>
      error?.code === 'URL_EXPIRED' && wanted.onExpired !== undefined && !wanted.isRenewalFailed,
    attention: showsHeatmap && slice ? stores.attention.get(slice.id) : undefined,
  };
}
