import { EventEyeError } from '@eventeye/core';
import type { ObjectRef } from '@pothos/core';
import { handOut } from '../access/handedOut.js';
import { builder, type ServerSchemaTypes } from './builder.js';
import { type ErrorTypeName, errorTypeOf, errorTypes, Failure } from './errors.js';

/**
 * The result union of a mutation: its payload or one of the named failures.
 *
 * @returns the union, and `settle`, which turns a thrown failure that the union names into a member of it. Others
 * stay thrown: they are failures of the request or of the server.
 */
export function resultUnion<Payload extends object>(
  name: string,
  payload: ObjectRef<PothosTypes, Payload>,
  failures: readonly ErrorTypeName[],
  description: string,
) {
  const union = builder.unionType(name, {
    description,
    types: [payload, ...failures.map((failure) => errorTypes[failure])],
    resolveType: (value) =>
      value instanceof Failure ? (errorTypeOf(value.code) ?? undefined) : payload.name,
  });
  const settle = async (work: () => Promise<Payload>): Promise<Payload | Failure> => {
    try {
      const payload = await work();
      handOut(payload);
      return payload;
    } catch (error) {
      if (EventEyeError.is(error)) {
        const type = errorTypeOf(error.code);
        if (type && failures.includes(type)) return new Failure(error);
      }
      throw error;
    }
  };
  return { union, settle };
}

type PothosTypes = PothosSchemaTypes.ExtendDefaultTypes<ServerSchemaTypes>;
