import type { ViewerPlane, ViewerStack } from '../viewerTypes.js';
import type { WindowGroup } from './viewerState.js';

/** Which pictures stand beside each other. */
export type LayoutName = 'single' | 'prePost' | 'subtraction' | 'projection' | 'four';

/** What a panel shows. */
export type PanelSource =
  | { kind: 'values'; role: 'read' | 'base' }
  | { kind: 'difference' }
  | { kind: 'projection'; plane: ViewerPlane; ofDifference: boolean };

/** What there is to be shown. */
export interface Available {
  base: ViewerStack | undefined;
  /** Addresses of projections can be asked for. */
  projections: boolean;
}

const read: PanelSource = { kind: 'values', role: 'read' };
const base: PanelSource = { kind: 'values', role: 'base' };
const difference: PanelSource = { kind: 'difference' };

/** The layouts that can be filled, in the order of the toolbar. */
export function layoutsFor({ base, projections }: Available): LayoutName[] {
  return [
    'single',
    ...(base ? (['prePost', 'subtraction'] as const) : []),
    ...(projections ? (['projection'] as const) : []),
    ...(base && projections ? (['four'] as const) : []),
  ];
}

/** The panels of a layout, in reading order. */
export function panelsOf(layout: LayoutName, plane: ViewerPlane, hasBase: boolean): PanelSource[] {
  const projection: PanelSource = { kind: 'projection', plane, ofDifference: hasBase };
  switch (layout) {
    case 'single':
      return [read];
    case 'prePost':
      return [base, read];
    case 'subtraction':
      return [read, difference];
    case 'projection':
      return [read, projection];
    case 'four':
      return [base, read, difference, projection];
  }
}

/** The window that a panel shares with others of its kind. */
export function groupOf({ kind }: PanelSource): WindowGroup {
  return kind;
}
