import { EventEyeError } from '@eventeye/core';
import type { GraphQLSchema } from 'graphql';
import { emailAddress } from '../auth/emailAddress.js';
import type { RequestContext } from '../schema/context.js';
import { Failure } from '../schema/errors.js';
import { type AuditAction, type AuditEntity, type AuditRecord, auditTypeOf } from './auditEvent.js';
import { noteChange } from './auditNotes.js';

/** What a mutation is recorded as, where its name does not say it well. */
const known: Readonly<Record<string, { type: string; action: AuditAction }>> = {
  signIn: { type: 'SIGN_IN', action: 'E' },
  refreshSession: { type: 'SESSION_REFRESHED', action: 'E' },
  signOut: { type: 'SIGN_OUT', action: 'E' },
  exchangeSignInCode: { type: 'SIGN_IN', action: 'E' },
  createPatient: { type: 'PATIENT_CREATED', action: 'C' },
  uploadMedicalImages: { type: 'IMAGES_UPLOADED', action: 'C' },
  completeUpload: { type: 'IMAGES_UPLOADED', action: 'C' },
  analyzeMedicalImage: { type: 'ANALYSIS_REQUESTED', action: 'E' },
  analyzeSeries: { type: 'ANALYSIS_REQUESTED', action: 'E' },
  recordReading: { type: 'READING_RECORDED', action: 'C' },
  activateModel: { type: 'MODEL_ACTIVATED', action: 'U' },
};

/**
 * Makes every mutation of a schema note what it did or tried, those of tomorrow too: one that is not named above is recorded
 * under its own name. Changes the schema in place.
 */
export function auditMutations(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { resolve } = field;
    if (!resolve) continue;
    field.resolve = async (source, args, context: RequestContext, info) => {
      const mean = known[field.name] ?? { type: auditTypeOf(field.name), action: actionOf(field.name) };
      try {
        const payload = await resolve(source, args, context, info);
        noteChange(context, { ...mean, ...(await outcomeOf(field.name, payload, args, context)) });
        return payload;
      } catch (error) {
        const outcome = EventEyeError.is(error) ? error.code : 'INTERNAL';
        noteChange(context, { ...mean, outcome });
        throw error;
      }
    };
  }
  return schema;
}

async function outcomeOf(
  name: string,
  payload: unknown,
  args: { input?: Record<string, unknown> },
  context: RequestContext,
): Promise<Partial<AuditRecord>> {
  if (payload instanceof Failure) {
    // Always asked, so that a name that nobody has takes no less.
    const meant = name === 'signIn' ? await organizationOfName(context, args.input?.email) : null;
    return { outcome: payload.code, ...(meant && { details: { organizationId: meant } }) };
  }
  const entities: AuditEntity[] = [];
  const patientIds: string[] = [];
  for (const [key, value] of Object.entries((payload ?? {}) as object))
    for (const row of [value].flat()) {
      if (typeof row !== 'object' || row === null || typeof (row as { id?: unknown }).id !== 'string')
        continue;
      const { id, patientId } = row as { id: string; patientId?: unknown };
      entities.push({ type: typeOfKey(key), id });
      if (typeof patientId === 'string') patientIds.push(patientId);
      else if (key === 'patient') patientIds.push(id);
    }
  return { entities, patientIds };
}

async function organizationOfName({ services }: RequestContext, email: unknown): Promise<string | null> {
  const name = emailAddress.safeParse(email);
  if (!name.success) return null;
  const user = await services.prisma.user.findUnique({
    where: { email: name.data },
    select: { organizationId: true },
  });
  return user?.organizationId ?? null;
}

/** `medicalImages` holds rows of MedicalImage. */
const typeOfKey = (key: string) => `${key[0]!.toUpperCase()}${key.slice(1).replace(/s$/, '')}`;

function actionOf(name: string): AuditAction {
  if (/^(create|record|start|add)/.test(name)) return 'C';
  if (/^(delete|remove)/.test(name)) return 'D';
  return 'U';
}
