import type { ElementNode } from '../deidentify/elementTree.js';
import { encodeFile } from '../deidentify/encodeFile.js';
import { elementNodes, type InstanceElements } from './encodeDataset.js';

export type { InstanceElements } from './encodeDataset.js';

/** One SOP instance to be written. */
export interface Instance {
  elements: InstanceElements;
  /** Stored samples, frame after frame; 16-bit are written little endian. Its type must fit BitsAllocated. */
  pixelData?: Uint8Array | Uint16Array | Int16Array;
}

const explicitLittleEndian = { uid: '1.2.840.10008.1.2.1', bigEndian: false };

/**
 * Writes a DICOM Part 10 file (PS3.10 7) in Explicit VR Little Endian. The same instance gives the same bytes.
 *
 * @throws TypeError when a keyword is not in the dictionary, a value does not fit its VR, or SOPClassUID or
 * SOPInstanceUID is missing: a fault of the program, not of data.
 */
export function writeInstance({ elements, pixelData }: Instance): Uint8Array {
  const { SOPClassUID: sopClassUid, SOPInstanceUID: sopInstanceUid } = elements;
  if (typeof sopClassUid !== 'string' || typeof sopInstanceUid !== 'string') {
    throw new TypeError('An instance needs SOPClassUID and SOPInstanceUID.');
  }
  const nodes = elementNodes(elements);
  if (pixelData) nodes.push(pixelDataNode(pixelData));
  return encodeFile(nodes, { sopClassUid, sopInstanceUid, transferSyntax: explicitLittleEndian });
}

/** PS3.5 A.2: 8-bit samples may be OB or OW, deeper ones are OW. */
function pixelDataNode(samples: Uint8Array | Uint16Array | Int16Array): ElementNode {
  const value = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  return { tag: 0x7fe00010, vr: samples.BYTES_PER_ELEMENT === 1 ? 'OB' : 'OW', value };
}
