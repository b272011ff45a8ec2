import type { Dataset } from '../dataset/dataset.js';
import type { InstanceElements } from '../write/encodeDataset.js';
import { writeInstance } from '../write/writeInstance.js';
import { code } from './concepts.js';
import { drawCaption, type RgbPicture } from './drawCaption.js';
import { equipment, longString, manufacturer } from './equipment.js';
import { patientAndStudy } from './patientAndStudy.js';
import { patientOrientation } from './patientOrientation.js';
import type { ReportedAnalysis } from './reportedAnalysis.js';
import { reportUids } from './reportUids.js';
import { imageReference, sourceImage } from './sourceImage.js';
import { seriesDescription, statementsOf } from './statements.js';
import { writtenAt } from './writtenAt.js';

const secondaryCapture = '1.2.840.10008.5.1.4.1.1.7';

/**
 * Writes a picture of an image with attention over it as an RGB Secondary Capture (PS3.3 A.8.1), in a new series of the
 * image's own study, with a strip below that says what it is. The same analysis and picture give the same bytes.
 *
 * @param source the image that was analysed.
 * @param picture the analysed frame in its own proportions, reduced or not.
 * @param uidKey at least 16 bytes, of the installation: UIDs are made with it.
 * @throws EventEyeError DICOM_INVALID when the image lacks the UIDs that the capture refers to.
 */
export function writeSecondaryCapture(
  source: Dataset,
  analysis: ReportedAnalysis,
  picture: RgbPicture,
  uidKey: Uint8Array,
): Uint8Array {
  const image = sourceImage(source);
  const uidOf = reportUids(uidKey, analysis.id);
  const { model } = analysis;
  const { date, time } = writtenAt(analysis.finishedAt, source);
  const derivation = `Attention (class activation) map of ${model.name} ${model.version} laid over the image.`;
  const { width, height, samples } = drawCaption(picture, captionOf(analysis));
  return writeInstance({
    elements: {
      ...patientAndStudy(source),
      ...equipment(model),
      ...resolution(source, picture),
      ...lossOf(source),
      SOPClassUID: secondaryCapture,
      SOPInstanceUID: uidOf('capture'),
      InstanceCreationDate: date,
      InstanceCreationTime: time,
      Modality: 'OT',
      ConversionType: 'WSD',
      SecondaryCaptureDeviceManufacturer: manufacturer,
      SecondaryCaptureDeviceManufacturerModelName: longString(model.name),
      SecondaryCaptureDeviceSoftwareVersions: longString(model.version),
      DateOfSecondaryCapture: date,
      TimeOfSecondaryCapture: time,
      SeriesInstanceUID: uidOf('capture-series'),
      SeriesNumber: 9801,
      SeriesDate: date,
      SeriesTime: time,
      SeriesDescription: seriesDescription('attention', model),
      Laterality: lateralityOf(source),
      InstanceNumber: 1,
      ContentDate: date,
      ContentTime: time,
      ImageType: ['DERIVED', 'SECONDARY'],
      PatientOrientation: patientOrientation(source),
      DerivationDescription: [derivation, ...statementsOf(model)].join(' ').slice(0, 1024),
      SourceImageSequence: [
        { ...imageReference(image, analysis.frame), PurposeOfReferenceCodeSequence: code(processedImage) },
      ],
      ImageComments: captionOf(analysis).join(' '),
      BurnedInAnnotation: burnedIn(source),
      SamplesPerPixel: 3,
      PhotometricInterpretation: 'RGB',
      PlanarConfiguration: 0,
      Rows: height,
      Columns: width,
      BitsAllocated: 8,
      BitsStored: 8,
      HighBit: 7,
      PixelRepresentation: 0,
    },
    pixelData: samples,
  });
}

const processedImage = ['121322', 'DCM', 'Source image for image processing operation'] as const;

function captionOf({ model, outcome }: ReportedAnalysis): string[] {
  const named = `EventEye ${model.name} ${model.version}: ${outcome.replaceAll('_', ' ')}`;
  return [...statementsOf(model), named];
}

/** Type 2C, so it is empty for both breasts and where the source does not say (PS3.3 C.7.3.1). */
function lateralityOf(source: Dataset): string {
  const side = source.string('x00200062') ?? source.string('x00200060');
  return side === 'L' || side === 'R' ? side : '';
}

/** What is drawn here names no patient (PS3.3 C.7.6.1.1); what was drawn into the source stays, and may not be known. */
function burnedIn(source: Dataset): string | undefined {
  const value = source.string('x00280301');
  return value === 'YES' || value === 'NO' ? value : undefined;
}

/** Pixel Spacing of the reduced picture, so that its proportions are shown and its lengths measured as in the source. */
function resolution(source: Dataset, picture: RgbPicture): InstanceElements {
  const [rows, columns] = [source.uint16('x00280010'), source.uint16('x00280011')];
  const [vertical, horizontal] = source.decimals('x00280030');
  if (rows && columns && vertical && horizontal && vertical > 0 && horizontal > 0) {
    const spacing = [(vertical * rows) / picture.height, (horizontal * columns) / picture.width];
    return { PixelSpacing: spacing };
  }
  const aspect = source.decimals('x00280034');
  const isRatio = aspect.length === 2 && aspect.every((part) => Number.isInteger(part) && part > 0);
  return isRatio && aspect[0] !== aspect[1] ? { PixelAspectRatio: aspect } : {};
}

/** What was once compressed with loss says so for ever (PS3.3 C.7.6.1.1.5), as does what lies compressed with loss. */
function lossOf(source: Dataset): InstanceElements {
  const isLossy = source.string('x00282110') === '01' || lossySyntaxes.has(source.transferSyntax.uid);
  if (!isLossy) return source.string('x00282110') === '00' ? { LossyImageCompression: '00' } : {};
  const ratios = source.decimals('x00282112').filter((ratio) => ratio > 0);
  const methods = source.strings('x00282114').filter((method) => /^[A-Z0-9_ ]{1,16}$/.test(method));
  const isComplete = ratios.length > 0 && ratios.length === methods.length;
  return {
    LossyImageCompression: '01',
    LossyImageCompressionRatio: isComplete ? ratios : undefined,
    LossyImageCompressionMethod: isComplete ? methods : undefined,
  };
}

/** JPEG Baseline and Extended: these always lose. Others may and may not, and only their files can say. */
const lossySyntaxes = new Set(['1.2.840.10008.1.2.4.50', '1.2.840.10008.1.2.4.51']);
