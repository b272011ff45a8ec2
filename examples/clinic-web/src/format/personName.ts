/** A name of DICOM (PS3.5 6.2, value representation PN) as people write it: `KIM^YOUNG HEE=金^英姬` becomes `KIM YOUNG HEE`. */
export function personName(name: string): string {
  const [alphabetic = ''] = name.split('=').filter((part) => part !== '');
  return alphabetic.replaceAll('^', ' ').replace(/\s+/g, ' ').trim();
}
