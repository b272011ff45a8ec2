const error = '... on Error { code message }';
const result = `outcome
      predictedLabel
      confidence
      malignancyProbability
      biRads { categories rationale }
      findings { severity text }
      recommendations
      heatmapUrl
      model { name version isDemonstration }`;
const page = 'totalCount pageInfo { hasNextPage endCursor }';

/**
 * The ready operations, in the order of the work. `ids` names the type of id that goes into each variable: the last one that an
 * answer held is put there. A test runs them through the schema.
 */
export const collection = [
  {
    group: 'Look around',
    operations: [
      {
        title: 'Who am I',
        query: `query Viewer { viewer { id email name role organization { id name } } }`,
      },
      {
        title: 'Served model',
        query: `query Model {
  activeModel { id name version precision labels isDemonstration metrics { name value low high split } }
}`,
      },
      {
        title: 'Patients, by name or MRN',
        query: `query Patients($search: String, $first: Int, $after: String) {
  patients(search: $search, first: $first, after: $after) {
    ${page}
    edges { node { id mrn name birthDate } }
  }
}`,
        variables: { search: '', first: 10, after: null },
      },
      {
        title: 'Images and results of a patient',
        query: `query Patient($id: ID!) {
  patient(id: $id) {
    id mrn name
    studies(first: 3) { edges { node { id description studyDate series { id modality description imageCount } } } }
    medicalImages(first: 5) {
      ${page}
      edges { node { id filename width height pngUrl latestAnalysis { id status result { outcome confidence heatmapUrl } } } }
    }
  }
}`,
        ids: { id: 'Patient' },
      },
    ],
  },
  {
    group: 'Patients and images',
    operations: [
      {
        title: 'Create a patient',
        query: `mutation CreatePatient($input: CreatePatientInput!) {
  createPatient(input: $input) {
    ... on CreatePatientPayload { patient { id mrn name birthDate } }
    ${error}
  }
}`,
        variables: { input: { mrn: 'PLAYGROUND-1', name: 'Play^Ground', birthDate: '1970-01-31' } },
      },
      {
        title: 'One image',
        query: `query Image($id: ID!) {
  medicalImage(id: $id) {
    id filename sha256 width height frameCount storagePath createdAt pngUrl originalUrl
    patient { id mrn }
    series { id modality imageCount }
  }
}`,
        ids: { id: 'MedicalImage' },
      },
    ],
  },
  {
    group: 'Analyses',
    operations: [
      {
        title: 'Analyse an image',
        query: `mutation Analyze($input: AnalyzeMedicalImageInput!) {
  analyzeMedicalImage(input: $input) {
    ... on AnalyzeMedicalImagePayload { analysis { id status progress } }
    ${error}
  }
}`,
        ids: { 'input.medicalImageId': 'MedicalImage' },
      },
      {
        title: 'Watch an analysis',
        query: `# Present state, then each change.
subscription Watch($id: ID!) {
  analysisUpdated(analysisId: $id) {
    id status progress
    error { code message retryable }
    result {
      ${result}
    }
  }
}`,
        ids: { id: 'Analysis' },
      },
      {
        title: 'Result with receipt',
        query: `query Result($id: ID!) {
  analysis(id: $id) {
    id status createdAt finishedAt
    result {
      ${result}
      timings { queuedMs decodeMs inferenceMs totalMs }
      receipt { imageSha256 inputTensorSha256 modelSha256 preprocessing runtime }
    }
  }
}`,
        ids: { id: 'Analysis' },
      },
      {
        title: 'Page through history',
        query: `# Next page: endCursor as "after".
query History($first: Int, $after: String, $status: AnalysisStatus, $outcome: AnalysisOutcome) {
  analyses(first: $first, after: $after, status: $status, outcome: $outcome) {
    ${page}
    edges { node { id status createdAt medicalImage { filename patient { mrn } } result { outcome confidence } } }
  }
}`,
        variables: { first: 5, after: null, status: 'SUCCEEDED', outcome: null },
      },
    ],
  },
  {
    group: 'Whole series',
    operations: [
      {
        title: 'Analyse a series',
        query: `mutation AnalyzeSeries($input: AnalyzeSeriesInput!) {
  analyzeSeries(input: $input) {
    ... on AnalyzeSeriesPayload { seriesAnalysis { id status sliceCount } }
    ${error}
  }
}`,
        ids: { 'input.seriesId': 'Series' },
      },
      {
        title: 'Watch a series',
        query: `subscription WatchSeries($id: ID!) {
  seriesAnalysisUpdated(seriesAnalysisId: $id) {
    id status progress completedSlices sliceCount outcome malignancyProfile
    keyImage { id pngUrl }
  }
}`,
        ids: { id: 'SeriesAnalysis' },
      },
    ],
  },
  {
    group: 'Readings and checks',
    operations: [
      {
        title: 'Record a reading',
        needs: 'recordReading',
        query: `mutation Reading($input: RecordReadingInput!) {
  recordReading(input: $input) { __typename ... on RecordReadingPayload { reading { id label } } ${error} }
}`,
        variables: { input: { analysisId: '', agrees: true } },
        ids: { 'input.analysisId': 'Analysis' },
      },
      {
        title: 'Recompute and compare',
        needs: 'verifyAnalysis',
        query: `mutation Verify($input: VerifyAnalysisInput!) {
  verifyAnalysis(input: $input) { __typename
    ... on VerifyAnalysisPayload { status reason differences { kind member stored recomputed largestDelta isWithinTolerance } } ${error} }
}`,
        ids: { 'input.analysisId': 'Analysis' },
      },
    ],
  },
];

/** The variables of an operation with the ids that are known, as a new object. */
export function variablesOf({ variables = {}, ids = {} }, idOf) {
  const filled = structuredClone(variables);
  for (const [path, type] of Object.entries(ids)) {
    const names = path.split('.');
    const last = names.pop();
    let target = filled;
    for (const name of names) {
      target[name] ??= {};
      target = target[name];
    }
    target[last] = idOf(type) ?? '';
  }
  return filled;
}
