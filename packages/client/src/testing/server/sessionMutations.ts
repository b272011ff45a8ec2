import { aPatient } from '../fixtures/people.js';
import { type RootResolver, refusal } from './mockContext.js';

/** The password that no account of the mock has; every other one is right. */
export const wrongPassword = 'wrong';

/** Signing in and out, and patients. */
export const sessionMutations: Record<string, RootResolver> = {
  signIn({ input }, { data }) {
    const user = data.users.find(({ email }) => email === input.email);
    if (!user || input.password === wrongPassword) {
      return refusal(
        'ForbiddenError',
        'INVALID_CREDENTIALS',
        'The email address or the password is wrong. Try again.',
      );
    }
    return {
      __typename: 'SignInPayload',
      user,
      accessToken: `mock:${user.id}`,
      refreshToken: `mock:${user.id}`,
    };
  },
  refreshSession({ input }, { data }) {
    const user = data.users.find(({ id }) => `mock:${id}` === input.refreshToken);
    if (!user)
      return refusal('ForbiddenError', 'INVALID_CREDENTIALS', 'The session has ended. Sign in again.');
    return {
      __typename: 'RefreshSessionPayload',
      user,
      accessToken: `mock:${user.id}`,
      refreshToken: `mock:${user.id}`,
    };
  },
  signOut: () => ({ __typename: 'SignOutPayload', signedOut: true }),
  signOutEverywhere: () => ({ __typename: 'SignOutEverywherePayload', endedSessions: 1 }),
  changePassword: ({ input }, { user }) =>
    input.currentPassword === wrongPassword
      ? refusal('ForbiddenError', 'INVALID_CREDENTIALS', 'The present password is wrong.')
      : { __typename: 'ChangePasswordPayload', user },
  createPatient({ input }, { data }) {
    const { mrn, name = null, birthDate = null } = input;
    if (mrn.trim() === '') {
      const path = ['input', 'mrn'];
      return refusal('ValidationError', 'VALIDATION_FAILED', 'Give a medical record number.', { path });
    }
    if (data.patients.some((one) => one.mrn === mrn)) {
      return refusal(
        'ConflictError',
        'PATIENT_MRN_TAKEN',
        'There is a patient with this medical record number.',
      );
    }
    const patient = aPatient({ mrn, name, birthDate });
    data.patients.unshift(patient);
    return { __typename: 'CreatePatientPayload', patient };
  },
};
