import { readFileSync } from 'node:fs';

/** Processor milliseconds a process has taken so far, all its threads (Linux). */
export function processorTime(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // Clock ticks of 10 ms.
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
