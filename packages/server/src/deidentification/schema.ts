import type { AttributeAction, DeidentificationReport } from '@eventeye/dicom';
import { builder } from '../schema/builder.js';
import type { DeidentificationPolicy } from './policy.js';

/** What becomes of uploads before they are stored. */
export const DeidentificationPolicyEnum = builder.enumType('DeidentificationPolicy', {
  description: 'What becomes of uploads before anything of them is stored (DICOM PS3.15 Annex E).',
  values: {
    OFF: { description: 'They are stored as they come.' },
    ON: { description: 'DICOM is de-identified; pictures without a DICOM header are stored as they come.' },
    REQUIRED: {
      description: 'As ON; pictures, and images that may have text burned in, are refused.',
    },
  } as const satisfies Record<DeidentificationPolicy, object>,
});

const BurnedInAnnotationEnum = builder.enumType('BurnedInAnnotation', {
  description: 'Whether pixels may show who is depicted, judged by the header alone.',
  values: {
    YES: { description: 'The file says so.' },
    SUSPECTED: { description: 'It is a kind of image that often has text burned in, and does not say no.' },
    UNKNOWN: { description: 'The file says nothing.' },
    NO: { description: 'The file says that there is none.' },
  } as const,
});

const DeidentifiedAttribute = builder.objectRef<AttributeAction>('DeidentifiedAttribute').implement({
  description: 'What happened to one attribute, wherever it stood in the file.',
  fields: (t) => ({
    tag: t.exposeString('tag', { description: 'Its tag: (0010,0010).' }),
    name: t.string({
      nullable: true,
      description: 'Its name in PS3.15 table E.1-1; null for an attribute that the table does not list.',
      resolve: (attribute) => attribute.name ?? null,
    }),
    action: t.exposeString('action', {
      description:
        'X removed, Z emptied or pseudonymised, D dummy, U UID replaced, C cleaned or moved, K kept.',
    }),
    count: t.exposeInt('count', { description: 'How many elements, sequences included.' }),
  }),
});

/** The receipt of an image's de-identification. */
export const DeidentificationObject = builder
  .objectRef<DeidentificationReport>('Deidentification')
  .implement({
    description: 'What was done to a file before it was stored: tags and counts, never values.',
    fields: (t) => ({
      methodCodes: t.stringList({
        description: 'Codes of the profile and its options, DICOM CID 7050.',
        resolve: (report) => [...report.methodCodes],
      }),
      burnedInAnnotation: t.field({
        type: BurnedInAnnotationEnum,
        description: 'Whether pixels may show who is depicted; they are never changed.',
        resolve: (report) => report.burnedInAnnotation,
      }),
      privateElementsRemoved: t.exposeInt('privateElementsRemoved', {
        description: 'How many private elements went.',
      }),
      attributes: t.field({
        type: [DeidentifiedAttribute],
        description: 'Every attribute that was changed, by tag.',
        resolve: (report) => [...report.actions],
      }),
    }),
  });
