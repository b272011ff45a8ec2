import { z } from 'zod';
import { becomeUser } from '../auth/becomeUser.js';
import { callerOf } from '../auth/caller.js';
import { signIn } from '../auth/signIn.js';
import { refusal } from '../crossOrigin/crossOrigin.js';
import { encodeGlobalId } from '../schema/globalId.js';
import { operation } from './operation.js';
import { none } from './parameters.js';
import { Token } from './resources.js';

export const createToken = operation({
  method: 'post',
  path: '/auth/token/',
  operationId: 'createToken',
  tag: 'Signing in',
  summary: 'Sign in',
  description:
    'Exchanges email and password for an access token. Programs better use an API key, which goes into the same header and does not run out within minutes.',
  open: true,
  params: none,
  query: none,
  body: { kind: 'json', schema: z.object({ email: z.string(), password: z.string() }) },
  answers: { 200: { description: 'Signed in.', schema: Token } },
  failures: ['VALIDATION_FAILED', 'INVALID_CREDENTIALS', 'MEDIA_TYPE_UNSUPPORTED'],
  curl: `TOKEN=$(curl -sf "$EVENTEYE/api/auth/token/" \\
  -H 'Content-Type: application/json' \\
  -d "{\\"email\\": \\"$EMAIL\\", \\"password\\": \\"$PASSWORD\\"}" | sed -n 's/.*"accessToken": *"\\([^"]*\\)".*/\\1/p')`,
  async handle({ context, body }) {
    const { services, origin } = context;
    await services.rates.countSignIns(origin.address);
    const session = await signIn(services, body);
    const { accessToken, refreshToken, user } = session;
    const { foreign } = origin;
    if (foreign && !(await services.origins.allows(callerOf(user), foreign))) throw refusal(foreign);
    becomeUser(context, session);
    const { id, email, name, role } = user;
    return {
      status: 200,
      body: {
        accessToken,
        tokenType: 'Bearer',
        expiresIn: 900,
        refreshToken,
        user: { id: encodeGlobalId('User', id), email, name, role },
      },
    };
  },
});
