import { type GraphQLFieldResolver, getNullableType, isLeafType, isListType, isNonNullType } from 'graphql';
import { type ConnectionArguments, connectionOf } from './connectionOf.js';
import type { MockContext } from './mockContext.js';
import { mutationResolvers } from './mutationResolvers.js';
import { findNode, queryResolvers } from './queryResolvers.js';

// biome-ignore lint/suspicious/noExplicitAny: rows of many types.
type Row = any;

/** Resolves a field of the mock: root fields, connections of rows, and what a row simply has. */
export const fieldResolver: GraphQLFieldResolver<Row, MockContext> = (row, args, context, info) => {
  const type = info.parentType.name;
  const root = type === 'Query' ? queryResolvers : type === 'Mutation' ? mutationResolvers : undefined;
  if (root) return root[info.fieldName]?.(args, context) ?? null;
  const own = connections[`${type}.${info.fieldName}`]?.(row, context, args as ConnectionArguments);
  if (own !== undefined) return own;
  const value = row[info.fieldName] ?? completed(row, context)[info.fieldName];
  if (value !== undefined) return value;
  return fallback(info.returnType, `${type}.${info.fieldName}`);
};

/** What belongs to a row, from the lists. */
const connections: Record<string, (row: Row, context: MockContext, args: ConnectionArguments) => unknown> = {
  'Patient.medicalImages': ({ id }, { data }, args) =>
    connectionOf(
      data.images.filter(({ patient }) => patient.id === id),
      args,
    ),
  'Patient.studies': ({ id }, { data }, args) =>
    connectionOf(
      data.studies.filter(({ patient }) => patient.id === id),
      args,
    ),
  'Series.medicalImages': ({ id }, { data }, args) =>
    connectionOf(
      data.images.filter(({ series }) => series?.id === id),
      args,
    ),
  'Series.latestAnalysis': ({ id }, { data }) =>
    data.seriesAnalyses.find(({ series }) => series.id === id) ?? null,
  'MedicalImage.analyses': ({ id }, { data }, args) =>
    connectionOf(
      data.analyses.filter(({ medicalImage }) => medicalImage.id === id),
      args,
    ),
  'MedicalImage.latestAnalysis': (row, { data }) =>
    data.analyses.find(({ medicalImage }) => medicalImage.id === row.id) ?? row.latestAnalysis ?? null,
  'Analysis.readings': ({ id }, { data }, args) =>
    connectionOf(
      data.readings.filter(({ analysis }) => analysis.id === id),
      args,
    ),
  'SeriesAnalysis.analyses': ({ profile }, { data }, args) => {
    const slices = new Set(profile.map((point: Row) => point.medicalImage.id));
    return connectionOf(
      data.analyses.filter(({ medicalImage }) => slices.has(medicalImage.id)),
      args,
    );
  },
  'User.organization': (_row, { data }) => data.organization,
  'Reading.analysis': ({ analysis }, { data }) => data.analyses.find(({ id }) => id === analysis.id),
};

/** Rows refer to others by a few of their fields; the rest is where the other stands by itself. */
function completed(row: Row, context: MockContext): Row {
  return (typeof row.id === 'string' && findNode(row.id, context)) || {};
}

/** For the rarer fields that no fixture brings: null, an empty list, an empty text; an object must be given. */
function fallback(type: Parameters<typeof isNonNullType>[0], field: string): unknown {
  if (!isNonNullType(type)) return null;
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [];
  if (isLeafType(nullable)) return { Boolean: false, Int: 0, Float: 0 }[nullable.name] ?? '';
  throw new Error(`The mock has no value for ${field}. Give one in its data.`);
}
