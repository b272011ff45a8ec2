import { type ErrorCode, errorCatalogue, errorGuide } from '@eventeye/core';
import { statusOfCode } from '../http/statusOfCode.js';
import { statusOfFault } from '../inference/statusOfFault.js';
import { errorTypeOf } from './errors.js';

const head = `<!-- Printed from the catalogue of @eventeye/core: UPDATE=1 npx vitest run packages/server/src/schema/errorsFile. Do not edit. -->

# Error codes

Codes are part of the contract: they are added, never renamed. A program decides by the code; the message is a sentence for a person,
says what to do and holds no patient data.

| where | how |
|---|---|
| mutations | expected failures are members of the result union, with \`code\` and \`message\`: the type below |
| GraphQL otherwise | \`errors[].extensions.code\`; \`inputPath\` and \`retryAfterSeconds\` beside it where they apply |
| HTTP | the status below when the whole request fails; a field that fails comes with 200. \`Retry-After\` with 429 and 503 |
| inference doors | \`{"error": {"code", "message", "retryable"}}\` with their own status where it differs |

*Retry*: the same call may succeed later, without a change. *Operator*: only whoever runs the installation can act.

| code | meaning | what to do | GraphQL type | HTTP | inference doors | retry | who can act |
|---|---|---|---|---|---|---|---|
`;

const tail = `
## GraphQL's own

| code | meaning | what to do | HTTP |
|---|---|---|---|
| \`GRAPHQL_PARSE_FAILED\` | The document is no GraphQL. | Correct it where \`locations\` points. | 400 |
| \`GRAPHQL_VALIDATION_FAILED\` | The document does not fit the schema. | Correct the fields and types that the message names. | 400 |
| \`BAD_USER_INPUT\` | A variable does not fit its type. | Correct the variable. | 400 |
| \`BAD_REQUEST\` | The HTTP request is no GraphQL request. | Send \`{"query", "variables"}\` as JSON, with \`Content-Type: application/json\`. | 400 |
| \`OPERATION_RESOLUTION_FAILURE\` | The document has no operation of this name, or several without a name given. | Send the \`operationName\` of one of them. | 400 |
| \`PERSISTED_QUERY_NOT_FOUND\` | The hash is not known here. | Send the document with it once; Apollo clients do by themselves. | 200 |
`;

/** The text of \`docs/errors.md\`. */
export function printErrorsFile(): string {
  const rows = (Object.keys(errorCatalogue) as ErrorCode[]).map((code) => {
    const { fault, retryable } = errorCatalogue[code];
    const { meaning, action } = errorGuide[code];
    const type = errorTypeOf(code);
    const cells = [
      `\`${code}\``,
      meaning,
      action,
      type ? `\`${type}\`` : '',
      statusOfCode(code),
      statusOfFault(code) === statusOfCode(code) ? '' : statusOfFault(code),
      retryable ? 'yes' : 'no',
      fault,
    ];
    return `| ${cells.join(' | ')} |\n`;
  });
  return head + rows.join('') + tail;
}
