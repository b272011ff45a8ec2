import { operationLimits } from './operationLimits.js';
import { tooComplex } from './tooComplex.js';

const quote = 0x22;
const backslash = 0x5c;
/** Variables stand one level below the request. */
const mostLevels = operationLimits.variableDepth + 2;

/**
 * Looks at the brackets of JSON before it is parsed, which takes long for hundreds of thousands of them. One pass over the
 * bytes; UTF-8 has no quote or bracket inside another character.
 *
 * @throws EventEyeError QUERY_TOO_COMPLEX.
 */
export function checkJsonNesting(json: Uint8Array): void {
  let level = 0;
  let inText = false;
  for (let i = 0; i < json.length; i++) {
    const byte = json[i];
    if (inText) {
      if (byte === backslash) i += 1;
      else if (byte === quote) inText = false;
    } else if (byte === quote) inText = true;
    else if (byte === 0x7b || byte === 0x5b) {
      level += 1;
      if (level > mostLevels) {
        throw tooComplex('levels in variables', operationLimits.variableDepth, 'Nest less deeply.');
      }
    } else if (byte === 0x7d || byte === 0x5d) level -= 1;
  }
}
