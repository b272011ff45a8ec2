import { Agent, request } from 'node:http';

/** What a service did under load. */
export interface LoadFigures {
  imagesPerSecond: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  failed: number;
}

/** Sends the same body again and again, so many requests at a time, each after the answer to the one before. */
export async function load(
  url: string,
  body: Uint8Array,
  headers: Record<string, string>,
  concurrency: number,
  seconds: number,
): Promise<LoadFigures> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const begun = performance.now();
  const latencies: number[] = [];
  let failed = 0;
  const lane = async () => {
    while (performance.now() - begun < seconds * 1000) {
      const sent = performance.now();
      const status = await post(url, body, headers, agent);
      if (status === 200) latencies.push(performance.now() - sent);
      else failed += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  const elapsed = (performance.now() - begun) / 1000;
  agent.destroy();
  latencies.sort((a, b) => a - b);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(share * latencies.length))] ?? 0;
  return {
    imagesPerSecond: latencies.length / elapsed,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    failed,
  };
}

/** The plainest client there is: what it takes is taken from the service, for both share the processors. */
async function post(
  url: string,
  body: Uint8Array,
  headers: Record<string, string>,
  agent: Agent,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method: 'POST', agent, headers: { ...headers, 'content-length': body.length } },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode!));
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
