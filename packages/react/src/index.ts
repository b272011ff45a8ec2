export {
  DemonstrationBanner,
  type DemonstrationBannerProps,
} from './DemonstrationBanner/DemonstrationBanner.js';
export { defineMessages, type MessageSet, type Messages } from './i18n/defineMessages.js';
export { type Formats, formatsOf, useFormats } from './i18n/formats.js';
export { LocaleProvider, useLocale, useMessages } from './i18n/LocaleContext.js';
export { type Locale, locales, matchLocale } from './i18n/locale.js';
export { Button, type ButtonProps } from './primitives/Button.js';
export type { Appearance, AppearanceVariable, ColorScheme } from './theme/appearance.js';
export { EventEyeTheme, type EventEyeThemeProps } from './theme/EventEyeTheme.js';
