import { parseArgs } from 'node:util';

/** What the command line asks for. */
export interface BatchOptions {
  paths: string[];
  url: string;
  email: string;
  password: string;
  /** Medical record number of the patient whom all files show. */
  patient?: string;
  json: boolean;
}

/** How to call the program. */
export const usage = `Usage: npm run example:node-batch -- <files or folders> [options]

  --url <address>      GraphQL of the server (http://127.0.0.1:4000/graphql)
  --email <email>      who signs in (the demonstration's clinician)
  --password <text>    or the variable EVENTEYE_PASSWORD (the demonstration's)
  --patient <MRN>      whom the files show; is created when unknown. DICOM names its own patient
  --json               one JSON line a file in place of the table`;

/** Reads the arguments. Throws an Error with a sentence when they make no sense. */
export function readOptions(args: string[], env: Record<string, string | undefined>): BatchOptions {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      url: { ...text, default: 'http://127.0.0.1:4000/graphql' },
      email: { ...text, default: 'clinician@demo.eventeye.local' },
      password: { ...text, default: env.EVENTEYE_PASSWORD || 'eventeye-demo' },
      patient: text,
      json: { type: 'boolean', default: false },
    },
  });
  if (positionals.length === 0) throw new Error('Name at least one file or folder.');
  const { patient, ...rest } = values;
  return { ...rest, paths: positionals, ...(patient && { patient }) };
}
