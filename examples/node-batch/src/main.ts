// Uploads files or folders to an EventEye server, analyses them and prints a table. Uses @eventeye/client alone.
import { createEventEyeClient, type EventEyeClient, EventEyeError } from '@eventeye/client';
import { findFiles } from './findFiles.js';
import { type BatchOptions, readOptions, usage } from './options.js';
import { failureOf, jsonLineOf, tableOf } from './report.js';
import { runBatch } from './runBatch.js';
import { showProgress } from './showProgress.js';

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  let options: BatchOptions;
  let files: string[];
  try {
    options = readOptions(args, process.env);
    files = await findFiles(options.paths);
    if (files.length === 0) throw new Error('There is no file in the given folders.');
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    return 2;
  }
  const client = createEventEyeClient({ url: options.url, locale: 'en' });
  const progress = showProgress(files.length);
  try {
    const begun = performance.now();
    await client.signIn({ email: options.email, password: options.password });
    const patientId = options.patient && (await patientIdOf(client, options.patient));
    const outcomes = await runBatch(client, files, patientId, progress);
    progress.stop();
    const elapsedMs = performance.now() - begun;
    console.log(options.json ? outcomes.map(jsonLineOf).join('\n') : tableOf(outcomes, elapsedMs));
    return outcomes.some(failureOf) ? 1 : 0;
  } catch (error) {
    progress.stop();
    if (!EventEyeError.is(error)) throw error;
    console.error(`${error.code}: ${error.message}`);
    return 1;
  } finally {
    await client.close();
  }
}

/** The patient with this medical record number, made when there is none. */
async function patientIdOf(client: EventEyeClient, mrn: string): Promise<string> {
  const patient = (await client.patient({ mrn })) ?? (await client.createPatient({ mrn }));
  return patient.id;
}
