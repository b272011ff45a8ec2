import { readFileSync } from 'node:fs';
import { parentsOfAll } from './processStat.js';

/**
 * Megabytes of a process and its descendants, pages they share counted once (Linux's proportional set size).
 *
 * @param command counts only processes whose command line holds this.
 */
export function memoryOfTree(root: number, command = ''): number {
  const parents = parentsOfAll();
  const belongs = (pid: number): boolean => pid === root || (parents.has(pid) && belongs(parents.get(pid)!));
  let kilobytes = 0;
  for (const pid of parents.keys()) {
    if (!belongs(pid)) continue;
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(command)) continue;
      kilobytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    } catch {
      // It has ended meanwhile.
    }
  }
  return kilobytes / 1024;
}

/** The child of a process whose command line holds this. */
export function childOf(parent: number, command: string): number {
  for (const [pid, of] of parentsOfAll()) {
    try {
      if (of === parent && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(command)) return pid;
    } catch {
      // It has ended meanwhile.
    }
  }
  throw new Error(`Process ${parent} has no child "${command}".`);
}
