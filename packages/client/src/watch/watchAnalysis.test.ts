import { EventEyeError } from '@eventeye/core';
import { concat, NEVER, type Observable, of, throwError } from 'rxjs';
import { expect, it } from 'vitest';
import type { AnalysisFieldsFragment } from '../generated/graphql.js';
import { type WatchContext, type WatchOptions, watchAnalysis } from './watchAnalysis.js';

const state = (status: string, progress: number) => ({ id: '1', status, progress }) as AnalysisFieldsFragment;
const queued = state('QUEUED', 0);
const running = state('RUNNING', 0.5);
const done = state('SUCCEEDED', 1);
const lost = throwError(() => new Error('socket closed'));
const fast = { pollIntervalMs: 1, connectTimeoutMs: 20 };

/** A server whose WebSocket and HTTP give what they are told, one after the other; the last stays. */
function server(
  sockets: Observable<AnalysisFieldsFragment>[],
  answers: (AnalysisFieldsFragment | null | Error)[],
) {
  const next = <T>(list: T[]): T => (list.length > 1 ? list.shift()! : list[0]!);
  const context: WatchContext<AnalysisFieldsFragment> = {
    subscribe: () => next(sockets),
    fetch: async () => {
      const answer = next(answers);
      if (answer instanceof Error) throw answer;
      return answer;
    },
    live: { usable: (transport) => transport === 'websocket', failed() {}, worked() {} },
  };
  return context;
}

async function follow(context: WatchContext<AnalysisFieldsFragment>, options: WatchOptions = fast) {
  const seen: string[] = [];
  for await (const { status } of watchAnalysis(context, '1', options)) seen.push(status);
  return seen;
}

it('ends with the final state although the subscription stays open', async () => {
  expect(await follow(server([concat(of(queued, running, done), NEVER)], [null]))).toEqual([
    'QUEUED',
    'RUNNING',
    'SUCCEEDED',
  ]);
});

it('takes a lost connection up again and tells no state twice', async () => {
  const sockets = [concat(of(queued, running), lost), of(running, done)];
  expect(await follow(server(sockets, [running]))).toEqual(['QUEUED', 'RUNNING', 'SUCCEEDED']);
});

it('asks over HTTP where WebSockets fail or never answer', async () => {
  expect(await follow(server([lost], [queued, running, done]))).toEqual(['QUEUED', 'RUNNING', 'SUCCEEDED']);
  expect(await follow(server([NEVER], [done]))).toEqual(['SUCCEEDED']);
});

it('waits for a server that is away for a while, and gives up after a longer one', async () => {
  const away = new EventEyeError('NETWORK_FAILED', 'Away.');
  expect(await follow(server([lost], [away, done]))).toEqual(['SUCCEEDED']);
  const patience = { ...fast, maxOfflineMs: 5 };
  await expect(follow(server([lost], [away]), patience)).rejects.toBe(away);
});

it('throws what the server refuses with, and NOT_FOUND for an unknown id', async () => {
  const refused = throwError(() => new EventEyeError('FORBIDDEN', 'No.'));
  await expect(follow(server([refused], [done]))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(follow(server([lost], [null]))).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('stops with the reason of its signal', async () => {
  const controller = new AbortController();
  const watching = follow(server([concat(of(queued), NEVER)], [queued]), { signal: controller.signal });
  const reason = new Error('The page was left.');
  controller.abort(reason);
  await expect(watching).rejects.toBe(reason);
});
