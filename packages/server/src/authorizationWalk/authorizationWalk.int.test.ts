import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { checkCoverage } from './checkCoverage.js';
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
  let leaks = 0;
  beforeAll(async () => {
    server = await startTestServer(kind);
    walk = await openWalk(server.services);
  });
  afterAll(() => server.close());

  const steps: [name: string, walk: (walk: Walk) => void | Promise<void>][] = [
    ['every type and root field says who may see it', checkDeclarations],
    ['no type shows a row to anyone for whom it does not exist, wherever it came from', walkTypes],
    ['no root field lets anyone in who may not, nor tells whether an id exists', walkQueries],
    ['node(id:) gives nobody what does not exist for them', walkNodes],
    ['no subscription tells anyone who may not watch', walkSubscriptions],
    ['no mutation changes anything for anyone who may not', walkMutations],
    ['every field was seen by somebody who may, so that the walk could tell', checkCoverage],
  ];
  it.each(steps)('%s', { timeout: 120_000 }, async (_name, step) => {
    const found: Pick<Walk, 'leaks' | 'gaps'> = { leaks: [], gaps: [] };
    await step({ ...walk, ...found });
    leaks += found.leaks.length;
    expect(found).toEqual({ leaks: [], gaps: [] });
  });

  it('tells how many were tried', () => {
    process.stdout.write(
      `${walk.pairs.size.toLocaleString('en')} (field, caller) pairs ${leaks} leaks (${kind})\n`,
    );
  });
});
