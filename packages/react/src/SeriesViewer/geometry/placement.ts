/** How a picture lies in a panel. All panels of a layout share it, whatever their sizes. */
export interface ViewTransform {
  /** 1 fits the picture into the panel. */
  zoom: number;
  /** Shift of the picture in units of its own pixels' width. */
  panX: number;
  panY: number;
}

/** Fitted in, centred. */
export const fitted: ViewTransform = { zoom: 1, panX: 0, panY: 0 };

/** A point in a picture's pixels, or in a panel's CSS pixels; 0, 0 is the top left corner of the first pixel. */
export interface Point {
  x: number;
  y: number;
}

/** A picture's size, and how high its pixels are against their width. */
export interface PictureShape {
  width: number;
  height: number;
  /** Row spacing over column spacing; 1 for square pixels. */
  pixelAspect: number;
}

/** Carries points between a picture and a panel. */
export interface Placement {
  /** CSS pixels of the panel for one column of the picture. */
  scaleX: number;
  /** CSS pixels of the panel for one row. */
  scaleY: number;
  /** Where the picture's top left corner lies in the panel. */
  left: number;
  top: number;
}

/** Lays a picture into a panel of a size in CSS pixels: true proportions, zoom and pan as told. */
export function place(
  { width, height, pixelAspect }: PictureShape,
  panel: { width: number; height: number },
  { zoom, panX, panY }: ViewTransform,
): Placement {
  const tall = height * pixelAspect;
  const scaleX = Math.min(panel.width / width, panel.height / tall) * zoom;
  return {
    scaleX,
    scaleY: scaleX * pixelAspect,
    left: panel.width / 2 + (panX - width / 2) * scaleX,
    top: panel.height / 2 + (panY - tall / 2) * scaleX,
  };
}

/** Where a picture's point appears in the panel. */
export function toPanel({ scaleX, scaleY, left, top }: Placement, { x, y }: Point): Point {
  return { x: left + x * scaleX, y: top + y * scaleY };
}

/** Which point of the picture is under a panel's. */
export function toPicture({ scaleX, scaleY, left, top }: Placement, { x, y }: Point): Point {
  return { x: (x - left) / scaleX, y: (y - top) / scaleY };
}
