import { EventEyeError } from '@eventeye/core';
import type { Dataset, Tag } from '../dataset/dataset.js';
import type { Frame } from '../pixels/readFrame.js';
import { contradiction, describeTable, type LookupTable, lookUp, readLookupTable } from './lookupTable.js';
import { expandSegments } from './segmentedTable.js';

/** Descriptor, data and segmented data of red, green and blue. */
const channels: [descriptor: Tag, data: Tag, segmented: Tag][] = [
  ['x00281101', 'x00281201', 'x00281221'],
  ['x00281102', 'x00281202', 'x00281222'],
  ['x00281103', 'x00281203', 'x00281223'],
];

/**
 * The colours of a PALETTE COLOR frame (PS3.3 C.7.6.3.1.5, C.7.9).
 *
 * @returns `3 * height * width` 8-bit samples, those of a pixel together.
 * @throws EventEyeError DICOM_INVALID when a table is absent or not what its descriptor says.
 */
export function paletteColours(dataset: Dataset, { values, signed }: Frame): Uint8Array {
  const tables = channels.map((tags) => eightBits(channelTable(dataset, tags, signed)));
  const [first] = tables as [LookupTable, LookupTable, LookupTable];
  if (
    tables.some(
      ({ entries, firstValue }) => entries.length !== first.entries.length || firstValue !== first.firstValue,
    )
  )
    throw contradiction('The three tables of a palette differ in size');
  const out = new Uint8Array(values.length * 3);
  for (let i = 0, to = 0; i < values.length; i++)
    for (const table of tables) out[to++] = lookUp(table, values[i]!);
  return out;
}

function channelTable(
  dataset: Dataset,
  [descriptor, data, segmented]: (typeof channels)[number],
  signed: boolean,
) {
  const table = dataset.bytes(data)
    ? readLookupTable(dataset, { descriptor, data }, signed)
    : segmentedTable(dataset, descriptor, segmented, signed);
  if (table) return table;
  throw new EventEyeError(
    'DICOM_INVALID',
    'The image has palette colours and no palette. Export it again as grey or RGB.',
  );
}

function segmentedTable(
  dataset: Dataset,
  descriptor: Tag,
  data: Tag,
  signed: boolean,
): LookupTable | undefined {
  const described = describeTable(dataset, descriptor, signed);
  const bytes = dataset.bytes(data);
  if (!described || !bytes) return undefined;
  const { count, firstValue, bits } = described;
  const wordBytes = bits === 8 ? 1 : 2;
  // Each segment gives at least what it takes but for its few words of head, so longer data are none.
  if (bytes.length > 16 * 65_536) throw contradiction('A segmented palette is longer than any can be');
  const { bigEndian } = dataset.coding;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const words =
    wordBytes === 1
      ? Array.from(bytes, (_, i) => bytes[bigEndian && bytes.length % 2 === 0 ? i ^ 1 : i]!)
      : Array.from({ length: bytes.length >> 1 }, (_, i) => view.getUint16(2 * i, !bigEndian));
  return { firstValue, bits, entries: expandSegments({ words, wordBytes }, count) };
}

/** Entries of 16 bits are full scale whatever lies in them; files that hold 8 bits in them are told by all being low. */
function eightBits(table: LookupTable): LookupTable {
  if (table.bits <= 8 || table.entries.every((entry) => entry <= 0xff)) return table;
  const shift = table.bits - 8;
  return { ...table, bits: 8, entries: table.entries.map((entry) => entry >>> shift) };
}
