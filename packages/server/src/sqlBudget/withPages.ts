import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/**
 * An operation with pages of one length: every field that has a page, also within others, is asked for so many.
 *
 * @returns the text, and the variables that say a length where a variable does.
 */
export function withPages(
  schema: GraphQLSchema,
  document: string,
  length: number,
): { document: string; variables: Record<string, number>; pages: number } {
  const info = new TypeInfo(schema);
  const variables: Record<string, number> = {};
  let pages = 0;
  const asked: DocumentNode = visit(
    parse(document),
    visitWithTypeInfo(info, {
      Field(node) {
        if (!info.getFieldDef()?.args.some(({ name }) => name === 'first')) return;
        pages += 1;
        const first = node.arguments?.find(({ name }) => name.value === 'first');
        if (first?.value.kind === Kind.VARIABLE) {
          variables[first.value.name.value] = length;
          return;
        }
        const others =
          node.arguments?.filter(({ name }) => name.value !== 'first' && name.value !== 'last') ?? [];
        return {
          ...node,
          arguments: [
            ...others,
            {
              kind: Kind.ARGUMENT,
              name: { kind: Kind.NAME, value: 'first' },
              value: { kind: Kind.INT, value: String(length) },
            },
          ],
        };
      },
    }),
  );
  return { document: print(asked), variables, pages };
}
