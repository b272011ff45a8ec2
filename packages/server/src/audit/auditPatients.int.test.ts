import { isInterfaceType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isVisibleType } from '../access/findVisible.js';
import { httpCallers } from '../authorizationWalk/doors/httpCallers.js';
import { seedWorld, type World } from '../authorizationWalk/seed/seedWorld.js';
import { aimed } from '../authorizationWalk/walk.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { encodeGlobalId } from '../schema/globalId.js';
import { schema } from '../schema/schema.js';
import { ofNobody } from './auditNotes.js';
import { auditChain } from './testing/auditChain.js';

const node = schema.getType('Node');
const types = isInterfaceType(node)
  ? schema
      .getPossibleTypes(node)
      .flatMap(({ name }) => (isVisibleType(name) && !ofNobody.has(name) ? [name] : []))
  : [];

describe.each(databaseKinds)('a row that is fetched alone, on the %s database', (kind) => {
  let server: TestServer;
  let world: World;
  let headers: Record<string, string>;
  beforeAll(async () => {
    server = await startTestServer(kind);
    world = await seedWorld(server.services.prisma);
    const callers = await httpCallers(server.services, world);
    headers = callers.find(({ name }) => name === 'ADMIN of A')!.headers;
  });
  afterAll(() => server.close());

  it('is looked for among all types', () => {
    expect(types).toEqual(expect.arrayContaining(['Patient', 'Study', 'Series', 'MedicalImage', 'Analysis']));
  });

  it.each(types)('a %s is recorded with its patient', async (type) => {
    const id = world.idOf(type, aimed);
    expect(id, `${type} has no seeded row: see authorizationWalk/seed.`).toBeDefined();
    const { during } = auditChain(server.services, world.idOf('Organization', 'A')!);
    const events = await during(async () => {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({
          query: 'query ($id: ID!) { node(id: $id) { __typename id } }',
          variables: { id: encodeGlobalId(type, id!) },
        }),
      });
      expect(await response.json()).toMatchObject({ data: { node: { __typename: type } } });
    });
    const hint = `${type} leads to a patient by no column or relation. If it is no patient's data, name it in ofNobody (auditNotes.ts).`;
    expect(events.at(-1)?.type).toBe('PATIENT_DATA_READ');
    expect(events.at(-1)?.patientIds, hint).toEqual([world.idOf('Patient', aimed)]);
  });
});
