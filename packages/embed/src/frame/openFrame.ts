import type { EventName } from '../elements/elementEvents.js';
import { EmbedFault } from '../reasons/reasons.js';
import type { EmbedCredential, TokenRequest } from '../settings/settings.js';
import type { FrameMessage, OpenMessage, PageMessage } from './messages.js';

/** What a frame needs of its element. */
export interface FrameOwner {
  element: string;
  attributes(): Record<string, string>;
  /** Asks the page for a token. */
  token(request: TokenRequest): Promise<EmbedCredential>;
  tell(name: EventName, detail: object): void;
  /** The frame did not answer: blocked by a policy of the page or of the server. */
  refused(fault: EmbedFault): void;
}

/** An element shown in a frame of the server's origin. */
export interface OpenedFrame {
  iframe: HTMLIFrameElement;
  /** Hands changed attributes on. */
  update(): void;
  close(): void;
}

const answerWithinMs = 15_000;

/**
 * Shows an element in a sandboxed frame: the page's scripts can not read what it shows, and its styles can not disturb it.
 * The token goes through a MessagePort, never into the address.
 *
 * @param server origin of the EventEye server, which must be another than the page's: with the same one, a sandbox that
 * allows scripts and its origin is none (HTML standard, 4.8.5).
 */
export function openFrame(server: string, owner: FrameOwner): OpenedFrame {
  if (new URL(server).origin === location.origin) {
    throw new EmbedFault(
      'EMBED_FRAME_REFUSED',
      'A frame protects nothing when page and server have the same origin. Leave mode="frame" out.',
    );
  }
  const { iframe, port } = build(server, owner);
  const silent = setTimeout(() => {
    owner.refused(
      new EmbedFault(
        'EMBED_FRAME_REFUSED',
        `The frame did not open. Let the page’s frame-src name ${new URL(server).origin}, and let an administrator name ${location.origin} with setAllowedOrigins.`,
      ),
    );
  }, answerWithinMs);
  port.onmessage = ({ data }: MessageEvent<FrameMessage>) => {
    clearTimeout(silent);
    if (data.type === 'height') iframe.style.height = `${Math.ceil(data.px)}px`;
    else if (data.type === 'event') owner.tell(data.name, data.detail);
    else {
      const { id } = data;
      owner.token(data.request).then(
        (credential) => send(port, { type: 'token', id, credential }),
        () => send(port, { type: 'token-failed', id }),
      );
    }
  };
  return {
    iframe,
    update: () => send(port, { type: 'attributes', attributes: owner.attributes() }),
    close: () => {
      clearTimeout(silent);
      port.close();
      iframe.remove();
    },
  };
}

function build(server: string, owner: FrameOwner): { iframe: HTMLIFrameElement; port: MessagePort } {
  const iframe = document.createElement('iframe');
  const address = new URL('/embed/frame.html', server);
  // The server names this origin, and no other, as the one that may frame the answer.
  address.searchParams.set('origin', location.origin);
  iframe.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-downloads');
  iframe.setAttribute('referrerpolicy', 'no-referrer');
  iframe.title = 'EventEye';
  iframe.style.border = '0';
  iframe.style.width = '100%';
  iframe.style.display = 'block';
  const { port1, port2 } = new MessageChannel();
  iframe.addEventListener(
    'load',
    () => {
      const message: OpenMessage = {
        type: 'eventeye:open',
        element: owner.element,
        attributes: owner.attributes(),
      };
      iframe.contentWindow?.postMessage(message, address.origin, [port2]);
    },
    { once: true },
  );
  iframe.src = address.href;
  return { iframe, port: port1 };
}

function send(port: MessagePort, message: PageMessage): void {
  port.postMessage(message);
}
