import { EventEyeError } from '@eventeye/core';
import type { EventEyeClient } from '../eventEyeClient.js';
import type { FileState, UploadOptions } from '../upload/uploadMedicalImages.js';
import type { UploadResult } from '../upload/uploadResult.js';
import { toUploadSource, type UploadInput } from '../upload/uploadSource.js';
import { asEventEyeError } from './asEventEyeError.js';

/** One file on its way; `stopped` after `abort`. */
export interface QueuedFile {
  /** The same as long as the file is in the list: a key for React. */
  key: number;
  filename: string;
  sizeBytes: number;
  sentBytes: number;
  state: FileState | 'stopped';
  image?: NonNullable<UploadResult['image']>;
  /** All images of a zip archive; the one of any other file. */
  images?: NonNullable<UploadResult['image']>[];
  error?: EventEyeError;
  patientId?: string | undefined;
}

/** All files of an {@link UploadQueue} together. */
export interface UploadSnapshot {
  state: 'idle' | 'sending' | 'done';
  files: readonly QueuedFile[];
  sentBytes: number;
  totalBytes: number;
  /** Files that are not on their way any more. */
  finishedFiles: number;
}

/** Files on their way to the server, outside of any component. */
export interface UploadQueue {
  snapshot(): UploadSnapshot;
  /** Tells of every change. @returns a function that stops telling. */
  subscribe(changed: () => void): () => void;
  /** Sends files beside those under way. */
  add(files: Iterable<UploadInput>, options?: Pick<UploadOptions, 'patientId'>): void;
  /** Stops what waits or is being sent; what is stored stays. */
  abort(): void;
  /** Sends again what was stopped or did not get there; with a key, that file whatever became of it. */
  retry(key?: number): void;
  /** Sends again what did not get there for want of a connection. */
  resume(): void;
  /** Takes what has ended off the list. */
  clear(): void;
}

const idle: UploadSnapshot = { state: 'idle', files: [], sentBytes: 0, totalBytes: 0, finishedFiles: 0 };
const underWay = (state: QueuedFile['state']) => state === 'waiting' || state === 'sending';

/** Makes an empty queue. */
export function createUploadQueue(
  client: Pick<EventEyeClient, 'uploadMedicalImages'>,
  settings: Omit<UploadOptions, 'patientId' | 'signal' | 'onProgress' | 'onFile'> = {},
): UploadQueue {
  let snapshot = idle;
  let nextKey = 0;
  const inputs = new Map<number, UploadInput>();
  const running = new Set<AbortController>();
  const listeners = new Set<() => void>();

  const show = (files: readonly QueuedFile[]) => {
    const waiting = files.some(({ state }) => underWay(state));
    snapshot = {
      state: files.length === 0 ? 'idle' : waiting ? 'sending' : 'done',
      files,
      sentBytes: files.reduce((sum, { sentBytes }) => sum + sentBytes, 0),
      totalBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      finishedFiles: files.filter(({ state }) => !underWay(state)).length,
    };
    for (const listener of listeners) listener();
  };
  const change = (key: number, next: Partial<QueuedFile>) =>
    show(snapshot.files.map((file) => (file.key === key ? { ...file, ...next } : file)));

  const send = async (keys: readonly number[], patientId: string | undefined) => {
    const controller = new AbortController();
    const { signal } = controller;
    running.add(controller);
    try {
      await client.uploadMedicalImages(
        keys.map((key) => inputs.get(key)!),
        {
          ...settings,
          ...(patientId !== undefined && { patientId }),
          signal,
          onFile({ index, state, sentBytes, result }) {
            if (signal.aborted) return;
            const { image, error } = result ?? {};
            const images = result?.image && result.images;
            change(keys[index]!, {
              state,
              sentBytes,
              ...(image && { image }),
              ...(images && { images }),
              ...(error && { error }),
            });
          },
        },
      );
    } catch (cause) {
      const given = new Set(keys);
      const error = asEventEyeError(cause);
      show(
        snapshot.files.map((file) => {
          if (!given.has(file.key) || !underWay(file.state)) return file;
          return signal.aborted
            ? { ...file, state: 'stopped' as const }
            : { ...file, state: 'failed' as const, error };
        }),
      );
    } finally {
      running.delete(controller);
    }
  };
  const again = (chosen: (file: QueuedFile) => boolean) => {
    const files = snapshot.files.filter((file) => !underWay(file.state) && chosen(file));
    const keys = new Set(files.map(({ key }) => key));
    if (keys.size === 0) return;
    show(
      snapshot.files.map((file) => {
        if (!keys.has(file.key)) return file;
        const { error: _, ...rest } = file;
        return { ...rest, state: 'waiting' as const, sentBytes: 0 };
      }),
    );
    const byPatient = new Map<string | undefined, QueuedFile[]>();
    for (const file of files) {
      byPatient.set(file.patientId, [...(byPatient.get(file.patientId) ?? []), file]);
    }
    for (const [patientId, some] of byPatient) {
      void send(
        some.map(({ key }) => key),
        patientId,
      );
    }
  };
  return {
    snapshot: () => snapshot,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    add(files, { patientId } = {}) {
      const added = [...files].map((input): QueuedFile => {
        const key = nextKey++;
        inputs.set(key, input);
        const { filename, size } = toUploadSource(input);
        return { key, filename, sizeBytes: size, sentBytes: 0, state: 'waiting', patientId };
      });
      if (added.length === 0) return;
      show([...snapshot.files, ...added]);
      void send(
        added.map(({ key }) => key),
        patientId,
      );
    },
    abort() {
      for (const controller of running) controller.abort();
    },
    retry(key) {
      again((file) =>
        key === undefined ? file.state === 'failed' || file.state === 'stopped' : file.key === key,
      );
    },
    resume() {
      again(({ state, error }) => state === 'failed' && EventEyeError.is(error, 'NETWORK_FAILED'));
    },
    clear() {
      const files = snapshot.files.filter(({ state }) => underWay(state));
      for (const key of inputs.keys()) {
        if (!files.some((file) => file.key === key)) inputs.delete(key);
      }
      show(files);
    },
  };
}
