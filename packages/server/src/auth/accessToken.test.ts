import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { accessTokenSeconds, signAccessToken, verifyAccessToken } from './accessToken.js';
import { authenticate } from './authenticate.js';
import { callerOf } from './caller.js';
import { deriveKey } from './deriveKey.js';

const secret = 'a secret of at least thirty-two characters';
const caller = callerOf({
  id: '0190a5de-7c11-7abc-8def-0123456789ab',
  organizationId: '0190a5de-7c11-7abc-8def-0123456789ac',
  role: 'CLINICIAN',
});

describe('access tokens', () => {
  it('say who the caller is', async () => {
    const { token, ...who } = await verifyAccessToken(secret, await signAccessToken(secret, caller));
    expect(who).toEqual({ userId: caller.userId, organizationId: caller.organizationId, role: caller.role });
    expect(token).toMatchObject({ kind: 'SESSION', only: null, expiresAt: expect.any(Date) });
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
    const claims = {
      sub: caller.userId,
      org: caller.organizationId,
      role: 'ADMIN',
      iss: 'eventeye',
      aud: 'eventeye',
    };
    const token = `${part({ alg: 'none', typ: 'at+jwt' })}.${part({ ...claims, exp: 4102444800 })}.`;
    await expect(verifyAccessToken(secret, token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('are refused with a role that does not exist', async () => {
    const token = await new SignJWT({ org: caller.organizationId, role: 'GOD' })
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
      .setIssuer('eventeye')
      .setAudience('eventeye')
      .setSubject(caller.userId)
      .setExpirationTime('5m')
      .sign(deriveKey(secret, 'access-token'));
    await expect(verifyAccessToken(secret, token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('authenticate', () => {
  it('knows nobody without a header, and keeps the reason for a bad one', async () => {
    expect(await authenticate(secret, undefined)).toEqual({ caller: null, rejection: null });
    expect((await authenticate(secret, 'Basic dXNlcjpwYXNz')).rejection?.code).toBe('UNAUTHENTICATED');
    expect((await authenticate(secret, 'Bearer nonsense')).rejection?.code).toBe('UNAUTHENTICATED');
  });

  it('takes the scheme in any case (RFC 9110 11.1)', async () => {
    const { caller: accepted } = await authenticate(
      secret,
      `bearer ${await signAccessToken(secret, caller)}`,
    );
    expect(accepted).toMatchObject({ userId: caller.userId, role: caller.role });
  });
});
