import { locateCandidate } from '@eventeye/core';
import type { Dataset } from '../dataset/dataset.js';
import { imagePlane } from '../geometry/imagePlane.js';
import type { ReportedRegion } from './reportedAnalysis.js';

/**
 * The breast that the middle of a region lies in, by the same rule as the lesion candidates of a series.
 *
 * @returns `undefined` where the plane of the image is unknown, and near the middle of the patient.
 */
export function sideOf(source: Dataset, region: ReportedRegion): 'LEFT' | 'RIGHT' | undefined {
  const plane = imagePlane(source);
  if (!plane) return undefined;
  return locateCandidate({ box: region, middlePositionMm: null }, plane).side ?? undefined;
}
