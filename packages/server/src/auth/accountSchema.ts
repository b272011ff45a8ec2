import type { User } from '../database/client.js';
import { UserNode } from '../organization/userSchema.js';
import { builder } from '../schema/builder.js';
import { requireCaller } from '../schema/requireCaller.js';
import { requireRowId } from '../schema/requireRowId.js';
import { resultUnion } from '../schema/resultUnion.js';
import { changePassword } from './changePassword.js';
import { signOutEverywhere } from './signOutEverywhere.js';

const SignOutEverywherePayload = builder.objectRef<{ endedSessions: number }>('SignOutEverywherePayload');
SignOutEverywherePayload.implement({
  description: 'All sessions are over, the one that asked included where it was one of them.',
  fields: (t) => ({
    endedSessions: t.exposeInt('endedSessions', { description: 'How many were open until now.' }),
  }),
});
const signOutEverywhereResult = resultUnion(
  'SignOutEverywhereResult',
  SignOutEverywherePayload,
  ['NotFoundError', 'ForbiddenError'],
  'How signOutEverywhere ends.',
);
const SignOutEverywhereInput = builder.inputType('SignOutEverywhereInput', {
  description: 'Whose sessions end.',
  fields: (t) => ({
    userId: t.id({ description: 'For administrators: a user of your organization. Yourself when left out.' }),
  }),
});

builder.mutationField('signOutEverywhere', (t) =>
  t.field({
    type: signOutEverywhereResult.union,
    description:
      'Ends all of your sessions on every device, with the embed tokens you made; access tokens are refused at once. Administrators may name another user. API keys stay.',
    args: { input: t.arg({ type: SignOutEverywhereInput, required: true, description: 'Whose.' }) },
    resolve: (_root, { input }, context) =>
      signOutEverywhereResult.settle(async () => {
        const userId = input.userId == null ? undefined : requireRowId('User', input.userId, 'user');
        const caller = requireCaller(context);
        return { endedSessions: await signOutEverywhere(context.services, caller, userId) };
      }),
  }),
);

const ChangePasswordPayload = builder.objectRef<{ user: User }>('ChangePasswordPayload');
ChangePasswordPayload.implement({
  description: 'The new password holds, and all other sessions of yours are over.',
  fields: (t) => ({
    user: t.field({ type: UserNode, description: 'You.', resolve: ({ user }) => user }),
  }),
});
const changePasswordResult = resultUnion(
  'ChangePasswordResult',
  ChangePasswordPayload,
  ['ValidationError', 'ForbiddenError', 'QuotaExceededError'],
  'How changePassword ends.',
);
const ChangePasswordInput = builder.inputType('ChangePasswordInput', {
  description: 'Both passwords.',
  fields: (t) => ({
    currentPassword: t.string({ required: true, description: 'The present one.' }),
    newPassword: t.string({ required: true, description: 'The new one, 12 to 1024 characters.' }),
  }),
});

builder.mutationField('changePassword', (t) =>
  t.field({
    type: changePasswordResult.union,
    description: 'Changes your own password. The session that asks goes on; all others end.',
    args: { input: t.arg({ type: ChangePasswordInput, required: true, description: 'Both passwords.' }) },
    resolve: (_root, { input }, context) =>
      changePasswordResult.settle(async () => ({
        user: await changePassword(context.services, requireCaller(context), input),
      })),
  }),
);
