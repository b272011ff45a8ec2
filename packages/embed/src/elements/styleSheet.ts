import components from '@eventeye/react/styles.css?inline';
import reasons from '../reasons/ReasonPanel.css?inline';
import patient from './PatientCard.css?inline';

let shared: CSSStyleSheet | undefined;

/** The styles of all elements: one constructed sheet, shared by every shadow root of the page. */
export function styleSheet(): CSSStyleSheet {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(
      `${components}\n${reasons}\n${patient}\n:host { display: block; }\n:host([hidden]) { display: none; }`,
    );
  }
  return shared;
}
