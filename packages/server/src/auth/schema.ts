import { UserNode } from '../organization/userSchema.js';
import { builder } from '../schema/builder.js';
import { resultUnion } from '../schema/resultUnion.js';
import { becomeUser } from './becomeUser.js';
import { type OpenSession, refreshSession, signOut } from './session.js';
import { signIn } from './signIn.js';

const SignInPayload = builder.objectRef<OpenSession>('SignInPayload');
SignInPayload.implement({
  description: 'A session has begun.',
  fields: (t) => ({
    accessToken: t.exposeString('accessToken', {
      description: 'For the header "Authorization: Bearer …"; good for 15 minutes.',
    }),
    refreshToken: t.exposeString('refreshToken', {
      description: 'For refreshSession; good once, for 30 days. Keep it secret.',
    }),
    user: t.field({ type: UserNode, description: 'Who is signed in.', resolve: (session) => session.user }),
  }),
});
const signInResult = resultUnion(
  'SignInResult',
  SignInPayload,
  ['ValidationError', 'ForbiddenError', 'QuotaExceededError'],
  'How signIn ends.',
);
const SignInInput = builder.inputType('SignInInput', {
  description: 'Who wants in.',
  fields: (t) => ({
    email: t.string({ required: true, description: 'Email address of the account.' }),
    password: t.string({ required: true, description: 'Its password.' }),
  }),
});

builder.mutationField('signIn', (t) =>
  t.field({
    type: signInResult.union,
    description: 'Begins a session with email and password.',
    skipTypeScopes: true,
    args: { input: t.arg({ type: SignInInput, required: true, description: 'Email and password.' }) },
    resolve: (_root, { input }, context) =>
      signInResult.settle(async () => becomeUser(context, await signIn(context.services, input))),
  }),
);

const RefreshSessionPayload = builder.objectRef<OpenSession>('RefreshSessionPayload');
RefreshSessionPayload.implement({
  description: 'The session goes on with new tokens; the old refresh token is used up.',
  fields: (t) => ({
    accessToken: t.exposeString('accessToken', { description: 'The new access token; good for 15 minutes.' }),
    refreshToken: t.exposeString('refreshToken', { description: 'The new refresh token; good once.' }),
    user: t.field({ type: UserNode, description: 'Who is signed in.', resolve: (session) => session.user }),
  }),
});
const refreshSessionResult = resultUnion(
  'RefreshSessionResult',
  RefreshSessionPayload,
  ['ForbiddenError'],
  'How refreshSession ends.',
);
const RefreshSessionInput = builder.inputType('RefreshSessionInput', {
  description: 'Which session goes on.',
  fields: (t) => ({
    refreshToken: t.string({
      required: true,
      description: 'The last one received; presenting one twice ends the session.',
    }),
  }),
});

builder.mutationField('refreshSession', (t) =>
  t.field({
    type: refreshSessionResult.union,
    description: 'Exchanges a refresh token for new tokens. A token presented twice ends the whole session.',
    skipTypeScopes: true,
    args: { input: t.arg({ type: RefreshSessionInput, required: true, description: 'The refresh token.' }) },
    resolve: (_root, { input }, context) =>
      refreshSessionResult.settle(async () =>
        becomeUser(context, await refreshSession(context.services, input.refreshToken)),
      ),
  }),
);

const SignOutPayload = builder.objectRef<{ signedOut: boolean }>('SignOutPayload');
SignOutPayload.implement({
  description: 'The session is over.',
  fields: (t) => ({
    signedOut: t.exposeBoolean('signedOut', {
      description: 'Always true: an unknown token is as good as signed out.',
    }),
  }),
});
const signOutResult = resultUnion('SignOutResult', SignOutPayload, ['ForbiddenError'], 'How signOut ends.');
const SignOutInput = builder.inputType('SignOutInput', {
  description: 'Which session ends.',
  fields: (t) => ({
    refreshToken: t.string({ required: true, description: 'The last refresh token of the session.' }),
  }),
});

builder.mutationField('signOut', (t) =>
  t.field({
    type: signOutResult.union,
    description: 'Ends a session: none of its tokens works any more, nor the embed tokens made with them.',
    skipTypeScopes: true,
    args: { input: t.arg({ type: SignOutInput, required: true, description: 'The refresh token.' }) },
    resolve: (_root, { input }, context) =>
      signOutResult.settle(async () => {
        await signOut(context.services, input.refreshToken);
        return { signedOut: true };
      }),
  }),
);
