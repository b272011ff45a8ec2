import sharp from 'sharp';

/** The samples of a grey PNG. */
export async function greyOf(png: Uint8Array): Promise<{ data: Uint8Array; width: number; height: number }> {
  const picture = sharp(png).toColourspace('b-w').raw();
  const { data, info } = await picture.toBuffer({ resolveWithObject: true });
  if (info.channels !== 1) throw new Error(`The picture has ${info.channels} channels.`);
  return { data, width: info.width, height: info.height };
}
