const signIn = `# 1. Press the run button. Later requests of this page then carry the token.
# In a program, send it as the header  Authorization: Bearer <accessToken>
mutation SignIn {
  signIn(input: { email: "clinician@demo.eventeye.local", password: "eventeye-demo" }) {
    ... on SignInPayload { accessToken refreshToken user { name role organization { name } } }
    ... on Error { code message }
  }
}
`;

const look = `# 2. What is there: patients, their newest images and results. Copy an image's id for the next tab.
query Look {
  viewer { email role }
  activeModel { name version isDemonstration metrics { name value low high split } }
  patients(first: 3) {
    totalCount
    edges {
      node {
        mrn
        name
        medicalImages(first: 3) {
          totalCount
          edges {
            node {
              id
              filename
              pngUrl
              latestAnalysis {
                id
                status
                result { outcome confidence malignancyProbability heatmapUrl findings { text } recommendations }
              }
            }
          }
        }
      }
    }
  }
}
`;

const upload = `# 3. Files can not be sent from this page. With curl, for a DICOM slice:
#
#   curl http://127.0.0.1:4000/graphql -H "Authorization: Bearer $TOKEN" -H "apollo-require-preflight: true" \\
#     -F operations='{"query":"mutation ($files: [Upload!]!) { uploadMedicalImages(input: { files: $files }) {
#        ... on UploadMedicalImagesPayload { medicalImages { id } rejected { filename code message } } } }",
#        "variables":{"files":[null]}}' \\
#     -F map='{"0":["variables.files.0"]}' -F 0=@slice.dcm
#
# DICOM names its own patient; a PNG or JPEG needs patientId, for example of a patient made here:
mutation AddPatient {
  createPatient(input: { mrn: "PLAYGROUND-1", name: "Play^Ground", birthDate: "1970-01-31" }) {
    ... on CreatePatientPayload { patient { id mrn } }
    ... on Error { code message }
  }
}
`;

const analyze = `# 4. Analyse an image: set its id in the variables below. Copy the analysis id for the next tab.
mutation Analyze($id: ID!) {
  analyzeMedicalImage(input: { medicalImageId: $id }) {
    ... on AnalyzeMedicalImagePayload { analysis { id status } }
    ... on Error { code message }
  }
}
`;

const watch = `# 5. Follow an analysis: its present state comes first, then every change.
subscription Watch($id: ID!) {
  analysisUpdated(analysisId: $id) {
    status
    progress
    error { code message retryable }
    result {
      outcome
      predictedLabel
      confidence
      biRads { categories rationale }
      findings { severity text }
      recommendations
      heatmapUrl
      model { name version isDemonstration }
      receipt { imageSha256 inputTensorSha256 modelSha256 preprocessing runtime }
    }
  }
}
`;

const id = '{\n  "id": ""\n}';
const headers = '{\n  "accept-language": "en"\n}';

/** What the playground opens with: the main job, one step a tab. */
export const exampleTabs = [
  { query: signIn, headers },
  { query: look, headers },
  { query: upload, headers },
  { query: analyze, variables: id, headers },
  { query: watch, variables: id, headers },
];
