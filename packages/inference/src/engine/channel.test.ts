import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openChannel } from './channel.js';

const bytes = (length: number, seed: number) => Uint8Array.from({ length }, (_, i) => (i * 31 + seed) % 256);

/** What comes out when the same bytes arrive in chunks of the given size. */
function throughChunks(messages: unknown[], size: number): unknown[] {
  const sent: Buffer[] = [];
  const out = new PassThrough();
  out.on('data', (chunk: Buffer) => sent.push(chunk));
  const sender = openChannel<unknown, unknown>(out, () => {});
  for (const message of messages) sender.send(message);
  const whole = Buffer.concat([...sent, out.read() ?? Buffer.alloc(0)]);
  const received: unknown[] = [];
  const inward = new PassThrough();
  openChannel<unknown, unknown>(inward, (message) => received.push(message));
  for (let at = 0; at < whole.length; at += size) inward.emit('data', whole.subarray(at, at + size));
  return received;
}

describe('the channel', () => {
  const messages = [
    {
      type: 'task',
      id: 1,
      task: { operation: 'analyze', bytes: bytes(5000, 1), preContrast: bytes(3000, 2) },
    },
    { type: 'cancel', id: 1 },
    { type: 'done', id: 2, value: bytes(100_000, 3) },
    { type: 'done', id: 3, value: { list: [bytes(2000, 4), bytes(8, 5)], none: undefined, nothing: null } },
  ];

  it.each([1, 7, 4096, 1 << 20])('gives every message back from chunks of %i bytes', (size) => {
    expect(throughChunks(messages, size)).toEqual(messages);
  });

  it('reads each long array into memory of its own, so that it can be transferred', () => {
    const [first] = throughChunks(messages, 4096) as [{ task: { bytes: Uint8Array } }];
    expect(first.task.bytes.byteOffset).toBe(0);
    expect(first.task.bytes.buffer.byteLength).toBe(5000);
  });

  it('says nothing to an end that is gone', () => {
    const gone = new PassThrough();
    const { send } = openChannel<unknown, unknown>(gone, () => {});
    gone.destroy();
    expect(() => send({ type: 'cancel', id: 1 })).not.toThrow();
  });
});
