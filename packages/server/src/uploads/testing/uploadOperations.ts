/** The operations of uploads in two steps, for tests. */
const stored = `__typename
  ... on UploadMedicalImagesPayload {
    medicalImages { id filename sha256 patient { id mrn } }
    rejected { filename code message }
    skipped { filename reason }
  }
  ... on Error { code message }`;

export const createUpload = `mutation ($input: CreateUploadInput!) { createUpload(input: $input) { __typename
  ... on CreateUploadPayload { uploadId url upload { filename expiresAt } } ... on Error { code message } } }`;

export const createUploads = `mutation ($input: CreateUploadsInput!) { createUploads(input: $input) { __typename
  ... on CreateUploadsPayload { uploads { uploadId url filename } } ... on Error { code message } } }`;

export const completeUpload = `mutation ($input: CompleteUploadInput!) { completeUpload(input: $input) { ${stored} } }`;

export const completeUploads = `mutation ($input: CompleteUploadsInput!) { completeUploads(input: $input) { ${stored} } }`;
