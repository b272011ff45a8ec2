import type { ResultOf, VariablesOf } from '@graphql-typed-document-node/core';
import { expectTypeOf, it } from 'vitest';
import type { AnalysisDocument, AnalysisFieldsFragment, SignInDocument } from './generated/graphql.js';

// Under NodeNext a wrong import extension in the generated code turns its types into `{}` or `any` without an error.
// Then `tsc -b packages/client` fails here.
it('has types for operations, and not merely {} or any', () => {
  type SignedIn = Extract<ResultOf<typeof SignInDocument>['signIn'], { __typename: 'SignInPayload' }>;
  expectTypeOf<SignedIn['accessToken']>().toEqualTypeOf<string>();
  expectTypeOf<VariablesOf<typeof SignInDocument>['input']>().toEqualTypeOf<{
    email: string;
    password: string;
  }>();
  expectTypeOf<ResultOf<typeof AnalysisDocument>['analysis']>().not.toBeAny();
  expectTypeOf<AnalysisFieldsFragment['progress']>().toEqualTypeOf<number>();
  // @ts-expect-error: the schema has no such status.
  const status: AnalysisFieldsFragment['status'] = 'DONE';
  void status;
});
