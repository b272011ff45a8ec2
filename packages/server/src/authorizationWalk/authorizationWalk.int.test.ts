import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { checkDeclarations } from './checkDeclarations.js';
import { openWalk } from './openWalk.js';
import type { Walk } from './walk.js';
import { walkMutations } from './walkMutations.js';
import { walkNodes, walkQueries } from './walkQueries.js';
import { walkSubscriptions } from './walkSubscriptions.js';
import { walkTypes } from './walkTypes.js';

describe.each(databaseKinds)('on the %s database', (kind) => {
  let server: TestServer;
  let walk: Walk;
  beforeAll(async () => {
    server = await startTestServer(kind);
    walk = await openWalk(server.services);
  });
  afterAll(() => server.close());

  it('every type and root field says who may see it', () => {
    checkDeclarations(walk);
    expect(walk.gaps).toEqual([]);
  });

  it('no type shows a row to anyone for whom it does not exist, wherever it came from', async () => {
    await walkTypes(walk);
    expect(walk.leaks).toEqual([]);
    expect(walk.gaps).toEqual([]);
  }, 120_000);

  it('no root field lets anyone in who may not, nor tells whether an id exists', async () => {
    await walkQueries(walk);
    await walkNodes(walk);
    expect(walk.leaks).toEqual([]);
    expect(walk.gaps).toEqual([]);
  }, 120_000);

  it('no subscription tells anyone who may not watch', async () => {
    await walkSubscriptions(walk);
    expect(walk.leaks).toEqual([]);
    expect(walk.gaps).toEqual([]);
  }, 120_000);

  it('no mutation changes anything for anyone who may not', async () => {
    await walkMutations(walk);
    expect(walk.leaks).toEqual([]);
    expect(walk.gaps).toEqual([]);
  }, 120_000);

  it('tells how many were tried', () => {
    process.stdout.write(
      `${walk.pairs.size.toLocaleString('en')} (field, caller) pairs in ${walk.executions.toLocaleString('en')} requests, ${walk.leaks.length} leaks (${kind})\n`,
    );
  });
});
