import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventEyeError } from '@eventeye/core';

/** Who holds a lock. The start time tells a process from a later one with the same id. */
interface Holder {
  pid: number;
  startedAt: string;
}

/**
 * Takes the data directory for this process alone. The embedded database has no lock of its own, and a second process
 * on it loses committed tables. A lock whose process is gone, killed for instance, is taken over at once.
 *
 * @returns a function that gives the lock back.
 * @throws EventEyeError DATA_DIRECTORY_LOCKED, naming the process that holds it.
 */
export function lockDataDirectory(dataDirectory: string): () => void {
  mkdirSync(dataDirectory, { recursive: true });
  const lock = join(dataDirectory, 'lock');
  const own = join(dataDirectory, `lock.${process.pid}`);
  writeFileSync(
    own,
    JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) ?? '' } satisfies Holder),
  );
  try {
    for (let attempt = 0; attempt < 100; attempt++) {
      if (claim(own, lock)) return () => rmSync(lock, { force: true });
      const holder = readHolder(lock);
      if (holder && isAlive(holder)) {
        throw new EventEyeError(
          'DATA_DIRECTORY_LOCKED',
          `Process ${holder.pid} already uses the data directory ${dataDirectory}. Stop it, choose another EVENTEYE_DATA_DIR, or set DATABASE_URL to share a PostgreSQL.`,
        );
      }
      discard(own, lock);
    }
    throw new EventEyeError(
      'DATA_DIRECTORY_LOCKED',
      `The lock of the data directory ${dataDirectory} can not be taken. Remove ${lock} when no process uses it.`,
    );
  } finally {
    rmSync(own, { force: true });
  }
}

/** A hard link is made or refused in one step, whole file and all. */
function claim(own: string, lock: string): boolean {
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(lock: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/**
 * Removes a lock whose holder is gone. Only who holds the token may, and looks again first: of two that found the lock
 * stale, the slower would otherwise remove the one that the quicker has just taken.
 */
function discard(own: string, lock: string): void {
  const token = `${lock}.takeover`;
  if (!claim(own, token)) {
    const holder = readHolder(token);
    // Left by a crash within the few lines below.
    if (!holder || !isAlive(holder)) rmSync(token, { force: true });
    return;
  }
  try {
    const holder = readHolder(lock);
    if (!holder || !isAlive(holder)) rmSync(lock, { force: true });
  } finally {
    rmSync(token, { force: true });
  }
}

function isAlive({ pid, startedAt }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return startedAt === '' || (startOf(pid) ?? startedAt) === startedAt;
}

/** Start time in clock ticks since boot, field 22 of /proc/<pid>/stat; undefined where there is no /proc. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name is in parentheses and may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
