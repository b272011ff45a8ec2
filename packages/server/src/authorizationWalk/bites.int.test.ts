import { EventEyeError } from '@eventeye/core';
import {
  type GraphQLFieldConfig,
  GraphQLID,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import type { RequestContext } from '../schema/context.js';
import { rowIdOf } from '../schema/globalId.js';
import { schema } from '../schema/schema.js';
import { checkCoverage } from './checkCoverage.js';
import { checkDeclarations } from './checkDeclarations.js';
import { beginWalk } from './openWalk.js';
import { administration } from './rules.js';
import { seedWorld, type World } from './seed/seedWorld.js';
import type { Walk } from './walk.js';
import { walkMutations } from './walkMutations.js';
import { walkQueries } from './walkQueries.js';
import { walkTypes } from './walkTypes.js';

type Field = GraphQLFieldConfig<unknown, RequestContext>;

let server: TestServer;
let world: World;
beforeAll(async () => {
  server = await startTestServer('embedded');
  world = await seedWorld(server.services.prisma);
});
afterAll(() => server.close());

const id = { type: new GraphQLNonNull(GraphQLID) };

it('finds a root field that forgets whose rows it loads', async () => {
  const leaky: Field = {
    type: GraphQLString,
    args: { patientId: id },
    resolve: async (_root, args, { services }) =>
      (await services.prisma.patient.findUnique({ where: { id: rowIdOf('Patient', args.patientId)! } }))
        ?.name,
  };
  const walk = walkWith('Query', 'leakyPatient', leaky);
  await walkQueries(walk, ['leakyPatient']);
  expect(walk.leaks.join('\n')).toMatch(/leakyPatient tells ADMIN of B: zqA\.p1zq-Patient\.name/);
  expect(walk.leaks.join('\n')).toMatch(/leakyPatient tells no token: zqA\.p1zq-Patient\.name/);
});

it('finds a field that tells an administrator a result of silent mode', async () => {
  const open: Field = {
    type: GraphQLString,
    args: { analysisId: id },
    async resolve(_root, args, { services, caller }) {
      const where = { analysisId: rowIdOf('Analysis', args.analysisId)! };
      const result = await services.prisma.silentResult.findUnique({ where });
      return result?.organizationId === caller?.organizationId ? JSON.stringify(result?.row) : null;
    },
  };
  const walk = walkWith('Query', 'openResult', open);
  await walkQueries(walk, ['openResult']);
  expect(walk.leaks.join('\n')).toMatch(/openResult tells ADMIN of A: zqZzq-SilentResult\.row/);
});

it('finds a field that tells another organization whether an id exists', async () => {
  const oracle: Field = {
    type: GraphQLString,
    args: { patientId: id },
    async resolve(_root, args, { services, caller }) {
      const where = { id: rowIdOf('Patient', args.patientId)! };
      const patient = await services.prisma.patient.findUnique({ where });
      if (!patient) throw new EventEyeError('NOT_FOUND', 'There is none.');
      if (patient.organizationId !== caller?.organizationId)
        throw new EventEyeError('FORBIDDEN', 'Not yours.');
      return 'yours';
    },
  };
  const walk = walkWith('Query', 'oraclePatient', oracle);
  await walkQueries(walk, ['oraclePatient']);
  expect(walk.leaks.join('\n')).toMatch(/oraclePatient tells ADMIN of B that the id exists/);
});

it('finds a mutation that changes rows of another organization', async () => {
  const careless: Field = {
    type: GraphQLString,
    args: { studyId: id },
    async resolve(_root, args, { services }) {
      const where = { id: rowIdOf('Study', args.studyId)! };
      await services.prisma.study.update({ where, data: { description: String(Math.random()) } });
      return null;
    },
  };
  const walk = walkWith('Mutation', 'carelessStudy', careless);
  await walkMutations(walk, ['carelessStudy']);
  expect(walk.leaks.join('\n')).toMatch(/carelessStudy of CLINICIAN of B changes Study of A/);
});

it('finds a type whose wall is gone, though every look-up stays inside', async () => {
  const field = (schema.getType('Patient') as GraphQLObjectType).getFields().mrn!;
  const resolve = field.resolve!;
  try {
    field.resolve = (patient: { mrn: string }) => patient.mrn;
    const walk = beginWalk(server.services, world, schema);
    await walkTypes(walk, ['Patient']);
    expect(walk.leaks.join('\n')).toMatch(/Patient\.mrn tells VIEWER of B: zqA\.p1zq-Patient\.mrn/);
    expect(walk.leaks.join('\n')).toMatch(/Patient\.mrn tells embed token for A\.p2, reads: zqA\.p1zq/);
  } finally {
    field.resolve = resolve;
  }
});

it('finds a field that refuses those who may see it', async () => {
  const field = (schema.getType('Patient') as GraphQLObjectType).getFields().mrn!;
  const resolve = field.resolve!;
  try {
    field.resolve = () => {
      throw new EventEyeError('FORBIDDEN', 'Nobody may.');
    };
    const walk = beginWalk(server.services, world, schema);
    await walkTypes(walk, ['Patient']);
    expect(walk.gaps).toContainEqual(expect.stringMatching(/Patient\.mrn refuses ADMIN of A.*Nobody may/));
  } finally {
    field.resolve = resolve;
  }
});

it('asks for a declaration of what is new, and of arguments that it can not make', () => {
  const Secret = new GraphQLScalarType({ name: 'Secret' });
  const walk = walkWith('Query', 'novelty', { type: GraphQLString, args: { with: { type: Secret } } }, false);
  checkDeclarations(walk);
  expect(walk.gaps).toContainEqual(expect.stringMatching(/Say in rootFields .* who may use Query\.novelty/));
  checkCoverage(walk);
  expect(walk.gaps).toContain('Nobody was seen to see Query.novelty.');
  return expect(walkQueries(walk, ['novelty'])).rejects.toThrow(
    /makes no Secret for Query\.novelty\(with:\)/,
  );
});

/** A walk of the schema with one field more. */
function walkWith(root: 'Query' | 'Mutation', name: string, field: Field, isDeclared = true): Walk {
  const config = schema.toConfig();
  const typeConfig = (schema.getType(root) as GraphQLObjectType).toConfig();
  const type = new GraphQLObjectType({ ...typeConfig, fields: { ...typeConfig.fields, [name]: field } });
  const types = config.types.filter((one) => one.name !== root);
  const extended = new GraphQLSchema({ ...config, types, [root.toLowerCase()]: type });
  const walk = beginWalk(server.services, world, extended);
  if (!isDeclared) return walk;
  const rootFields = { ...walk.expectations.rootFields, [`${root}.${name}`]: administration };
  return { ...walk, expectations: { ...walk.expectations, rootFields } };
}
