import type { ClaimNotes } from './claim/claimNotes.js';

/** What holds for the demonstration model and any other that has seen phantoms only. */
export const phantomNotes: ClaimNotes = {
  intendedUse:
    'To try out the platform: installation, integration, workflow and display. It has no clinical role and must not be used on patients.',
  limits: ['There is no class for a slice without a lesion: such a slice still gets one of the labels.'],
  training: [
    'Cross entropy with label smoothing and, where the box of a lesion is known, a second loss on which cells of the last convolution it reaches into (`docs/decisions/0040`). AdamW, cosine schedule with warm-up, gradient clipping, early stopping on the F1 score of the validation part.',
    'Augmentation of the training part only: flip, rotation, affine, brightness, contrast, gamma and noise.',
  ],
  statements: {
    4: 'Aim: to show that the pipeline trains, calibrates, packs and serves a model whose figures can be traced. No clinical hypothesis.',
    5: 'Neither: synthetic data made for this purpose.',
    6: 'Model creation and a feasibility check of the software.',
    8: 'No selection: every phantom of the seeded cohort is used.',
    10: 'Post-contrast slices of each phantom, as the data description says.',
    11: 'Not applicable: no patients. The pipeline itself stores salted hashes of patient identifiers only.',
    12: 'Not applicable: synthetic data are complete.',
    13: 'Simulated dynamic contrast-enhanced breast MR; no scanner was involved.',
    14: 'The class is the parameter from which the lesion was drawn: known, not observed.',
    15: 'The generator is the only source of truth for a phantom. It follows rules about shape, margin and enhancement, not histopathology.',
    16: 'The generator; no annotators.',
    17: 'As for all parts: the generator; no annotators.',
    18: 'Not applicable: no annotators.',
    21: 'Not computed. The size was chosen for the computing time at hand; the intervals show what it gives.',
    26: 'The epoch with the highest F1 score on the validation part. The test part played no role.',
    27: 'None.',
    35: 'Excluded: none.',
    36: 'Demographic and clinical characteristics do not exist: no patients.',
    43: 'Software, weights and the generator of the data are in the repository; the cohort is made again from its seed.',
    44: 'No funding is known to this card.',
  },
};
