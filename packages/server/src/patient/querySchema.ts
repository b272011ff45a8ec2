import { EventEyeError } from '@eventeye/core';
import { visiblePatients } from '../access/visibleRows.js';
import type { Prisma } from '../database/client.js';
import { builder } from '../schema/builder.js';
import { rowIdOf } from '../schema/globalId.js';
import { requireCaller } from '../schema/requireCaller.js';
import type { Caller } from '../services.js';
import { lastCharacter, searchWords } from './searchWords.js';

builder.queryField('patient', (t) =>
  t.prismaField({
    type: 'Patient',
    nullable: true,
    description:
      'One patient, by id or by medical record number; null when there is none in your organization.',
    args: {
      id: t.arg.id({ description: 'Global id.' }),
      mrn: t.arg.string({ description: 'Medical record number.' }),
    },
    resolve: (query, _root, { id, mrn }, context) => {
      const visible = visiblePatients(requireCaller(context));
      if ((id == null) === (mrn == null)) {
        throw new EventEyeError('VALIDATION_FAILED', 'Give either id or mrn.', { path: ['id', 'mrn'] });
      }
      const rowId = id == null ? undefined : rowIdOf('Patient', id);
      if (rowId === null) return null;
      const { organizationId } = requireCaller(context);
      // By a unique key: Prisma then asks for the pages beneath with their limits, and for all rows of them otherwise.
      const key = rowId ? { id: rowId } : { organizationId_mrn: { organizationId, mrn: mrn! } };
      return context.services.prisma.patient.findUnique({ ...query, where: { ...key, AND: visible } });
    },
  }),
);

builder.queryField('patients', (t) =>
  t.prismaConnection({
    type: 'Patient',
    cursor: 'id',
    description: 'The patients of your organization, newest first.',
    args: {
      search: t.arg.string({
        description:
          'Beginnings of words of the name, in any order and in capital or small letters, or the beginning of the mrn.',
      }),
    },
    resolve: (query, _root, { search }, context) =>
      context.services.prisma.patient.findMany({
        ...query,
        where: matching(requireCaller(context), search),
        orderBy: [{ id: 'desc' }],
      }),
    totalCount: (_root, { search }, context) =>
      context.services.prisma.patient.count({
        where: matching(requireCaller(context), search),
      }),
  }),
);

/** Every word that is typed is the beginning of some word that the patient is found by. */
function matching(caller: Caller, search: string | null | undefined): Prisma.PatientWhereInput {
  const visible = visiblePatients(caller);
  const words = searchWords(search ?? '');
  if (words.length === 0) return visible;
  const { organizationId } = caller;
  return {
    AND: [
      visible,
      ...words.map((word) => ({
        searchTerms: { some: { organizationId, term: { gte: word, lt: `${word}${lastCharacter}` } } },
      })),
    ],
  };
}
