/** An area of high attention, in pixels of the image, origin top left. */
export interface AttentionArea {
  x: number;
  y: number;
  width: number;
  height: number;
  /** How strong attention is there, 0 to 1. */
  score: number;
  frame?: number | null;
}

/** One of nine parts of a picture, as one sees it; says nothing of the patient's sides. */
export type PicturePlace =
  | 'upperLeft'
  | 'upperMiddle'
  | 'upperRight'
  | 'middleLeft'
  | 'centre'
  | 'middleRight'
  | 'lowerLeft'
  | 'lowerMiddle'
  | 'lowerRight';

const places: readonly (readonly PicturePlace[])[] = [
  ['upperLeft', 'upperMiddle', 'upperRight'],
  ['middleLeft', 'centre', 'middleRight'],
  ['lowerLeft', 'lowerMiddle', 'lowerRight'],
];

/** In which ninth of a picture the middle of an area lies, so that words can say what colours show. */
export function attentionPlace(
  area: AttentionArea,
  picture: { width: number; height: number },
): PicturePlace {
  const row = thirdOf(area.y + area.height / 2, picture.height);
  const column = thirdOf(area.x + area.width / 2, picture.width);
  return places[row]![column]!;
}

function thirdOf(position: number, length: number): number {
  return Math.min(2, Math.max(0, Math.floor((position / length) * 3)));
}
