import type { Dataset } from '../dataset/dataset.js';
import { concepts } from './concepts.js';
import { type ContentItem, codeItem, item, textItem, uidItem } from './contentItems.js';
import { manufacturer } from './equipment.js';
import { patientAndStudy } from './patientAndStudy.js';
import type { ReportedAnalysis, ReportedModel } from './reportedAnalysis.js';
import { modelUid } from './reportUids.js';

/** Language (TID 1204), observer and subject (TID 1001 with 1004 and 1007), and what was examined. */
export function reportContext(source: Dataset, analysis: ReportedAnalysis): ContentItem[] {
  return [
    codeItem('HAS CONCEPT MOD', concepts.language, concepts.english),
    ...deviceObserver(analysis.model),
    ...subject(source),
    codeItem('HAS CONCEPT MOD', concepts.procedureReported, procedureOf(source, analysis)),
  ];
}

/** TID 1004: the model is the observer, no person. */
function deviceObserver({ name, version, sha256 }: ReportedModel): ContentItem[] {
  const text = (concept: Parameters<typeof textItem>[1], value: string) =>
    textItem('HAS OBS CONTEXT', concept, value);
  return [
    codeItem('HAS OBS CONTEXT', concepts.observerType, concepts.device),
    uidItem('HAS OBS CONTEXT', concepts.deviceObserverUid, modelUid(sha256)),
    text(concepts.deviceObserverName, name),
    text(concepts.deviceObserverManufacturer, manufacturer),
    text(concepts.deviceObserverModelName, `${name} ${version}`),
    text(concepts.deviceObserverSerialNumber, sha256),
  ];
}

/** TID 1007: who the subject is, as far as the image says it. */
function subject(source: Dataset): ContentItem[] {
  const { PatientName, PatientID, PatientBirthDate, PatientSex } = patientAndStudy(source);
  const items = [codeItem('HAS OBS CONTEXT', concepts.subjectClass, concepts.patient)];
  if (PatientName) {
    const name = item('HAS OBS CONTEXT', 'PNAME', concepts.subjectName);
    items.push({ ...name, PersonName: PatientName as string });
  }
  if (PatientID) items.push(textItem('HAS OBS CONTEXT', concepts.subjectId, PatientID as string));
  if (PatientBirthDate) {
    const date = item('HAS OBS CONTEXT', 'DATE', concepts.subjectBirthDate);
    items.push({ ...date, Date: PatientBirthDate as string });
  }
  if (PatientSex === 'M' || PatientSex === 'F') {
    const sex = PatientSex === 'M' ? concepts.male : concepts.female;
    items.push(codeItem('HAS OBS CONTEXT', concepts.subjectSex, sex));
  }
  return items;
}

/** Only what the gate took for a breast MR image is called one. */
function procedureOf(source: Dataset, { outcome }: ReportedAnalysis) {
  const isBreastMr = outcome !== 'OUT_OF_SCOPE' && source.string('x00080060') === 'MR';
  return isBreastMr ? concepts.breastMr : concepts.imaging;
}
