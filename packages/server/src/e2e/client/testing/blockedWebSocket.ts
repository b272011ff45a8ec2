/** A WebSocket that a proxy refuses. */
export function blockedWebSocket(): unknown {
  return class {
    static CONNECTING = 0;
    static OPEN = 1;
    static CLOSING = 2;
    static CLOSED = 3;
    readyState = 3;
    onerror: ((event: { type: string; target: unknown }) => void) | null = null;
    onclose: ((event: { code: number; reason: string }) => void) | null = null;
    constructor() {
      queueMicrotask(() => {
        this.onerror?.({ type: 'error', target: this });
        this.onclose?.({ code: 1006, reason: '' });
      });
    }
    close() {}
    send() {}
  };
}
