import { EventEyeError } from '@eventeye/core';
import { visibleStudies } from '../access/visibleRows.js';
import { builder } from '../schema/builder.js';
import { rowIdOf } from '../schema/globalId.js';
import { requireCaller } from '../schema/requireCaller.js';

builder.queryField('study', (t) =>
  t.prismaField({
    type: 'Study',
    nullable: true,
    description: 'One study, by id or by Study Instance UID; null when there is none in your organization.',
    args: {
      id: t.arg.id({ description: 'Global id.' }),
      studyInstanceUid: t.arg.string({ description: 'Study Instance UID (0020,000D).' }),
    },
    resolve: (query, _root, { id, studyInstanceUid }, context) => {
      const visible = visibleStudies(requireCaller(context));
      if ((id == null) === (studyInstanceUid == null)) {
        throw new EventEyeError('VALIDATION_FAILED', 'Give either id or studyInstanceUid.', {
          path: ['id', 'studyInstanceUid'],
        });
      }
      const rowId = id == null ? undefined : rowIdOf('Study', id);
      if (rowId === null) return null;
      const { organizationId } = requireCaller(context);
      const key = rowId
        ? { id: rowId }
        : { organizationId_studyInstanceUid: { organizationId, studyInstanceUid: studyInstanceUid! } };
      return context.services.prisma.study.findUnique({ ...query, where: { ...key, AND: visible } });
    },
  }),
);
