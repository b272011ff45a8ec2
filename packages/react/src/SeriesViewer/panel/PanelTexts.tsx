import { useFormats } from '../../i18n/formats.js';
import { useMessages } from '../../i18n/LocaleContext.js';
import { scaleBar } from '../geometry/measure.js';
import { messages } from '../messages.js';
import type { ValueWindow } from '../pixels/windowLevel.js';
import type { ViewerCaption } from '../viewerTypes.js';
import type { PanelContent } from './panelTypes.js';

/** What stands in the corners and at the edges of a panel. */
export interface PanelTextsProps {
  content: PanelContent;
  caption: ViewerCaption | undefined;
  sliceText: string;
  positionMm: number | undefined;
  window: ValueWindow;
  zoom: number;
  /** CSS pixels for one mm; undefined where lengths are not known. */
  pixelsPerMm: number | undefined;
  panelWidth: number;
}

/** Patient and series, slice and position, window, zoom, scale bar and orientation letters. */
export function PanelTexts(props: PanelTextsProps) {
  const { content, caption, sliceText, positionMm, window, zoom, pixelsPerMm, panelWidth } = props;
  const text = useMessages(messages);
  const { number, millimetres } = useFormats();
  const { letters, source, picture } = content;
  const bar = pixelsPerMm && picture ? scaleBar(pixelsPerMm, Math.min(160, panelWidth / 4)) : undefined;
  return (
    <>
      <div className="ee-viewer-corner" data-corner="top-left">
        <strong>{content.title}</strong>
        {caption?.patient && <span>{caption.patient}</span>}
        {caption?.study && panelWidth >= 480 && <span>{caption.study}</span>}
      </div>
      {source.kind !== 'projection' && (
        <div className="ee-viewer-corner" data-corner="top-right">
          <span>{sliceText}</span>
          {positionMm !== undefined && <span>{text.position(millimetres(positionMm))}</span>}
        </div>
      )}
      <div className="ee-viewer-corner" data-corner="bottom-left">
        <span data-testid="window">
          {text.windowValues(number(window.width, 0), number(window.center, 0))}
        </span>
        {zoom !== 1 && <span>{text.zoomValue(`${number(zoom * 100, 0)}%`)}</span>}
      </div>
      {bar && (
        <div className="ee-viewer-corner" data-corner="bottom-right">
          <span>{millimetres(bar.mm)}</span>
          <svg className="ee-viewer-bar" aria-hidden="true" width={bar.pixels} height="7">
            <path d={`M.5 0v6.5h${bar.pixels - 1}v-6.5`} />
          </svg>
        </div>
      )}
      {letters && picture && (
        <div className="ee-viewer-letters" aria-hidden="true">
          <span data-edge="left">{letters.left}</span>
          <span data-edge="right">{letters.right}</span>
          <span data-edge="top">{letters.top}</span>
          <span data-edge="bottom">{letters.bottom}</span>
        </div>
      )}
    </>
  );
}
