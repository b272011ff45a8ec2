import { readdirSync, readFileSync } from 'node:fs';

/**
 * Megabytes of a process and its descendants, pages they share counted once (Linux's proportional set size).
 *
 * @param command counts only processes whose command line holds this.
 */
export function memoryOfTree(root: number, command = ''): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      // The name of the program stands in brackets and may hold anything.
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It has ended meanwhile.
    }
  }
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
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const of = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      if (of === parent && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(command))
        return Number(name);
    } catch {
      // It has ended meanwhile.
    }
  }
  throw new Error(`Process ${parent} has no child "${command}".`);
}
