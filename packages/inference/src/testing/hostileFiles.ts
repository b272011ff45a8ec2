import { readdirSync, readFileSync } from 'node:fs';
import { constants, deflateRawSync } from 'node:zlib';

/** One file that nobody should have sent. */
export interface HostileFile {
  /** Which file, and what was done to it. */
  name: string;
  bytes: Uint8Array;
}

/** Repeatable numbers from 0 up to, not including, 1 (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Every file of a folder cut at every 5 % of its length. */
export function* cutFiles(folder: string): Generator<HostileFile> {
  for (const { name, bytes } of filesOf(folder))
    for (let percent = 0; percent < 100; percent += 5)
      yield {
        name: `${name} cut at ${percent} %`,
        bytes: bytes.slice(0, Math.floor((bytes.length * percent) / 100)),
      };
}

/** Seeded changes of the files of a folder, in turn: bytes flipped, lengths enlarged, tags swapped, pieces repeated or lost. */
export function* mutatedFiles(folder: string, count: number, seed: number): Generator<HostileFile> {
  const files = filesOf(folder);
  const random = seededRandom(seed);
  const kinds = Object.entries(changes);
  for (let i = 0; i < count; i++) {
    const file = files[i % files.length]!;
    const [kind, change] = kinds[Math.floor(random() * kinds.length)]!;
    yield { name: `${file.name}, ${kind}, change ${i}`, bytes: change(file.bytes.slice(), random) };
  }
}

type Change = (bytes: Uint8Array<ArrayBuffer>, random: () => number) => Uint8Array;

const changes: Record<string, Change> = {
  'bytes flipped': (bytes, random) => {
    for (let left = 1 + Math.floor(random() * 8); left > 0; left--)
      bytes[place(bytes, random)]! ^= 1 << Math.floor(random() * 8);
    return bytes;
  },
  // Headers are where a single byte does most: half of all changes go there.
  'bytes of the header set': (bytes, random) => {
    for (let left = 1 + Math.floor(random() * 4); left > 0; left--)
      bytes[Math.floor(random() * Math.min(bytes.length, 2048))] = Math.floor(random() * 256);
    return bytes;
  },
  'length enlarged': (bytes, random) => {
    const at = Math.floor(random() * Math.max(1, Math.min(bytes.length, 4096) - 4));
    const longest = random() < 0.5 ? 0xffffffff : Math.floor(random() * 2 ** 31);
    if (at + 4 <= bytes.length) new DataView(bytes.buffer).setUint32(at, longest, true);
    return bytes;
  },
  'tags swapped': (bytes, random) => {
    const [a, b] = [place(bytes, random) & ~1, place(bytes, random) & ~1];
    for (let i = 0; i < 4; i++) {
      const kept = bytes[a + i];
      if (kept === undefined || bytes[b + i] === undefined) break;
      bytes[a + i] = bytes[b + i]!;
      bytes[b + i] = kept;
    }
    return bytes;
  },
  'piece repeated': (bytes, random) => {
    const from = place(bytes, random);
    const piece = bytes.subarray(from, from + Math.floor(random() * 4096));
    return new Uint8Array(Buffer.concat([bytes.subarray(0, from), piece, bytes.subarray(from)]));
  },
  'piece lost': (bytes, random) => {
    const from = place(bytes, random);
    return new Uint8Array(
      Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + Math.floor(random() * 512))]),
    );
  },
};

const place = (bytes: Uint8Array, random: () => number) =>
  Math.floor(random() * (random() < 0.5 ? Math.min(bytes.length, 2048) : bytes.length));

const filesOf = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.dcm'))
    .sort()
    .map((name) => ({ name, bytes: new Uint8Array(readFileSync(`${folder}/${name}`)) }));

/** Files made to fill memory or to never end. */
export function* bombs(): Generator<HostileFile> {
  const big = { rows: 65_535, columns: 65_535, frames: 9_999 };
  yield {
    name: '65,535 x 65,535 x 9,999 frames',
    bytes: part10([...image(big), ...pixels(Buffer.alloc(64))]),
  };
  yield {
    name: 'deflated to a thousandth',
    bytes: part10(deflatedZeros(2 ** 30), '1.2.840.10008.1.2.1.99'),
  };
  yield { name: 'sequences in sequences, 100,000 deep', bytes: part10(nested(100_000)) };
  yield {
    name: 'a million empty elements',
    bytes: part10(Buffer.alloc(8_000_000, element(0x0009, 0x1001, 'LO', ''))),
  };
  for (const [name, descriptor] of [
    ['palette beyond its table', [0, 0, 16]],
    ['palette of 8 bits that says 16', [256, 65_535, 16]],
  ] as const)
    yield { name, bytes: part10([...palette(descriptor), ...pixels(Buffer.alloc(64, 255))]) };
  for (const [name, syntax] of [
    ['JPEG of 65,500 x 65,500', '1.2.840.10008.1.2.4.50'],
    ['JPEG-LS of 65,500 x 65,500', '1.2.840.10008.1.2.4.80'],
    ['JPEG Lossless of 65,500 x 65,500', '1.2.840.10008.1.2.4.70'],
  ] as const)
    yield {
      name,
      bytes: part10([...image({ rows: 8, columns: 8, frames: 1 }), ...fragment(hugeJpeg(syntax))], syntax),
    };
}

/** So many zeros, made in pieces: the maker must not need the memory that the reader should refuse. */
function deflatedZeros(length: number): Buffer {
  const piece = deflateRawSync(Buffer.alloc(2 ** 20), { finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([...new Array<Buffer>(length / 2 ** 20).fill(piece), deflateRawSync(Buffer.alloc(0))]);
}

const hugeJpeg = (syntax: string) =>
  Buffer.from([
    ...[0xff, 0xd8, 0xff, syntax.endsWith('80') ? 0xf7 : syntax.endsWith('70') ? 0xc3 : 0xc0],
    ...[0, 11, 8, 0xff, 0xdc, 0xff, 0xdc, 1, 1, 0x11, 0, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 0, 0, 0xff, 0xd9],
  ]);

function element(group: number, number: number, vr: string, value: string | Buffer | number[]): Buffer {
  const raw =
    typeof value === 'string'
      ? Buffer.from(value.length % 2 ? `${value} ` : value)
      : Array.isArray(value)
        ? Buffer.from(new Uint16Array(value).buffer)
        : value;
  const long = ['OB', 'OW', 'SQ', 'UN'].includes(vr);
  const head = Buffer.alloc(long ? 12 : 8);
  head.writeUInt16LE(group, 0);
  head.writeUInt16LE(number, 2);
  head.write(vr, 4);
  if (long) head.writeUInt32LE(raw.length, 8);
  else head.writeUInt16LE(raw.length, 6);
  return Buffer.concat([head, raw]);
}

const image = ({ rows, columns, frames }: { rows: number; columns: number; frames: number }) => [
  element(0x0008, 0x0016, 'UI', '1.2.840.10008.5.1.4.1.1.4\0'),
  element(0x0008, 0x0018, 'UI', '1.2.3.4\0'),
  element(0x0008, 0x0060, 'CS', 'MR'),
  element(0x0028, 0x0002, 'US', [1]),
  element(0x0028, 0x0004, 'CS', 'MONOCHROME2'),
  element(0x0028, 0x0008, 'IS', String(frames)),
  element(0x0028, 0x0010, 'US', [rows]),
  element(0x0028, 0x0011, 'US', [columns]),
  element(0x0028, 0x0100, 'US', [8]),
  element(0x0028, 0x0101, 'US', [8]),
  element(0x0028, 0x0102, 'US', [7]),
  element(0x0028, 0x0103, 'US', [0]),
];

const palette = (descriptor: readonly number[]) => [
  ...image({ rows: 8, columns: 8, frames: 1 }).map((one) =>
    one.readUInt16LE(2) === 0x0004 ? element(0x0028, 0x0004, 'CS', 'PALETTE COLOR') : one,
  ),
  ...[0x1101, 0x1102, 0x1103].map((number) => element(0x0028, number, 'US', [...descriptor])),
  ...[0x1201, 0x1202, 0x1203].map((number) => element(0x0028, number, 'OW', Buffer.alloc(16))),
];

const pixels = (bytes: Buffer) => [element(0x7fe0, 0x0010, 'OB', bytes)];

function fragment(bytes: Buffer): Buffer[] {
  const item = (value: Buffer) => {
    const head = Buffer.from([0xfe, 0xff, 0x00, 0xe0, 0, 0, 0, 0]);
    head.writeUInt32LE(value.length, 4);
    return Buffer.concat([head, value]);
  };
  const head = element(0x7fe0, 0x0010, 'OB', Buffer.alloc(0));
  head.writeUInt32LE(0xffffffff, 8);
  return [head, item(Buffer.alloc(0)), item(bytes), Buffer.from([0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0])];
}

/** Sequences of undefined length, each the only element of the item before. */
const nested = (depth: number) =>
  Buffer.concat(
    Array.from({ length: depth }, () =>
      Buffer.from([
        8, 0, 0x40, 0x11, 0x53, 0x51, 0, 0, 255, 255, 255, 255, 0xfe, 0xff, 0, 0xe0, 255, 255, 255, 255,
      ]),
    ),
  );

function part10(content: Buffer | Buffer[], syntax = '1.2.840.10008.1.2.1'): Uint8Array {
  const padded = syntax.length % 2 ? `${syntax}\0` : syntax;
  const meta = element(0x0002, 0x0010, 'UI', padded);
  return new Uint8Array(
    Buffer.concat([
      Buffer.alloc(128),
      Buffer.from('DICM'),
      meta,
      ...(Array.isArray(content) ? content : [content]),
    ]),
  );
}
