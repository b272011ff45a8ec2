import type { AgreementQuery } from '@eventeye/client';

/** Agreement of one version of a model with its readers. */
export type ModelAgreement = AgreementQuery['agreement'][number];

/** Which figure is drawn. */
export type AgreementMeasure = 'agreement' | 'kappa';

/** One line of the plot. */
export interface AgreementRow {
  key: string;
  model: ModelAgreement['model'];
  /** Undefined for all sites together; null where the files name none. */
  site: string | null | undefined;
  figures: ModelAgreement['figures'];
}

/** A line for each model, all sites together, followed by its sites where there are several. */
export function agreementRows(agreements: readonly ModelAgreement[]): AgreementRow[] {
  return agreements.flatMap(({ model, figures, sites }) => [
    { key: model.id, model, site: undefined, figures },
    ...(sites.length > 1
      ? sites.map(({ site, figures: own }) => ({
          key: `${model.id} ${site ?? ''}`,
          model,
          site,
          figures: own,
        }))
      : []),
  ]);
}

/** An axis and its marks. */
export interface AgreementScale {
  from: number;
  to: number;
  ticks: readonly number[];
}

/** A share has its whole range; kappa begins at 0, or below where an interval reaches there (it may fall to -1). */
export function agreementScale(rows: readonly AgreementRow[], measure: AgreementMeasure): AgreementScale {
  const lowest = Math.min(0, ...rows.map(({ figures }) => figures[measure]?.low ?? 0));
  const step = 0.25;
  const from = measure === 'kappa' ? Math.max(-1, Math.floor(lowest / step) * step) : 0;
  const count = Math.round((1 - from) / step);
  return { from, to: 1, ticks: Array.from({ length: count + 1 }, (_, index) => from + index * step) };
}

/** Where a value lies on an axis, 0 to 100. */
export function positionOn({ from, to }: AgreementScale, value: number): number {
  return Math.min(100, Math.max(0, ((value - from) / (to - from)) * 100));
}
