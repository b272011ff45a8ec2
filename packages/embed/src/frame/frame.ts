// The script of frame.html: shows one element in a frame of the server's origin, on behalf of the page around it.
import '../eventeye.js';
import { configure, type EmbedCredential, type TokenRequest } from '../settings/settings.js';
import { eventNames } from './events.js';
import type { FrameMessage, OpenMessage, PageMessage } from './messages.js';

// The answer's frame-ancestors names this same origin, so a page of another one never gets this far.
const page = new URLSearchParams(location.search).get('origin');

addEventListener('message', function open(event: MessageEvent<OpenMessage>) {
  const [port] = event.ports;
  if (event.origin !== page || event.source !== parent || event.data?.type !== 'eventeye:open' || !port)
    return;
  removeEventListener('message', open);
  show(event.data, port);
});

function show({ element: name, attributes }: OpenMessage, port: MessagePort): void {
  if (!name.startsWith('eventeye-') || !customElements.get(name)) return;
  const send = (message: FrameMessage) => port.postMessage(message);
  const asked = new Map<number, PromiseWithResolver>();
  configure({
    server: location.origin,
    getToken: (request: TokenRequest) =>
      new Promise<EmbedCredential>((resolve, reject) => {
        const id = asked.size + 1;
        asked.set(id, { resolve, reject });
        send({ type: 'token-wanted', id, request });
      }),
  });
  const element = document.createElement(name);
  setAttributes(element, attributes);
  for (const eventName of eventNames) {
    element.addEventListener(eventName, (event) =>
      send({ type: 'event', name: eventName, detail: (event as CustomEvent).detail }),
    );
  }
  port.onmessage = ({ data }: MessageEvent<PageMessage>) => {
    if (data.type === 'attributes') setAttributes(element, data.attributes);
    else if (data.type === 'token') asked.get(data.id)?.resolve(data.credential);
    else asked.get(data.id)?.reject(new Error('The page gave no token.'));
  };
  document.documentElement.lang = attributes['locale'] ?? 'en';
  document.body.replaceChildren(element);
  new ResizeObserver(() => send({ type: 'height', px: element.scrollHeight })).observe(element);
}

function setAttributes(element: Element, attributes: Record<string, string>): void {
  for (const name of element.getAttributeNames()) {
    if (!Object.hasOwn(attributes, name)) element.removeAttribute(name);
  }
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

interface PromiseWithResolver {
  resolve(credential: EmbedCredential): void;
  reject(error: Error): void;
}
