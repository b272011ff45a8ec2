import type { Manifest } from '../manifest/schema.js';
import type { ImageFacts } from '../pipeline/prepareInput.js';
import type { Prediction } from '../types.js';
import type { GateJudgement } from './gate.js';

/**
 * The in-scope test: first what the header and the picture's own statistics rule out, then how far the image is from those
 * the model was trained on. An image that passes resembles the training images; that is no proof that it is one of a breast.
 *
 * @param samples the prepared slice.
 * @param gate what the fitted gate says; `undefined` for a model without one.
 */
export function checkScope(
  image: ImageFacts,
  samples: Uint8Array,
  scope: Manifest['scope'],
  gate: GateJudgement | undefined,
): Prediction['scope'] {
  const out = (reason: string) => ({ inScope: false, reason });
  if (image.kind === 'dicom') {
    if (!scope.modality.includes(image.modality ?? '')) return out('NOT_MR');
    if (image.bodyPart && scope.bodyPart && !scope.bodyPart.includes(image.bodyPart.toUpperCase()))
      return out('OTHER_BODY_PART');
  }
  if (image.saturation > scope.maxColourSaturation) return out('COLOUR_IMAGE');
  if (contrastOf(samples) < scope.minContrast) return out('BLANK_IMAGE');
  if (gate && scope.gate && (gate.score < scope.gate.minScore || gate.distance > scope.gate.maxDistance))
    return out('UNLIKE_TRAINING_IMAGES');
  return { inScope: true, reason: null };
}

/** Standard deviation of the values, divided by 255. */
function contrastOf(samples: Uint8Array): number {
  let sum = 0;
  let squares = 0;
  // Counted: iterating over a typed array takes five times as long.
  for (let i = 0; i < samples.length; i++) {
    const value = samples[i]!;
    sum += value;
    squares += value * value;
  }
  const mean = sum / samples.length;
  return Math.sqrt(Math.max(0, squares / samples.length - mean * mean)) / 255;
}
