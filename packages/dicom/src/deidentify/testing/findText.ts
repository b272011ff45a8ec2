/**
 * Which of the texts stand anywhere in the bytes, in any encoding that a DICOM file or its tools use: Latin-1, UTF-8,
 * UTF-16 of both byte orders and EUC-KR (whose letters ISO 2022 IR 149 writes too, behind its escapes). Letter case
 * does not matter.
 */
export function findText(bytes: Uint8Array, texts: readonly string[]): string[] {
  const haystack = Buffer.from(bytes).toString('latin1').toLowerCase();
  return texts.filter((text) =>
    encodings(text).some((needle) => haystack.includes(needle.toString('latin1').toLowerCase())),
  );
}

function encodings(text: string): Buffer[] {
  const latin1 = Buffer.from(text, 'latin1');
  const utf16 = Buffer.from(text, 'utf16le');
  return [
    ...(latin1.toString('latin1') === text ? [latin1] : []),
    Buffer.from(text, 'utf8'),
    utf16,
    Buffer.from(utf16).swap16(),
    eucKr(text),
  ];
}

/** EUC-KR bytes of a text of Hangul and ASCII; the platform can only decode it, so the table is read backwards. */
export function eucKr(text: string): Buffer {
  return Buffer.concat([...text].map((letter) => eucKrLetters.get(letter) ?? Buffer.from(letter, 'utf8')));
}

const eucKrLetters = new Map<string, Buffer>();
const decoder = new TextDecoder('euc-kr');
for (let lead = 0xb0; lead <= 0xc8; lead++) {
  for (let trail = 0xa1; trail <= 0xfe; trail++) {
    const bytes = Buffer.from([lead, trail]);
    eucKrLetters.set(decoder.decode(bytes), bytes);
  }
}
