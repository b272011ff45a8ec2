import { becomeUser } from '../auth/becomeUser.js';
import type { OpenSession } from '../auth/session.js';
import { UserNode } from '../organization/userSchema.js';
import { builder } from '../schema/builder.js';
import { resultUnion } from '../schema/resultUnion.js';
import { type IdentityProvider, oidcPath } from './identityProviders.js';
import { exchangeSignInCode } from './signInCode.js';

const SignInProvider = builder.objectRef<IdentityProvider>('SignInProvider').implement({
  description: 'An identity provider that people may sign in through.',
  fields: (t) => ({
    name: t.string({ description: 'Its name in addresses.', resolve: ({ settings }) => settings.name }),
    label: t.string({ description: 'For the button.', resolve: ({ settings }) => settings.label }),
    startUrl: t.string({
      description:
        'Where to send the browser, with redirect_uri, code_challenge (S256) and state added to its query.',
      resolve: ({ settings }, _args, { services }) =>
        `${services.config.publicUrl ?? ''}${oidcPath}/${settings.name}/start`,
    }),
  }),
});

builder.queryField('signInProviders', (t) =>
  t.field({
    type: [SignInProvider],
    description: 'The identity providers of this installation, for the page where people sign in.',
    skipTypeScopes: true,
    resolve: (_root, _args, { services }) => [...services.identityProviders.values()],
  }),
);

const ExchangeSignInCodePayload = builder.objectRef<OpenSession>('ExchangeSignInCodePayload');
ExchangeSignInCodePayload.implement({
  description: 'A session has begun.',
  fields: (t) => ({
    accessToken: t.exposeString('accessToken', {
      description: 'For the header "Authorization: Bearer …"; good for 15 minutes.',
    }),
    refreshToken: t.exposeString('refreshToken', {
      description: 'For refreshSession; good once, until the session ends. Keep it secret.',
    }),
    user: t.field({ type: UserNode, description: 'Who is signed in.', resolve: ({ user }) => user }),
  }),
});
const exchangeSignInCodeResult = resultUnion(
  'ExchangeSignInCodeResult',
  ExchangeSignInCodePayload,
  ['ForbiddenError'],
  'How exchangeSignInCode ends.',
);
const ExchangeSignInCodeInput = builder.inputType('ExchangeSignInCodeInput', {
  description: 'The code, and the proof that the application is the one that asked for it.',
  fields: (t) => ({
    code: t.string({
      required: true,
      description: 'From the query of the redirect address; good for 60 s, once.',
    }),
    codeVerifier: t.string({
      required: true,
      description: 'The random text whose SHA-256, base64url, was the code_challenge (RFC 7636).',
    }),
  }),
});

builder.mutationField('exchangeSignInCode', (t) =>
  t.field({
    type: exchangeSignInCodeResult.union,
    description: 'Begins a session with the code of a sign-in through an identity provider.',
    skipTypeScopes: true,
    args: {
      input: t.arg({ type: ExchangeSignInCodeInput, required: true, description: 'Code and verifier.' }),
    },
    resolve: (_root, { input }, context) =>
      exchangeSignInCodeResult.settle(async () =>
        becomeUser(context, await exchangeSignInCode(context.services, input)),
      ),
  }),
);
