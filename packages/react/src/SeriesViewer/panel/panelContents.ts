import type { EventEyeError } from '@eventeye/core';
import { orientationLetters, projectionDirections } from '../geometry/orientationLetters.js';
import { projectionAxis, shareOfSlice } from '../geometry/projectionLine.js';
import type { DecodedSlice } from '../pixels/decodeSlice.js';
import type { PanelSource } from '../state/layouts.js';
import type { ViewerStack } from '../viewerTypes.js';
import type { PanelBox, PanelContent } from './panelTypes.js';

/** What the panels of all kinds are made of. */
export interface PanelMaterial {
  stack: ViewerStack;
  base: ViewerStack | undefined;
  index: number;
  read: Shown;
  baseSlice: Shown;
  projection: Shown;
  hasPartner: boolean;
  attention: ImageBitmap | undefined;
  boxes: readonly PanelBox[];
  text: {
    base: string;
    difference: string;
    mip: string;
    mipOfDifference: string;
    noPartner: string;
    sizesDiffer: string;
  };
}

interface Shown {
  picture: DecodedSlice | undefined;
  error: EventEyeError | undefined;
}

/** What one panel shows. */
export function panelContent(source: PanelSource, material: PanelMaterial): PanelContent {
  const { stack, base, index, read, baseSlice, projection, hasPartner, text } = material;
  const plane = stack.slices[index]?.plane;
  const spacing = stack.pixelSpacingMm;
  const own = {
    source,
    absent: undefined,
    pixelAspect: aspectOf(spacing),
    spacing,
    letters: plane ? orientationLetters(plane) : undefined,
    attention: undefined,
    boxes: [],
    cut: undefined,
    sharesGrid: true,
  };
  switch (source.kind) {
    case 'values': {
      if (source.role === 'read') {
        const { attention, boxes } = material;
        return {
          ...own,
          title: stack.label,
          picture: only(read.picture),
          error: read.error,
          attention,
          boxes,
        };
      }
      return {
        ...own,
        title: `${base?.label ?? ''} (${text.base})`,
        picture: only(baseSlice.picture),
        error: baseSlice.error,
        absent: hasPartner ? undefined : text.noPartner,
        pixelAspect: aspectOf(base?.pixelSpacingMm),
        spacing: base?.pixelSpacingMm ?? null,
        sharesGrid: isSameGrid(material),
      };
    }
    case 'difference': {
      const isReady = read.picture && baseSlice.picture && isSameGrid(material);
      return {
        ...own,
        title: text.difference,
        picture: isReady ? { slice: read.picture!, minus: baseSlice.picture } : undefined,
        error: read.error ?? baseSlice.error,
        absent: !hasPartner
          ? text.noPartner
          : read.picture && baseSlice.picture && !isReady
            ? text.sizesDiffer
            : undefined,
      };
    }
    case 'projection': {
      const axis = plane && projectionAxis(plane, source.plane);
      return {
        ...own,
        title: source.ofDifference ? text.mipOfDifference : text.mip,
        picture: only(projection.picture),
        error: projection.error,
        pixelAspect: 1,
        spacing: null,
        sharesGrid: false,
        letters: orientationLetters(projectionDirections[source.plane]),
        cut: axis ? { along: axis.along, share: shareOfSlice(axis, index, stack.slices.length) } : undefined,
      };
    }
  }
}

const pictures = new WeakMap<DecodedSlice, { slice: DecodedSlice }>();

/** The same object for the same slice. */
function only(slice: DecodedSlice | undefined): { slice: DecodedSlice } | undefined {
  if (!slice) return undefined;
  const known = pictures.get(slice) ?? { slice };
  pictures.set(slice, known);
  return known;
}

function aspectOf(spacing: ViewerStack['pixelSpacingMm'] | undefined): number {
  return spacing ? spacing.rowMm / spacing.columnMm : 1;
}

function isSameGrid({ stack, base, read, baseSlice }: PanelMaterial): boolean {
  const [a, b] = [stack.pixelSpacingMm, base?.pixelSpacingMm];
  return (
    a?.rowMm === b?.rowMm &&
    a?.columnMm === b?.columnMm &&
    (!read.picture ||
      !baseSlice.picture ||
      (read.picture.width === baseSlice.picture.width && read.picture.height === baseSlice.picture.height))
  );
}
