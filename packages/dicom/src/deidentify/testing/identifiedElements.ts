import type { ElementNode } from '../elementTree.js';
import { eucKr } from './findText.js';
import { sequence, textElement as text } from './plant.js';

/** Everything that must not be found after de-identification. */
export const plantedTexts = [
  'Gildong',
  '홍길동',
  '서울중앙병원',
  'PID-48151623',
  'ACC-1085-77',
  '19570423',
  '010-9876-5432',
  'Zwetschgenhof',
  'DrLeeSunshin',
  'PRIVATEOWNER',
  'NESTEDSECRET',
  'UNSECRET',
  'SOURCEAE',
  'GRAPHICSECRET',
  'OVERLAYSECRET',
  '1.3.6.1.4.1.99999.7.7.7',
];

/**
 * Identifiers in every corner: in attributes of table E.1-1, in descriptions, in attributes that no table looks at, in
 * private ones, in UN, in sequences within sequences, in codes, overlays, icons and originals.
 *
 * @param characterSet how the Korean name is written.
 */
export function identifiedElements(characterSet: 'ISO_IR 192' | '\\ISO 2022 IR 149'): ElementNode[] {
  const utf8 = characterSet === 'ISO_IR 192';
  const designation = Buffer.from([0x1b, 0x24, 0x29, 0x43]);
  const korean = (words: string) =>
    new Uint8Array(utf8 ? Buffer.from(words, 'utf8') : Buffer.concat([designation, eucKr(words)]));
  const name = new Uint8Array(
    Buffer.concat([Buffer.from('Hong^Gildong==', 'latin1'), korean('홍길동'), Buffer.from('^', 'latin1')]),
  );
  const uid = '1.3.6.1.4.1.99999.7.7.7.1';
  return [
    text(0x00080005, 'CS', characterSet),
    text(0x00080050, 'SH', 'ACC-1085-77'),
    text(0x00080080, 'LO', korean('서울중앙병원')),
    text(0x00080081, 'ST', 'Zwetschgenhof 3'),
    text(0x00080090, 'PN', 'DrLeeSunshin'),
    text(0x00081030, 'LO', 'MRI breast of Gildong, PID-48151623'),
    text(0x0008103e, 'LO', korean('ax dyn 홍길동')),
    text(0x00081070, 'PN', 'DrLeeSunshin^Admiral'),
    text(0x00081090, 'LO', 'Avanto of Gildong'),
    sequence(0x00081111, [text(0x00081150, 'UI', '1.2.840.10008.3.1.2.3.3'), text(0x00081155, 'UI', uid)]),
    sequence(0x00081140, [
      text(0x00081150, 'UI', '1.2.840.10008.5.1.4.1.1.4'),
      text(0x00081155, 'UI', uid),
      text(0x00102154, 'SH', '010-9876-5432'),
      sequence(0x0040a170, [
        text(0x00080100, 'SH', 'x1'),
        text(0x00080102, 'SH', '99LOCAL'),
        text(0x00080104, 'LO', 'NESTEDSECRET code'),
      ]),
    ]),
    text(0x00100010, 'PN', name),
    text(0x00100020, 'LO', 'PID-48151623'),
    text(0x00100030, 'DA', '19570423'),
    text(0x00101000, 'LO', 'PID-48151623\\ACC-1085-77'),
    sequence(0x00101002, [text(0x00100020, 'LO', 'PID-48151623'), text(0x00100022, 'CS', 'TEXT')]),
    text(0x00101040, 'LO', 'Zwetschgenhof 3'),
    text(0x00102154, 'SH', '010-9876-5432'),
    text(0x00104000, 'LT', 'Daughter of DrLeeSunshin, call 010-9876-5432'),
    text(0x00180024, 'SH', 'gildong_seq'),
    text(0x00181030, 'LO', 'breast PID-48151623'),
    text(0x00201040, 'LO', new Uint8Array(Buffer.from('Gildong', 'utf16le'))),
    text(0x00204000, 'LT', 'Compare with ACC-1085-77 of 19570423'),
    text(0x00290010, 'LO', 'PRIVATEOWNER'),
    text(0x00291001, 'LO', 'Gildong'),
    sequence(0x00291002, [text(0x00100010, 'PN', name), text(0x00080104, 'LO', 'NESTEDSECRET')]),
    text(0x00321060, 'LO', 'MRI breast with Zwetschgenhof protocol'),
    // An attribute of the standard, beside the table, of a kind that the system before did not know.
    text(0x00181271, 'UN', 'UNSECRET Gildong'),
    // And one that no edition has.
    text(0x00181fff, 'LO', 'UNSECRET'),
    sequence(0x00400275, [text(0x00400007, 'LO', 'NESTEDSECRET'), text(0x00401001, 'SH', 'ACC-1085-77')]),
    sequence(0x0040a730, [sequence(0x0040a730, [text(0x0040a160, 'UT', 'NESTEDSECRET of Gildong')])]),
    sequence(0x00700001, [text(0x00700006, 'ST', 'GRAPHICSECRET')]),
    sequence(0x00880200, [text(0x00204000, 'LT', 'NESTEDSECRET')]),
    sequence(0x04000561, [sequence(0x04000550, [text(0x00100010, 'PN', name)])]),
    text(0x60003000, 'OW', 'OVERLAYSECRET  '),
    text(0x60004000, 'LT', 'OVERLAYSECRET'),
    text(0xfffcfffc, 'OB', 'Gildong  '),
  ];
}
