import { expect, it } from 'vitest';
import { readEvents } from './readEvents.js';

const stream = (...pieces: string[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });

async function eventsOf(...pieces: string[]) {
  const events = [];
  for await (const event of readEvents(stream(...pieces))) events.push(event);
  return events;
}

const text = ':\n\nevent: next\ndata: {"a":\ndata: "é"}\n\n: ping\n\nevent: complete\n\n';
const expected = [
  { event: 'next', data: '{"a":\n"é"}' },
  { event: 'complete', data: '' },
];

it('reads events with comments between them, whatever their lines end with', async () => {
  expect(await eventsOf(text)).toEqual(expected);
  expect(await eventsOf(text.replaceAll('\n', '\r\n'))).toEqual(expected);
  expect(await eventsOf(text.replaceAll('\n', '\r'))).toEqual(expected);
});

it('reads events that come in any pieces, a byte at a time too', async () => {
  for (const lines of [text, text.replaceAll('\n', '\r\n')]) {
    const bytes = new TextEncoder().encode(lines);
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const events = [];
    for await (const event of readEvents(body)) events.push(event);
    expect(events).toEqual(expected);
  }
});

it('leaves out an event that was cut', async () => {
  expect(await eventsOf('event: next\ndata: 1\n\nevent: next\ndata: 2')).toEqual([
    { event: 'next', data: '1' },
  ]);
});
