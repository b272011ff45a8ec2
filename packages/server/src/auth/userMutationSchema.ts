import type { User } from '../database/client.js';
import { UserNode } from '../organization/userSchema.js';
import { builder } from '../schema/builder.js';
import { RoleEnum } from '../schema/enums.js';
import { requireCaller } from '../schema/requireCaller.js';
import { requireRowId } from '../schema/requireRowId.js';
import { resultUnion } from '../schema/resultUnion.js';
import { createUser } from './createUser.js';
import { updateUser } from './updateUser.js';

const CreateUserPayload = builder.objectRef<{ user: User }>('CreateUserPayload');
CreateUserPayload.implement({
  description: 'The user exists now.',
  fields: (t) => ({
    user: t.field({ type: UserNode, description: 'The new user.', resolve: ({ user }) => user }),
  }),
});
const createUserResult = resultUnion(
  'CreateUserResult',
  CreateUserPayload,
  ['ValidationError', 'ForbiddenError', 'ConflictError'],
  'How createUser ends.',
);
const CreateUserInput = builder.inputType('CreateUserInput', {
  description: 'Who gets an account.',
  fields: (t) => ({
    email: t.string({ required: true, description: 'Email address, unique in the installation.' }),
    name: t.string({ required: true, description: 'How to address them, 1 to 200 characters.' }),
    role: t.field({ type: RoleEnum, required: true, description: 'What they may do.' }),
    password: t.string({
      description:
        'At least 12 characters. Without one they sign in through your identity provider, or not at all.',
    }),
  }),
});

builder.mutationField('createUser', (t) =>
  t.field({
    type: createUserResult.union,
    description: 'For administrators: adds a user to your organization.',
    args: { input: t.arg({ type: CreateUserInput, required: true, description: 'Who.' }) },
    resolve: (_root, { input }, context) =>
      createUserResult.settle(async () => ({
        user: await createUser(context.services, requireCaller(context), input),
      })),
  }),
);

const UpdateUserPayload = builder.objectRef<{ user: User }>('UpdateUserPayload');
UpdateUserPayload.implement({
  description: 'The change holds from the next request of the user on.',
  fields: (t) => ({
    user: t.field({ type: UserNode, description: 'The user as they are now.', resolve: ({ user }) => user }),
  }),
});
const updateUserResult = resultUnion(
  'UpdateUserResult',
  UpdateUserPayload,
  ['ValidationError', 'NotFoundError', 'ForbiddenError', 'ConflictError'],
  'How updateUser ends.',
);
const UpdateUserInput = builder.inputType('UpdateUserInput', {
  description: 'What changes; what is left out stays.',
  fields: (t) => ({
    userId: t.id({ required: true, description: 'Who.' }),
    name: t.string({ description: 'How to address them, 1 to 200 characters.' }),
    role: t.field({ type: RoleEnum, description: 'What they may do from now on.' }),
    isActive: t.boolean({
      description:
        'False ends every session, API key and embed token of theirs; true lets them sign in again.',
    }),
    newPassword: t.string({
      description: 'For who forgot theirs, at least 12 characters; ends their sessions.',
    }),
  }),
});

builder.mutationField('updateUser', (t) =>
  t.field({
    type: updateUserResult.union,
    description:
      'For administrators: changes a user’s name or role, deactivates them, or sets a new password. The last active administrator stays one.',
    args: { input: t.arg({ type: UpdateUserInput, required: true, description: 'Who, and what.' }) },
    resolve: (_root, { input }, context) =>
      updateUserResult.settle(async () => {
        const userId = requireRowId('User', input.userId, 'user');
        return { user: await updateUser(context.services, requireCaller(context), { ...input, userId }) };
      }),
  }),
);
