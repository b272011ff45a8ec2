import { randomUUID } from 'node:crypto';
import { EventEyeError } from '@eventeye/core';
import { z } from 'zod';
import { visiblePatients } from '../access/visibleRows.js';
import { mayChange } from '../auth/mayChange.js';
import type { ServerConfig } from '../config.js';
import type { PendingUpload, Prisma, PrismaClient } from '../database/client.js';
import type { Caller } from '../services.js';

/** A file that is announced. */
export interface AnnouncedFile {
  filename: string;
  byteLength: number;
  /** Of the whole file, hexadecimal. */
  sha256?: string | null | undefined;
}

const retryAfterSeconds = 60;
/** The most files announced with one request; as many as a multipart request may bring. */
export const maxAnnounced = 512;
/** Serialises announcements, so that two at once can not both take the last of a quota. */
const lock = 7_340_031;

/**
 * Announces files that are sent on their own.
 *
 * @param id of the row, where something else has chosen it already.
 * @throws EventEyeError FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, QUOTA_EXCEEDED.
 */
export async function createUploads(
  { prisma, config }: { prisma: PrismaClient; config: ServerConfig },
  caller: Caller,
  { patientId, files }: { patientId?: string | undefined; files: readonly AnnouncedFile[] },
  id: string = randomUUID(),
): Promise<PendingUpload[]> {
  mayChange(caller, 'UPLOAD', 'upload images');
  const checked = check(files, Math.max(config.limits.maxBytes, config.maxArchiveBytes));
  if (patientId && !(await prisma.patient.count({ where: { id: patientId, ...visiblePatients(caller) } }))) {
    throw new EventEyeError('NOT_FOUND', 'There is no such patient in your organization. Check patientId.');
  }
  const { organizationId, userId } = caller;
  const expiresAt = new Date(Date.now() + config.uploads.lifetimeMs);
  return prisma.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${lock}::bigint)`;
    await admit(transaction, caller, checked, config);
    return transaction.pendingUpload.createManyAndReturn({
      data: checked.map((file, i) => ({
        id: i === 0 ? id : randomUUID(),
        organizationId,
        userId,
        patientId: patientId ?? null,
        filename: file.filename,
        byteLength: BigInt(file.byteLength),
        sha256: file.sha256?.toLowerCase() ?? null,
        expiresAt,
      })),
    });
  });
}

const hexadecimal = /^[0-9a-f]{64}$/i;

function check(files: readonly AnnouncedFile[], maxBytes: number): AnnouncedFile[] {
  const announced = z
    .array(
      z.object({
        filename: z
          .string()
          // A file's own name: what is before it tells about the sender's folders.
          .transform((name) => name.replaceAll('\0', '').split(/[/\\]/).pop() ?? '')
          .pipe(z.string().min(1).max(255)),
        byteLength: z.number().int().min(1).max(maxBytes),
        sha256: z.string().regex(hexadecimal).nullish(),
      }),
    )
    .min(1)
    .max(maxAnnounced)
    .safeParse(files);
  if (announced.success) return announced.data;
  const path = announced.error.issues[0]?.path.map(String) ?? [];
  const sentences: Record<string, string> = {
    filename: 'Give a file name of 1 to 255 characters.',
    byteLength: `Give the length of the file, from 1 to ${maxBytes} bytes.`,
    sha256: 'Give the SHA-256 of the file as 64 hexadecimal digits, or leave it out.',
  };
  const message = sentences[path.at(-1) ?? ''] ?? `Announce 1 to ${maxAnnounced} files at a time.`;
  throw new EventEyeError('VALIDATION_FAILED', message, { path: ['input', ...path] });
}

async function admit(
  transaction: Prisma.TransactionClient,
  { organizationId, userId }: Caller,
  files: readonly AnnouncedFile[],
  { uploads }: ServerConfig,
): Promise<void> {
  const open = { state: { in: ['OPEN', 'RECEIVED'] } } satisfies Prisma.PendingUploadWhereInput;
  const count = await transaction.pendingUpload.count({ where: { ...open, userId } });
  if (count + files.length > uploads.maxOpenPerUser) {
    throw exceeded(
      `You have ${count} uploads that are not completed, and at most ${uploads.maxOpenPerUser} may be open.`,
    );
  }
  const bytesOf = async (where: Prisma.PendingUploadWhereInput) => {
    const { _sum } = await transaction.pendingUpload.aggregate({ where, _sum: { byteLength: true } });
    return Number(_sum.byteLength ?? 0);
  };
  const more = files.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const beyond =
    (await bytesOf({ ...open, organizationId })) + more > uploads.maxWaitingBytes / 2 ||
    (await bytesOf(open)) + more > uploads.maxWaitingBytes;
  if (beyond) throw exceeded('Too many bytes are announced and not completed.');
}

function exceeded(what: string): EventEyeError {
  return new EventEyeError('QUOTA_EXCEEDED', `${what} Complete or end some first.`, { retryAfterSeconds });
}
