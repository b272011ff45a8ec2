import { Prisma } from './client.js';

/** True for a broken unique constraint, which both adapters report as P2002 with different details. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}
