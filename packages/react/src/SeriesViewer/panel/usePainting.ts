import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { Placement } from '../geometry/placement.js';
import { paintSlice, type SlicePicture } from '../pixels/paintSlice.js';
import type { ValueWindow } from '../pixels/windowLevel.js';

/** What is to be drawn. */
export interface Painting {
  picture: SlicePicture | undefined;
  window: ValueWindow;
  isInverted: boolean;
  placement: Placement;
  size: { width: number; height: number };
  attention: ImageBitmap | undefined;
  opacity: number;
}

/**
 * Keeps a canvas painted: values through the window into a picture of the slice's own size, that one into the panel, attention
 * over it. Before the browser shows the frame, so that slice and slice number never disagree.
 */
export function usePainting(canvas: RefObject<HTMLCanvasElement | null>, painting: Painting): void {
  const { picture, window, isInverted, placement, size, attention, opacity } = painting;
  const slice = picture?.slice;
  const minus = picture?.minus;
  const { center, width } = window;
  const { scaleX, scaleY, left, top } = placement;
  const grey = useRef<Grey>(undefined);
  useLayoutEffect(() => {
    if (!slice) return;
    grey.current = greyFor(grey.current, slice.width, slice.height);
    const { context, pixels } = grey.current;
    paintSlice({ slice, minus }, { center, width }, isInverted, pixels.data);
    context.putImageData(pixels, 0, 0);
  }, [slice, minus, center, width, isInverted]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the grey picture changes with these as well.
  useLayoutEffect(() => {
    const target = canvas.current;
    if (!target || size.width === 0) return;
    const ratio = globalThis.devicePixelRatio || 1;
    const columns = Math.round(size.width * ratio);
    const rows = Math.round(size.height * ratio);
    if (target.width !== columns) target.width = columns;
    if (target.height !== rows) target.height = rows;
    const context = target.getContext('2d')!;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, columns, rows);
    if (!slice || !grey.current) return;
    context.setTransform(ratio * scaleX, 0, 0, ratio * scaleY, ratio * left, ratio * top);
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = scaleX * ratio < 1 ? 'high' : 'medium';
    context.drawImage(grey.current.canvas, 0, 0);
    if (!attention) return;
    context.globalAlpha = opacity;
    context.drawImage(attention, 0, 0, slice.width, slice.height);
    context.globalAlpha = 1;
  }, [slice, minus, center, width, isInverted, scaleX, scaleY, left, top, size, attention, opacity]);
}

interface Grey {
  canvas: HTMLCanvasElement;
  context: CanvasRenderingContext2D;
  pixels: ImageData;
}

function greyFor(before: Grey | undefined, width: number, height: number): Grey {
  if (before && before.pixels.width === width && before.pixels.height === height) return before;
  const canvas = before?.canvas ?? document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d')!;
  return { canvas, context, pixels: context.createImageData(width, height) };
}
