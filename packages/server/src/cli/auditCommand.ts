import { existsSync, readFileSync } from 'node:fs';
import { EventEyeError } from '@eventeye/core';
import { type Checkpoint, readCheckpoint, signCheckpoint } from '../audit/checkpoint.js';
import { chainName } from '../audit/verifyChain.js';
import { type ChainReport, verifyDatabase } from '../audit/verifyDatabase.js';
import { type FileReport, verifyFile } from '../audit/verifyFile.js';
import { parseConfig, type ServerConfig } from '../config.js';
import { type OpenDatabase, openDatabase } from '../database/openDatabase.js';
import { loadSecret } from '../loadSecret.js';
import { createLog } from './createLog.js';

/** What `eventeye audit verify` is asked. */
export interface VerifyOptions {
  /** Files with checkpoints; those that the server keeps are looked at by themselves. */
  checkpoint?: string[];
  /** Exported files to verify instead of the database. */
  file?: string[];
  /** Whether exported files are compared with the database as well. */
  stored?: boolean;
  /** Whether exported files were taken with `from` or `to`. */
  part?: boolean;
}

/** `eventeye audit verify`: follows every chain; exits with 1 and names the first event at fault of each that is broken. */
export async function verifyAuditCommand(options: VerifyOptions): Promise<void> {
  const { checkpoint = [], file: files = [], stored = false, part: isPart = false } = options;
  const config = parseConfig(process.env);
  const kept = config.auditCheckpoints.file;
  const paths = [...checkpoint, ...(existsSync(kept) ? [kept] : [])];
  const checkpoints =
    paths.length > 0 ? paths.flatMap((path) => checkpointsIn(path, loadSecret(config))) : [];
  if (files.length === 0)
    return withDatabase(config, async ({ prisma }) => tell(await verifyDatabase(prisma, checkpoints)));
  const verify = async (database?: OpenDatabase) => {
    for (const file of files)
      tell(
        await verifyFile(file, { checkpoints, isPart, ...(database && { prisma: database.prisma }) }),
        file,
      );
  };
  // Without being asked no database is opened: there is none where an auditor sits.
  return stored ? withDatabase(config, verify) : verify();
}

function tell(reports: readonly (ChainReport | FileReport)[], file?: string): void {
  for (const report of reports) {
    const { organizationId, end, fault } = report;
    const chain = `${file === undefined ? '' : `${file}: `}The audit ${chainName(organizationId)}`;
    const from = 'first' in report && report.first > 1n ? `events ${report.first} to ${end.sequence}` : null;
    if (fault) console.error(`${chain} is broken at event ${fault.sequence}: ${fault.fault}.`);
    else console.log(`${chain} is sound: ${from ?? `${end.sequence} events`}.`);
  }
  if (reports.length === 0) console.log(`${file === undefined ? '' : `${file}: `}There are no events.`);
  if (reports.some(({ fault }) => fault)) process.exitCode = 1;
}

/** `eventeye audit checkpoint`: prints the signed end of each chain, a line each, to be kept where the database is not. */
export async function checkpointCommand(): Promise<void> {
  const config = parseConfig(process.env);
  const secret = loadSecret(config);
  await withDatabase(config, async ({ prisma }) => {
    for (const { organizationId, end, fault } of await verifyDatabase(prisma)) {
      if (fault)
        throw new EventEyeError(
          'CONFLICT',
          `The audit ${chainName(organizationId)} is broken at event ${fault.sequence}. See eventeye audit verify.`,
        );
      console.log(JSON.stringify(signCheckpoint(secret, organizationId, end)));
    }
  });
}

async function withDatabase(
  config: ServerConfig,
  work: (database: OpenDatabase) => Promise<void>,
): Promise<void> {
  const database = await openDatabase(config, createLog(config.logLevel));
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

function checkpointsIn(file: string, secret: string): Checkpoint[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const checkpoint = readCheckpoint(secret, line);
      if (checkpoint) return checkpoint;
      throw new EventEyeError(
        'VALIDATION_FAILED',
        'A line of the file is no checkpoint of this installation. Set EVENTEYE_SECRET to the one it was made with.',
      );
    });
}
