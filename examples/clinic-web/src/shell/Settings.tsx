import { type ColorScheme, type Locale, useMessages } from '@eventeye/react';
import { usePreferences } from '../preferences/PreferencesContext.js';
import { messages } from './messages.js';

/** Language and colours. Each language is called by its own name. */
export function Settings() {
  const text = useMessages(messages);
  const { locale, scheme, choose } = usePreferences();
  return (
    <fieldset className="cw-settings">
      <legend className="ee-hidden">{text.settings}</legend>
      <label>
        <span className="ee-hidden">{text.language}</span>
        <select value={locale} onChange={(event) => choose({ locale: event.target.value as Locale })}>
          <option value="en" lang="en">
            English
          </option>
          <option value="ko" lang="ko">
            한국어
          </option>
        </select>
      </label>
      <label>
        <span className="ee-hidden">{text.colours}</span>
        <select value={scheme} onChange={(event) => choose({ scheme: event.target.value as ColorScheme })}>
          <option value="auto">{text.auto}</option>
          <option value="light">{text.light}</option>
          <option value="dark">{text.dark}</option>
        </select>
      </label>
    </fieldset>
  );
}
