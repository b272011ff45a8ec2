/** Groups, low bytes of the element and VR of the attributes of one private creator. */
export type SafeAttributes = readonly (readonly [group: number, element: number, vr: string])[];

/**
 * Of PS3.15 table E.3.10-1 (Safe Private Attributes), the rows of MR, CT and PET whose values are numbers or coded
 * terms, by private creator. Rows of other modalities and rows of free text are left out on purpose: fewer are kept
 * than the standard allows, never more.
 */
export const safePrivate: Readonly<Record<string, SafeAttributes>> = {
  'SIEMENS MR HEADER': [
    [0x0019, 0x0c, 'IS'],
    [0x0019, 0x0d, 'CS'],
    [0x0019, 0x0e, 'FD'],
    [0x0019, 0x27, 'FD'],
  ],
  'Philips Imaging DD 001': [
    [0x2001, 0x03, 'FL'],
    [0x2001, 0x04, 'CS'],
  ],
  'Philips MR Imaging DD 001': [
    [0x2005, 0x0d, 'FL'],
    [0x2005, 0x0e, 'FL'],
  ],
  'Philips PET Private Group': [
    [0x7053, 0x00, 'DS'],
    [0x7053, 0x09, 'DS'],
  ],
  GEMS_ACQU_01: [
    [0x0019, 0x23, 'DS'],
    [0x0019, 0x24, 'DS'],
    [0x0019, 0x27, 'DS'],
  ],
  GEMS_SERS_01: [[0x0025, 0x07, 'SL']],
  GEMS_PARM_01: [
    [0x0043, 0x39, 'IS'],
    [0x0043, 0x6f, 'DS'],
  ],
  GEMS_HELIOS_01: [
    [0x0045, 0x01, 'SS'],
    [0x0045, 0x02, 'FL'],
  ],
  ELSCINT1: [
    [0x00e1, 0x21, 'DS'],
    [0x01e1, 0x26, 'CS'],
    [0x01e1, 0x50, 'DS'],
    [0x01f1, 0x01, 'CS'],
    [0x01f1, 0x07, 'DS'],
    [0x01f1, 0x26, 'DS'],
    [0x01f1, 0x27, 'DS'],
  ],
};
