import { LRUCache } from 'lru-cache';
import type { Caller, Services } from '../services.js';

/** How long an answer of the database is believed, in ms: another process may have changed it. */
const ttlMs = 10_000;

/** Which pages elsewhere may use the API. */
export interface AllowedOrigins {
  /**
   * Whether any organization, or an embed token that is good, names the origin. A browser asks before it sends a token, so
   * there is nobody yet to ask about.
   */
  known(origin: string): Promise<boolean>;
  /** Whether the caller's organization names the origin; for an embed token, whether the token does. */
  allows(caller: Caller, origin: string): Promise<boolean>;
  /** Forgets what was looked up. */
  forget(): void;
}

/** The origins of an installation, remembered for seconds so that no request costs a look-up of its own. */
export function openAllowedOrigins({ prisma }: Pick<Services, 'prisma'>): AllowedOrigins {
  const answers = new LRUCache<string, Promise<boolean>>({ max: 5_000, ttl: ttlMs });
  const remember = (key: string, ask: () => Promise<boolean>): Promise<boolean> => {
    const sooner = answers.get(key);
    if (sooner) return sooner;
    const answer = ask();
    answers.set(key, answer);
    // Only what is allowed is remembered: a token made a moment ago may name an origin that was unknown until then.
    answer.then(
      (allowed) => allowed || answers.delete(key),
      () => answers.delete(key),
    );
    return answer;
  };
  const anyone = async (origin: string) => {
    const allowedOrigins = { has: origin };
    const [organization, token] = await Promise.all([
      prisma.organization.findFirst({ where: { allowedOrigins }, select: { id: true } }),
      prisma.embedToken.findFirst({
        where: { allowedOrigins, revokedAt: null, expiresAt: { gt: new Date() } },
        select: { id: true },
      }),
    ]);
    return organization !== null || token !== null;
  };
  const own = async ({ token, organizationId }: Caller, origin: string) => {
    const row =
      token.kind === 'EMBED'
        ? token.id && (await prisma.embedToken.findUnique({ where: { id: token.id } }))
        : await prisma.organization.findUnique({ where: { id: organizationId } });
    return row ? row.allowedOrigins.includes(origin) : false;
  };
  return {
    known: (origin) => remember(origin, () => anyone(origin)),
    allows: (caller, origin) => {
      const whose = caller.token.kind === 'EMBED' ? caller.token.id : caller.organizationId;
      return remember(`${whose} ${origin}`, () => own(caller, origin));
    },
    forget: () => answers.clear(),
  };
}
