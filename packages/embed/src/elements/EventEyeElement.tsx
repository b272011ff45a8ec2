import type { EventEyeClient } from '@eventeye/react';
import { EventEyeTheme, type Locale, matchLocale } from '@eventeye/react';
import type { ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { type ClientKey, clientFor, serverMissing, sourceOf } from '../client/clientFor.js';
import { type OpenedFrame, openFrame } from '../frame/openFrame.js';
import { Gate } from '../reasons/Gate.js';
import { ReasonPanel } from '../reasons/ReasonPanel.js';
import { EmbedFault, reasonOf } from '../reasons/reasons.js';
import { currentSettings, type GetToken, onSettings } from '../settings/settings.js';
import type { EventEyeEvents, EventName } from './elementEvents.js';
import { styleSheet } from './styleSheet.js';

/** Attributes that every element heeds. */
export const sharedAttributes = ['server', 'locale', 'scheme', 'patient-id', 'study-id', 'mode'] as const;

/** Where a page is rendered on a server there are no elements; importing them there does nothing. */
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/**
 * What the custom elements share: a shadow root with the components' styles (constructed, so that a strict `style-src` does
 * not mind), the client of the page, and a reason in words where something is missing.
 */
export abstract class EventEyeElement extends Base {
  #root: Root | undefined;
  #frame: OpenedFrame | undefined;
  #opened: { server?: string | undefined; source?: GetToken | undefined; generation: number } = {
    generation: 0,
  };
  #forget: (() => void) | undefined;
  #getToken: GetToken | undefined;

  static observedAttributes: readonly string[] = sharedAttributes;

  /** This element's own source of tokens, in place of `configure({ getToken })`. */
  get getToken(): GetToken | undefined {
    return this.#getToken;
  }

  set getToken(source: GetToken | undefined) {
    this.#getToken = source;
    this.render();
  }

  connectedCallback(): void {
    // A property set before the element was defined hides the accessor of the class.
    if (Object.hasOwn(this, 'getToken')) {
      const early = this.getToken;
      delete (this as { getToken?: GetToken | undefined }).getToken;
      this.#getToken = early;
    }
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [styleSheet()];
    if (!this.#root) {
      const mount = document.createElement('div');
      shadow.replaceChildren(mount);
      this.#root = createRoot(mount);
    }
    this.#forget ??= onSettings(() => this.render());
    // Beside the token, not after it. A fault is told by whoever shows the part.
    if (this.getAttribute('mode') !== 'frame') this.loadLater().catch(() => {});
    this.render();
  }

  disconnectedCallback(): void {
    // Moving an element within the page disconnects and connects it again at once.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#forget?.();
      this.#forget = undefined;
      this.#closeFrame();
      this.#root?.unmount();
      this.#root = undefined;
    });
  }

  attributeChangedCallback(): void {
    this.render();
  }

  /**
   * Begins to load what the element needs beyond the first script.
   *
   * @internal
   */
  protected async loadLater(): Promise<unknown> {
    return undefined;
  }

  /**
   * What is shown once there is a client. Throws EmbedFault EMBED_ATTRIBUTE_MISSING.
   *
   * @internal
   */
  protected abstract content(client: EventEyeClient): ReactNode;

  /**
   * Sends an event that passes the shadow root and bubbles through the page. Details hold ids and codes, no patient data.
   *
   * @internal
   */
  protected tell<N extends EventName>(name: N, detail: EventEyeEvents[N]['detail']): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /**
   * The value of an attribute without which nothing can be shown.
   *
   * @internal
   */
  protected required(attribute: string): string {
    const value = this.getAttribute(attribute);
    if (value) return value;
    throw new EmbedFault(
      'EMBED_ATTRIBUTE_MISSING',
      `<${this.localName}> needs the attribute ${attribute}: an id of the API.`,
    );
  }

  /**
   * Draws again with the attributes and settings of now.
   *
   * @internal
   */
  protected render(): void {
    if (!this.#root) return;
    if (this.getAttribute('mode') === 'frame') {
      this.#showFrame();
      return;
    }
    this.#closeFrame();
    this.#draw(
      <Gate
        key={`${this.#generation()} ${JSON.stringify(this.#key())}`}
        open={() => clientFor(this.#key(), this.#getToken)}
        onReason={({ code }) => this.tell('eventeyeerror', { code })}
        onReady={() => this.tell('eventeyeready', {})}
      >
        {(client) => this.content(client)}
      </Gate>,
    );
  }

  /** Another number when server or source of tokens are others than before: then everything is opened anew. */
  #generation(): number {
    const { server, getToken } = currentSettings();
    const source = this.#getToken ?? getToken;
    const { server: formerServer, source: formerSource, generation } = this.#opened;
    if (server === formerServer && source === formerSource) return generation;
    this.#opened = { server, source, generation: generation + 1 };
    return generation + 1;
  }

  #draw(content: ReactNode): void {
    const { appearance } = currentSettings();
    const scheme = this.getAttribute('scheme');
    this.#root?.render(
      <EventEyeTheme
        locale={this.#locale()}
        appearance={{ ...appearance, ...((scheme === 'light' || scheme === 'dark') && { scheme }) }}
      >
        {content}
      </EventEyeTheme>,
    );
  }

  #showFrame(): void {
    if (this.#frame) {
      this.#frame.update();
      return;
    }
    const server = this.getAttribute('server') ?? currentSettings().server;
    const refuse = (error: unknown) => {
      this.#closeFrame();
      const reason = reasonOf(error);
      this.#draw(<ReasonPanel reason={reason} onRetry={() => this.render()} />);
      this.tell('eventeyeerror', { code: reason.code });
    };
    try {
      if (!server) throw serverMissing();
      this.#frame = openFrame(server, {
        element: this.localName,
        attributes: () =>
          Object.fromEntries(
            [...this.attributes]
              .filter(({ name }) => !['mode', 'server', 'style', 'class', 'id'].includes(name))
              .map(({ name, value }) => [name, value]),
          ),
        token: (request) => sourceOf(this.#getToken)(request),
        tell: (name, detail) => this.tell(name, detail as never),
        refused: refuse,
      });
      this.#draw(null);
      this.shadowRoot?.append(this.#frame.iframe);
    } catch (error) {
      refuse(error);
    }
  }

  #closeFrame(): void {
    this.#frame?.close();
    this.#frame = undefined;
  }

  #key(): ClientKey {
    const patientId = this.getAttribute('patient-id');
    const studyId = this.getAttribute('study-id');
    const server = this.getAttribute('server');
    return {
      locale: this.#locale(),
      ...(server && { server }),
      ...(patientId && { patientId }),
      ...(studyId && { studyId }),
    };
  }

  #locale(): Locale {
    const wanted = [this.getAttribute('locale'), currentSettings().locale, document.documentElement.lang];
    return matchLocale([...wanted.filter((tag) => typeof tag === 'string'), ...navigator.languages]);
  }
}
