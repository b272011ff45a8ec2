import { useState } from 'react';
import { send } from './send.js';

const query = `mutation Upload($input: UploadMedicalImagesInput!) {
  uploadMedicalImages(input: $input) {
    ... on UploadMedicalImagesPayload {
      medicalImages { id filename patient { id mrn } series { id } }
      rejected { filename code message }
    }
    ... on Error { code message }
  }
}`;

/** Sends files as the GraphQL multipart request specification says, which the editors can not. */
export function UploadPane({ path, session, recent }) {
  const [state, setState] = useState({ busy: false, lines: [] });
  const submit = async (event) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setState({ busy: true, lines: [] });
    const answer = await upload(path, session, fields.getAll('files'), fields.get('patientId').trim()).catch(
      () => ({
        errors: [{ message: 'The server can not be reached.' }],
      }),
    );
    recent.note(answer.data);
    setState({ busy: false, lines: linesOf(answer) });
  };
  return (
    <section className="pane">
      <form onSubmit={submit}>
        <label>
          DICOM, zip, PNG, JPEG, BMP, TIFF, WebP
          <input name="files" type="file" multiple required />
        </label>
        <label>
          patientId, for files that name none
          <input name="patientId" type="text" autoComplete="off" />
        </label>
        <button type="submit" className="primary" disabled={state.busy}>
          {state.busy ? 'Sending …' : 'Upload'}
        </button>
      </form>
      {state.lines.length > 0 && (
        <ul className="results" data-state="uploaded">
          {state.lines.map(({ text, failed }) => (
            <li key={text} className={failed ? 'error' : undefined}>
              {text}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function upload(path, session, files, patientId) {
  const body = new FormData();
  const input = { ...(patientId && { patientId }), files: files.map(() => null) };
  body.set('operations', JSON.stringify({ query, variables: { input } }));
  body.set(
    'map',
    JSON.stringify(Object.fromEntries(files.map((_file, i) => [i, [`variables.input.files.${i}`]]))),
  );
  files.forEach((file, i) => {
    body.set(String(i), file, file.name);
  });
  return send(session, path, { method: 'POST', headers: { 'apollo-require-preflight': 'true' }, body });
}

function linesOf({ data, errors }) {
  if (errors) return errors.map(({ message }) => ({ text: message, failed: true }));
  const { medicalImages = [], rejected = [], message } = data.uploadMedicalImages;
  if (message) return [{ text: message, failed: true }];
  return [
    ...medicalImages.map(({ filename, patient }) => ({
      text: `${filename}: stored, patient ${patient.mrn}`,
    })),
    ...rejected.map(({ filename, code, message: why }) => ({
      text: `${filename}: ${code}. ${why}`,
      failed: true,
    })),
  ];
}
