import type { OverlayOptions, RenderOptions } from '@eventeye/inference';
import { checkRenderOptions } from '@eventeye/inference';

/** How a picture is asked for; every one of these is part of the signature of its address. */
export type PictureOptions = RenderOptions & OverlayOptions;

const numbers = [
  'windowCenter',
  'windowWidth',
  'windowIndex',
  'frame',
  'maxSize',
  'bits',
  'opacity',
] as const;
const flags = ['invert', 'squarePixels'] as const;

/**
 * What GraphQL's arguments ask for, without what says nothing.
 *
 * @throws EventEyeError VALIDATION_FAILED with the argument's name as `path`.
 */
export function pictureOptions(
  args: {
    [Name in keyof PictureOptions]?: PictureOptions[Name] | number | null | undefined;
  },
): PictureOptions {
  const options = Object.fromEntries(
    Object.entries(args).filter(([, value]) => value !== null && value !== undefined && value !== false),
  ) as PictureOptions;
  checkRenderOptions(options);
  return options;
}

/** The options as parameters of an address. */
export function pictureQuery(options: PictureOptions): Record<string, string> {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, String(value)]));
}

/**
 * The options of an address.
 *
 * @throws EventEyeError VALIDATION_FAILED.
 */
export function parsePictureQuery(query: Record<string, unknown>): PictureOptions {
  const options: Record<string, number | boolean> = {};
  for (const name of numbers) if (query[name] !== undefined) options[name] = numberOf(query[name]);
  for (const name of flags) if (query[name] === 'true') options[name] = true;
  checkRenderOptions(options);
  return options;
}

/** What is no single number is none: the check then names it. */
const numberOf = (value: unknown) => (typeof value === 'string' && value !== '' ? Number(value) : Number.NaN);
