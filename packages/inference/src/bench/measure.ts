/** Medians over rounds in which the candidates take turns, so that a busy moment strikes all of them. */
export async function takeTurns(
  candidates: Record<string, () => Promise<number>>,
  rounds: number,
): Promise<Record<string, number>> {
  const rates: Record<string, number[]> = Object.fromEntries(
    Object.keys(candidates).map((name) => [name, []]),
  );
  for (let round = 0; round < rounds; round++)
    for (const [name, run] of Object.entries(candidates)) rates[name]!.push(await run());
  return Object.fromEntries(Object.entries(rates).map(([name, values]) => [name, median(values)]));
}

/** Calls a second: as many calls as fit into the time, one after another. */
export async function rateOf(act: () => Promise<unknown>, seconds: number): Promise<number> {
  const begun = performance.now();
  let calls = 0;
  do {
    await act();
    calls += 1;
  } while (performance.now() - begun < seconds * 1000);
  return calls / ((performance.now() - begun) / 1000);
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Processor milliseconds of this process for one call, over many. */
export async function cpuOf(act: () => Promise<unknown>, calls: number): Promise<number> {
  await act();
  const before = process.cpuUsage();
  for (let i = 0; i < calls; i++) await act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / calls;
}
