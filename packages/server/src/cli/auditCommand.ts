import { readFileSync } from 'node:fs';
import { EventEyeError } from '@eventeye/core';
import { type Checkpoint, readCheckpoint, signCheckpoint } from '../audit/checkpoint.js';
import { chainName } from '../audit/verifyChain.js';
import { verifyDatabase } from '../audit/verifyDatabase.js';
import { parseConfig } from '../config.js';
import { openDatabase } from '../database/openDatabase.js';
import { loadSecret } from '../loadSecret.js';
import { createLog } from './createLog.js';

/** `eventeye audit verify`: follows every chain; exits with 1 and names the first event at fault of each that is broken. */
export async function verifyAuditCommand({
  checkpoint: files = [],
}: {
  checkpoint?: string[];
}): Promise<void> {
  const config = parseConfig(process.env);
  const secret = loadSecret(config);
  const checkpoints = files.flatMap((file) => checkpointsIn(file, secret));
  const database = await openDatabase(config, createLog(config.logLevel));
  try {
    const reports = await verifyDatabase(database.prisma, checkpoints);
    for (const { organizationId, end, fault } of reports) {
      const chain = `The audit ${chainName(organizationId)}`;
      if (fault) console.error(`${chain} is broken at event ${fault.sequence}: ${fault.fault}.`);
      else console.log(`${chain} is sound: ${end.sequence} events.`);
    }
    if (reports.length === 0) console.log('There are no events.');
    if (reports.some(({ fault }) => fault)) process.exitCode = 1;
  } finally {
    await database.close();
  }
}

/** `eventeye audit checkpoint`: prints the signed end of each chain, a line each, to be kept where the database is not. */
export async function checkpointCommand(): Promise<void> {
  const config = parseConfig(process.env);
  const secret = loadSecret(config);
  const database = await openDatabase(config, createLog(config.logLevel));
  try {
    for (const { organizationId, end, fault } of await verifyDatabase(database.prisma)) {
      if (fault)
        throw new EventEyeError(
          'CONFLICT',
          `The audit ${chainName(organizationId)} is broken at event ${fault.sequence}. See eventeye audit verify.`,
        );
      console.log(JSON.stringify(signCheckpoint(secret, organizationId, end)));
    }
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
