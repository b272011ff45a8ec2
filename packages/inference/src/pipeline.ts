// The native side: decodes with sharp, runs onnxruntime. The API process must not load this entry; it talks to the
// engine process through the package's root entry.
export { luma } from '@eventeye/dicom';
export { colourSaturation } from './decode/colour.js';
export type { DecodedImage } from './decode/decodedImage.js';
export { decodeImage } from './decode/decodeImage.js';
export { defaultImageLimits } from './decode/limits.js';
export { attentionRegions } from './explain/attentionRegions.js';
export { classActivation } from './explain/classActivation.js';
export { checkGolden } from './pipeline/checkGolden.js';
export { sha256, tensorSha256 } from './pipeline/hash.js';
export { infer } from './pipeline/infer.js';
export { inspectImage } from './pipeline/inspectImage.js';
export { type Judgement, postprocess } from './pipeline/postprocess.js';
export { predict } from './pipeline/predict.js';
export {
  type ImageFacts,
  type PreparedInput,
  type PrepareInputOptions,
  prepareInput,
} from './pipeline/prepareInput.js';
export {
  type PreparedSlice,
  type PrepareSliceOptions,
  prepareDecoded,
  prepareSlice,
} from './pipeline/prepareSlice.js';
export { readPrepared } from './pipeline/readPrepared.js';
export { type ModelSession, openSession, type RawOutput, type SessionOptions } from './pipeline/session.js';
export { toTensor } from './pipeline/toTensor.js';
export { filesOf, precisionsOf, verifyModel } from './pipeline/verifyModel.js';
export type { DisplayImage, Picture } from './render/displayImage.js';
export { encodePicture } from './render/encodePicture.js';
export { openForDisplay } from './render/openForDisplay.js';
export { renderHeatmap } from './render/renderHeatmap.js';
export { renderImage } from './render/renderImage.js';
export { renderOverlay } from './render/renderOverlay.js';
export { encodeGate, type Gate, type GateJudgement, judgeGate, loadGate } from './scope/gate.js';
export { gateCells, gateLength, gateVector, gateVersion } from './scope/gateVector.js';
