import { EventEmitter } from 'node:events';
import type { Sql } from '../database/sql.js';
import type { Log, UpdateChannels, Updates } from '../services.js';
import { type SeriesUpdateMessage, type UpdateMessage, updatesChannel } from './channels.js';
import { collectLatest } from './collectLatest.js';

/** Listens to the database and hands each message to the subscribers it concerns. */
export async function openUpdates(sql: Sql, log: Log): Promise<Updates> {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  await sql.listen(updatesChannel, (payload) => {
    if (payload === '') return tellEveryone(emitter);
    try {
      const message = JSON.parse(payload) as UpdateMessage | SeriesUpdateMessage;
      if ('seriesAnalysisId' in message) {
        emitter.emit(`seriesAnalysis:${message.seriesAnalysisId}`, message);
        return;
      }
      const { analysisId, patientId } = message;
      emitter.emit(`analysis:${analysisId}`, { analysisId });
      emitter.emit(`patient:${patientId}`, { analysisId });
    } catch {
      log.warn({}, 'a notification that is none of ours was left out');
    }
  });
  return {
    subscribe<Channel extends keyof UpdateChannels>(channel: Channel, id: string, signal?: AbortSignal) {
      // Collects from here, before the first `next`.
      return collectLatest<UpdateChannels[Channel]>(emitter, `${channel}:${id}`, signal);
    },
  };
}

/** After a lost connection anything may have changed: who follows an analysis looks at its row again. */
function tellEveryone(emitter: EventEmitter): void {
  for (const name of emitter.eventNames().map(String)) {
    const [channel, id] = name.split(':');
    if (channel === 'analysis') emitter.emit(name, { analysisId: id });
    if (channel === 'seriesAnalysis') emitter.emit(name, { seriesAnalysisId: id });
  }
}
