import type { PreparedSlice } from './preparedIndex.js';

/**
 * Drops slices until every part holds as many of each label. Those furthest from the middle of their patient's lesion go
 * first, from all patients in turn, so that no patient is lost while another keeps the edges of a lesion.
 */
export function balance<S extends PreparedSlice>(slices: readonly S[]): S[] {
  const dropped = new Set<S>();
  for (const part of ['train', 'validation', 'test']) {
    const byLabel = group(
      slices.filter((slice) => slice.part === part),
      ({ label }) => label,
    );
    const least = Math.min(...[...byLabel.values()].map((own) => own.length));
    for (const own of byLabel.values()) {
      const ranked = [...group(own, ({ patient }) => patient).values()].flatMap((mine) =>
        mine.map((slice, i) => ({ slice, edge: Math.abs(i - (mine.length - 1) / 2) })),
      );
      // The sort is stable: equal ranks keep the order of the index.
      ranked.sort((a, b) => b.edge - a.edge);
      for (const { slice } of ranked.slice(0, own.length - least)) dropped.add(slice);
    }
  }
  return slices.filter((slice) => !dropped.has(slice));
}

function group<S>(items: readonly S[], key: (item: S) => string): Map<string, S[]> {
  const groups = new Map<string, S[]>();
  for (const item of items) {
    const own = groups.get(key(item));
    if (own) own.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
