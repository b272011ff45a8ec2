import type { Dataset } from '../dataset/dataset.js';
import { concepts } from './concepts.js';
import { type ContentItem, codeItem, container, imageItem, numberItem, uidItem } from './contentItems.js';
import type { SourceImage } from './sourceImage.js';

/** TID 1600: the image that was analysed, with what TID 1602 says of it. */
export function imageLibrary(source: Dataset, image: SourceImage): ContentItem {
  const rows = source.uint16('x00280010');
  const columns = source.uint16('x00280011');
  const frameOfReference = source.string('x00200052');
  const about: ContentItem[] = [];
  if (source.string('x00080060') === 'MR')
    about.push(codeItem('HAS ACQ CONTEXT', concepts.modality, concepts.magneticResonance));
  if (columns) about.push(numberItem('HAS ACQ CONTEXT', concepts.pixelDataColumns, columns, concepts.pixels));
  if (rows) about.push(numberItem('HAS ACQ CONTEXT', concepts.pixelDataRows, rows, concepts.pixels));
  if (frameOfReference && /^[0-9.]{1,64}$/.test(frameOfReference))
    about.push(uidItem('HAS ACQ CONTEXT', concepts.frameOfReferenceUid, frameOfReference));
  const entry = imageItem('CONTAINS', undefined, image, undefined, about);
  return container(concepts.imageLibrary, [container(concepts.imageLibraryGroup, [entry])], '1600');
}
