import { readdirSync, readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type DefinitionNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql';

/** An operation that somebody was told to send. */
export interface DocumentedOperation {
  /** Where it is printed: a file from the root of the repository. */
  source: string;
  /** Its own, or that of its first field; begins with a small letter. */
  name: string;
  kind: `${OperationDefinitionNode['operation']}`;
  /** With the fragments that it needs. */
  document: string;
  /** Those that the document comes with. */
  variables?: Record<string, unknown>;
}

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** Every operation in a ```graphql block of a file that is shipped, in the SDK, and in the playground's collection. */
export async function documentedOperations(idOf: (type: string) => string): Promise<DocumentedOperation[]> {
  return [...printed(), ...ofSdk(), ...(await ofPlayground(idOf))];
}

function printed(): DocumentedOperation[] {
  return markdownFiles().flatMap((file) => {
    const text = readFileSync(`${root}${file}`, 'utf8');
    const blocks = [...text.matchAll(/^```graphql\n(.*?)^```/gms)].map(([, block]) => block!);
    return blocks.flatMap((block) => operationsIn(block, file));
  });
}

/** README.md and docs at the top, and the same of packages and examples. */
export function markdownFiles(): string[] {
  const found: string[] = [];
  const look = (folder: string, depth: number) => {
    for (const entry of readdirSync(`${root}${folder}`, { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (/^(\.|node_modules$|dist$|generated$|storybook-static$)/.test(entry.name)) continue;
      if (entry.isDirectory() && depth > 0) look(path, depth - 1);
      else if (entry.name.endsWith('.md')) found.push(path);
    }
  };
  look('', 4);
  return found;
}

function ofSdk(): DocumentedOperation[] {
  const folder = fileURLToPath(new URL('../../../client/src/operations', import.meta.url));
  const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
  const text = files.map((name) => readFileSync(`${folder}/${name}`, 'utf8')).join('\n');
  return operationsIn(text, relative(root, folder).split(sep).join('/'));
}

async function ofPlayground(idOf: (type: string) => string): Promise<DocumentedOperation[]> {
  // The page's own modules are JavaScript for browsers, which the compiler does not look at.
  const module: string = '../playground/app/collection.js';
  interface Ready {
    query: string;
  }
  const { collection, variablesOf } = (await import(module)) as {
    collection: { operations: Ready[] }[];
    variablesOf(ready: Ready, idOf: (type: string) => string): Record<string, unknown>;
  };
  return collection
    .flatMap(({ operations }) => operations)
    .flatMap((ready) =>
      operationsIn(ready.query, 'the playground').map((one) => ({
        ...one,
        variables: variablesOf(ready, idOf),
      })),
    );
}

function operationsIn(text: string, source: string): DocumentedOperation[] {
  const { definitions } = parse(text);
  const fragments = new Map(
    definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );
  return definitions.flatMap((one) => {
    if (one.kind !== Kind.OPERATION_DEFINITION) return [];
    const document = [one, ...needed(one, fragments)].map(print).join('\n');
    const name = one.name?.value ?? firstField(one);
    return [{ source, name: name[0]!.toLowerCase() + name.slice(1), kind: one.operation, document }];
  });
}

function firstField({ selectionSet: { selections } }: OperationDefinitionNode): string {
  const field = selections.find((one) => one.kind === Kind.FIELD);
  return field?.name.value ?? 'anonymous';
}

function needed(
  of: DefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  found = new Set<FragmentDefinitionNode>(),
): Set<FragmentDefinitionNode> {
  visit(of, {
    FragmentSpread({ name }) {
      const fragment = fragments.get(name.value);
      if (!fragment || found.has(fragment)) return;
      found.add(fragment);
      needed(fragment, fragments, found);
    },
  });
  return found;
}
