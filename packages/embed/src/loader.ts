// What a page without a build links: a classic script of a kilobyte that fetches the elements' module from where it came
// from itself, and keeps what the page says until that has arrived.
import type { EmbedSettings } from './settings/settings.js';

interface Global {
  EventEye?: { configure(settings: EmbedSettings): void };
}

const script = document.currentScript as HTMLScriptElement | null;
const base = script?.src ? new URL('.', script.src) : undefined;
const waiting: EmbedSettings[] = [];
const page = globalThis as Global;
page.EventEye = { configure: (settings) => void waiting.push(settings) };

if (base) {
  import(/* @vite-ignore */ new URL('eventeye.js', base).href).then(
    (module: { configure(settings: EmbedSettings): void }) => {
      module.configure({ server: base.origin });
      for (const settings of waiting) module.configure(settings);
      page.EventEye = { configure: module.configure };
    },
    () => {
      console.error(
        `EventEye: ${base.href}eventeye.js did not load. Let the page's script-src name ${base.origin}.`,
      );
      for (const element of document.querySelectorAll(names)) {
        element.textContent = `EMBED_SCRIPT_BLOCKED: ${base.href}eventeye.js did not load.`;
      }
    },
  );
}

const names = 'eventeye-patient-card, eventeye-analysis, eventeye-series-viewer, eventeye-upload';
