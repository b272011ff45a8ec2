import { appendFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EventEyeError } from '@eventeye/core';
import { type DeidentificationReport, deidentify, describeInstance, readDataset } from '@eventeye/dicom';
import { deriveKey } from '../auth/deriveKey.js';
import { parseConfig } from '../config.js';
import { organizationKey } from '../deidentification/organizationKey.js';
import { loadSecret } from '../loadSecret.js';
import { findFiles } from './findFiles.js';

/** Options of `eventeye deidentify`. */
export interface DeidentifyOptions {
  organization?: string;
  keyFile?: string;
  report?: string;
  refuseBurnedIn?: boolean;
}

/**
 * `eventeye deidentify IN OUT`: writes every DICOM file of IN into the folder OUT, de-identified and named by its new
 * SOP Instance UID. A bad file is reported and the others go on. It prints no value of any file.
 */
export async function deidentifyCommand(
  input: string,
  output: string,
  options: DeidentifyOptions,
): Promise<void> {
  const config = parseConfig(process.env);
  const key = await keyOf(options, config);
  const files = await findFiles([input]);
  await mkdir(output, { recursive: true });
  let failed = 0;
  for (const file of files) {
    try {
      const bytes = await readWithin(file, config.limits.maxBytes);
      const { name, report } = await writeDeidentified(bytes, key, output, options);
      if (options.report) await appendFile(options.report, `${JSON.stringify({ file: name, ...report })}\n`);
      console.log(lineOf(name, report));
    } catch (error) {
      if (!EventEyeError.is(error)) throw error;
      failed++;
      console.error(`${file}: ${error.code}: ${error.message}`);
    }
  }
  console.log(`${files.length - failed} of ${files.length} files de-identified`);
  if (failed > 0) process.exitCode = 1;
}

/** Of a file of one's own, of an organization of the server, or of this command on this installation. */
async function keyOf(
  { keyFile, organization }: DeidentifyOptions,
  config: ReturnType<typeof parseConfig>,
): Promise<Uint8Array> {
  if (keyFile !== undefined) {
    const secret = await readFile(keyFile, 'utf8').catch((cause: unknown) => {
      throw new EventEyeError('NOT_FOUND', `The key file ${keyFile} can not be read. Check the path.`, {
        cause,
      });
    });
    if (secret.trim().length < 32) {
      throw new EventEyeError('CONFIG_INVALID', 'The key file needs at least 32 characters of secret text.');
    }
    return deriveKey(secret.trim(), 'deidentification/command');
  }
  const secret = loadSecret(config);
  return organization ? organizationKey(secret, organization) : deriveKey(secret, 'deidentification/command');
}

async function writeDeidentified(
  bytes: Uint8Array,
  key: Uint8Array,
  output: string,
  { refuseBurnedIn }: DeidentifyOptions,
): Promise<{ name: string; report: DeidentificationReport }> {
  const { bytes: out, report } = deidentify(bytes, key);
  if (refuseBurnedIn && ['YES', 'SUSPECTED'].includes(report.burnedInAnnotation)) {
    throw new EventEyeError(
      'DEIDENTIFICATION_REFUSED',
      'Text may be burned into the pixels of this image. Look at it, and set Burned In Annotation (0028,0301).',
    );
  }
  const { sopInstanceUid } = describeInstance(readDataset(out));
  if (!sopInstanceUid) {
    throw new EventEyeError('DICOM_INVALID', 'The DICOM file has no SOP Instance UID to be named by.');
  }
  const name = `${sopInstanceUid}.dcm`;
  await writeFile(join(output, name), out);
  return { name, report };
}

async function readWithin(file: string, maxBytes: number): Promise<Uint8Array> {
  const { size } = await stat(file);
  if (size > maxBytes) {
    throw new EventEyeError(
      'IMAGE_TOO_LARGE',
      'The file is too large. Raise EVENTEYE_MAX_FILE_MB to read it.',
    );
  }
  return new Uint8Array(await readFile(file));
}

function lineOf(
  name: string,
  { totals, privateElementsRemoved, burnedInAnnotation }: DeidentificationReport,
) {
  const counts = `${totals.X} removed (${privateElementsRemoved} private), ${totals.Z + totals.D} replaced, ${totals.U} UIDs, ${totals.C} cleaned`;
  return `${name}  ${counts}, burned-in annotation: ${burnedInAnnotation.toLowerCase()}`;
}
