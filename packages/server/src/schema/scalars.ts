import { DateResolver, DateTimeResolver } from 'graphql-scalars';
import GraphQLUpload from 'graphql-upload/GraphQLUpload.mjs';
import { builder } from './builder.js';

builder.addScalarType('DateTime', DateTimeResolver, {
  description: 'A moment as ISO 8601 in UTC, for example 2026-01-31T09:30:00.000Z.',
});
builder.addScalarType('Date', DateResolver, { description: 'A calendar date as YYYY-MM-DD.' });
builder.addScalarType('Upload', GraphQLUpload, {
  description: 'A file sent by the GraphQL multipart request specification.',
});
