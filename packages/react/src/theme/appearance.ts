import type { CSSProperties } from 'react';

/** Light, dark, or whatever the reader's system prefers. */
export type ColorScheme = 'light' | 'dark' | 'auto';

/** How the components look inside a host application. */
export interface Appearance {
  /** Colours; `auto` unless told. */
  scheme?: ColorScheme;
  /** Values for the design tokens, without their `--ee-` (the list is in theme/tokens.css): `{ accent: '#0b57d0' }`. */
  variables?: Partial<Record<AppearanceVariable, string>>;
}

/** The design tokens that a host may set. */
export type AppearanceVariable =
  | 'accent'
  | 'accent-contrast'
  | 'surface'
  | 'surface-raised'
  | 'surface-sunken'
  | 'text'
  | 'text-muted'
  | 'border'
  | 'radius'
  | 'font'
  | 'font-size'
  | 'benign'
  | 'malignant'
  | 'inconclusive'
  | 'out-of-scope';

/** The tokens of an appearance as an inline style of the root element. */
export function styleOf(appearance: Appearance): CSSProperties {
  const entries = Object.entries(appearance.variables ?? {}).map(([name, value]) => [`--ee-${name}`, value]);
  return Object.fromEntries(entries) as CSSProperties;
}
