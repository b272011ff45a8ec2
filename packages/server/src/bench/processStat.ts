import { readdirSync, readFileSync } from 'node:fs';

/** The fields of `/proc/<pid>/stat` from the state on, which is the first; `undefined` when the process has ended (Linux). */
export function processStat(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in brackets before and may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** The parent of every process. */
export function parentsOfAll(): Map<number, number> {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const stat = processStat(Number(name));
    if (stat) parents.set(Number(name), Number(stat[1]));
  }
  return parents;
}
