import { EventEyeError } from '@eventeye/core';
import type { ReadPicture } from './fetchPicture.js';

/** Something to be loaded. */
export interface WantedSlice {
  /** Stays the same when the address is renewed. */
  key: string;
  url: string;
}

/** What is kept of a picture; its size counts against the limit. */
export interface Kept<T> {
  value: T;
  byteLength: number;
}

/** As many of the first that are wanted are on the screen: a slice, the one to compare it with, a projection. */
const shownCount = 3;

/** Settings of a {@link SliceStore}. */
export interface SliceStoreOptions<T> {
  /** Decoded pixels in memory at most, in bytes. */
  limitBytes: number;
  read: ReadPicture;
  decode(bytes: Uint8Array): Kept<T> | Promise<Kept<T>>;
  /** Requests under way at once. */
  concurrency?: number;
}

/**
 * Decoded slices in memory, least recently wanted out first, never more bytes than the limit but for one slice. What is
 * wanted is loaded in its order; what is no more wanted is not loaded further.
 */
export class SliceStore<T> {
  readonly #options: SliceStoreOptions<T>;
  readonly #kept = new Map<string, Kept<T>>();
  readonly #failed = new Map<string, { url: string; error: EventEyeError }>();
  readonly #underWay = new Map<string, AbortController>();
  readonly #listeners = new Set<() => void>();
  #wanted: readonly WantedSlice[] = [];
  #bytes = 0;
  #peakBytes = 0;
  #version = 0;

  constructor(options: SliceStoreOptions<T>) {
    this.#options = options;
  }

  /** Decoded bytes in memory now. */
  get byteLength(): number {
    return this.#bytes;
  }

  /** The most decoded bytes that were in memory at once. */
  get peakByteLength(): number {
    return this.#peakBytes;
  }

  /** Changes when one of the most urgent slices comes or fails: what is loaded for later needs no new picture. */
  get version(): number {
    return this.#version;
  }

  /** A slice that is in memory. */
  get(key: string): T | undefined {
    return this.#kept.get(key)?.value;
  }

  /** Why a slice that is wanted is not there. */
  errorOf(key: string): EventEyeError | undefined {
    return this.#failed.get(key)?.error;
  }

  /** Tells of every change of `version`. @returns a function that stops telling. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Says what is wanted, the most urgent first, in place of what was wanted before. A failed one is asked for again under another address. */
  want(wanted: readonly WantedSlice[]): void {
    this.#wanted = wanted;
    const keys = new Set<string>();
    for (const { key, url } of wanted) {
      keys.add(key);
      if (this.#failed.get(key)?.url !== url) this.#failed.delete(key);
    }
    for (const [key, controller] of this.#underWay) if (!keys.has(key)) controller.abort();
    // The most urgent becomes the most recent.
    for (const { key } of wanted.toReversed()) {
      const kept = this.#kept.get(key);
      if (!kept) continue;
      this.#kept.delete(key);
      this.#kept.set(key, kept);
    }
    this.#fill();
  }

  /** Asks again for what failed. */
  retry(): void {
    this.#failed.clear();
    this.#changed();
    this.#fill();
  }

  /** Stops all loading and forgets all slices. */
  close(): void {
    this.#wanted = [];
    for (const controller of this.#underWay.values()) controller.abort();
    this.#kept.clear();
    this.#bytes = 0;
  }

  #fill(): void {
    const { concurrency = 6, limitBytes } = this.#options;
    let reach = 0;
    for (const { key, url } of this.#wanted) {
      if (this.#underWay.size >= concurrency) return;
      const kept = this.#kept.get(key);
      // Slices that do not fit beside more urgent ones would only push those out.
      reach += kept?.byteLength ?? this.#usualBytes();
      if (reach > limitBytes && key !== this.#wanted[0]?.key) return;
      if (!kept && !this.#underWay.has(key) && !this.#failed.has(key)) void this.#load(key, url);
    }
  }

  async #load(key: string, url: string): Promise<void> {
    const controller = new AbortController();
    const { signal } = controller;
    this.#underWay.set(key, controller);
    try {
      const kept = await this.#options.decode(await this.#options.read(url, signal));
      if (!signal.aborted) this.#keep(key, kept);
    } catch (cause) {
      if (!signal.aborted) this.#failed.set(key, { url, error: asError(cause) });
    } finally {
      this.#underWay.delete(key);
      if (!signal.aborted && this.#wanted.slice(0, shownCount).some((one) => one.key === key))
        this.#changed();
      this.#fill();
    }
  }

  #keep(key: string, kept: Kept<T>): void {
    const urgency = new Map(this.#wanted.map((one, place) => [one.key, place]));
    this.#kept.set(key, kept);
    this.#bytes += kept.byteLength;
    // Room is made by what is wanted least: the first in the map, unless something more urgent stands there.
    for (const [old, { byteLength }] of this.#kept) {
      if (this.#bytes <= this.#options.limitBytes) break;
      if (old === key || (urgency.get(old) ?? Infinity) < (urgency.get(key) ?? Infinity)) continue;
      this.#kept.delete(old);
      this.#bytes -= byteLength;
    }
    if (this.#bytes > this.#options.limitBytes && key !== this.#wanted[0]?.key) {
      // Everything else is more urgent.
      this.#kept.delete(key);
      this.#bytes -= kept.byteLength;
    }
    this.#peakBytes = Math.max(this.#peakBytes, this.#bytes);
  }

  #usualBytes(): number {
    return this.#kept.size === 0 ? 0 : this.#bytes / this.#kept.size;
  }

  #changed(): void {
    this.#version++;
    for (const listener of this.#listeners) listener();
  }
}

function asError(cause: unknown): EventEyeError {
  return EventEyeError.is(cause)
    ? cause
    : new EventEyeError('IMAGE_CORRUPT', 'The picture can not be decoded. Load it again.', { cause });
}
