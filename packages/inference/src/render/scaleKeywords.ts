/** Keywords of the PNG's text chunks that carry the scale, after DICOM's Rescale Slope and Rescale Intercept. */
export const scaleKeywords = { slope: 'Rescale Slope', intercept: 'Rescale Intercept' } as const;
