import { existsSync } from 'node:fs';

/** Debian's Chromium unless told. */
const executablePath = process.env.EVENTEYE_CHROMIUM ?? '/usr/bin/chromium';

/** Whether it is there; tests that can do without it are skipped otherwise. */
export const hasChromium = existsSync(executablePath);

/** How every test, screen and measurement starts it: as root in a container, and asking nobody for anything. */
export const launchOptions = {
  executablePath,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
