import type { AIAnalysisResult, Analysis, MedicalImage, ModelVersion } from '@eventeye/client';
/** The shipped kind of model. */
export declare const model: ModelVersion;
declare const scores: {
    readonly BENIGN: 0.031;
    readonly MALIGNANT: 0.914;
    readonly INCONCLUSIVE: 0.32;
    readonly OUT_OF_SCOPE: 0.4;
};
/** A result with the outcome. */
export declare function resultOf(outcome: keyof typeof scores): AIAnalysisResult;
/** A slice of a synthetic phantom with a lesion on the right of the picture. */
export declare const slicePicture: string;
/** Attention over it. */
export declare const attentionPicture: string;
/** An image without analyses. */
export declare const image: MedicalImage;
/** An analysis in a state; with an outcome it has succeeded. */
export declare function analysisOf(state: keyof typeof scores | 'QUEUED' | 'RUNNING' | 'FAILED' | 'CANCELED', id?: string): Analysis;
export {};
//# sourceMappingURL=results.d.ts.map