import type { ViewerStack } from '../SeriesViewer/viewerTypes.js';
/** Columns and rows of the phantom's slices. */
export declare const phantomSize = 192;
/** Between the centres of its pixels, mm: not square, so that a viewer that ignores it is found out. */
export declare const phantomSpacing: {
    rowMm: number;
    columnMm: number;
};
/** Two bright points on every slice, in pixels from the corner, and how far apart they are: 40 columns of 2 mm and 30 rows of 1.6 mm. */
export declare const phantomRuler: {
    from: {
        x: number;
        y: number;
    };
    to: {
        x: number;
        y: number;
    };
    mm: number;
};
/** Addresses of blobs with the slices of one phase as 16-bit PNGs; `gain` is the uptake of contrast. */
export declare function phantomStack(id: string, label: string, count: number, gain: number): ViewerStack;
/** Answers the phantom's addresses: `readPicture` of the stories. */
export declare function readPhantom(url: string, signal: AbortSignal): Promise<Uint8Array>;
/** One slice as a 16-bit PNG; its values run from 0 to some 1,500. */
export declare function phantomPng(index: number, count: number, gain: number): Uint8Array;
//# sourceMappingURL=phantomSeries.d.ts.map