import { MessageChannel } from 'node:worker_threads';

/**
 * Gives a large buffer's memory back now. A thread that makes little garbage is collected late, and until then the buffer
 * counts. Afterwards the array is empty.
 */
export function giveBack({ buffer }: Uint8Array<ArrayBuffer>): void {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(buffer, [buffer]);
  // What nobody has received goes with its channel.
  port1.close();
  port2.close();
}
