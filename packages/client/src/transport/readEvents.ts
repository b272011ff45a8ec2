/** One event of a stream. */
export interface StreamEvent {
  event: string;
  data: string;
}

/** The events of a `text/event-stream` (HTML 9.2.6), comments and unknown fields left out. Leaving the loop ends the stream. */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<StreamEvent, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      text += decoder.decode(value, { stream: !done });
      // A line may end with CR LF, LF or CR; a CR at the end of a piece may be half of a CR LF.
      const blocks = text.split(done ? /\r\n\r\n|\n\n|\r\r/ : /\r\n\r\n|\n\n|\r\r(?!$)/);
      text = blocks.pop()!;
      for (const block of blocks) {
        const event = eventOf(block);
        if (event) yield event;
      }
      // What is not ended by an empty line was cut and does not count.
      if (done) return;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function eventOf(block: string): StreamEvent | undefined {
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, field, value] = /^([^:]+):? ?(.*)$/.exec(line) ?? [];
    if (field === 'event') event = value!;
    else if (field === 'data') data.push(value!);
  }
  return event === 'message' && data.length === 0 ? undefined : { event, data: data.join('\n') };
}
