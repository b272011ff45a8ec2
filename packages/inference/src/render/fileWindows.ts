import type { Dataset, VoiWindow } from '@eventeye/dicom';

/**
 * Every window the file carries (PS3.3 C.11.2.1.2: centres and widths are lists of the same length).
 *
 * @returns in the file's order; `undefined` in the place of one whose numbers its function does not allow.
 */
export function fileWindows(dataset: Dataset): (VoiWindow | undefined)[] {
  const centers = dataset.strings('x00281050');
  const widths = dataset.strings('x00281051');
  const name = dataset.string('x00281056');
  const kind = name === 'LINEAR_EXACT' || name === 'SIGMOID' ? name : 'LINEAR';
  return centers.slice(0, widths.length).map((text, i) => {
    const center = numberOf(text);
    const width = numberOf(widths[i]!);
    if (center === undefined || width === undefined) return undefined;
    if (kind === 'LINEAR' ? width < 1 : width <= 0) return undefined;
    return { center, width, function: kind };
  });
}

function numberOf(text: string): number | undefined {
  const value = text === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}
