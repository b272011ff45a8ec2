/** A set of graphic characters that code extensions put into one half of the code table (PS3.3 tables C.12-3 and C.12-4). */
export interface GraphicSet {
  /** Encoding of the bytes above 0x7F, as iconv-lite names it. */
  encoding: string;
  /** Set before each character where the encoding asks for it. */
  prefix?: number;
  bytesPerCharacter: 1 | 2;
}

const single = (encoding: string): GraphicSet => ({ encoding, bytesPerCharacter: 1 });
const double = (encoding: string): GraphicSet => ({ encoding, bytesPerCharacter: 2 });

/** Sets by ISO registration number. */
export const graphicSets: Record<string, GraphicSet> = {
  100: single('iso-8859-1'),
  101: single('iso-8859-2'),
  109: single('iso-8859-3'),
  110: single('iso-8859-4'),
  144: single('iso-8859-5'),
  127: single('iso-8859-6'),
  126: single('iso-8859-7'),
  138: single('iso-8859-8'),
  148: single('windows-1254'),
  166: single('windows-874'),
  203: single('iso-8859-15'),
  13: single('shift_jis'),
  // Written as EUC: a character of JIS X 0212 follows 0x8F there.
  87: double('euc-jp'),
  159: { ...double('euc-jp'), prefix: 0x8f },
  149: double('cp949'),
  58: double('gb18030'),
};

/** Where an escape sequence puts which set; G0 of `undefined` is ASCII. */
export interface Designation {
  half: 'G0' | 'G1';
  set: GraphicSet | undefined;
}

const designate = (half: Designation['half'], number?: number): Designation => ({
  half,
  set: number === undefined ? undefined : graphicSets[number],
});

/** Designations by the characters after ESC. */
export const designations: Record<string, Designation> = {
  '(B': designate('G0'),
  // JIS X 0201 romaji: ASCII but for yen and overline, which are read as the delimiters they stand for.
  '(J': designate('G0'),
  $B: designate('G0', 87),
  '$@': designate('G0', 87),
  '$(D': designate('G0', 159),
  '-A': designate('G1', 100),
  '-B': designate('G1', 101),
  '-C': designate('G1', 109),
  '-D': designate('G1', 110),
  '-L': designate('G1', 144),
  '-G': designate('G1', 127),
  '-F': designate('G1', 126),
  '-H': designate('G1', 138),
  '-M': designate('G1', 148),
  '-T': designate('G1', 166),
  '-b': designate('G1', 203),
  ')I': designate('G1', 13),
  '$)C': designate('G1', 149),
  '$)A': designate('G1', 58),
};
