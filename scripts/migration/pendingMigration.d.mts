/** The SQL that leads from the committed migrations to `prisma/schema.prisma`, or null when they agree. */
export function pendingMigration(): Promise<string | null>;
