import { Agent, request } from 'node:http';

/** Posts GraphQL operations over one kept connection, or several. */
export interface Asker {
  /** Milliseconds from sending to the last byte of the answer. Throws on any error in it. */
  ask(document: string, variables: object): Promise<{ ms: number; data: Record<string, never> }>;
  close(): void;
}

/** Opens an asker for a server's `/graphql`. */
export function openAsker(url: string, headers: Record<string, string>): Asker {
  const agent = new Agent({ keepAlive: true });
  return {
    ask: (query, variables) =>
      new Promise((resolve, reject) => {
        const body = JSON.stringify({ query, variables });
        const begun = performance.now();
        const sent = request(
          url,
          { method: 'POST', agent, headers: { ...headers, 'content-type': 'application/json' } },
          (response) => {
            const parts: Buffer[] = [];
            response.on('data', (part: Buffer) => parts.push(part));
            response.on('end', () => {
              const ms = performance.now() - begun;
              const { data, errors } = JSON.parse(Buffer.concat(parts).toString('utf8'));
              if (errors) reject(new Error(JSON.stringify(errors)));
              else resolve({ ms, data });
            });
          },
        );
        sent.on('error', reject);
        sent.end(body);
      }),
    close: () => agent.destroy(),
  };
}

/** The value below which 95 of 100 lie. */
export function p95(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1]!;
}
