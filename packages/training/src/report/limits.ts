import type { Manifest } from '@eventeye/inference';

/** Limits that follow from how every model of this pipeline is built and measured, those of phantoms first. */
export function limitsOf({ isDemonstration, dataset, outputs, input }: Manifest): string[] {
  const [, rows, columns] = outputs.featureShape;
  return [
    ...(isDemonstration
      ? [
          'Phantoms are simpler than patients. Expect the output on real slices to mean nothing beyond a working pipeline.',
        ]
      : []),
    `The model sees one slice position at a time: ${input.channels === 'grey-replicated' ? 'no kinetics, ' : ''}no neighbouring slices, no priors, no clinical context.`,
    `Temperature and thresholds come from ${dataset.patients.validation} validation patients and need not hold on others.`,
    'Intervals cover the drawing of patients from one cohort. They do not cover another site, scanner, protocol or prevalence.',
    `The map shows attention of the network in cells of a ${rows} x ${columns} grid. It is not a localisation.`,
  ];
}
