// The engine's client and the manifest: nothing native is loaded here. For decoding and running in this very process
// see the `./pipeline` entry.
export { startEngine } from './engine/startEngine.js';
export { describeModel, loadManifest, readModelFile } from './manifest/loadManifest.js';
export { type Manifest, type ModelInput, manifestSchema, modelInputSchema } from './manifest/schema.js';
export { checkRenderOptions, maxPictureSize, rendererVersion } from './render/checkRenderOptions.js';
export { readPngText } from './render/pngText.js';
export type { OverlayOptions, RenderOptions, SizeOptions, WindowOptions } from './render/renderTypes.js';
export { scaleKeywords } from './render/scaleKeywords.js';
export type {
  AnalyzeOptions,
  AttentionMap,
  Engine,
  EngineOptions,
  ImageInspection,
  ImageLimits,
  ModelDescription,
  Prediction,
  Receipt,
  Region,
} from './types.js';
export type {
  ProjectionOptions,
  ProjectionPlane,
  SubtractionOptions,
  VolumeSlice,
  VolumeWindow,
} from './volume/volumeTypes.js';
