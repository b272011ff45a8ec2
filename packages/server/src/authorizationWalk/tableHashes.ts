import type { PrismaClient } from '../database/client.js';
import type { World } from './seed/seedWorld.js';

/** Tables that note what was tried, also when it was refused; and when a key was last used. */
const notes = ['AuditEvent', 'AuditHead', 'AuditIntent', 'RefreshToken', 'Session'];

/** A fingerprint of every table as organization A has it, by name. */
export async function tableHashes(prisma: PrismaClient, world: World): Promise<Map<string, string>> {
  const organizationId = world.idOf('Organization', 'A')!;
  const parts = world.tables
    .filter(({ name }) => !notes.includes(name))
    .map(({ name, columns }) => {
      const mine = columns.some((column) => column.name === 'organizationId')
        ? `WHERE "organizationId" = '${organizationId}'`
        : name === 'Organization'
          ? `WHERE id = '${organizationId}'`
          : '';
      const text = `(to_jsonb(t) - 'lastUsedAt')::text`;
      return `SELECT '${name}' AS name, coalesce(md5(string_agg(${text}, '|' ORDER BY ${text})), '') AS hash FROM "${name}" t ${mine}`;
    });
  const rows = await prisma.$queryRawUnsafe<{ name: string; hash: string }[]>(parts.join(' UNION ALL '));
  return new Map(rows.map(({ name, hash }) => [name, hash]));
}

/** The tables that differ. */
export function changed(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...after].filter(([name, hash]) => before.get(name) !== hash).map(([name]) => name);
}
