import type { SeriesAnalysis } from '@eventeye/client';
/** A run with `completed` of `count` slices done; `gaps` are out of scope or failed. */
export declare function seriesAnalysisOf(count: number, completed?: number, gaps?: readonly number[]): SeriesAnalysis;
//# sourceMappingURL=seriesAnalysis.d.ts.map