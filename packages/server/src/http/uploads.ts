import { AsyncResource } from 'node:async_hooks';
import { EventEyeError } from '@eventeye/core';
import type { RequestHandler } from 'express';
import graphqlUploadExpress from 'graphql-upload/graphqlUploadExpress.mjs';
import { credentialsOf } from '../auth/authenticate.js';
import { operationLimits } from '../limits/operationLimits.js';
import { originOf, requestContext } from '../schema/requestContext.js';
import { requireCaller } from '../schema/requireCaller.js';
import type { Log, Services } from '../services.js';
import { countBody } from '../uploads/countBody.js';

/** The most files that one request may bring. */
export const maxFiles = 512;

/**
 * Reads multipart requests. Before a byte of a file is kept it asks who sends it, and for the header that makes
 * browsers ask first when another site sends it.
 */
export function readUploads(services: Services, log: Log): RequestHandler[] {
  const guard: RequestHandler = async (request, response, next) => {
    if (!request.is('multipart/form-data')) return next();
    if (!request.headers['apollo-require-preflight'] && !request.headers['x-apollo-operation-name']) {
      throw new EventEyeError(
        'VALIDATION_FAILED',
        'Send the header "apollo-require-preflight: true" with uploads.',
      );
    }
    const { organizationId } = requireCaller(
      await requestContext(services, log, credentialsOf(request.headers), originOf(request)),
    );
    countBody(services.transfers, organizationId, request, response);
    next();
  };
  const { limits, maxArchiveBytes } = services.config;
  // Which of the two limits holds is known once the content is looked at.
  const maxFileSize = Math.max(limits.maxBytes, maxArchiveBytes);
  return [
    guard,
    graphqlUploadExpress({ maxFiles, maxFileSize, maxFieldSize: operationLimits.bodyBytes }),
    untilWhole,
  ];
}

/**
 * Lets a multipart request through once all of it has come. Files lie on disk meanwhile; without this, those that came
 * before their sender left would be stored, and nobody would know. It goes on as part of the request's own trace: the event
 * comes from the socket, which is part of none.
 */
const untilWhole: RequestHandler = (request, _response, next) => {
  if (request.complete || !request.is('multipart/form-data')) return next();
  request.once(
    'end',
    AsyncResource.bind(() => next()),
  );
};
