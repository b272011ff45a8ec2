// The demonstration's process: server, job runner and seed. Started by scripts/demo.mjs.
import { EventEyeError } from '@eventeye/core';
import { createLog, demoAccounts, demoPassword, parseConfig, serve, untilStopped } from '@eventeye/server';
import { seedAccounts, seedPatients } from '../../prisma/seed.ts';

try {
  const config = parseConfig({ EVENTEYE_LOG_LEVEL: 'warn', ...process.env }, { demo: true });
  const log = createLog(config.logLevel);
  const server = await serve(config, log, seedAccounts);
  printBox([
    `EventEye listens on ${server.url}`,
    ...(config.webRoot ? ['A browser shows the clinician’s application there.'] : []),
    `GraphQL, and a playground for browsers: ${server.graphqlUrl}`,
    '',
    ...demoAccounts.map(({ email, role }) => `${role.padEnd(10)} ${email}`),
    `password   ${demoPassword}`,
    '',
    'Demonstration model, trained on synthetic phantoms: not for diagnosis.',
    `Data lies in ${config.dataDirectory}. Ctrl-C stops.`,
  ]);
  void getReady();
  await untilStopped(server.close);

  async function getReady() {
    try {
      const added = await seedPatients(server.services, log);
      if (added > 0) console.log(`${added} phantom patients were added.`);
      await server.services.engine.ready();
      console.log('Ready: the model answered its golden image.');
      await server.playground.prepare();
    } catch (error) {
      const reason = EventEyeError.is(error) ? `${error.code}: ${error.message}` : (error as Error).name;
      console.error(`The demonstration is not complete. ${reason}`);
    }
  }
} catch (error) {
  if (!EventEyeError.is(error)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exit(1);
}

function printBox(lines: string[]) {
  const width = Math.max(...lines.map((line) => line.length));
  const edge = '─'.repeat(width + 2);
  const body = lines.map((line) => `│ ${line.padEnd(width)} │`);
  console.log([`┌${edge}┐`, ...body, `└${edge}┘`].join('\n'));
}
