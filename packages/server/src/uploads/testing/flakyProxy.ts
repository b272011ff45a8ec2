import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server that breaks: see `startFlakyProxy`. */
export interface FlakyProxy {
  url: string;
  /** Connections that were cut. */
  readonly cuts: number;
  close(): Promise<void>;
}

/**
 * Passes bytes on to a server on this machine, and cuts a connection as soon as it has sent so many bytes there, as often as
 * numbers are given; then it passes everything.
 */
export async function startFlakyProxy(target: string, cutAfterBytes: number[]): Promise<FlakyProxy> {
  const { hostname, port } = new URL(target);
  const left = [...cutAfterBytes];
  const sockets = new Set<Socket>();
  let cuts = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    let sent = 0;
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', end);
      socket.on('close', () => {
        sockets.delete(socket);
        end();
      });
    }
    upstream.pipe(client);
    client.on('data', (chunk: Buffer) => {
      sent += chunk.length;
      const limit = left[0];
      if (limit !== undefined && sent >= limit) {
        left.shift();
        cuts += 1;
        // What came up to the limit goes on its way before the line is cut.
        upstream.write(chunk.subarray(0, chunk.length - (sent - limit)), end);
        client.pause();
        return;
      }
      if (!upstream.write(chunk)) {
        client.pause();
        upstream.once('drain', () => client.resume());
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get cuts() {
      return cuts;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
