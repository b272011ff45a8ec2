/** An item of the CLAIM checklist in its 2024 update (Tejani et al., Radiology: Artificial Intelligence 2024; 6(4)). */
export interface ClaimItem {
  number: number;
  /** Part of a manuscript the item belongs to. */
  section: string;
  title: string;
}

const sections: readonly (readonly [section: string, titles: readonly string[]])[] = [
  ['Title', ['Identification as a study of AI methodology, specifying the category of technology used']],
  ['Abstract', ['Summary of study design, methods, results, and conclusions']],
  [
    'Introduction',
    [
      'Scientific and/or clinical background, including the intended use and role of the AI approach',
      'Study aims, objectives, and hypotheses',
    ],
  ],
  ['Methods: study design', ['Prospective or retrospective study', 'Study goal']],
  [
    'Methods: data',
    [
      'Data sources',
      'Inclusion and exclusion criteria',
      'Data preprocessing',
      'Selection of data subsets',
      'De-identification methods',
      'How missing data were handled',
      'Image acquisition protocol',
    ],
  ],
  [
    'Methods: reference standard',
    [
      'Definition of method(s) used to obtain reference standard',
      'Rationale for choosing the reference standard',
      'Source of reference standard annotations',
      'Annotation of test set',
      'Measures of inter- and intrarater variability of features described by the annotators',
    ],
  ],
  [
    'Methods: data partitions',
    ['How data were assigned to partitions', 'Level at which partitions are disjoint'],
  ],
  ['Methods: testing data', ['Intended sample size']],
  [
    'Methods: model',
    [
      'Detailed description of model',
      'Software libraries, frameworks, and packages',
      'Initialization of model parameters',
    ],
  ],
  [
    'Methods: training',
    ['Details of training approach', 'Method of selecting the final model', 'Ensembling techniques'],
  ],
  [
    'Methods: evaluation',
    [
      'Metrics of model performance',
      'Statistical measures of significance and uncertainty',
      'Robustness or sensitivity analysis',
      'Methods for explainability or interpretability',
      'Evaluation on internal data',
      'Testing on external data',
      'Clinical trial registration',
    ],
  ],
  [
    'Results: data',
    [
      'Numbers of patients or examinations included and excluded',
      'Demographic and clinical characteristics of cases in each partition',
    ],
  ],
  [
    'Results: model performance',
    [
      'Performance metrics and measures of statistical uncertainty',
      'Estimates of diagnostic performance and their precision',
      'Failure analysis of incorrect results',
    ],
  ],
  [
    'Discussion',
    ['Study limitations', 'Implications for practice, including intended use and/or clinical role'],
  ],
  [
    'Other information',
    [
      'Provide a reference to the full study protocol or to additional technical details',
      'Statement about the availability of software, trained model, and/or data',
      'Sources of funding and other support; role of funders',
    ],
  ],
];

/** The 44 items in order. */
export const claimItems: readonly ClaimItem[] = sections
  .flatMap(([section, titles]) => titles.map((title) => ({ section, title })))
  .map((item, i) => ({ number: i + 1, ...item }));
