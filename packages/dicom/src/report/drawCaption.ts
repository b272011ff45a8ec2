import { glyphSize, isDotSet } from './captionFont.js';

/** An 8-bit RGB picture: `height * width * 3` samples, those of a pixel together. */
export interface RgbPicture {
  width: number;
  height: number;
  samples: Uint8Array;
}

/**
 * Puts white words on a black strip below a picture: no pixel of the image is covered, and wherever the picture is copied to
 * the words go with it. They are broken to the width, which stays as it is.
 *
 * @param texts each begins a line.
 */
export function drawCaption(picture: RgbPicture, texts: readonly string[]): RgbPicture {
  const { width, height, samples } = picture;
  const scale = Math.max(1, Math.floor(width / 320));
  const advance = (glyphSize.width + 1) * scale;
  const lineHeight = (glyphSize.height + 2) * scale;
  const lines = texts.flatMap((text) => brokenInto(text, Math.max(1, Math.floor(width / advance))));
  const captioned = new Uint8Array(width * (height + lines.length * lineHeight + 2 * scale) * 3);
  captioned.set(samples.subarray(0, width * height * 3));
  lines.forEach((line, index) => {
    const top = height + 2 * scale + index * lineHeight;
    [...line].forEach((character, place) => {
      drawGlyph(character, place * advance, top);
    });
  });
  return { width, height: captioned.length / (width * 3), samples: captioned };

  function drawGlyph(character: string, left: number, top: number): void {
    for (let y = 0; y < glyphSize.height * scale; y++) {
      for (let x = 0; x < glyphSize.width * scale && left + x < width; x++) {
        if (!isDotSet(character, Math.floor(x / scale), Math.floor(y / scale))) continue;
        captioned.fill(255, ((top + y) * width + left + x) * 3, ((top + y) * width + left + x) * 3 + 3);
      }
    }
  }
}

/** Lines of at most `longest` characters, between words where that is possible. */
function brokenInto(text: string, longest: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line ? `${line} ${word}` : word;
    if (longer.length <= longest) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    line = word;
    while (line.length > longest) {
      lines.push(line.slice(0, longest));
      line = line.slice(longest);
    }
  }
  return line ? [...lines, line] : lines;
}
