import { useFormats } from '../i18n/formats.js';
import { useMessages } from '../i18n/LocaleContext.js';
import { messages } from './messages.js';
import { panelContent } from './panel/panelContents.js';
import { usePictures } from './slices/usePictures.js';
import { boxesAt } from './state/analysisPlaces.js';
import { panelsOf } from './state/layouts.js';
import { useProjectionUrl } from './state/useProjectionUrl.js';
import type { ViewerBodyProps } from './ViewerBody.js';

/** What each panel of the layout shows now; loads it, and asks for fresh addresses where they ran out. */
export function useViewerContents(props: ViewerBodyProps) {
  const { stack, base, state, stores, plane } = props;
  const [index] = props.slices;
  const analysis = props.analysis ?? undefined;
  const text = useMessages(messages);
  const { percent } = useFormats();
  const sources = panelsOf(state.layout, plane, base !== undefined);
  const showsProjection = sources.some(({ kind }) => kind === 'projection');
  const showsBase = sources.some(
    (source) => source.kind === 'difference' || (source.kind === 'values' && source.role === 'base'),
  );
  const hasAttention = stack.slices.some(({ heatmapUrl }) => heatmapUrl) && analysis !== undefined;

  const ofDifference = base !== undefined;
  const projection = useProjectionUrl(
    props.projectionUrl,
    showsProjection ? { plane, ofDifference } : undefined,
  );
  const pictures = usePictures(stores, {
    stack,
    base: showsBase ? base : undefined,
    index,
    direction: state.direction,
    projection: projection.url
      ? { key: `projection ${plane} ${ofDifference}`, url: projection.url }
      : undefined,
    showsHeatmap: state.showsHeatmap && hasAttention,
    isRenewalFailed: props.isRenewalFailed ?? false,
    onExpired: (what) => (what === 'projection' ? projection.renew() : props.onAddressesExpired?.()),
  });
  const shownOf = ({ picture, error }: typeof pictures.read) => ({
    picture,
    error: pictures.isRenewing(error) ? undefined : error,
  });
  const contents = sources.map((source) =>
    panelContent(source, {
      stack,
      base,
      index,
      read: shownOf(pictures.read),
      baseSlice: shownOf(pictures.base),
      projection: projection.error
        ? { picture: undefined, error: projection.error }
        : shownOf(pictures.projection),
      hasPartner: pictures.hasPartner,
      attention: pictures.attention,
      boxes: state.showsBoxes
        ? boxesAt(analysis, index, (number, peak) => text.candidate(number, percent(peak)))
        : [],
      text,
    }),
  );
  return { contents, projection, pictures, hasAttention, showsProjection };
}
