import type { Role } from '@eventeye/core';
import { createApiKey } from '../../apiKeys/createApiKey.js';
import { signAccessToken } from '../../auth/accessToken.js';
import { callerOf, sessionToken } from '../../auth/caller.js';
import { startSession } from '../../auth/session.js';
import { createEmbedToken } from '../../embed/createEmbedToken.js';
import type { Caller, Services } from '../../services.js';
import type { Scope } from '../scopes.js';
import type { World } from '../seed/seedWorld.js';
import type { WalkCaller } from '../walkCallers.js';

/** Somebody with a token as clients hold it. */
export interface HttpCaller extends WalkCaller {
  headers: Record<string, string>;
}

const origin = 'https://emr.example.org';

/** Every kind of token, made as clients get them: sessions of every role, API keys, embed tokens; and none that is good. */
export async function httpCallers(services: Services, world: World): Promise<HttpCaller[]> {
  const callers: HttpCaller[] = [];
  const add = (
    name: string,
    caller: Caller | null,
    headers: Record<string, string>,
    only: Scope | null = null,
  ) => {
    const organization = caller?.organizationId === world.idOf('Organization', 'B') ? 'B' : 'A';
    callers.push({ name, organization, only, caller, rejection: null, headers });
  };
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  let admin: Caller | undefined;
  for (const organization of ['A', 'B'] as const) {
    const organizationId = world.idOf('Organization', organization)!;
    for (const role of ['ADMIN', 'CLINICIAN', 'VIEWER', 'INTEGRATION'] satisfies Role[]) {
      const user = await services.prisma.user.findFirstOrThrow({ where: { organizationId, role } });
      const { accessToken, sessionId } = await startSession(services, user);
      const caller = callerOf(user, sessionToken({ id: sessionId }));
      add(`${role} of ${organization}`, caller, bearer(accessToken));
      if (role === 'ADMIN' && organization === 'A') admin = caller;
    }
  }
  for (const scope of ['READ', 'UPLOAD', 'ANALYZE', 'WRITE'] as const) {
    const { apiKey, secret } = await createApiKey(services, admin!, { name: scope, scopes: [scope] });
    const user = await services.prisma.user.findUniqueOrThrow({ where: { id: apiKey.userId } });
    const token = { kind: 'API_KEY', id: apiKey.id, scopes: [scope], only: null, expiresAt: null } as const;
    add(`API key ${scope} of A`, callerOf(user, token), bearer(secret));
  }
  for (const only of ['A.p1', 'A.p1.s1', 'A.p1.s2', 'A.p2']) {
    const isStudy = only.split('.').length === 3;
    const made = await createEmbedToken(services, admin!, {
      ...(isStudy ? { studyId: world.idOf('Study', only)! } : { patientId: world.idOf('Patient', only)! }),
      allowedOrigins: [origin],
      mayAnalyze: true,
    });
    const { id, patientId, studyId, scopes, expiresAt } = made.embedToken;
    const bounds = { patientId, ...(studyId && { studyId }) };
    const caller = { ...admin!, token: { kind: 'EMBED' as const, id, scopes, only: bounds, expiresAt } };
    const headers = { ...bearer(made.token), origin, 'eventeye-embed-nonce': made.nonce! };
    add(`embed token for ${only}`, caller, headers, only);
    if (only === 'A.p1') {
      add('embed token without its nonce', null, { ...bearer(made.token), origin });
      add('embed token on another page', null, { ...headers, origin: 'https://elsewhere.example.org' });
    }
  }
  const longAgo = await signAccessToken(services.secret, admin!, new Date(Date.now() - 3_600_000));
  add('no token', null, {});
  add('expired token', null, bearer(longAgo));
  add('forged token', null, bearer(`${longAgo.slice(0, -4)}AAAA`));
  return callers;
}
