/** Brings planes of samples, one for each colour, to samples of a pixel together. */
export function interleavePlanes<T extends { [index: number]: number; slice(): unknown }>(
  planes: T,
  planeLength: number,
  samplesPerPixel: number,
): T {
  const out = planes.slice() as T;
  for (let sample = 0; sample < samplesPerPixel; sample++) {
    const from = sample * planeLength;
    for (let i = 0; i < planeLength; i++) out[i * samplesPerPixel + sample] = planes[from + i]!;
  }
  return out;
}
