import {
  ArrowUpDown,
  Axis3d,
  CircleHelp,
  Columns2,
  Contrast,
  Flame,
  LayoutGrid,
  Move,
  RotateCcw,
  Ruler,
  ScanSearch,
  Square,
  SquareMinus,
  SunMoon,
  Trash2,
  ZoomIn,
} from 'lucide-react';
import { useMessages } from '../../i18n/LocaleContext.js';
import { messages } from '../messages.js';
import { type WindowPreset, windowPresets } from '../pixels/windowLevel.js';
import type { LayoutName } from '../state/layouts.js';
import type { ViewerTool } from '../state/viewerState.js';
import type { ViewerPlane } from '../viewerTypes.js';
import { IconButton } from './IconButton.js';

/** Properties of {@link ViewerToolbar}. */
export interface ViewerToolbarProps {
  layouts: readonly LayoutName[];
  layout: LayoutName;
  tool: ViewerTool;
  preset: WindowPreset | undefined;
  isInverted: boolean;
  /** Shown while a projection is. */
  plane: ViewerPlane | undefined;
  hasAttention: boolean;
  showsHeatmap: boolean;
  opacity: number;
  hasCandidates: boolean;
  showsBoxes: boolean;
  hasMeasurements: boolean;
  showsHelp: boolean;
  onLayout(layout: LayoutName): void;
  onTool(tool: ViewerTool): void;
  onPreset(preset: WindowPreset): void;
  onPlane(plane: ViewerPlane): void;
  onInvert(): void;
  onHeatmap(): void;
  onOpacity(opacity: number): void;
  onBoxes(): void;
  onDelete(): void;
  onReset(): void;
  onHelp(): void;
}

const layoutIcons = {
  single: Square,
  prePost: Columns2,
  subtraction: SquareMinus,
  projection: Axis3d,
  four: LayoutGrid,
} as const;
const toolIcons = { scroll: ArrowUpDown, window: Contrast, pan: Move, zoom: ZoomIn, measure: Ruler } as const;
const tools = Object.keys(toolIcons) as ViewerTool[];
const planes: readonly ViewerPlane[] = ['AXIAL', 'CORONAL', 'SAGITTAL'];

/** Layouts, tools, window, overlays. Every one of them has a key as well. */
export function ViewerToolbar(props: ViewerToolbarProps) {
  const text = useMessages(messages);
  return (
    <div className="ee-viewer-toolbar" part="toolbar">
      <fieldset className="ee-viewer-group" aria-label={text.layouts}>
        {props.layouts.map((name) => (
          <IconButton
            key={name}
            icon={layoutIcons[name]}
            label={text[name]}
            isPressed={props.layout === name}
            onClick={() => props.onLayout(name)}
          />
        ))}
      </fieldset>
      <fieldset className="ee-viewer-group" aria-label={text.tools}>
        {tools.map((name) => (
          <IconButton
            key={name}
            icon={toolIcons[name]}
            label={text[name]}
            isPressed={props.tool === name}
            onClick={() => props.onTool(name)}
          />
        ))}
        {props.hasMeasurements && (
          <IconButton icon={Trash2} label={text.deleteMeasurements} onClick={props.onDelete} />
        )}
      </fieldset>
      <fieldset className="ee-viewer-group" aria-label={text.display}>
        <select
          className="ee-viewer-select"
          aria-label={text.preset}
          value={props.preset ?? 'custom'}
          onChange={({ target }) => props.onPreset(target.value as WindowPreset)}
        >
          {windowPresets.map((name) => (
            <option key={name} value={name}>
              {text[name]}
            </option>
          ))}
          {!props.preset && (
            <option value="custom" disabled>
              {text.custom}
            </option>
          )}
        </select>
        {props.plane && (
          <select
            className="ee-viewer-select"
            aria-label={text.plane}
            value={props.plane}
            onChange={({ target }) => props.onPlane(target.value as ViewerPlane)}
          >
            {planes.map((name) => (
              <option key={name} value={name}>
                {text[name]}
              </option>
            ))}
          </select>
        )}
        <IconButton
          icon={SunMoon}
          label={text.invert}
          isPressed={props.isInverted}
          onClick={props.onInvert}
        />
        {props.hasAttention && (
          <IconButton
            icon={Flame}
            label={text.heatmap}
            isPressed={props.showsHeatmap}
            onClick={props.onHeatmap}
          />
        )}
        {props.hasAttention && props.showsHeatmap && (
          <input
            className="ee-viewer-opacity"
            type="range"
            min={0}
            max={100}
            step={5}
            aria-label={text.opacity}
            value={Math.round(props.opacity * 100)}
            onChange={({ target }) => props.onOpacity(Number(target.value) / 100)}
          />
        )}
        {props.hasCandidates && (
          <IconButton
            icon={ScanSearch}
            label={text.boxes}
            isPressed={props.showsBoxes}
            onClick={props.onBoxes}
          />
        )}
      </fieldset>
      <fieldset className="ee-viewer-group ee-viewer-end" aria-label={text.help}>
        <IconButton icon={RotateCcw} label={text.reset} onClick={props.onReset} />
        <IconButton icon={CircleHelp} label={text.help} isPressed={props.showsHelp} onClick={props.onHelp} />
      </fieldset>
    </div>
  );
}
