// Plugin of the code generator: operations as texts that are parsed when they are first used. As syntax trees they would be
// twelve times as long, and a page would pay for operations that it never asks.
import { basename } from 'node:path';
import { Kind, print, stripIgnoredCharacters, visit } from 'graphql';

export const plugin = (_schema, files, { only, except }) => {
  const isWanted = ({ location }) => {
    const name = basename(location, '.graphql');
    return only ? only.includes(name) : !except?.includes(name);
  };
  const definitions = files.flatMap(({ document }) => document.definitions);
  const fragments = new Map(
    definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).map((one) => [one.name.value, one]),
  );
  const neededBy = (definition, names = new Set()) => {
    visit(definition, {
      FragmentSpread({ name: { value } }) {
        if (names.has(value)) return;
        names.add(value);
        neededBy(fragments.get(value), names);
      },
    });
    return names;
  };
  const text = (definition) => JSON.stringify(stripIgnoredCharacters(print(definition)));
  const wanted = files
    .filter(isWanted)
    .flatMap(({ document }) => document.definitions)
    .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const needed = new Set(wanted.flatMap((one) => [...neededBy(one)]));
  const constants = [...needed]
    .map((name) => fragments.get(name))
    .map((one) => `const ${one.name.value} = ${text(one)};`);
  const operations = wanted.map((one) => {
    const name = one.name.value;
    const type = `${name}${one.operation[0].toUpperCase()}${one.operation.slice(1)}`;
    const texts = [text(one), ...neededBy(one)].join(', ');
    return (
      `export const ${name}Document: TypedDocumentNode<types.${type}, types.${type}Variables> =\n` +
      `  /* @__PURE__ */ lazyDocument(${texts});`
    );
  });
  return {
    prepend: [
      "import type { TypedDocumentNode } from '@graphql-typed-document-node/core';",
      "import { lazyDocument } from '../lazyDocument.js';",
      "import type * as types from './graphql.js';",
    ],
    content: [...constants, ...operations].join('\n'),
  };
};
