import type { ReactNode } from 'react';
import { LocaleProvider } from '../i18n/LocaleContext.js';
import type { Locale } from '../i18n/locale.js';
import { type Appearance, styleOf } from './appearance.js';

/** Properties of {@link EventEyeTheme}. */
export interface EventEyeThemeProps {
  /** Colours and tokens; the reader's system decides on light or dark unless told. */
  appearance?: Appearance;
  /** Language of texts, dates and numbers; English unless told. */
  locale?: Locale;
  /** Added to the root element. */
  className?: string;
  children: ReactNode;
}

/** The root element under which components find their design tokens and their language. */
export function EventEyeTheme({ appearance = {}, locale = 'en', className, children }: EventEyeThemeProps) {
  return (
    <div
      className={className ? `ee-root ${className}` : 'ee-root'}
      data-scheme={appearance.scheme ?? 'auto'}
      lang={locale}
      style={styleOf(appearance)}
    >
      <LocaleProvider locale={locale}>{children}</LocaleProvider>
    </div>
  );
}
