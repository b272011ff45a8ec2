import { ModelVersionNode } from '../model/schema.js';
import { ReadingLabelEnum } from '../readings/schema.js';
import { builder } from '../schema/builder.js';
import { AnalysisOutcomeEnum } from '../schema/enums.js';
import { requireCaller } from '../schema/requireCaller.js';
import { requireRowId } from '../schema/requireRowId.js';
import { type AgreementFigures, agreementFigures, type Estimate } from './agreementFigures.js';
import { countReadings, type SiteReadings } from './countReadings.js';

/** A measured figure with its interval. */
export const EstimateType = builder.objectRef<Estimate>('Estimate').implement({
  description: 'A measured figure with its 95 % interval.',
  fields: (t) => ({
    value: t.exposeFloat('value', { description: 'The figure.' }),
    low: t.exposeFloat('low', { description: 'Lower end of the 95 % interval.' }),
    high: t.exposeFloat('high', { description: 'Upper end of the 95 % interval.' }),
  }),
});

const AgreementCellType = builder.objectRef<AgreementFigures['cells'][number]>('AgreementCell').implement({
  description: 'One cell of the table of results by readings.',
  fields: (t) => ({
    outcome: t.expose('outcome', { type: AnalysisOutcomeEnum, description: 'What the result says.' }),
    label: t.expose('label', { type: ReadingLabelEnum, description: 'What the reader says.' }),
    count: t.exposeInt('count', { description: 'Readings.' }),
  }),
});

const AgreementFiguresType = builder.objectRef<AgreementFigures>('AgreementFigures').implement({
  description:
    'How results and readers agree. It says nothing of who is right: that takes a reference standard, such as pathology.',
  fields: (t) => ({
    readings: t.exposeInt('readings', { description: 'Of each reader and image the newest.' }),
    patients: t.exposeInt('patients', { description: 'Of whom they are.' }),
    compared: t.exposeInt('compared', {
      description: 'Readings where result and reader both decide between benign and malignant.',
    }),
    comparedPatients: t.exposeInt('comparedPatients', { description: 'Of whom those are.' }),
    abstentions: t.exposeInt('abstentions', {
      description: 'Readings of images for which the model abstains.',
    }),
    unsure: t.exposeInt('unsure', { description: 'Readings that leave it open.' }),
    agreement: t.field({
      type: EstimateType,
      nullable: true,
      description:
        'Share of agreement among those compared; Wilson’s interval for as many observations as the slices of so many patients are worth. Null with none.',
      resolve: ({ agreement }) => agreement,
    }),
    kappa: t.field({
      type: EstimateType,
      nullable: true,
      description:
        'Cohen’s kappa, with an interval by resampling patients. Null with fewer than ten patients, or where chance alone would agree always.',
      resolve: ({ kappa }) => kappa,
    }),
    cells: t.field({
      type: [AgreementCellType],
      description: 'All of the table, abstentions and open readings included.',
      resolve: ({ cells }) => cells,
    }),
  }),
});

interface SiteAgreement {
  site: string | null;
  rows: SiteReadings[];
}
const SiteAgreementType = builder.objectRef<SiteAgreement>('SiteAgreement').implement({
  description: 'Agreement at one site.',
  fields: (t) => ({
    site: t.exposeString('site', {
      nullable: true,
      description: 'Institution Name (0008,0080) of the studies; null where the files name none.',
    }),
    figures: t.field({
      type: AgreementFiguresType,
      description: 'Of the readings there.',
      resolve: ({ rows }) => agreementFigures(rows),
    }),
  }),
});

interface ModelAgreement {
  modelVersionId: string;
  rows: SiteReadings[];
}
const ModelAgreementType = builder.objectRef<ModelAgreement>('ModelAgreement').implement({
  description: 'Agreement of one version of a model with its readers.',
  fields: (t) => ({
    model: t.field({
      type: ModelVersionNode,
      description: 'Which version.',
      resolve: ({ modelVersionId }, _args, { services }) =>
        services.prisma.modelVersion.findUniqueOrThrow({ where: { id: modelVersionId } }),
    }),
    figures: t.field({
      type: AgreementFiguresType,
      description: 'Of all sites together.',
      resolve: ({ rows }) => agreementFigures(rows),
    }),
    sites: t.field({
      type: [SiteAgreementType],
      description: 'By site, the one with the most readings first.',
      resolve: ({ rows }) => sitesOf(rows),
    }),
  }),
});

builder.queryField('agreement', (t) =>
  t.field({
    type: [ModelAgreementType],
    authScopes: { unbounded: true },
    description:
      'How results and clinicians of your organization agree, for each version of a model that was read, newest first.',
    args: {
      modelVersionId: t.arg.id({ description: 'Only this version.' }),
      from: t.arg({ type: 'DateTime', description: 'Only readings recorded from this instant on.' }),
      until: t.arg({ type: 'DateTime', description: 'Only readings recorded before it.' }),
      blindedOnly: t.arg.boolean({
        description: 'Only readings made before the result was seen: the others lean towards it.',
      }),
    },
    resolve: async (_root, { modelVersionId, from, until, blindedOnly }, context) => {
      const { organizationId } = requireCaller(context);
      const rows = await countReadings(context.services.prisma, {
        organizationId,
        modelVersionId: modelVersionId ? requireRowId('ModelVersion', modelVersionId, 'model') : undefined,
        from: from ?? undefined,
        until: until ?? undefined,
        blindedOnly: blindedOnly ?? false,
      });
      const byModel = groupBy(rows, (row) => row.modelVersionId);
      // Ids are in order of time.
      return [...byModel]
        .map(([id, own]) => ({ modelVersionId: id, rows: own }))
        .sort((one, other) => (one.modelVersionId < other.modelVersionId ? 1 : -1));
    },
  }),
);

function sitesOf(rows: readonly SiteReadings[]): SiteAgreement[] {
  const sizeOf = ({ rows: own }: SiteAgreement) => own.reduce((sum, { count }) => sum + count, 0);
  return [...groupBy(rows, ({ site }) => site)]
    .map(([site, own]) => ({ site, rows: own }))
    .sort((one, other) => sizeOf(other) - sizeOf(one));
}

function groupBy<T, K>(rows: readonly T[], keyOf: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
