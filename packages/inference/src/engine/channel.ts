import type { Duplex } from 'node:stream';
import { deserialize, serialize } from 'node:v8';

/** Shorter byte arrays travel within the message. */
const shortest = 1024;
/** Bytes before a message: its own length. */
const prefix = 4;

/** Where a byte array of a message was. */
interface Placeholder {
  bodyOfMessage: number;
}

/** Both ends of the pipe between the engine's client and its process. */
export interface Channel<Sent> {
  /** Hands a message over; byte arrays in it must not be changed afterwards, for they are not copied. */
  send(message: Sent): void;
}

/**
 * Messages with large byte arrays over a pipe. Node's own channel between processes copies such arrays several times on either
 * side; here they are written as they lie, and each is read into memory of its own, ready to be transferred to a thread.
 *
 * A message is: length of its head (32 bits, little endian), the head (structured clone of the message with placeholders, and
 * the lengths of its byte arrays), the byte arrays.
 */
export function openChannel<Sent, Received>(
  pipe: Duplex,
  onMessage: (message: Received) => void,
): Channel<Sent> {
  const take = reader((head, bodies) => onMessage(restore(head, bodies) as Received));
  pipe.on('data', take);
  // The end of the other process is told by its exit, not by this pipe.
  pipe.on('error', () => {});
  return {
    send(message) {
      if (pipe.destroyed || pipe.writableEnded) return;
      const bodies: Uint8Array[] = [];
      const content = detach(message, bodies);
      const head = serialize({ content, lengths: bodies.map((body) => body.length) });
      const length = Buffer.alloc(prefix);
      length.writeUInt32LE(head.length);
      pipe.cork();
      pipe.write(length);
      pipe.write(head);
      for (const body of bodies) pipe.write(body);
      pipe.uncork();
    },
  };
}

/** The message with its long byte arrays taken out. */
function detach(value: unknown, bodies: Uint8Array[]): unknown {
  if (value instanceof Uint8Array && value.length >= shortest)
    return { bodyOfMessage: bodies.push(value) - 1 } satisfies Placeholder;
  if (Array.isArray(value)) return value.map((one) => detach(one, bodies));
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, detach(one, bodies)]));
}

function restore(value: unknown, bodies: readonly Uint8Array[]): unknown {
  if (Array.isArray(value)) return value.map((one) => restore(one, bodies));
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
  if ('bodyOfMessage' in value) return bodies[(value as Placeholder).bodyOfMessage];
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, restore(one, bodies)]));
}

/** Collects chunks as they come into length, head and byte arrays. */
function reader(done: (content: unknown, bodies: Uint8Array[]) => void): (chunk: Uint8Array) => void {
  let wanted: Uint8Array = new Uint8Array(prefix);
  let filled = 0;
  let content: unknown;
  let lengths: number[] | undefined;
  let bodies: Uint8Array[] = [];
  /** What was wanted is whole: says what comes next. */
  const advance = (): Uint8Array => {
    if (lengths) bodies.push(wanted);
    else if (wanted.length === prefix && content === undefined) {
      content = null;
      return new Uint8Array(new DataView(wanted.buffer).getUint32(0, true));
    } else ({ content, lengths } = deserialize(wanted) as { content: unknown; lengths: number[] });
    const next = lengths[bodies.length];
    if (next !== undefined) return new Uint8Array(next);
    const message = content;
    const whole = bodies;
    content = undefined;
    lengths = undefined;
    bodies = [];
    done(message, whole);
    return new Uint8Array(prefix);
  };
  return (chunk) => {
    let at = 0;
    while (at < chunk.length) {
      const part = chunk.subarray(at, at + wanted.length - filled);
      wanted.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < wanted.length) return;
      filled = 0;
      wanted = advance();
    }
  };
}
