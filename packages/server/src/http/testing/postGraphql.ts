/** What a GraphQL server answers, loosely typed: tests look into it. */
export interface GraphqlAnswer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is what each test asks for.
  data?: any;
  errors?: { message: string; path?: unknown[]; extensions: { code: string } & Record<string, unknown> }[];
}

/** Sends a GraphQL request over HTTP. */
export async function postGraphql(
  url: string,
  query: string,
  variables: object = {},
  token?: string,
  headers: Record<string, string> = {},
): Promise<GraphqlAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as object) };
}

/** Sends `uploadMedicalImages` as the GraphQL multipart request specification says. */
export async function postUpload(
  url: string,
  token: string,
  files: { filename: string; bytes: Uint8Array }[],
  patientId?: string,
  headers: Record<string, string> = { 'apollo-require-preflight': 'true' },
): Promise<GraphqlAnswer> {
  const query = `mutation ($input: UploadMedicalImagesInput!) {
    uploadMedicalImages(input: $input) {
      __typename
      ... on UploadMedicalImagesPayload {
        medicalImages { id filename sha256 storagePath width height patient { id mrn } series { id } }
        rejected { filename code message }
      }
      ... on Error { code message }
    }
  }`;
  const form = new FormData();
  const input = { ...(patientId && { patientId }), files: files.map(() => null) };
  form.set('operations', JSON.stringify({ query, variables: { input } }));
  form.set(
    'map',
    JSON.stringify(Object.fromEntries(files.map((_file, i) => [i, [`variables.input.files.${i}`]]))),
  );
  files.forEach(({ filename, bytes }, i) => {
    form.set(String(i), new Blob([bytes as Uint8Array<ArrayBuffer>]), filename);
  });
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
    body: form,
  });
  return { status: response.status, ...((await response.json()) as object) };
}
