import { colourSaturation } from '../decode/colour.js';
import type { DecodedImage } from '../decode/decodedImage.js';
import { decodeImage } from '../decode/decodeImage.js';
import type { ModelInput } from '../manifest/schema.js';
import type { StageName } from '../tracing/stageClock.js';
import type { ImageLimits } from '../types.js';
import type { FittedContent } from './fitInto.js';
import { sha256 } from './hash.js';
import { prepareDecoded } from './prepareSlice.js';

/** What the in-scope test and the result need of an image beside its samples. */
export interface ImageFacts
  extends Pick<DecodedImage, 'kind' | 'width' | 'height' | 'frame' | 'modality' | 'bodyPart'> {
  /** `colourSaturation` of a colour image, 0 of a grey one. */
  saturation: number;
}

/** Everything a session needs for one image, without the image itself. */
export interface PreparedInput {
  image: ImageFacts;
  /** The prepared slice, see `PreparedSlice`. */
  samples: Uint8Array;
  /** Part of the model's input that the image fills. */
  content: FittedContent;
  imageSha256: string;
  decodeMs: number;
  preprocessMs: number;
}

/** Options of the work before a session. `onStage` is called before each stage and may throw to stop. */
export interface PrepareInputOptions {
  frame?: number;
  limits?: Partial<ImageLimits>;
  /** The matching pre-contrast slice, for a model that takes the DCE triplet. */
  preContrast?: Uint8Array;
  onStage?: (stage: StageName) => void;
}

/**
 * Decodes, windows and resizes one frame: all that is done before a session has to be at hand.
 *
 * @throws EventEyeError the codes of `prepareSlice`.
 */
export async function prepareInput(
  bytes: Uint8Array,
  input: ModelInput,
  options: PrepareInputOptions = {},
): Promise<PreparedInput> {
  const begun = performance.now();
  options.onStage?.('decode');
  const image = await decodeImage(bytes, options);
  const pre =
    options.preContrast && input.channels === 'dce-triplet'
      ? await decodeImage(options.preContrast, options)
      : undefined;
  const decoded = performance.now();
  options.onStage?.('preprocess');
  const { samples, content } = await prepareDecoded(image, input, pre);
  const { kind, width, height, frame, modality, bodyPart } = image;
  const saturation = image.rgb ? colourSaturation(image.rgb) : 0;
  return {
    image: { kind, width, height, frame, modality, bodyPart, saturation },
    samples,
    content,
    imageSha256: sha256(bytes),
    decodeMs: decoded - begun,
    preprocessMs: performance.now() - decoded,
  };
}
