/** The generated Prisma client, imported from this one place so that its location is written down once. */
export type {
  AIAnalysisResult,
  Analysis,
  ApiKey,
  AuditEvent,
  EmbedToken,
  MedicalImage,
  ModelVersion,
  Organization,
  Patient,
  PendingUpload,
  Reading,
  Series,
  SeriesAnalysis,
  Study,
  User,
  WebhookDelivery,
  WebhookEndpoint,
  WebhookEvent,
} from '../generated/prisma/client.js';
export { Prisma, PrismaClient } from '../generated/prisma/client.js';
