const signIn = `# 1. Press the run button.
# Later requests of this page then carry the token.
# A program sends it as the header
#   Authorization: Bearer <accessToken>
mutation SignIn {
  signIn(
    input: {
      email: "clinician@demo.eventeye.local"
      password: "eventeye-demo"
    }
  ) {
    ... on SignInPayload {
      accessToken
      refreshToken
      user {
        name
        role
      }
    }
    ... on Error {
      code
      message
    }
  }
}
`;

const look = `# 2. What is there: patients, newest images, results.
# Copy the id of an image for tab 4.
query Look {
  activeModel {
    name
    version
    isDemonstration
  }
  patients(first: 3) {
    totalCount
    edges {
      node {
        mrn
        medicalImages(first: 3) {
          totalCount
          edges {
            node {
              id
              filename
              pngUrl
              latestAnalysis {
                status
                result {
                  outcome
                  confidence
                  heatmapUrl
                }
              }
            }
          }
        }
      }
    }
  }
}
`;

const upload = `# 3. This page can not send files. With curl:
#
# curl ${location.origin}/graphql \\
#   -H "Authorization: Bearer $TOKEN" \\
#   -H "apollo-require-preflight: true" \\
#   -F operations='{"query":"mutation ($f: [Upload!]!) {
#      uploadMedicalImages(input: {files: $f}) {
#      ... on UploadMedicalImagesPayload {
#      medicalImages { id } rejected { code message } } } }",
#      "variables":{"f":[null]}}' \\
#   -F map='{"0":["variables.f.0"]}' \\
#   -F 0=@slice.dcm
#
# DICOM names its own patient. A PNG or JPEG needs
# patientId beside files, for example of this patient:
mutation AddPatient {
  createPatient(
    input: {
      mrn: "PLAYGROUND-1"
      name: "Play^Ground"
      birthDate: "1970-01-31"
    }
  ) {
    ... on CreatePatientPayload {
      patient {
        id
        mrn
      }
    }
    ... on Error {
      code
      message
    }
  }
}
`;

const analyze = `# 4. Set the id of an image in the variables below.
# Copy the id of the analysis for tab 5.
mutation Analyze($id: ID!) {
  analyzeMedicalImage(input: { medicalImageId: $id }) {
    ... on AnalyzeMedicalImagePayload {
      analysis {
        id
        status
      }
    }
    ... on Error {
      code
      message
    }
  }
}
`;

const watch = `# 5. Follow an analysis, its id in the variables:
# its present state comes first, then every change.
subscription Watch($id: ID!) {
  analysisUpdated(analysisId: $id) {
    status
    progress
    error {
      code
      message
      retryable
    }
    result {
      outcome
      predictedLabel
      confidence
      biRads {
        categories
        rationale
      }
      findings {
        severity
        text
      }
      recommendations
      heatmapUrl
      model {
        name
        version
        isDemonstration
      }
    }
  }
}
`;

const id = '{\n  "id": ""\n}';

/** Texts of results come in this language: en or ko. */
export const exampleHeaders = '{\n  "accept-language": "en"\n}';

/** What the playground opens with: the main job, one step a tab. */
export const exampleTabs = [
  { query: signIn, headers: exampleHeaders },
  { query: look, headers: exampleHeaders },
  { query: upload, headers: exampleHeaders },
  { query: analyze, variables: id, headers: exampleHeaders },
  { query: watch, variables: id, headers: exampleHeaders },
];
