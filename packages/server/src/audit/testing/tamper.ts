import type { PrismaClient } from '../../database/client.js';

/** Changes the audit as somebody could who owns the database. */
export async function tamper(prisma: PrismaClient, statement: string): Promise<void> {
  await prisma.$transaction([
    prisma.$executeRawUnsafe('ALTER TABLE "AuditEvent" DISABLE TRIGGER audit_is_append_only'),
    prisma.$executeRawUnsafe(statement),
    prisma.$executeRawUnsafe('ALTER TABLE "AuditEvent" ENABLE TRIGGER audit_is_append_only'),
  ]);
}
