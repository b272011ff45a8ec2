import { EstimateType } from '../agreement/schema.js';
import type { ModelVersion } from '../database/client.js';
import { ModelVersionNode } from '../model/schema.js';
import { OrganizationNode } from '../organization/schema.js';
import { ReferenceLabelEnum } from '../referenceStandard/schema.js';
import { builder } from '../schema/builder.js';
import type { RequestContext } from '../schema/context.js';
import { AnalysisOutcomeEnum } from '../schema/enums.js';
import { requestLoader } from '../schema/requestLoader.js';
import { requireCaller } from '../schema/requireCaller.js';
import { countSilentResults, type ModelCases } from './countSilentResults.js';
import { type DiagnosticCell, type DiagnosticFigures, diagnosticFigures } from './diagnosticFigures.js';

const DiagnosticCellType = builder.objectRef<DiagnosticCell>('DiagnosticCell').implement({
  description: 'One cell of the table of results by truth.',
  fields: (t) => ({
    outcome: t.expose('outcome', { type: AnalysisOutcomeEnum, description: 'What the result says.' }),
    label: t.expose('label', {
      type: ReferenceLabelEnum,
      nullable: true,
      description: 'What is true; null where it is not known yet.',
    }),
    count: t.exposeInt('count', { description: 'Cases.' }),
  }),
});

const DiagnosticFiguresType = builder.objectRef<DiagnosticFigures>('DiagnosticFigures').implement({
  description:
    'What results are worth against the reference standard, among the cases where the model decides. Abstentions are neither right nor wrong: read them beside every figure.',
  fields: (t) => ({
    cases: t.exposeInt('cases', { description: 'Images, or patients, with a result.' }),
    patients: t.exposeInt('patients', { description: 'Of whom they are.' }),
    withReference: t.exposeInt('withReference', { description: 'Those of which the truth is known.' }),
    abstentions: t.exposeInt('abstentions', {
      description: 'Of those with known truth, the ones where the model abstains.',
    }),
    sensitivity: t.field({
      type: EstimateType,
      nullable: true,
      description:
        'Share of MALIGNANT among the malignant cases that the model decides, with Wilson’s 95 % interval for as many observations as the cases of so many patients are worth. Null with none.',
      resolve: ({ sensitivity }) => sensitivity,
    }),
    specificity: t.field({
      type: EstimateType,
      nullable: true,
      description: 'Share of BENIGN among the benign cases that the model decides; as sensitivity.',
      resolve: ({ specificity }) => specificity,
    }),
    cells: t.field({
      type: [DiagnosticCellType],
      description: 'All of the table, abstentions and unknown truth included: twelve.',
      complexity: { field: 1, multiplier: 1 },
      resolve: ({ cells }) => cells,
    }),
  }),
});

interface ModelFigures extends ModelCases {
  model: ModelVersion;
}
const SilentModeFiguresType = builder.objectRef<ModelFigures>('SilentModeFigures').implement({
  description: 'What one version of a model did in silent mode.',
  fields: (t) => ({
    model: t.field({
      type: ModelVersionNode,
      description: 'Which version.',
      resolve: ({ model }) => model,
    }),
    patients: t.field({
      type: DiagnosticFiguresType,
      description: 'By patient, whose result is that of the most suspicious image in scope.',
      resolve: ({ patients }) => diagnosticFigures(patients),
    }),
    images: t.field({
      type: DiagnosticFiguresType,
      description:
        'By image. One of a benign patient is benign; of a malignant patient only images count of which something was recorded.',
      resolve: ({ images }) => diagnosticFigures(images),
    }),
  }),
});

/** A span in which results are computed and shown to nobody. */
export const SilentModeNode = builder.prismaNode('SilentMode', {
  id: { field: 'id' },
  description:
    'A span in which the results of an organization are computed, stored aside and shown to nobody, so that it can measure a model on its own cases first.',
  authScopes: (row) => ({ $all: { administer: true, visible: { type: 'SilentMode', row } } }),
  fields: (t) => ({
    targetPatients: t.exposeInt('targetPatients', {
      description: 'Patients that the organization wants to see before it decides.',
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'Results are withheld from then on.' }),
    startedBy: t.relation('startedBy', { description: 'Who started it.' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Results are shown from then on; null while it runs.',
    }),
    endedBy: t.relation('endedBy', { nullable: true, description: 'Who ended it; null while it runs.' }),
    isReleased: t.exposeBoolean('isReleased', {
      nullable: true,
      description: 'Whether its results were opened when it ended; null while it runs.',
    }),
    figures: t.field({
      type: [SilentModeFiguresType],
      description:
        'What its results are worth against the reference standards known now, by version of the model, the newest first.',
      // Seldom more than one.
      complexity: { field: 1, multiplier: 1 },
      resolve: ({ id }, _args, context) =>
        requestLoader(context, 'figures of silent mode', (ids) => silentFigures(context, ids)).load(id),
    }),
  }),
});

builder.queryField('silentModes', (t) =>
  t.prismaConnection({
    type: SilentModeNode,
    cursor: 'id',
    description: 'For administrators: the silent modes of your organization, newest first.',
    authScopes: { administer: true },
    resolve: (query, _root, _args, context) =>
      context.services.prisma.silentMode.findMany({
        ...query,
        where: { organizationId: requireCaller(context).organizationId },
        orderBy: { id: 'desc' },
      }),
    totalCount: (_root, _args, context) =>
      context.services.prisma.silentMode.count({
        where: { organizationId: requireCaller(context).organizationId },
      }),
  }),
);

builder.prismaObjectField(OrganizationNode, 'isSilent', (t) =>
  t.boolean({
    description: 'Whether it runs silent mode: results are computed and shown to nobody.',
    select: { silentModes: { where: { endedAt: null }, take: 1, select: { id: true } } },
    resolve: ({ silentModes }) => silentModes.length > 0,
  }),
);

async function silentFigures(
  { services: { prisma } }: RequestContext,
  ids: string[],
): Promise<(id: string) => ModelFigures[]> {
  const [casesOf, models] = await Promise.all([
    countSilentResults(prisma, ids),
    prisma.modelVersion.findMany({ where: { silentResults: { some: { silentModeId: { in: ids } } } } }),
  ]);
  return (id) =>
    casesOf(id).flatMap((cases) => {
      const model = models.find((one) => one.id === cases.modelVersionId);
      return model ? [{ ...cases, model }] : [];
    });
}
