import { visibleImages } from '../access/visibleRows.js';
import { builder } from '../schema/builder.js';
import { rowIdOf } from '../schema/globalId.js';
import { requireCaller } from '../schema/requireCaller.js';

builder.queryField('medicalImage', (t) =>
  t.prismaField({
    type: 'MedicalImage',
    nullable: true,
    description: 'One image; null when there is none in your organization.',
    args: { id: t.arg.id({ required: true, description: 'Global id.' }) },
    resolve: (query, _root, args, context) => {
      const caller = requireCaller(context);
      const id = rowIdOf('MedicalImage', args.id);
      if (!id) return null;
      return context.services.prisma.medicalImage.findUnique({
        ...query,
        where: { id, AND: visibleImages(caller) },
      });
    },
  }),
);
