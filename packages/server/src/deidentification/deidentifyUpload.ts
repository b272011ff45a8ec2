import { detectImageKind, EventEyeError, extensionOf } from '@eventeye/core';
import { type DeidentificationReport, deidentify, describeInstance, readDataset } from '@eventeye/dicom';
import type { ImageLimits } from '@eventeye/inference';
import type { DeidentificationPolicy } from './policy.js';

/** A file as it may go on. */
export interface PreparedUpload {
  file: { filename: string; bytes: Uint8Array };
  /** What was done; undefined for a file that is as it came. */
  report: DeidentificationReport | undefined;
}

/**
 * Applies an organization's policy to one file, before anything of it is kept. A DICOM file comes out de-identified
 * and named by its new SOP Instance UID, since file names hold names of people often. A picture without a DICOM header
 * goes on under ON with a plain name (there is nothing to de-identify by), and is refused under REQUIRED. What is
 * neither goes on to be refused where all others are.
 *
 * @throws EventEyeError with `filename`: DEIDENTIFICATION_REFUSED, and the codes of `readDataset`.
 */
export function deidentifyUpload(
  file: { filename: string; bytes: Uint8Array },
  policy: DeidentificationPolicy,
  key: Uint8Array,
  limits: ImageLimits,
): PreparedUpload {
  if (policy === 'OFF' || file.bytes.length === 0 || file.bytes.length > limits.maxBytes) {
    return { file, report: undefined };
  }
  const kind = detectImageKind(file.bytes);
  if (kind === null) return { file, report: undefined };
  if (kind !== 'dicom') {
    if (policy === 'REQUIRED') {
      throw refused(
        'This organization takes de-identified DICOM only, and a picture without a DICOM header can not be checked. Send the DICOM file.',
      );
    }
    return { file: { filename: `image.${extensionOf[kind]}`, bytes: file.bytes }, report: undefined };
  }
  const { maxPixels, maxTotalSamples } = limits;
  const dataset = readDataset(file.bytes, { maxPixels, maxTotalSamples });
  const { bytes, report } = deidentify(dataset, key);
  const { burnedInAnnotation } = report;
  if (policy === 'REQUIRED' && (burnedInAnnotation === 'YES' || burnedInAnnotation === 'SUSPECTED')) {
    throw refused(
      burnedInAnnotation === 'YES'
        ? 'The file says that text is burned into its pixels, which may name the patient. Send the image without annotation.'
        : 'This kind of image often has text burned into its pixels. Send it with Burned In Annotation (0028,0301) NO if it has none.',
    );
  }
  const { sopInstanceUid } = describeInstance(readDataset(bytes));
  return { file: { filename: `${sopInstanceUid ?? 'image'}.dcm`, bytes }, report };
}

const refused = (message: string) => new EventEyeError('DEIDENTIFICATION_REFUSED', message);
