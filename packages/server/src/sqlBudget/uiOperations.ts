/** Rows that the operations are asked about; global ids. */
export interface Subjects {
  patientId: string;
  studyId: string;
  seriesId: string;
  seriesAnalysisId: string;
  medicalImageId: string;
  analysisId: string;
  /** What a reader types. */
  search: string;
}

/** One of the ten operations that the screens are made of. */
export interface UiOperation {
  name: string;
  /** Which screen asks it. */
  screen: string;
  document: string;
  /** SQL statements it may take, however long its page is. */
  statements: number;
  /** Whether it has a page; then `$first` is its length and `$after` where it begins. */
  paged?: boolean;
  variables(subjects: Subjects): Record<string, unknown>;
  /** The connection of an answer, where the next page is to be asked for. */
  connection?: (data: Record<string, never>) => { pageInfo: { endCursor: string | null } };
}

const card = `
  id filename createdAt pngUrl(maxSize: 256)
  latestAnalysis { id status progress result { outcome confidence malignancyProbability model { version isDemonstration } } }`;

/** The ten operations of the clinician's application, each with its budget. */
export const uiOperations: readonly UiOperation[] = [
  {
    name: 'Landing',
    screen: 'after signing in',
    statements: 5,
    document: `query Landing {
      viewer { id name email role organization { id name } }
      activeModel { id name version precision isDemonstration metrics { name value low high split } }
    }`,
    variables: () => ({}),
  },
  {
    name: 'Worklist',
    screen: 'results of the hospital, the most suspicious first',
    statements: 6,
    paged: true,
    document: `query Worklist($first: Int!, $after: String) {
      analyses(outcome: MALIGNANT, orderBy: MOST_SUSPICIOUS, first: $first, after: $after) {
        pageInfo { endCursor hasNextPage }
        edges { node {
          id status finishedAt
          medicalImage { id filename pngUrl(maxSize: 128) patient { id mrn name } }
          result { outcome confidence malignancyProbability model { version isDemonstration } }
        } }
      }
    }`,
    variables: () => ({}),
    connection: (data) => data.analyses as never,
  },
  {
    name: 'Newest',
    screen: 'what was analysed last, page after page',
    statements: 5,
    paged: true,
    document: `query Newest($first: Int!, $after: String) {
      analyses(status: SUCCEEDED, first: $first, after: $after) {
        pageInfo { endCursor hasNextPage }
        edges { node { id finishedAt medicalImage { id filename patient { id mrn } } result { outcome confidence } } }
      }
    }`,
    variables: () => ({}),
    connection: (data) => data.analyses as never,
  },
  {
    name: 'PatientSearch',
    screen: 'patient picker',
    statements: 2,
    paged: true,
    document: `query PatientSearch($search: String!, $first: Int!, $after: String) {
      patients(search: $search, first: $first, after: $after) {
        pageInfo { endCursor hasNextPage }
        edges { node { id mrn name birthDate } }
      }
    }`,
    variables: ({ search }) => ({ search }),
    connection: (data) => data.patients as never,
  },
  {
    name: 'PatientCards',
    screen: 'a patient with image cards',
    statements: 7,
    paged: true,
    document: `query PatientCards($id: ID!, $first: Int!, $after: String) {
      patient(id: $id) {
        id mrn name birthDate
        studies(first: 10) { edges { node { id description studyDate } } }
        medicalImages(first: $first, after: $after) { pageInfo { endCursor hasNextPage } edges { node { ${card} } } }
      }
    }`,
    variables: ({ patientId }) => ({ id: patientId }),
  },
  {
    name: 'StudyBrowser',
    screen: 'the series of a study',
    statements: 6,
    document: `query StudyBrowser($id: ID!) {
      study(id: $id) {
        id studyInstanceUid accessionNumber description studyDate
        patient { id mrn name }
        series { id modality description imageCount latestAnalysis { id status outcome completedSlices sliceCount } }
      }
    }`,
    variables: ({ studyId }) => ({ id: studyId }),
  },
  {
    name: 'SeriesSlices',
    screen: 'series viewer',
    statements: 8,
    paged: true,
    document: `query SeriesSlices($id: ID!, $first: Int!, $after: String) {
      node(id: $id) { ... on Series {
        id imageCount
        medicalImages(first: $first, after: $after) { pageInfo { endCursor hasNextPage } edges { node { ${card} } } }
      } }
    }`,
    variables: ({ seriesId }) => ({ id: seriesId }),
  },
  {
    name: 'ResultDetail',
    screen: 'one result with everything that is known of it',
    statements: 7,
    document: `query ResultDetail($id: ID!) {
      analysis(id: $id) {
        id status progress createdAt startedAt finishedAt
        requestedBy { id name }
        medicalImage { id filename width height pngUrl patient { id mrn name birthDate } }
        error { code message retryable }
        result {
          outcome predictedLabel confidence malignancyProbability probabilities { label probability }
          findings { code text severity } recommendations biRads { categories rationale } heatmapUrl
          regions { x y width height score frame } timings { queuedMs decodeMs inferenceMs totalMs }
          receipt { imageSha256 inputTensorSha256 modelSha256 preprocessing runtime }
          model { id name version isDemonstration }
        }
      }
    }`,
    variables: ({ analysisId }) => ({ id: analysisId }),
  },
  {
    name: 'PatientHistory',
    screen: 'every analysis of a patient',
    statements: 5,
    paged: true,
    document: `query PatientHistory($patientId: ID!, $first: Int!, $after: String) {
      analyses(patientId: $patientId, first: $first, after: $after) {
        totalCount pageInfo { endCursor hasNextPage }
        edges { node { id status createdAt medicalImage { id filename } result { outcome confidence malignancyProbability } } }
      }
    }`,
    variables: ({ patientId }) => ({ patientId }),
  },
  {
    name: 'SeriesProfile',
    screen: 'malignancy along the slices',
    statements: 7,
    document: `query SeriesProfile($id: ID!) {
      node(id: $id) { ... on SeriesAnalysis {
        id status progress sliceCount completedSlices outcome keyImage { id filename pngUrl(maxSize: 256) }
        profile { index positionMm status outcome malignancyProbability medicalImage { id } }
      } }
    }`,
    variables: ({ seriesAnalysisId }) => ({ id: seriesAnalysisId }),
  },
];
