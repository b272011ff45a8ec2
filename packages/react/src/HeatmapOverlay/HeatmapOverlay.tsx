import { Flame, ImageOff, RotateCw } from 'lucide-react';
import { useId, useState } from 'react';
import { useMessages } from '../i18n/LocaleContext.js';
import { Button } from '../primitives/Button.js';
import { RangeField } from '../primitives/RangeField.js';
import { AttentionAreas } from './AttentionAreas.js';
import type { AttentionArea } from './attentionPlace.js';
import { messages } from './messages.js';
import { useAttentionText } from './useAttentionText.js';

/** Properties of {@link HeatmapOverlay}. */
export interface HeatmapOverlayProps {
  /** The picture, and its size in pixels of the image, in which the areas are given. */
  picture: { url: string; width: number; height: number };
  /** Says what the picture is, for who can not see it: `Slice 81 of 160`. */
  label?: string | undefined;
  /** Colour over transparent, of the size of the picture. Without it only the picture is shown. */
  heatmapUrl?: string | null | undefined;
  /** Where attention gathers, strongest first. */
  regions?: readonly AttentionArea[] | undefined;
  /** Of the heat map at first, 0 to 1; 0.6 unless told. */
  defaultOpacity?: number;
  /** Whether attention is shown at first; true unless told. */
  defaultShown?: boolean;
  /** Offers to fetch addresses anew when a picture can not be loaded. */
  onReload?: (() => void) | undefined;
}

/**
 * A picture with the attention of the model over it, to be faded and switched off: attention, not localisation. Words say
 * where it is strongest.
 */
export function HeatmapOverlay(props: HeatmapOverlayProps) {
  const { picture, heatmapUrl, regions = [], defaultOpacity = 0.6, defaultShown = true, onReload } = props;
  const text = useMessages(messages);
  const words = useAttentionText(regions, picture);
  const [opacity, setOpacity] = useState(defaultOpacity);
  const [isShown, setShown] = useState(defaultShown);
  const [hasAreas, setAreas] = useState(true);
  const [failedUrl, setFailedUrl] = useState<string>();
  const description = useId();
  const hasFailed = failedUrl === picture.url || (heatmapUrl != null && failedUrl === heatmapUrl);
  const label = props.label ?? text.picture;
  return (
    <figure className="ee-heatmap" part="heatmap" data-state={hasFailed ? 'failed' : 'ready'}>
      <div className="ee-heatmap-stage" style={{ aspectRatio: `${picture.width} / ${picture.height}` }}>
        {hasFailed ? (
          <div className="ee-heatmap-failed" role="alert">
            <ImageOff aria-hidden="true" />
            <p>{text.failed}</p>
            {onReload && (
              <Button icon={<RotateCw />} onClick={onReload}>
                {text.reload}
              </Button>
            )}
          </div>
        ) : (
          <>
            <img
              src={picture.url}
              alt={label}
              aria-describedby={heatmapUrl ? description : undefined}
              draggable={false}
              onError={() => setFailedUrl(picture.url)}
            />
            {heatmapUrl && isShown && (
              <>
                <img
                  src={heatmapUrl}
                  alt=""
                  draggable={false}
                  style={{ opacity }}
                  onError={() => setFailedUrl(heatmapUrl)}
                />
                {hasAreas && <AttentionAreas regions={regions} picture={picture} />}
              </>
            )}
          </>
        )}
      </div>
      {heatmapUrl && !hasFailed && (
        <figcaption className="ee-heatmap-controls">
          <div className="ee-heatmap-row">
            <Button
              kind="secondary"
              icon={<Flame />}
              aria-pressed={isShown}
              onClick={() => setShown(!isShown)}
            >
              {text.attention}
            </Button>
            <RangeField
              label={text.opacity}
              min={0}
              max={100}
              step={5}
              value={Math.round(opacity * 100)}
              disabled={!isShown}
              valueText={`${Math.round(opacity * 100)}%`}
              onChange={(value) => setOpacity(value / 100)}
            />
          </div>
          {regions.length > 0 && (
            <label className="ee-heatmap-check">
              <input
                type="checkbox"
                checked={hasAreas}
                disabled={!isShown}
                onChange={(event) => setAreas(event.target.checked)}
              />
              {text.areas}
            </label>
          )}
          <p className="ee-heatmap-note">{text.note}</p>
          <p id={description} className="ee-hidden">
            {words}
          </p>
        </figcaption>
      )}
    </figure>
  );
}
