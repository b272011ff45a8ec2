import { readFileSync } from 'node:fs';
import { EventEyeError } from '@eventeye/core';
import { Command } from 'commander';
import { describeFault } from '../schema/formatFault.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const program = new Command('eventeye')
  .description('Breast MRI tumour analysis: API server, job worker, and analysis without a server.')
  .version(version)
  .addHelpText(
    'after',
    '\nExit codes: 0 success, 1 failure, 2 wrong usage. Settings come from the environment.',
  );

// Each command loads what it needs: analysing a file needs no database and no GraphQL.
program
  .command('serve')
  .description('start the API; on the embedded database it runs the analyses too')
  .action(async () => (await import('./serveCommand.js')).serveCommand());
program
  .command('worker')
  .description('run analyses of a shared PostgreSQL; needs DATABASE_URL')
  .action(async () => (await import('./workerCommand.js')).workerCommand());
const inference = program
  .command('inference')
  .description('the model over HTTP for programs with a record of their own; no database, nothing stored');
inference
  .command('serve')
  .description('start POST /inference and the Open Inference Protocol; needs EVENTEYE_INFERENCE_TOKENS')
  .action(async () => (await import('./inferenceCommand.js')).serveInferenceCommand());
inference
  .command('new-token')
  .description('print a token and the entry for EVENTEYE_INFERENCE_TOKENS that lets it in')
  .argument('<name>', 'of the program that will use it')
  .action(async (name: string) => (await import('./inferenceCommand.js')).newTokenCommand(name));
program
  .command('analyze')
  .description('analyse image files or whole folders without a server; exits with 1 when any file failed')
  .argument('<path...>', 'DICOM, PNG, JPEG, BMP, TIFF or WebP files, or folders of them')
  .option('--json', 'one JSON object a line and file instead of a table')
  .action(async (paths: string[], options: { json?: boolean }) =>
    (await import('./analyzeCommand.js')).analyzeCommand(paths, options),
  );

program
  .command('deidentify')
  .description(
    'write DICOM files without what names the patient (PS3.15 Annex E); exits with 1 when any failed',
  )
  .argument('<in>', 'DICOM file, or a folder of them')
  .argument('<out>', 'folder for the new files, each named by its new SOP Instance UID')
  .option('--organization <id>', 'with the pseudonyms that the server gives this organization')
  .option('--key-file <path>', 'with pseudonyms of a secret of your own, at least 32 characters')
  .option('--report <path>', 'append one JSON line a file: tags and counts, never values')
  .option('--refuse-burned-in', 'leave out images that may have text burned into their pixels')
  .action(
    async (input: string, output: string, options: import('./deidentifyCommand.js').DeidentifyOptions) =>
      (await import('./deidentifyCommand.js')).deidentifyCommand(input, output, options),
  );

program
  .command('create-user')
  .description('add a user who can sign in; the password is read from standard input')
  .requiredOption('--email <address>', 'what the user signs in with')
  .requiredOption('--name <name>', 'shown to others')
  .requiredOption('--organization <name>', 'made where it is new')
  .option('--role <role>', 'ADMIN, CLINICIAN, VIEWER or INTEGRATION', 'CLINICIAN')
  .action(async (options: import('./createUserCommand.js').CreateUserOptions) =>
    (await import('./createUserCommand.js')).createUserCommand(options),
  );

program
  .command('export-labels')
  .description(
    'write the images that readers agree on, de-identified, with the manifest that eventeye-train import takes',
  )
  .requiredOption('--organization <name>', 'whose images, by its name or id')
  .requiredOption('--out <file>', 'zip archive to write; must not exist')
  .action(async (options: import('./exportLabelsCommand.js').ExportLabelsOptions) =>
    (await import('./exportLabelsCommand.js')).exportLabelsCommand(options),
  );

program
  .command('verify-embed')
  .description('check a page that holds EventEye elements: its policy, origins, versions, token')
  .argument('<url>', 'of the page')
  .option('--server <url>', 'of EventEye, where the page’s HTML does not name it')
  .option('--token-stdin', 'read {"token", "nonce"} from standard input and try them as the page would')
  .option('--json', 'one JSON object a line and check')
  .action(async (url: string, options: import('./verifyEmbedCommand.js').VerifyEmbedOptions) =>
    (await import('./verifyEmbedCommand.js')).verifyEmbedCommand(url, version, options),
  );

const audit = program.command('audit').description('who saw or changed what: verify, keep proof');
audit
  .command('verify')
  .description('follow every chain; exits with 1 and names the first event at fault when one is broken')
  .option('--checkpoint <file...>', 'signed ends of chains that were kept elsewhere')
  .option(
    '--file <file...>',
    'verify these exported files (export.csv, export.ndjson) instead of the database',
  )
  .option('--stored', 'compare exported files with the database as well')
  .option('--part', 'the files were exported with from or to: they may begin later and end earlier')
  .action(async (options: import('./auditCommand.js').VerifyOptions) =>
    (await import('./auditCommand.js')).verifyAuditCommand(options),
  );
audit
  .command('checkpoint')
  .description('print the signed end of each chain, to be kept where the database is not')
  .action(async () => (await import('./auditCommand.js')).checkpointCommand());

const model = program.command('model').description('models: install, choose, check');
model
  .command('install')
  .description('check a packed model on this machine and keep it in the data folder')
  .argument('<source>', 'folder or .tar.gz that eventeye-train packed')
  .option('--activate', 'serve it from the next start on')
  .action(async (source: string, options: { activate?: boolean }) =>
    (await import('./modelCommands.js')).installCommand(source, options),
  );
model
  .command('list')
  .description('every model with its figures; * marks the one that is served')
  .option('--json', 'one JSON object a line')
  .action(async (options: { json?: boolean }) => (await import('./modelCommands.js')).listCommand(options));
model
  .command('activate')
  .description('serve an installed model from the next start on')
  .argument('<model>', 'name@version')
  .action(async (reference: string) => (await import('./modelCommands.js')).activateCommand(reference));
model
  .command('verify')
  .description('hashes and golden picture of the served model, or of any folder')
  .argument('[folder]')
  .action(async (folder?: string) => (await import('./modelCommands.js')).verifyCommand(folder));
model
  .command('remove')
  .description('take an installed model away')
  .argument('<model>', 'name@version')
  .action(async (reference: string) => (await import('./modelCommands.js')).removeCommand(reference));

// Wrong usage is 2, so that scripts can tell it from a failed analysis.
program.exitOverride((end) => process.exit(end.exitCode === 0 ? 0 : 2));
for (const command of [...program.commands, ...model.commands, ...inference.commands, ...audit.commands])
  command.exitOverride((end) => process.exit(end.exitCode === 0 ? 0 : 2));

// A reader that has seen enough, as in `eventeye analyze … --json | head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  await program.parseAsync();
} catch (error) {
  if (EventEyeError.is(error)) console.error(`${error.code}: ${error.message}`);
  else console.error('The command failed.', describeFault(error));
  process.exitCode = 1;
}
