import { processStat } from './processStat.js';

/** Processor milliseconds a process has taken so far, all its threads (Linux). */
export function processorTime(pid: number): number {
  const stat = processStat(pid);
  if (!stat) throw new Error(`Process ${pid} has ended.`);
  // Clock ticks of 10 ms.
  return (Number(stat[11]) + Number(stat[12])) * 10;
}
