import { decodeJwt, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { accessTokenSeconds, signAccessToken, verifyAccessToken } from './accessToken.js';
import { callerOf, sessionToken } from './caller.js';
import { deriveKey } from './deriveKey.js';

const secret = 'a secret of at least thirty-two characters';
const sessionId = '0190a5de-7c11-7abc-8def-0123456789ad';
const caller = callerOf(
  {
    id: '0190a5de-7c11-7abc-8def-0123456789ab',
    organizationId: '0190a5de-7c11-7abc-8def-0123456789ac',
    role: 'CLINICIAN',
  },
  sessionToken({ id: sessionId }),
);

describe('access tokens', () => {
  it('say whose they are and of which session, and nothing about rights', async () => {
    const token = await signAccessToken(secret, caller);
    expect(await verifyAccessToken(secret, token)).toEqual({
      userId: caller.userId,
      sessionId,
      expiresAt: expect.any(Date),
    });
    expect(Object.keys(decodeJwt(token)).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'sid', 'sub']);
  });

  it('run out after fifteen minutes', async () => {
    const begun = new Date('2026-01-31T09:00:00Z');
    const token = await signAccessToken(secret, caller, begun);
    const after = (seconds: number) => new Date(begun.getTime() + seconds * 1000);
    await expect(verifyAccessToken(secret, token, after(accessTokenSeconds - 1))).resolves.toMatchObject({
      userId: caller.userId,
    });
    await expect(verifyAccessToken(secret, token, after(accessTokenSeconds))).rejects.toMatchObject({
      code: 'TOKEN_EXPIRED',
    });
  });

  it('are refused when another secret signed them', async () => {
    const token = await signAccessToken(`${secret}!`, caller);
    await expect(verifyAccessToken(secret, token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('are refused without a signature', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { sub: caller.userId, sid: sessionId, iss: 'eventeye', aud: 'eventeye' };
    const token = `${part({ alg: 'none', typ: 'at+jwt' })}.${part({ ...claims, exp: 4102444800 })}.`;
    await expect(verifyAccessToken(secret, token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('are refused without a session, as those of former versions', async () => {
    const token = await new SignJWT({ org: caller.organizationId, role: 'ADMIN' })
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
      .setIssuer('eventeye')
      .setAudience('eventeye')
      .setSubject(caller.userId)
      .setExpirationTime('5m')
      .sign(deriveKey(secret, 'access-token'));
    await expect(verifyAccessToken(secret, token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
