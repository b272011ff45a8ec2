import { EventEyeError } from '@eventeye/core';
import { MedicalImageNode } from '../image/schema.js';
import { builder } from '../schema/builder.js';
import { fileAddress } from '../schema/fileAddress.js';
import { pictureOptions, pictureQuery } from './pictureQuery.js';

/** Descriptions of the arguments that all pictures share. */
export const pictureArguments = {
  windowCenter: 'Window Center in modality units; the file’s own window when left out.',
  windowWidth: 'Window Width in modality units, above 0; goes with the centre.',
  windowIndex: 'One of the windows that the file carries, counted from 0, instead of centre and width.',
  invert: 'Black for white.',
  maxSize: 'Longest side in pixels, 1 to 8192, for thumbnails; never enlarges.',
  squarePixels:
    'Resamples an image whose pixels are not square (Pixel Spacing, Pixel Aspect Ratio) to its true proportions.',
} as const;

builder.prismaObjectField(MedicalImageNode, 'pngUrl', (t) =>
  t.string({
    description:
      'Expiring address of the image as a PNG; needs no further authorisation. With `bits: 16` it holds modality values: value = sample * slope + intercept, both in the headers EventEye-Rescale-Slope and EventEye-Rescale-Intercept and in the PNG’s text chunks; the intercept of unsigned MR without rescale is 0, of signed -32768.',
    args: {
      windowCenter: t.arg.float({ description: pictureArguments.windowCenter }),
      windowWidth: t.arg.float({ description: pictureArguments.windowWidth }),
      frame: t.arg.int({ description: 'Frame, counted from 0; 0 when left out.' }),
      windowIndex: t.arg.int({ description: pictureArguments.windowIndex }),
      invert: t.arg.boolean({ description: pictureArguments.invert }),
      maxSize: t.arg.int({ description: pictureArguments.maxSize }),
      bits: t.arg.int({
        description: '8 for looking at (when left out), 16 for the values of a grey image, without a window.',
      }),
      squarePixels: t.arg.boolean({ description: pictureArguments.squarePixels }),
    },
    resolve: (image, args, context) => {
      const options = pictureOptions(args);
      const { frame = 0 } = options;
      if (frame >= image.frameCount) {
        throw new EventEyeError(
          'FRAME_OUT_OF_RANGE',
          `The image has ${image.frameCount} frames, counted from 0. Ask for one of these.`,
          { path: ['frame'] },
        );
      }
      return fileAddress(context, `images/${image.id}/png`, pictureQuery(options));
    },
  }),
);
