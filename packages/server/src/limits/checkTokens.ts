import { Lexer, Source, TokenKind } from 'graphql';
import { operationLimits } from './operationLimits.js';
import { tooComplex } from './tooComplex.js';

const opening: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Reads a document word by word, without building anything. The parser calls itself for each bracket, so one that is nested
 * without end would overflow the stack.
 *
 * @throws EventEyeError QUERY_TOO_COMPLEX. @throws GraphQLError for what is no GraphQL.
 */
export function checkTokens(document: string): void {
  const lexer = new Lexer(new Source(document));
  let tokens = 0;
  let directives = 0;
  let nesting = 0;
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
    tokens += 1;
    if (tokens > operationLimits.tokens) {
      throw tooComplex('tokens', operationLimits.tokens, 'Ask in several requests.');
    }
    if (token.kind === TokenKind.AT) directives += 1;
    if (directives > operationLimits.directives) {
      throw tooComplex('directives', operationLimits.directives, 'Leave fields out instead.');
    }
    if (opening.has(token.kind)) nesting += 1;
    else if (closing.has(token.kind)) nesting -= 1;
    if (nesting > operationLimits.nesting) {
      throw tooComplex('nested brackets', operationLimits.nesting, 'Nest less deeply.');
    }
  }
}
