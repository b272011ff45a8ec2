import { describe, expect, it } from 'vitest';
import { readDataset } from '../dataset/readDataset.js';
import { dumpFaults, hasDicomTools, validationErrors } from '../deidentify/testing/dicomTools.js';
import type { InstanceElements } from '../write/encodeDataset.js';
import { writeInstance } from '../write/writeInstance.js';
import type { ReportedAnalysis } from './reportedAnalysis.js';
import { analysisExample, sliceElements, uidKey } from './testing/analysisExample.js';
import { hasReportTools, pydicomSays, reportText } from './testing/reportTools.js';
import { writeAnalysisReport } from './writeAnalysisReport.js';

const sourceWith = (more: InstanceElements = {}) =>
  readDataset(writeInstance({ elements: { ...sliceElements, ...more }, pixelData: new Uint8Array(24) }));
const reportOf = (analysis: Partial<ReportedAnalysis> = {}, source: InstanceElements = {}) =>
  writeAnalysisReport(sourceWith(source), { ...analysisExample, ...analysis }, uidKey);

const withoutPatient: InstanceElements = {
  PatientName: null,
  PatientID: null,
  PatientBirthDate: null,
  PatientSex: null,
  StudyDate: null,
  StudyTime: null,
  StudyID: null,
  AccessionNumber: null,
  ReferringPhysicianName: null,
  StudyDescription: null,
  FrameOfReferenceUID: null,
  ImagePositionPatient: null,
};

const enhancedMr = '1.2.840.10008.5.1.4.1.1.4.1';

if (!hasDicomTools || !hasReportTools)
  console.warn('skipped: dcmtk, dicom3tools and python3-pydicom are not installed');

describe.skipIf(!hasDicomTools || !hasReportTools)('a report, read by others', () => {
  const cases: [string, Uint8Array][] = [
    ['with two areas', reportOf()],
    ['with none', reportOf({ outcome: 'BENIGN', malignancyProbability: 0.01, regions: [] })],
    ['that abstains', reportOf({ outcome: 'INCONCLUSIVE' })],
    ['out of scope', reportOf({ outcome: 'OUT_OF_SCOPE' })],
    ['without patient data', reportOf({}, withoutPatient)],
    ['of a frame of several', reportOf({ frame: 2 }, { SOPClassUID: enhancedMr, NumberOfFrames: 3 })],
    [
      'of a de-identified image',
      reportOf({}, { PatientIdentityRemoved: 'YES', DeidentificationMethod: ['a', 'b'] }),
    ],
    ['of an image in Korean time', reportOf({}, { TimezoneOffsetFromUTC: '+0900' })],
    ['of values no reader takes', reportOf({}, { PatientBirthDate: '19701399', PatientSex: 'X' })],
  ];
  it.each(cases)('%s, has no error for dciodvfy, dcmdump and pydicom', (_name, report) => {
    expect(validationErrors(report)).toEqual([]);
    expect(dumpFaults(report)).toBe('');
    expect(pydicomSays(report, 'd.SOPClassUID.name')).toBe('Comprehensive 3D SR Storage');
  });

  it('is read whole by dsrdump: who, what, with which algorithm, and how sure', () => {
    const text = reportText(reportOf());
    for (const line of [
      'CONTAINER:(126000,DCM,"Imaging Measurement Report")=SEPARATE',
      'has obs context CODE:(121005,DCM,"Observer Type")=(121007,DCM,"Device")',
      'has obs context PNAME:(121029,DCM,"Subject Name")="Hong^Gildong=洪^吉洞=홍^길동"',
      'has concept mod CODE:(121058,DCM,"Procedure reported")=(241615005,SCT,"Magnetic resonance imaging of breast")',
      'contains CONTAINER:(111028,DCM,"Image Library")=SEPARATE',
      'has acq context UIDREF:(112227,DCM,"Frame of Reference UID")="2.25.1004"',
      'has concept mod TEXT:(111001,DCM,"Algorithm Name")="eventeye-breast-resnet50"',
      'has concept mod TEXT:(111003,DCM,"Algorithm Version")="0.2.1"',
      `has concept mod TEXT:(111002,DCM,"Algorithm Parameters")="manifest SHA-256: ${'cd'.repeat(32)}"`,
      'contains NUM:(111047,DCM,"Probability of cancer")="87.65" (%,UCUM,"Percent")',
      'contains CODE:(OUTCOME,99EVENTEYE,"Outcome of the model, no diagnosis")=(21594007,SCT,"Malignant")',
      'contains TEXT:(BI_RADS_RANGE,99EVENTEYE,"BI-RADS range suggested to the reader")="BI-RADS 4B, 4C. The score is above the upper threshold but below 95 %. A reader assigns the category."',
      'contains TEXT:(121106,DCM,"Comment")="DEMONSTRATION - NOT FOR DIAGNOSIS. The model was trained on synthetic phantoms and is not validated on patients."',
      'contains NUM:(MEAN_ATTENTION,99EVENTEYE,"Mean attention in the area")="0.812" ({0:1},UCUM,"range: 0:1")',
    ]) {
      expect(text).toContain(line);
    }
    const sites = text.match(/CODE:\(272741003,SCT,"Laterality"\)=\(\d+,SCT,"\w+"\)/g);
    expect(sites?.map((site) => /"(\w+)"\)$/.exec(site)?.[1])).toEqual(['Left', 'Right']);
  });

  it('has a group for the image and one for each area, with its corners on the image', () => {
    const report = reportOf();
    expect(reportText(report).match(/"Measurement Group"/g)).toHaveLength(3);
    const shape =
      "[i for g in d.ContentSequence[-1].ContentSequence for i in g.ContentSequence if i.ValueType == 'SCOORD']";
    expect(pydicomSays(report, `[list(i.GraphicData) for i in ${shape}]`)).toBe(
      '[[4.0, 1.0, 6.0, 1.0, 6.0, 3.5, 4.0, 3.5, 4.0, 1.0], [0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0]]',
    );
    const selected = `{i.ContentSequence[0].ReferencedSOPSequence[0].ReferencedSOPInstanceUID for i in ${shape}}`;
    expect(pydicomSays(report, selected)).toBe("{'2.25.1001'}");
  });

  it('names the frame in words of a file whose class may have only one', () => {
    const text = reportText(reportOf({ frame: 1, regions: [] }, { NumberOfFrames: 3 }));
    expect(text).toContain('"Tracking Identifier")="Image as a whole, frame 2"');
  });

  it('without areas still says what the model said', () => {
    const text = reportText(reportOf({ outcome: 'BENIGN', malignancyProbability: 0.01, regions: [] }));
    expect(text.match(/"Measurement Group"/g)).toHaveLength(1);
    expect(text).toContain('"Outcome of the model, no diagnosis")=(30807003,SCT,"Benign")');
    expect(text).toContain('"Probability of cancer")="1" (%');
  });

  it('of what is out of scope claims neither probability nor breast nor areas', () => {
    const text = reportText(reportOf({ outcome: 'OUT_OF_SCOPE' }));
    expect(text).toContain('=(OUT_OF_SCOPE,99EVENTEYE,');
    expect(text).not.toMatch(/Probability of cancer|SCT,"Breast"|Image Region|imaging of breast/);
  });

  it('names no subject that the image does not name', () => {
    expect(reportText(reportOf({}, withoutPatient))).not.toMatch(/Subject (Name|ID|Birth Date|Sex)/);
  });

  it('of another model does not call itself a demonstration', () => {
    const model = { ...analysisExample.model, isDemonstration: false };
    expect(reportText(reportOf({ model }))).not.toMatch(/DEMO/);
  });

  it('names the frame of an image with several, counted from 1', () => {
    const image =
      "next(i for i in d.ContentSequence[-1].ContentSequence[0].ContentSequence if i.ValueType == 'IMAGE').ReferencedSOPSequence[0]";
    const said = (frames: InstanceElements) =>
      pydicomSays(
        reportOf({ frame: 2, regions: [] }, frames),
        `(lambda r: r.ReferencedSOPInstanceUID + ' ' + str(r.get('ReferencedFrameNumber')))(${image})`,
      );
    expect(said({ SOPClassUID: enhancedMr, NumberOfFrames: 3 })).toBe('2.25.1001 3');
    expect(said({})).toBe('2.25.1001 None');
  });
});

describe('a report', () => {
  it('lies in the study of the image, and is the same for the same analysis', () => {
    const report = readDataset(reportOf());
    expect(report.string('x0020000d')).toBe('2.25.1002');
    expect(report.text('x00080050')).toBe('ACC-7');
    expect(report.text('x00080090')).toBe('김^의사');
    expect(report.string('x0020000e')).toMatch(/^2\.25\.\d+$/);
    expect(Buffer.compare(reportOf(), reportOf())).toBe(0);
  });

  it('has other UIDs for another analysis and on another installation', () => {
    const uids = [
      reportOf(),
      reportOf({ id: 'another' }),
      writeAnalysisReport(sourceWith(), analysisExample, new Uint8Array(32)),
    ].map((report) => readDataset(report).string('x00080018'));
    expect(new Set(uids).size).toBe(3);
  });

  it('is dated in the time zone of the image, and exactly in either case', () => {
    const dated = (source: InstanceElements) => {
      const report = readDataset(reportOf({}, source));
      return ['x00080023', 'x00080033', 'x0040a032'].map((tag) => report.string(tag as 'x00080023'));
    };
    expect(dated({ TimezoneOffsetFromUTC: '+0900' })).toEqual(['20260102', '120405', '20260102120405+0900']);
    expect(dated({ TimezoneOffsetFromUTC: '-0430' })).toEqual(['20260101', '223405', '20260101223405-0430']);
    expect(dated({})).toEqual(['20260102', '030405', '20260102030405+0000']);
  });

  it('cuts no character in half', () => {
    const report = readDataset(
      reportOf({}, { StudyDescription: `${'a'.repeat(62)}𠮷`, PatientName: `${'b'.repeat(63)}𠮷` }),
    );
    expect(report.text('x00081030')).toBe(`${'a'.repeat(62)}𠮷`);
    expect(report.text('x00100010')).toBe('b'.repeat(63));
  });

  it('is refused for an image that names no study', () => {
    expect(() => reportOf({}, { StudyInstanceUID: null })).toThrow(/names no study/);
  });

  it('takes texts that are longer than their VR and several at once', () => {
    const report = readDataset(
      reportOf(
        { model: { ...analysisExample.model, name: 'a\\b'.repeat(40) } },
        { PatientID: 'A\\B' as string },
      ),
    );
    expect(report.text('x00100020')).toBe('A');
    expect(report.text('x00081090')).toHaveLength(64);
  });
});
