import { embedPath } from '../embed/embedRoutes.js';
import { type ContentPolicy, decidingDirective, permits } from './contentPolicy.js';
import type { HostPage } from './hostPage.js';
import { askServer, type ServerAnswers } from './serverAnswers.js';

/** One thing that was looked at. */
export interface EmbedCheck {
  /** Stable, for scripts. */
  code:
    | 'SECURE_CONTEXT'
    | 'SCRIPT_FOUND'
    | 'SCRIPT_INTEGRITY'
    | 'SCRIPT_SRC'
    | 'CONNECT_SRC'
    | 'IMG_SRC'
    | 'FRAME_SRC'
    | 'SERVER_REACHED'
    | 'VERSION'
    | 'CORS'
    | 'FRAME_ANCESTORS'
    | 'TOKEN';
  state: 'ok' | 'warning' | 'fault';
  /** What was seen and, where it is not well, what to do. */
  message: string;
}

/** A token of the page to look at, as its server hands it out. */
export interface TokenSample {
  token: string;
  nonce: string;
}

/**
 * Looks at a page of another system as its browser will: what its policy permits, whether the server lets it in, whether
 * versions and token are good.
 *
 * @param version of this server, to compare with what the page's server hands out.
 */
export async function verifyEmbed(
  page: HostPage,
  server: URL,
  version: string,
  sample?: TokenSample,
): Promise<EmbedCheck[]> {
  const answers = await askServer(server, page.address.origin, sample);
  return [
    secureContext(page),
    ...scriptChecks(page, server),
    ...policyChecks(page, server),
    ...serverChecks(page, server, version, answers),
  ];
}

function secureContext({ address }: HostPage): EmbedCheck {
  const secure = address.protocol === 'https:' || /^(localhost|127\.|\[::1\])/.test(address.hostname);
  return secure
    ? ok('SECURE_CONTEXT', 'The page is a secure context.')
    : fault('SECURE_CONTEXT', 'The page comes over http, where browsers make no nonce. Serve it over https.');
}

function scriptChecks({ script, integrity }: HostPage, server: URL): EmbedCheck[] {
  if (!script) {
    return [
      warning(
        'SCRIPT_FOUND',
        `The HTML names no ${new URL(`${embedPath}/loader.js`, server).href}. Well if a script or a bundle adds it.`,
      ),
    ];
  }
  return [
    ok('SCRIPT_FOUND', `The page loads ${script.href}.`),
    ...(integrity
      ? [
          warning(
            'SCRIPT_INTEGRITY',
            'The script has an integrity, with which the next version of the server is refused. Pin it only where you update both at once.',
          ),
        ]
      : []),
  ];
}

function policyChecks(page: HostPage, server: URL): EmbedCheck[] {
  const socket = new URL('/graphql', server);
  socket.protocol = server.protocol === 'https:' ? 'wss:' : 'ws:';
  const wanted: [EmbedCheck['code'], string, URL[]][] = [
    [
      'SCRIPT_SRC',
      'script-src-elem',
      [new URL(`${embedPath}/loader.js`, server), new URL(`${embedPath}/assets/x.js`, server)],
    ],
    ['CONNECT_SRC', 'connect-src', [new URL('/graphql', server), new URL('/files/x', server), socket]],
    ['IMG_SRC', 'img-src', [new URL('/files/x', server), new URL(`blob:${page.address.origin}/x`)]],
    ...(page.usesFrames
      ? [
          ['FRAME_SRC', 'frame-src', [new URL(`${embedPath}/frame.html`, server)]] as [
            EmbedCheck['code'],
            string,
            URL[],
          ],
        ]
      : []),
  ];
  return wanted.map(([code, directive, addresses]) => {
    const refusing = page.policies.find((policy) =>
      addresses.some((address) => !permits(policy, directive, address, page.address)),
    );
    if (!refusing) return ok(code, `The page’s policy permits ${directive} of ${server.origin}.`);
    const missing = addresses.filter((address) => !permits(refusing, directive, address, page.address));
    return fault(
      code,
      `The page’s ${nameOf(refusing, directive)} refuses it. Add: ${sourcesFor(missing).join(' ')}`,
    );
  });
}

function nameOf(policy: ContentPolicy, directive: string): string {
  return decidingDirective(policy, directive)?.name ?? directive;
}

function sourcesFor(addresses: URL[]): string[] {
  return [
    ...new Set(
      addresses.map((address) =>
        address.protocol === 'blob:'
          ? 'blob:'
          : address.origin === 'null'
            ? `${address.protocol}//${address.host}`
            : address.origin,
      ),
    ),
  ];
}

function serverChecks(page: HostPage, server: URL, version: string, answers: ServerAnswers): EmbedCheck[] {
  if (!answers.reached) {
    return [
      fault(
        'SERVER_REACHED',
        `${server.origin} does not answer under ${embedPath}. Check the address, and EVENTEYE_EMBED_ROOT of the server.`,
      ),
    ];
  }
  const { origin } = page.address;
  const checks = [
    ok('SERVER_REACHED', `${server.origin} answers.`),
    answers.version === version
      ? ok('VERSION', `Elements and this tool are both ${version}.`)
      : warning(
          'VERSION',
          `The server hands out elements ${answers.version ?? 'of unknown version'}, this tool is ${version}. Update the older one.`,
        ),
    answers.cors
      ? ok('CORS', `The server lets pages of ${origin} in.`)
      : fault(
          'CORS',
          `No organization and no token names ${origin}. An administrator adds it with setAllowedOrigins, or createEmbedToken names it.`,
        ),
  ];
  if (page.usesFrames) {
    checks.push(
      answers.frameAncestors
        ? ok('FRAME_ANCESTORS', `The server lets ${origin} frame it.`)
        : fault(
            'FRAME_ANCESTORS',
            `The server does not let ${origin} frame it. An administrator adds it with setAllowedOrigins.`,
          ),
    );
  }
  if (answers.token) checks.push({ code: 'TOKEN', ...answers.token });
  return checks;
}

const ok = (code: EmbedCheck['code'], message: string): EmbedCheck => ({ code, state: 'ok', message });
const warning = (code: EmbedCheck['code'], message: string): EmbedCheck => ({
  code,
  state: 'warning',
  message,
});
const fault = (code: EmbedCheck['code'], message: string): EmbedCheck => ({ code, state: 'fault', message });
