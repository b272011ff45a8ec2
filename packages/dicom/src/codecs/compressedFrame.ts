/** What the header of a codestream says of itself, in the words of the Image Pixel module. */
export interface CodestreamHeader {
  width: number;
  height: number;
  components: number;
  /** Bits of a sample. */
  precision: number;
  signed: boolean;
}

/** Samples as a codec gives them: 8 bits wide up to a precision of 8, else 16; samples of a pixel together. */
export interface DecodedSamples {
  values:
    | Uint8Array<ArrayBuffer>
    | Uint16Array<ArrayBuffer>
    | Int16Array<ArrayBuffer>
    | Int8Array<ArrayBuffer>;
  precision: number;
  signed: boolean;
  /** What the samples are, whatever the DICOM header calls them: codecs undo colour transforms and subsampling. */
  photometricInterpretation: string;
}
