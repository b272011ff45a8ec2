import * as documents from '../generated/documents.js';
import type {
  ImageDeidentificationQuery,
  ImagePngQueryVariables,
  ImageSummaryFieldsFragment,
  MedicalImageQuery,
} from '../generated/graphql.js';
import { type Page, type PageArguments, pageOf } from '../page.js';
import { type Ask, existing, nodeOf } from './ask.js';

/** How an image is to look, or which values to give; see `MedicalImage.pngUrl` of the schema. */
export type PngOptions = Omit<ImagePngQueryVariables, 'id'>;
/** What was removed from a file before it was stored: tags and counts, never values. */
export type Deidentification = NonNullable<
  NonNullable<ImageDeidentificationQuery['medicalImage']>['deidentification']
>;

/** Stored images. */
export interface ImageCalls {
  /** An image with its newest analysis; null when there is none in your organization. */
  medicalImage(id: string): Promise<MedicalImageQuery['medicalImage']>;
  /** The images of a series in slice order, with what was last said of them. Throws NOT_FOUND. */
  seriesImages(seriesId: string, page?: PageArguments): Promise<Page<ImageSummaryFieldsFragment>>;
  /** Expiring address of the image as a PNG. Throws NOT_FOUND. */
  imagePngUrl(id: string, options?: PngOptions): Promise<string>;
  /** What was removed from the file; null for one that is stored as it was uploaded. Throws NOT_FOUND. */
  imageDeidentification(id: string): Promise<Deidentification | null>;
}

/** The calls about images. */
export function imageCalls({ query, page }: Ask): ImageCalls {
  return {
    medicalImage: async (id) => (await query(documents.MedicalImageDocument, { id })).medicalImage,
    async seriesImages(seriesId, given = {}) {
      const { node } = await page(documents.SeriesImagesDocument, { seriesId, ...given });
      return pageOf(nodeOf(node, 'Series', 'series').medicalImages);
    },
    async imagePngUrl(id, options = {}) {
      const { medicalImage } = await page(documents.ImagePngDocument, { id, ...options });
      return existing(medicalImage, 'image').png;
    },
    async imageDeidentification(id) {
      const { medicalImage } = await query(documents.ImageDeidentificationDocument, { id });
      return existing(medicalImage, 'image').deidentification;
    },
  };
}
