import type { Dataset } from '../dataset/dataset.js';
import { type Concept, concepts, outcomeConcepts } from './concepts.js';
import {
  type ContentItem,
  codeItem,
  container,
  imageItem,
  numberItem,
  rectangleItem,
  textItem,
  uidItem,
} from './contentItems.js';
import { sideOf } from './laterality.js';
import type { ReportedAnalysis, ReportedRegion } from './reportedAnalysis.js';
import type { reportUids, UidPurpose } from './reportUids.js';
import type { SourceImage } from './sourceImage.js';
import { statementsOf } from './statements.js';

type Uids = ReturnType<typeof reportUids>;

/** The image as a whole (TID 1501), then every area of attention (TID 1410), strongest first. */
export function measurementGroups(
  source: Dataset,
  image: SourceImage,
  analysis: ReportedAnalysis,
  uidOf: Uids,
): ContentItem[] {
  const whole = wholeImage(image, analysis, uidOf);
  // What is out of scope was not assessed: its attention means nothing.
  if (analysis.outcome === 'OUT_OF_SCOPE') return [whole];
  const areas = analysis.regions.map((region, index) =>
    attentionArea(source, image, region, index, analysis, uidOf),
  );
  return [whole, ...areas];
}

function wholeImage(image: SourceImage, analysis: ReportedAnalysis, uidOf: Uids): ContentItem {
  const { outcome, malignancyProbability, biRads, findings, frame } = analysis;
  const isAssessed = outcome !== 'OUT_OF_SCOPE';
  const range = `BI-RADS ${biRads.categories.join(', ')}. ${biRads.rationale} A reader assigns the category.`;
  // Rounded to what a calibration can carry; a double's digits would pretend to more.
  const percent = Math.round(malignancyProbability * 10_000) / 100;
  return container(
    concepts.measurementGroup,
    [
      ...tracking(`Image as a whole${frameText(image, frame)}`, 'tracking-image', uidOf),
      codeItem('CONTAINS', concepts.finding, concepts.analysedImage),
      ...algorithm(analysis),
      ...(isAssessed ? [findingSite(undefined)] : []),
      imageItem('CONTAINS', concepts.sourceOfMeasurement, image, frame),
      ...(isAssessed
        ? [numberItem('CONTAINS', concepts.probabilityOfCancer, percent, concepts.percent)]
        : []),
      codeItem('CONTAINS', concepts.outcome, outcomeConcepts[outcome]),
      textItem('CONTAINS', concepts.biRadsRange, range),
      ...findings.map((text) => textItem('CONTAINS', concepts.comment, text)),
    ],
    '1501',
  );
}

function attentionArea(
  source: Dataset,
  image: SourceImage,
  region: ReportedRegion,
  index: number,
  analysis: ReportedAnalysis,
  uidOf: Uids,
): ContentItem {
  const score = Math.round(region.score * 1000) / 1000;
  return container(
    concepts.measurementGroup,
    [
      ...tracking(
        `Attention area ${index + 1}${frameText(image, region.frame)}`,
        `tracking-${index + 1}`,
        uidOf,
      ),
      codeItem('CONTAINS', concepts.finding, concepts.attentionArea),
      rectangleItem(region, image),
      ...algorithm(analysis),
      findingSite(sideOf(source, region)),
      numberItem('CONTAINS', concepts.meanAttention, score, concepts.ratio),
      ...statementsOf(analysis.model).map((text) => textItem('CONTAINS', concepts.comment, text)),
    ],
    '1410',
  );
}

function tracking(name: string, purpose: UidPurpose, uidOf: Uids): ContentItem[] {
  return [
    textItem('HAS OBS CONTEXT', concepts.trackingIdentifier, name),
    uidItem('HAS OBS CONTEXT', concepts.trackingUniqueIdentifier, uidOf(purpose)),
  ];
}

/** In words too, for files whose class has one frame and that have several all the same. */
function frameText({ frameCount }: SourceImage, frame: number): string {
  return frameCount > 1 ? `, frame ${frame + 1}` : '';
}

/** TID 4019. */
function algorithm({ model, receipt }: ReportedAnalysis): ContentItem[] {
  const parameters = [
    `manifest SHA-256: ${model.manifestSha256}`,
    `model SHA-256: ${model.sha256}`,
    `input tensor SHA-256: ${receipt.inputTensorSha256}`,
    `precision: ${model.precision}`,
    `preprocessing: ${receipt.preprocessing}`,
    `runtime: ${receipt.runtime}`,
  ];
  const text = (name: Concept, value: string) => textItem('HAS CONCEPT MOD', name, value);
  return [
    text(concepts.algorithmName, model.name),
    text(concepts.algorithmVersion, model.version),
    ...parameters.map((parameter) => text(concepts.algorithmParameters, parameter)),
  ];
}

function findingSite(side: 'LEFT' | 'RIGHT' | undefined): ContentItem {
  const value = side === 'LEFT' ? concepts.left : concepts.right;
  const sides = side ? [codeItem('HAS CONCEPT MOD', concepts.laterality, value)] : [];
  return codeItem('HAS CONCEPT MOD', concepts.findingSite, concepts.breast, sides);
}
