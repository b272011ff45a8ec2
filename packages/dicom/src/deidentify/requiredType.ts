/** Types of PS3.5 7.4: 1 must have a value, 2 may be empty, 3 may be absent. Conditional ones count as unconditional. */
export type RequiredType = 1 | 2 | 3;

/**
 * The type of an attribute in the IOD of a SOP class, for attributes whose action in table E.1-1 depends on it. Of an
 * IOD that is not known here all count as type 1, so that the strongest replacement keeps the instance valid.
 *
 * Sources: PS3.3 modules of the IODs A.2, A.3, A.4, A.8 (single frame) and A.36, A.38 (enhanced).
 */
export function requiredType(sopClassUid: string | undefined, tag: number): RequiredType {
  if (sopClassUid === undefined) return 1;
  if (singleFrame.has(sopClassUid)) return singleFrameTypes[tag] ?? 3;
  if (enhanced.has(sopClassUid)) return enhancedTypes[tag] ?? 3;
  return 1;
}

const storage = '1.2.840.10008.5.1.4.1.1';
/** CR, CT, MR and Secondary Capture images. */
const singleFrame = new Set([`${storage}.1`, `${storage}.2`, `${storage}.4`, `${storage}.7`]);
/** Enhanced CT, Enhanced MR, MR Spectroscopy and Enhanced MR Color. */
const enhanced = new Set([`${storage}.2.1`, `${storage}.4.1`, `${storage}.4.2`, `${storage}.4.3`]);

const singleFrameTypes: Record<number, RequiredType> = {
  524323: 2, // Content Date, General Image
  524339: 2, // Content Time
  1572880: 2, // Contrast/Bolus Agent
  1048608: 2, // Patient ID
};

const enhancedTypes: Record<number, RequiredType> = {
  524323: 1, // Content Date, Multi-frame Functional Groups
  524339: 1, // Content Time
  524330: 1, // Acquisition DateTime
  528657: 1, // Referenced Performed Procedure Step Sequence, MR Series
  1048608: 2, // Patient ID
  1576960: 1, // Device Serial Number, Enhanced General Equipment
  4195669: 2, // Acquisition Context Sequence
};
