import type { AgreementQuery } from '@eventeye/client';
type ModelAgreement = AgreementQuery['agreement'][number];
type Figures = ModelAgreement['figures'];
/** Figures of so many comparisons. */
export declare function figuresOf(compared: number, given?: Partial<Figures>): Figures;
/** Two versions of a model; the newer was read at three places, one of which has too few readings. */
export declare const agreements: ModelAgreement[];
export {};
//# sourceMappingURL=agreement.d.ts.map