/** Encodings of the defined terms of Specific Character Set (PS3.3 C.12.1.1.2) that TextDecoder has. */
const encodings: Record<string, string> = {
  '': 'latin1',
  'ISO_IR 6': 'latin1',
  'ISO_IR 100': 'latin1',
  'ISO_IR 101': 'iso-8859-2',
  'ISO_IR 109': 'iso-8859-3',
  'ISO_IR 110': 'iso-8859-4',
  'ISO_IR 144': 'iso-8859-5',
  'ISO_IR 127': 'iso-8859-6',
  'ISO_IR 126': 'iso-8859-7',
  'ISO_IR 138': 'iso-8859-8',
  'ISO_IR 148': 'windows-1254',
  'ISO_IR 166': 'windows-874',
  'ISO_IR 13': 'shift_jis',
  'ISO_IR 192': 'utf-8',
  GB18030: 'gb18030',
  GBK: 'gbk',
  'ISO 2022 IR 149': 'euc-kr',
  'ISO 2022 IR 58': 'gb18030',
  'ISO 2022 IR 87': 'iso-2022-jp',
  'ISO 2022 IR 159': 'iso-2022-jp',
  'ISO 2022 IR 13': 'shift_jis',
};

/**
 * Decodes text of a data set.
 *
 * With code extensions, a designation such as ESC $ ) C (KS X 1001 into G1, PS3.3 C.12.1.1.2) comes before the
 * letters; G1 letters have their high bit set, so EUC decoders read them once the escapes are taken out. Japanese
 * needs its escapes, which its decoder reads itself.
 *
 * @param characterSet values of Specific Character Set (0008,0005), in order.
 */
export function decodeText(bytes: Uint8Array, characterSet: readonly string[]): string {
  const terms = characterSet.map((term) =>
    term.trim().replace(/^ISO 2022 IR (6|100|101|109|110|144|127|126|138|148|166)$/, 'ISO_IR $1'),
  );
  const multiByte = terms.find((term) => term.startsWith('ISO 2022'));
  const encoding = encodings[multiByte ?? terms[0] ?? ''] ?? 'latin1';
  const raw = encoding === 'iso-2022-jp' ? bytes : withoutEscapes(bytes);
  return new TextDecoder(encoding).decode(raw).replace(/[\0 ]+$/, '');
}

function withoutEscapes(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(0x1b)) return bytes;
  const out: number[] = [];
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== 0x1b) out.push(bytes[i]!);
    else i += bytes[i + 1] === 0x24 && (bytes[i + 2] === 0x28 || bytes[i + 2] === 0x29) ? 3 : 2;
  }
  return Uint8Array.from(out);
}
