import type { Analysis, MedicalImage } from '@eventeye/client';
import { ImageOff } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { HeatmapOverlay } from '../HeatmapOverlay/HeatmapOverlay.js';
import { CardActions, type CardActionsProps } from './CardActions.js';
import { CardBody } from './CardBody.js';
import { CardCaption, usePictureLabel } from './CardCaption.js';
import { type CardSource, cardStateOf, type MedicalImageCardState } from './cardState.js';

/** Parts of a card that a host may replace, each with what the card knows; null leaves a part out. */
export interface MedicalImageCardSlots {
  picture?: (card: MedicalImageCardParts) => ReactNode;
  caption?: (card: MedicalImageCardParts) => ReactNode;
  body?: (card: MedicalImageCardParts) => ReactNode;
  actions?: (card: MedicalImageCardParts) => ReactNode;
  /** Below everything; empty unless given. */
  footer?: (card: MedicalImageCardParts) => ReactNode;
}

/** What a slot is given. */
export interface MedicalImageCardParts extends CardActionsProps {
  state: MedicalImageCardState;
  image: MedicalImage | undefined;
  analysis: Analysis | null | undefined;
}

/** Properties of {@link MedicalImageCardView}. */
export interface MedicalImageCardViewProps extends Omit<CardActionsProps, 'state'> {
  image?: MedicalImage | null | undefined;
  /** The newest one; null when there is none. */
  analysis?: Analysis | null | undefined;
  isLoading?: boolean | undefined;
  /** A request for an analysis is on its way. */
  isRequesting?: boolean | undefined;
  error?: { code: string; message: string } | null | undefined;
  /** Offers to try again after a failure. */
  onRetry?: (() => void) | undefined;
  slots?: MedicalImageCardSlots | undefined;
}

/** One image, what was last said of it, and what can be done next. */
export function MedicalImageCardView(props: MedicalImageCardViewProps) {
  const { analysis, error, onRetry, slots = {} } = props;
  const image = props.image ?? undefined;
  const source: CardSource = { ...props, hasImage: image !== undefined };
  const state = cardStateOf(source);
  const heading = useId();
  const parts: MedicalImageCardParts = { ...props, state, image, analysis };
  // What was said before a failure stays true.
  const result = state === 'queued' || state === 'running' ? null : analysis?.result;
  return (
    <article
      className="ee-card"
      part="card"
      data-state={state}
      data-outcome={result?.outcome}
      aria-labelledby={heading}
      aria-busy={state === 'loading'}
    >
      <div className="ee-card-picture" part="picture">
        {slots.picture ? (
          slots.picture(parts)
        ) : (
          <CardPicture image={image} result={result} onRetry={onRetry} />
        )}
      </div>
      <div className="ee-card-text">
        {slots.caption ? slots.caption(parts) : <CardCaption id={heading} image={image} state={state} />}
        {slots.body ? (
          slots.body(parts)
        ) : (
          <CardBody state={state} analysis={analysis} error={error} onRetry={onRetry} />
        )}
        {slots.actions ? slots.actions(parts) : <CardActions {...props} state={state} />}
      </div>
      {slots.footer && <div className="ee-card-footer">{slots.footer(parts)}</div>}
    </article>
  );
}

function CardPicture({
  image,
  result,
  onRetry,
}: {
  image: MedicalImage | undefined;
  result: Analysis['result'] | undefined;
  onRetry: (() => void) | undefined;
}) {
  const label = usePictureLabel(image);
  if (!image) {
    return (
      <div className="ee-card-blank">
        <ImageOff aria-hidden="true" />
      </div>
    );
  }
  const isInScope = result && result.outcome !== 'OUT_OF_SCOPE';
  return (
    <HeatmapOverlay
      key={image.id}
      picture={{ url: image.pngUrl, width: image.width, height: image.height }}
      label={label}
      heatmapUrl={isInScope ? result.heatmapUrl : null}
      regions={isInScope ? result.regions : []}
      defaultShown={result?.outcome !== 'BENIGN'}
      onReload={onRetry}
    />
  );
}
