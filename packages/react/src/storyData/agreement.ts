import type { AgreementQuery } from '@eventeye/client';

type ModelAgreement = AgreementQuery['agreement'][number];
type Figures = ModelAgreement['figures'];

/** Figures of so many comparisons. */
export function figuresOf(compared: number, given: Partial<Figures> = {}): Figures {
  return {
    __typename: 'AgreementFigures',
    readings: compared + 9,
    patients: Math.ceil(compared / 2),
    compared,
    comparedPatients: Math.ceil(compared / 2),
    abstentions: 6,
    unsure: 3,
    agreement: null,
    kappa: null,
    cells: [],
    ...given,
  };
}

const estimate = (value: number, low: number, high: number) =>
  ({ __typename: 'Estimate', value, low, high }) as const;

const model = (version: string) => ({
  __typename: 'ModelVersion' as const,
  id: `model ${version}`,
  name: 'resnet50-phantom',
  version,
  sha256: 'a'.repeat(64),
  precision: 'int8',
  labels: ['BENIGN', 'MALIGNANT'],
  isActive: version === '1.0.0',
  isDemonstration: true,
  thresholds: null,
});

/** Two versions of a model; the newer was read at three places, one of which has too few readings. */
export const agreements: ModelAgreement[] = [
  {
    __typename: 'ModelAgreement',
    model: model('1.0.0'),
    figures: figuresOf(182, {
      agreement: estimate(0.901, 0.838, 0.941),
      kappa: estimate(0.78, 0.66, 0.88),
    }),
    sites: [
      {
        __typename: 'SiteAgreement',
        site: 'St. Mary',
        figures: figuresOf(120, {
          agreement: estimate(0.925, 0.851, 0.964),
          kappa: estimate(0.82, 0.69, 0.93),
        }),
      },
      {
        __typename: 'SiteAgreement',
        site: 'Riverside',
        figures: figuresOf(58, {
          agreement: estimate(0.845, 0.694, 0.929),
          kappa: estimate(0.64, 0.37, 0.85),
        }),
      },
      { __typename: 'SiteAgreement', site: null, figures: figuresOf(4) },
    ],
  },
  {
    __typename: 'ModelAgreement',
    model: model('0.9.0'),
    figures: figuresOf(64, { agreement: estimate(0.766, 0.598, 0.878), kappa: estimate(0.31, -0.04, 0.6) }),
    sites: [
      {
        __typename: 'SiteAgreement',
        site: 'St. Mary',
        figures: figuresOf(64, {
          agreement: estimate(0.766, 0.598, 0.878),
          kappa: estimate(0.31, -0.04, 0.6),
        }),
      },
    ],
  },
];
