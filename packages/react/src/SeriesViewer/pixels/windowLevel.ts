/** A window in modality units: Window Center and Window Width (PS3.3 C.11.2.1.2). */
export interface ValueWindow {
  center: number;
  width: number;
}

/** A window told by shares of the pixels of a slice, for MR has no units of its own. */
export type WindowPreset = 'standard' | 'contrast' | 'bright' | 'full';

/** The presets in the order of their keys. */
export const windowPresets: readonly WindowPreset[] = ['standard', 'contrast', 'bright', 'full'];

const shares: Record<WindowPreset, readonly [low: number, high: number]> = {
  standard: [0.01, 0.99],
  contrast: [0.1, 0.97],
  bright: [0.5, 0.999],
  full: [0, 1],
};

/**
 * Grey from 0 to 255 of a value: the LINEAR function of PS3.3 C.11.2.1.2.1, as the server draws it; LINEAR_EXACT below width
 * 1, where LINEAR is not defined.
 */
export function greyOf(value: number, { center, width }: ValueWindow): number {
  const share = width < 1 ? (value - center) / width + 0.5 : (value - center + 0.5) / (width - 1 || 1) + 0.5;
  return Math.max(0, Math.min(255, Math.round(share * 255)));
}

/** The window of a preset, by the pixels of one picture. */
export function presetWindow(preset: WindowPreset, values: ArrayLike<number>): ValueWindow {
  // A sorted tenth tells percentiles well enough, and in a millisecond.
  const step = Math.max(1, Math.floor(values.length / 20_000));
  const sample = new Float32Array(Math.ceil(values.length / step));
  for (let at = 0; at < sample.length; at++) sample[at] = values[at * step] ?? 0;
  sample.sort();
  const valueAt = (share: number) => sample[Math.round(share * (sample.length - 1))] ?? 0;
  const [low, high] = shares[preset].map(valueAt) as [number, number];
  return { center: (low + high) / 2, width: Math.max(1, high - low) };
}

/** Black at no change, so that what took up contrast is bright and loss of signal is black, as the server draws it. */
export function differenceWindow(differences: ArrayLike<number>): ValueWindow {
  const { center, width } = presetWindow('bright', differences);
  const high = Math.max(1, center + width / 2);
  return { center: high / 2, width: high };
}
