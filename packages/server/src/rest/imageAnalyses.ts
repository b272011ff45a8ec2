import { z } from 'zod';
import { mayRead } from '../access/mayRead.js';
import { visibleAnalyses, visibleImages } from '../access/visibleRows.js';
import { requireCaller } from '../schema/requireCaller.js';
import { notFound, requireRowId } from '../schema/requireRowId.js';
import { apiPath } from './apiPath.js';
import { operation } from './operation.js';
import { cursorOf, pageOf } from './page.js';
import { idParameter, none, pageParameters } from './parameters.js';
import { representAnalysis, withAnalysis } from './represent.js';
import { Analysis, AnalysisPage } from './resources.js';

export const analyzeMedicalImage = operation({
  method: 'post',
  path: '/medical-images/{id}/analyze/',
  operationId: 'analyzeMedicalImage',
  tag: 'Analyses',
  summary: 'Analyse an image',
  description:
    'Adds an analysis by the active model, which runs in the background. Follow Location until status is SUCCEEDED, FAILED or CANCELED.',
  params: idParameter,
  query: none,
  body: {
    kind: 'json',
    schema: z.object({
      reuse: z
        .stringbool()
        .or(z.boolean())
        .default(false)
        .describe('Answer from a stored result of the same bytes and model, where there is one.'),
    }),
  },
  answers: {
    202: {
      description: 'It waits for its turn, or was answered from a stored result.',
      schema: Analysis,
      headers: { Location: 'Address of the analysis.', 'Retry-After': 'Seconds until it is worth asking.' },
    },
  },
  failures: ['VALIDATION_FAILED', 'NOT_FOUND', 'FORBIDDEN', 'QUOTA_EXCEEDED'],
  curl: `curl -s -X POST "$EVENTEYE/api/medical-images/$IMAGE/analyze/" -H "Authorization: Bearer $TOKEN"`,
  async handle({ context, params, body }) {
    const caller = requireCaller(context);
    const { analyses, prisma } = context.services;
    const imageId = requireRowId('MedicalImage', params.id, 'image');
    const { id } = await analyses.request(caller, imageId, { reuse: body.reuse });
    // Whoever may ask for it may see that it was asked for; the result needs the scope READ.
    const row = await prisma.analysis.findUniqueOrThrow({ where: { id }, include: withAnalysis });
    const analysis = representAnalysis(context, row);
    return {
      status: 202,
      body: analysis,
      headers: { Location: `${apiPath}/analyses/${analysis.id}/`, 'Retry-After': '1' },
    };
  },
});

export const listAnalyses = operation({
  method: 'get',
  path: '/medical-images/{id}/analyses/',
  operationId: 'listAnalyses',
  tag: 'Analyses',
  summary: 'List the analyses of an image',
  description: 'Newest first, in pages; the header Link leads to the next.',
  params: idParameter,
  query: pageParameters,
  answers: { 200: { description: 'A page.', schema: AnalysisPage, headers: { Link: 'The next page.' } } },
  failures: ['VALIDATION_FAILED', 'NOT_FOUND'],
  curl: `curl -s "$EVENTEYE/api/medical-images/$IMAGE/analyses/?first=10" -H "Authorization: Bearer $TOKEN"`,
  async handle({ context, params, query }) {
    const caller = requireCaller(context);
    mayRead(caller);
    const { prisma } = context.services;
    const medicalImageId = requireRowId('MedicalImage', params.id, 'image');
    const image = await prisma.medicalImage.count({
      where: { id: medicalImageId, ...visibleImages(caller) },
    });
    if (image === 0) throw notFound('image');
    const after = cursorOf('Analysis', query.after);
    const rows = await prisma.analysis.findMany({
      where: { medicalImageId, ...visibleAnalyses(caller) },
      include: withAnalysis,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: query.first + 1,
      ...(after && { cursor: { id: after }, skip: 1 }),
    });
    const represent = (row: (typeof rows)[number]) => representAnalysis(context, row);
    const path = `/medical-images/${params.id}/analyses/`;
    return { status: 200, ...pageOf(rows, query.first, represent, context, path) };
  },
});
