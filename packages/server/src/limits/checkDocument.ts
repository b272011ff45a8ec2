import { type DocumentNode, type FragmentDefinitionNode, Kind, type OperationDefinitionNode } from 'graphql';
import { checkIntrospection } from './checkIntrospection.js';
import { checkRepetitions } from './checkRepetitions.js';
import { measureFragments, type Size } from './measureFragments.js';
import { operationLimits } from './operationLimits.js';
import { tooComplex } from './tooComplex.js';

/**
 * Bounds what validation and execution of a parsed document can take. graphql-js compares fields pair by pair and follows
 * fragments as often as they are spread, so this runs before its validation, and in time that grows with the document.
 *
 * @throws EventEyeError QUERY_TOO_COMPLEX, VALIDATION_FAILED for fragments in a circle.
 */
export function checkDocument({ definitions }: DocumentNode): void {
  const operations = definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const fragments = definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  if (operations.length > operationLimits.operations) {
    throw tooComplex('operations in a document', operationLimits.operations, 'Send only the one to run.');
  }
  if (fragments.length > operationLimits.fragments) {
    throw tooComplex('fragments', operationLimits.fragments, 'Leave out those that are not used.');
  }
  const byName = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  const sizeOf = measureFragments(byName);
  // Fragments that no operation uses are validated as well.
  for (const definition of [...fragments, ...operations]) checkSize(sizeOf(definition.selectionSet));
  for (const operation of operations) checkOperation(operation, byName);
  for (const definition of [...operations, ...fragments]) checkRepetitions(definition.selectionSet, byName);
}

function checkSize({ fields, aliases, depth }: Size): void {
  if (depth > operationLimits.depth) {
    throw tooComplex('levels of fields', operationLimits.depth, 'Ask for what is beneath by its id.');
  }
  if (aliases > operationLimits.aliases) {
    throw tooComplex('aliases', operationLimits.aliases, 'Ask for a page, or in several requests.');
  }
  if (fields > operationLimits.fields) {
    throw tooComplex('fields', operationLimits.fields, 'Ask in several requests.');
  }
}

function checkOperation(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): void {
  const { selections } = operation.selectionSet;
  if (operation.operation === 'mutation' && selections.length > operationLimits.mutations) {
    throw tooComplex('mutations in a request', operationLimits.mutations, 'Send them in several requests.');
  }
  checkIntrospection(operation.selectionSet, fragments);
}
