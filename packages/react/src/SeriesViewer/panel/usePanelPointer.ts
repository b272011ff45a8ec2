import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import type { Point, ViewTransform } from '../geometry/placement.js';
import type { ViewerTool } from '../state/viewerState.js';

/** What pointers do to a panel; points are in the panel's CSS pixels. */
export interface PointerTargets {
  tool: ViewerTool;
  transform: ViewTransform;
  /** CSS pixels of one column of the picture. */
  scale: number;
  size: { width: number; height: number };
  onActivate(): void;
  onScroll(slices: number): void;
  /** From the beginning of the drag: `begin` is called first and keeps what it starts from. */
  onWindow(phase: 'begin' | 'move', x: number, y: number): void;
  onTransform(transform: ViewTransform): void;
  onMeasure(phase: 'begin' | 'move' | 'end' | 'cancel', point: Point): void;
  onClick(point: Point): void;
}

interface Drag {
  mode: ViewerTool | 'pinch';
  start: Point;
  transform: ViewTransform;
  scale: number;
  spread: number;
  steps: number;
  moved: boolean;
}

const pixelsPerSlice = 8;

/** Handlers of a panel: left button or one finger for the tool, middle moves, right zooms, two fingers move and zoom, the wheel scrolls. */
export function usePanelPointer(panel: RefObject<HTMLElement | null>, targets: PointerTargets) {
  const latest = useRef(targets);
  latest.current = targets;
  const fingers = useRef(new Map<number, Point>());
  const drag = useRef<Drag>(undefined);
  const wheel = useRef(0);

  const pointOf = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const { left, top } = panel.current!.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  const begin = (mode: Drag['mode'], start: Point, spread = 0) => {
    const { transform, scale } = latest.current;
    drag.current = { mode, start, transform, scale, spread, steps: 0, moved: false };
  };

  // React listens for the wheel passively; the page must not scroll along.
  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const { onScroll, onTransform, transform, scale, size } = latest.current;
      if (event.ctrlKey) {
        const { left, top } = element.getBoundingClientRect();
        const at = { x: event.clientX - left, y: event.clientY - top };
        onTransform(zoomAbout(transform, scale, size, at, Math.exp(-event.deltaY / 300)));
        return;
      }
      // A notch of a wheel is one slice, whatever it is worth in pixels; a touchpad's small steps add up.
      const isNotch = event.deltaMode !== 0 || Math.abs(event.deltaY) >= 50;
      wheel.current = isNotch ? Math.sign(event.deltaY) : wheel.current + event.deltaY / 30;
      const slices = Math.trunc(wheel.current);
      wheel.current -= slices;
      if (slices !== 0) onScroll(slices);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [panel]);

  return {
    onContextMenu: (event: { preventDefault(): void }) => event.preventDefault(),
    onPointerDown(event: PointerEvent<HTMLElement>) {
      const point = pointOf(event);
      // A pointer made by script can not be captured; the drag works without as long as it stays inside.
      try {
        event.currentTarget.setPointerCapture(event.pointerId);
      } catch {}
      latest.current.onActivate();
      fingers.current.set(event.pointerId, point);
      const [first, second] = [...fingers.current.values()];
      if (first && second) {
        if (drag.current?.mode === 'measure') latest.current.onMeasure('cancel', point);
        begin('pinch', middle(first, second), distance(first, second));
        return;
      }
      const mode = event.button === 1 ? 'pan' : event.button === 2 ? 'zoom' : latest.current.tool;
      begin(mode, point);
      if (mode === 'window') latest.current.onWindow('begin', 0, 0);
      if (mode === 'measure') latest.current.onMeasure('begin', point);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const now = drag.current;
      if (!now || !fingers.current.has(event.pointerId)) return;
      const point = pointOf(event);
      fingers.current.set(event.pointerId, point);
      const { onScroll, onWindow, onTransform, onMeasure, size } = latest.current;
      const x = point.x - now.start.x;
      const y = point.y - now.start.y;
      if (Math.abs(x) + Math.abs(y) > 3) now.moved = true;
      switch (now.mode) {
        case 'scroll': {
          const steps = Math.trunc(y / pixelsPerSlice);
          if (steps !== now.steps) onScroll(steps - now.steps);
          now.steps = steps;
          return;
        }
        case 'window':
          if (now.moved) onWindow('move', x, y);
          return;
        case 'pan':
          onTransform(moved(now, x, y));
          return;
        case 'zoom':
          onTransform({ ...now.transform, zoom: now.transform.zoom * Math.exp(-y / 150) });
          return;
        case 'measure':
          onMeasure('move', point);
          return;
        case 'pinch': {
          const [first, second] = [...fingers.current.values()];
          if (!first || !second) return;
          const centre = middle(first, second);
          const shifted = moved(now, centre.x - now.start.x, centre.y - now.start.y);
          onTransform(zoomAbout(shifted, now.scale, size, centre, distance(first, second) / now.spread));
        }
      }
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      fingers.current.delete(event.pointerId);
      const now = drag.current;
      if (!now) return;
      if (now.mode === 'measure') latest.current.onMeasure('end', pointOf(event));
      else if (!now.moved && event.button === 0 && now.mode !== 'pinch')
        latest.current.onClick(pointOf(event));
      // The finger that stays after a pinch does nothing until it is lifted.
      if (fingers.current.size === 0 || now.mode !== 'pinch') drag.current = undefined;
    },
    onPointerCancel(event: PointerEvent<HTMLElement>) {
      fingers.current.delete(event.pointerId);
      if (drag.current?.mode === 'measure') latest.current.onMeasure('cancel', pointOf(event));
      drag.current = undefined;
    },
  };
}

function moved({ transform, scale }: Drag, x: number, y: number): ViewTransform {
  return { ...transform, panX: transform.panX + x / scale, panY: transform.panY + y / scale };
}

/** Zooms so that what is under a point stays under it. */
function zoomAbout(
  transform: ViewTransform,
  scale: number,
  size: { width: number; height: number },
  at: Point,
  factor: number,
): ViewTransform {
  const change = (1 / factor - 1) / scale;
  return {
    zoom: transform.zoom * factor,
    panX: transform.panX + (at.x - size.width / 2) * change,
    panY: transform.panY + (at.y - size.height / 2) * change,
  };
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function distance(a: Point, b: Point): number {
  return Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));
}
