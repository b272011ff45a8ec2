/**
 * Text attributes beside table E.1-1 that machines write: makers, models, software, sequences, coils, units. They stay
 * unless they hold an identifier of the file; any other text beside the table is cleaned as a description is.
 */
export function isTechnicalText(tag: number): boolean {
  return technical.has(tag);
}

/** Code Value, Coding Scheme Designator and Version, Code Meaning, Long Code Value. */
export const codeTags: ReadonlySet<number> = new Set([
  0x00080100, 0x00080102, 0x00080103, 0x00080104, 0x00080119,
]);
export const codeMeaning = 0x00080104;
export const codingSchemeDesignator = 0x00080102;

/** Coding schemes of PS3.16 table 8-1 that are published: their meanings name concepts, never persons. */
export const publicCodingSchemes: ReadonlySet<string> = new Set([
  'BARI',
  'DCM',
  'FMA',
  'I10',
  'ICD10',
  'ISO3166_1',
  'LN',
  'MSH',
  'NCIt',
  'NEU',
  'RADLEX',
  'RFC5646',
  'SCT',
  'SNM3',
  'SRT',
  'UCUM',
  'UMLS',
]);

const technical = new Set([
  0x00080070, // Manufacturer
  0x00081090, // Manufacturer's Model Name
  0x00180024, // Sequence Name
  0x00180085, // Imaged Nucleus
  0x00181016, // Secondary Capture Device Manufacturer
  0x00181018, // Secondary Capture Device Manufacturer's Model Name
  0x00181019, // Secondary Capture Device Software Versions
  0x00181020, // Software Versions
  0x00181160, // Filter Type
  0x00181210, // Convolution Kernel
  0x00181250, // Receive Coil Name
  0x00181251, // Transmit Coil Name
  0x00189005, // Pulse Sequence Name
  0x00189041, // Receive Coil Manufacturer Name
  0x00189047, // Multi-Coil Element Name
  0x00189050, // Transmit Coil Manufacturer Name
  0x00201040, // Position Reference Indicator
  0x00209421, // Dimension Description Label
  0x00281054, // Rescale Type
  0x00281055, // Window Center & Width Explanation
  0x00283003, // LUT Explanation
  0x00420012, // MIME Type of Encapsulated Document
  0x00620009, // Segmentation Algorithm Name
  0x0040db00, // Template Identifier
]);
