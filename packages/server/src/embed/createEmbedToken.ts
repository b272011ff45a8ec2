import { EventEyeError } from '@eventeye/core';
import { visiblePatients, visibleStudies } from '../access/visibleRows.js';
import { hashOf, randomToken } from '../auth/tokenHash.js';
import type { EmbedToken } from '../database/client.js';
import { notFound } from '../schema/requireRowId.js';
import type { Caller, Services, TokenScope } from '../services.js';
import { checkOrigins } from './checkOrigins.js';
import { embedTokenPrefix } from './embedCaller.js';

/** What a page of another system is to be let see. */
export interface NewEmbedToken {
  /** Row id; either this or `studyId`. */
  patientId?: string | null | undefined;
  studyId?: string | null | undefined;
  allowedOrigins: readonly string[];
  /** Ten minutes when left out; 60 s to an hour. */
  ttlSeconds?: number | null | undefined;
  mayAnalyze: boolean;
  /** SHA-256, base64url, of a nonce that the page made and keeps; one is made here when left out. */
  nonceHash?: string | null | undefined;
}

/** A token as it is handed out; neither token nor nonce is kept. */
export interface MadeEmbedToken {
  embedToken: EmbedToken;
  token: string;
  /** Null when the page made its own. */
  nonce: string | null;
}

const usualSeconds = 600;
const keptMs = 48 * 60 * 60 * 1000;

/**
 * Makes a token for one patient, or one study, on pages of the named origins.
 *
 * @throws EventEyeError FORBIDDEN, VALIDATION_FAILED, NOT_FOUND.
 */
export async function createEmbedToken(
  { prisma }: Pick<Services, 'prisma'>,
  caller: Caller,
  input: NewEmbedToken,
  now = new Date(),
): Promise<MadeEmbedToken> {
  const scopes: TokenScope[] = input.mayAnalyze ? ['READ', 'ANALYZE'] : ['READ'];
  mayEmbed(caller, scopes);
  const allowedOrigins = checkOrigins(input.allowedOrigins);
  const bounds = await boundsOf(prisma, caller, input);
  const nonce = input.nonceHash == null ? randomToken() : null;
  const nonceHash = nonce ? hashOf(nonce) : hexOf(input.nonceHash ?? '');
  const token = `${embedTokenPrefix}${randomToken()}`;
  const { organizationId, userId } = caller;
  // Those long dead tell nobody anything.
  await prisma.embedToken.deleteMany({
    where: { organizationId, createdAt: { lt: new Date(now.getTime() - keptMs) } },
  });
  const embedToken = await prisma.embedToken.create({
    data: {
      organizationId,
      userId,
      parentId: caller.token.id,
      ...bounds,
      scopes,
      allowedOrigins,
      tokenHash: hashOf(token),
      nonceHash,
      expiresAt: expiry(caller, input.ttlSeconds ?? usualSeconds, now),
    },
  });
  return { embedToken, token, nonce };
}

function mayEmbed(caller: Caller, scopes: readonly TokenScope[]): void {
  if (caller.role === 'VIEWER' || caller.token.kind === 'EMBED') {
    throw new EventEyeError(
      'FORBIDDEN',
      'A clinician, an integration or an administrator may make embed tokens, and not with another one.',
    );
  }
  const lacking = scopes.find((scope) => !caller.token.scopes.includes(scope));
  if (!lacking) return;
  throw new EventEyeError(
    'FORBIDDEN',
    `This token lacks the scope ${lacking}, so it can make no embed token that has it.`,
  );
}

async function boundsOf(
  prisma: Services['prisma'],
  caller: Caller,
  { patientId, studyId }: NewEmbedToken,
): Promise<{ patientId: string; studyId?: string }> {
  if ((patientId == null) === (studyId == null)) {
    throw new EventEyeError('VALIDATION_FAILED', 'Give either patientId or studyId.', {
      path: ['input', 'patientId'],
    });
  }
  if (studyId != null) {
    const study = await prisma.study.findFirst({ where: { id: studyId, ...visibleStudies(caller) } });
    if (!study) throw notFound('study');
    return { patientId: study.patientId, studyId };
  }
  const patient = await prisma.patient.findFirst({ where: { id: patientId!, ...visiblePatients(caller) } });
  if (!patient) throw notFound('patient');
  return { patientId: patient.id };
}

/** Not beyond the key it was made with. A session's own access token is renewed all the time and bounds nothing. */
function expiry({ token }: Caller, seconds: number, now: Date): Date {
  if (seconds < 60 || seconds > 3600) {
    throw new EventEyeError('VALIDATION_FAILED', 'Give a ttlSeconds of 60 to 3600.', {
      path: ['input', 'ttlSeconds'],
    });
  }
  const wanted = new Date(now.getTime() + seconds * 1000);
  return token.kind === 'API_KEY' && token.expiresAt && token.expiresAt < wanted ? token.expiresAt : wanted;
}

function hexOf(nonceHash: string): string {
  if (/^[\w-]{43}$/.test(nonceHash)) return Buffer.from(nonceHash, 'base64url').toString('hex');
  throw new EventEyeError(
    'VALIDATION_FAILED',
    'Give the SHA-256 of the nonce as base64url without padding: 43 characters.',
    { path: ['input', 'nonceHash'] },
  );
}
