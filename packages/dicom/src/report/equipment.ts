import type { InstanceElements } from '../write/encodeDataset.js';
import type { ReportedModel } from './reportedAnalysis.js';

/** Who makes what writes these objects. */
export const manufacturer = 'EventEye';

/** General and Enhanced General Equipment (PS3.3 C.7.5.1, C.7.5.2): the model; its serial number is its hash. */
export function equipment({ name, version, sha256 }: ReportedModel): InstanceElements {
  return {
    Manufacturer: manufacturer,
    ManufacturerModelName: longString(name),
    DeviceSerialNumber: sha256,
    SoftwareVersions: longString(version),
  };
}

/** As VR LO takes it: no backslash, which would part values, and 64 characters. */
export function longString(text: string): string {
  return text.replaceAll('\\', '/').slice(0, 64);
}
