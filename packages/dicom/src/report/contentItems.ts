import type { InstanceElements } from '../write/encodeDataset.js';
import { type Concept, code, concepts } from './concepts.js';
import { imageReference, type SourceImage } from './sourceImage.js';

/** How a content item relates to the one it lies in, PS3.3 C.17.3.2.4. */
export type Relationship =
  | 'CONTAINS'
  | 'HAS OBS CONTEXT'
  | 'HAS CONCEPT MOD'
  | 'HAS ACQ CONTEXT'
  | 'SELECTED FROM';

/** A content item (PS3.3 C.17.3), to be put into a Content Sequence. */
export type ContentItem = InstanceElements;

/** A heading with what lies under it. @param template the TID of PS3.16 that it follows. */
export function container(name: Concept, items: ContentItem[], template?: string): ContentItem {
  return {
    ...item('CONTAINS', 'CONTAINER', name, items),
    ContinuityOfContent: 'SEPARATE',
    ContentTemplateSequence: template
      ? [{ MappingResource: 'DCMR', TemplateIdentifier: template }]
      : undefined,
  };
}

/** A coded value, with what modifies it. */
export function codeItem(
  relationship: Relationship,
  name: Concept,
  value: Concept,
  items: ContentItem[] = [],
): ContentItem {
  return { ...item(relationship, 'CODE', name, items), ConceptCodeSequence: code(value) };
}

/** Free text. */
export function textItem(relationship: Relationship, name: Concept, TextValue: string): ContentItem {
  return { ...item(relationship, 'TEXT', name), TextValue };
}

/** A UID. */
export function uidItem(relationship: Relationship, name: Concept, UID: string): ContentItem {
  return { ...item(relationship, 'UIDREF', name), UID };
}

/** A number with its unit: the nearest decimal string, and the number itself where that had to be rounded. */
export function numberItem(
  relationship: Relationship,
  name: Concept,
  value: number,
  unit: Concept,
): ContentItem {
  const isShort = String(value).length <= 16;
  return {
    ...item(relationship, 'NUM', name),
    MeasuredValueSequence: [
      {
        NumericValue: value,
        FloatingPointValue: isShort ? undefined : value,
        MeasurementUnitsCodeSequence: code(unit),
      },
    ],
  };
}

/** An image, or one frame of it; `items` say how it was acquired. */
export function imageItem(
  relationship: Relationship,
  name: Concept | undefined,
  source: SourceImage,
  frame: number | undefined,
  items: ContentItem[] = [],
): ContentItem {
  return {
    ...item(relationship, 'IMAGE', name, items),
    ReferencedSOPSequence: [imageReference(source, frame)],
  };
}

/** A rectangle on a frame: the closed polyline through its corners, column before row (PS3.3 C.18.6.1). */
export function rectangleItem(
  { x, y, width, height, frame }: { x: number; y: number; width: number; height: number; frame: number },
  source: SourceImage,
): ContentItem {
  const [right, bottom] = [x + width, y + height];
  return {
    ...item('CONTAINS', 'SCOORD', concepts.imageRegion, [
      imageItem('SELECTED FROM', undefined, source, frame),
    ]),
    GraphicType: 'POLYLINE',
    GraphicData: [x, y, right, y, right, bottom, x, bottom, x, y],
  };
}

/** What every content item has. */
export function item(
  RelationshipType: Relationship,
  ValueType: string,
  name: Concept | undefined,
  items: ContentItem[] = [],
): ContentItem {
  return {
    RelationshipType,
    ValueType,
    ConceptNameCodeSequence: name && code(name),
    ContentSequence: items.length > 0 ? items : undefined,
  };
}
