import dicomParser from 'dicom-parser';

/** What dicom-parser exports and its types leave out. */
export const { DataSet, littleEndianByteArrayParser, bigEndianByteArrayParser } = dicomParser as unknown as {
  DataSet: new (
    parser: dicomParser.ByteArrayParser,
    bytes: Uint8Array,
    elements: dicomParser.DataSet['elements'],
  ) => dicomParser.DataSet;
  littleEndianByteArrayParser: dicomParser.ByteArrayParser;
  bigEndianByteArrayParser: dicomParser.ByteArrayParser;
};
