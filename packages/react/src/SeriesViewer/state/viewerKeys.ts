import { type WindowPreset, windowPresets } from '../pixels/windowLevel.js';
import type { ViewerTool } from './viewerState.js';

/** What the keyboard can do with the viewer. */
export interface ViewerCommands {
  /** True while the crosshair of measuring by keyboard is shown: arrows move it. */
  isPlacing: boolean;
  step(slices: number): void;
  goToEnd(last: boolean): void;
  goToCandidate(direction: 1 | -1): void;
  goToKeySlice(): void;
  preset(preset: WindowPreset): void;
  /** In shares of the window's width. */
  shiftWindow(center: number, width: number): void;
  zoomBy(factor: number): void;
  /** In shares of the panel. */
  panBy(x: number, y: number): void;
  /** In pixels of the picture. */
  moveCursor(x: number, y: number): void;
  placePoint(): void;
  cancel(): void;
  tool(tool: ViewerTool): void;
  nextLayout(): void;
  invert(): void;
  toggleHeatmap(): void;
  opacityBy(step: number): void;
  toggleBoxes(): void;
  deleteMeasurement(): void;
  reset(): void;
  help(): void;
}

/** One line of the help panel, with the keys that do it. */
export interface KeyBinding {
  /** Key of the text that says what it does. */
  does:
    | 'keyStep'
    | 'keyStepTen'
    | 'keyEnds'
    | 'keyCandidate'
    | 'keyKeySlice'
    | 'keyPreset'
    | 'keyWidth'
    | 'keyCenter'
    | 'keyZoom'
    | 'keyPan'
    | 'keyReset'
    | 'keyMeasure'
    | 'keyPlace'
    | 'keyPoint'
    | 'keyCancel'
    | 'keyDelete'
    | 'keyLayout'
    | 'keyTools'
    | 'keyInvert'
    | 'keyHeatmap'
    | 'keyOpacity'
    | 'keyBoxes'
    | 'keyHelp';
  /** As they are printed on keyboards. */
  shown: string[];
  /** What a pressed key does, by `KeyboardEvent.key`; undefined for a key that is not among these. */
  run(key: string, commands: ViewerCommands, shift: boolean): (() => void) | undefined;
}

type Actions = Record<string, (commands: ViewerCommands) => void>;
const on =
  (actions: Actions): KeyBinding['run'] =>
  (key, commands, shift) => {
    // Letters mean the same with and without Caps Lock; Shift is part of a name only before arrows.
    const name = key.length === 1 ? key.toLowerCase() : shift ? `Shift+${key}` : key;
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    return action && (() => action(commands));
  };

/** Arrows move the crosshair while there is one. */
const unlessPlacing =
  (run: KeyBinding['run']): KeyBinding['run'] =>
  (key, commands, shift) =>
    commands.isPlacing ? undefined : run(key, commands, shift);

const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as const;
const panShare = 0.05;

/** Every key of the viewer. They work while the pictures have the focus, so that they take no key from the host's page. */
export const keyBindings: readonly KeyBinding[] = [
  {
    does: 'keyStep',
    shown: ['↑', '↓'],
    run: unlessPlacing(on({ ArrowUp: (c) => c.step(-1), ArrowDown: (c) => c.step(1) })),
  },
  {
    does: 'keyStepTen',
    shown: ['Page ↑', 'Page ↓'],
    run: on({ PageUp: (c) => c.step(-10), PageDown: (c) => c.step(10) }),
  },
  {
    does: 'keyEnds',
    shown: ['Home', 'End'],
    run: on({ Home: (c) => c.goToEnd(false), End: (c) => c.goToEnd(true) }),
  },
  {
    does: 'keyCandidate',
    shown: ['P', 'N'],
    run: on({ p: (c) => c.goToCandidate(-1), n: (c) => c.goToCandidate(1) }),
  },
  { does: 'keyKeySlice', shown: ['K'], run: on({ k: (c) => c.goToKeySlice() }) },
  {
    does: 'keyPreset',
    shown: ['1 – 4'],
    run: (key, commands) => {
      const preset = windowPresets[Number(key) - 1];
      return preset && (() => commands.preset(preset));
    },
  },
  {
    does: 'keyWidth',
    shown: ['[', ']'],
    run: on({ '[': (c) => c.shiftWindow(0, -0.1), ']': (c) => c.shiftWindow(0, 0.1) }),
  },
  {
    does: 'keyCenter',
    shown: [',', '.'],
    run: on({ ',': (c) => c.shiftWindow(-0.05, 0), '.': (c) => c.shiftWindow(0.05, 0) }),
  },
  {
    does: 'keyZoom',
    shown: ['+', '−'],
    run: on({ '+': (c) => c.zoomBy(1.2), '=': (c) => c.zoomBy(1.2), '-': (c) => c.zoomBy(1 / 1.2) }),
  },
  {
    does: 'keyPan',
    shown: ['Shift', '← ↑ → ↓'],
    run: unlessPlacing(
      on({
        'Shift+ArrowLeft': (c) => c.panBy(-panShare, 0),
        'Shift+ArrowRight': (c) => c.panBy(panShare, 0),
        'Shift+ArrowUp': (c) => c.panBy(0, -panShare),
        'Shift+ArrowDown': (c) => c.panBy(0, panShare),
      }),
    ),
  },
  { does: 'keyReset', shown: ['R'], run: on({ r: (c) => c.reset() }) },
  {
    does: 'keyTools',
    shown: ['S', 'W', 'G', 'Z'],
    run: on({
      s: (c) => c.tool('scroll'),
      w: (c) => c.tool('window'),
      g: (c) => c.tool('pan'),
      z: (c) => c.tool('zoom'),
    }),
  },
  { does: 'keyMeasure', shown: ['L'], run: on({ l: (c) => c.tool('measure') }) },
  {
    does: 'keyPlace',
    shown: ['← ↑ → ↓', 'Shift'],
    run: (key, commands, shift) => {
      if (!commands.isPlacing || !Object.hasOwn(arrows, key)) return undefined;
      const [x, y] = arrows[key as keyof typeof arrows];
      return () => commands.moveCursor(x * (shift ? 10 : 1), y * (shift ? 10 : 1));
    },
  },
  { does: 'keyPoint', shown: ['Enter'], run: on({ Enter: (c) => c.placePoint() }) },
  { does: 'keyCancel', shown: ['Esc'], run: on({ Escape: (c) => c.cancel() }) },
  {
    does: 'keyDelete',
    shown: ['Delete'],
    run: on({ Delete: (c) => c.deleteMeasurement(), Backspace: (c) => c.deleteMeasurement() }),
  },
  { does: 'keyLayout', shown: ['V'], run: on({ v: (c) => c.nextLayout() }) },
  { does: 'keyInvert', shown: ['I'], run: on({ i: (c) => c.invert() }) },
  { does: 'keyHeatmap', shown: ['H'], run: on({ h: (c) => c.toggleHeatmap() }) },
  {
    does: 'keyOpacity',
    shown: ['9', '0'],
    run: on({ '9': (c) => c.opacityBy(-0.1), '0': (c) => c.opacityBy(0.1) }),
  },
  { does: 'keyBoxes', shown: ['B'], run: on({ b: (c) => c.toggleBoxes() }) },
  { does: 'keyHelp', shown: ['?'], run: on({ '?': (c) => c.help() }) },
];

/** What a key does now; undefined when it is none of the viewer's, which leaves it to the page. */
export function commandOf(
  {
    key,
    shiftKey,
    ctrlKey,
    altKey,
    metaKey,
  }: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>,
  commands: ViewerCommands,
): (() => void) | undefined {
  if (ctrlKey || altKey || metaKey) return undefined;
  for (const { run } of keyBindings) {
    const command = run(key, commands, shiftKey);
    if (command) return command;
  }
  return undefined;
}
