import { useEffect, useState, useSyncExternalStore } from 'react';
import { type DecodedSlice, decodeSlice } from '../pixels/decodeSlice.js';
import type { ReadPicture } from './fetchPicture.js';
import { SliceStore } from './SliceStore.js';

/** Decoded attention maps in memory at most, bytes. */
const attentionLimitBytes = 16 * 2 ** 20;

/** The pictures of one viewer in memory: values of slices, and attention maps apart from them. */
export interface ViewerStores {
  values: SliceStore<DecodedSlice>;
  attention: SliceStore<ImageBitmap>;
}

/** Stores that live as long as the component; it renders again with each picture that comes. */
export function useSliceStores(limitBytes: number, read: ReadPicture): ViewerStores {
  const [stores] = useState<ViewerStores>(() => ({
    values: new SliceStore({ limitBytes, read, decode: decodeValues }),
    attention: new SliceStore({
      limitBytes: attentionLimitBytes,
      read,
      decode: decodeAttention,
      concurrency: 2,
    }),
  }));
  useVersion(stores.values);
  useVersion(stores.attention);
  useEffect(
    () => () => {
      stores.values.close();
      stores.attention.close();
    },
    [stores],
  );
  return stores;
}

function useVersion<T>(store: SliceStore<T>): number {
  return useSyncExternalStore(
    (changed) => store.subscribe(changed),
    () => store.version,
    () => 0,
  );
}

function decodeValues(bytes: Uint8Array) {
  const value = decodeSlice(bytes);
  return { value, byteLength: value.samples.byteLength };
}

async function decodeAttention(bytes: Uint8Array) {
  const value = await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/png' }));
  return { value, byteLength: value.width * value.height * 4 };
}
