import { useMessages } from '../i18n/LocaleContext.js';
import { type AttentionArea, attentionPlace } from './attentionPlace.js';
import { messages } from './messages.js';

/** What the colours show, as sentences. Areas come strongest first. */
export function useAttentionText(
  regions: readonly AttentionArea[],
  picture: { width: number; height: number },
): string {
  const text = useMessages(messages);
  const [first, ...rest] = regions.map((area) => text[attentionPlace(area, picture)]);
  if (first === undefined) return text.none;
  const sentence = text.strongest(first);
  return rest.length > 0 ? `${sentence} ${text.further(rest.join(', '))}` : sentence;
}
