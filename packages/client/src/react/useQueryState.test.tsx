// @vitest-environment happy-dom
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { createEventEyeClient } from '../createEventEyeClient.js';
import { EventEyeProvider, usePatient, usePatients } from './index.js';

afterEach(cleanup);

/** A server that answers with what it is told, one answer after the other; the last stays. */
function server(...answers: object[]) {
  const client = createEventEyeClient({
    url: 'http://127.0.0.1:1/graphql',
    fetch: async () => {
      const answer = answers.length > 1 ? answers.shift()! : answers[0]!;
      if (answer instanceof Error) throw answer;
      return Response.json(answer);
    },
  });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <EventEyeProvider client={client}>{children}</EventEyeProvider>
  );
  return { client, wrapper };
}

const patient = (id: string) => ({ __typename: 'Patient', id, mrn: `M-${id}`, name: null, birthDate: null });
const page = (ids: string[], hasNextPage: boolean) => ({
  data: {
    patients: {
      __typename: 'QueryPatientsConnection',
      totalCount: 3,
      pageInfo: {
        __typename: 'PageInfo',
        hasNextPage,
        hasPreviousPage: false,
        startCursor: ids[0],
        endCursor: ids.at(-1),
      },
      edges: ids.map((id) => ({ __typename: 'QueryPatientsConnectionEdge', cursor: id, node: patient(id) })),
    },
  },
});

it('grows a list by pages', async () => {
  const { wrapper } = server(page(['1', '2'], true), page(['3'], false));
  const { result } = renderHook(() => usePatients({ first: 2 }), { wrapper });
  expect(result.current.state).toBe('loading');
  await waitFor(() => expect(result.current.state).toBe('ready'));
  expect(result.current).toMatchObject({ totalCount: 3, hasMore: true });
  act(() => result.current.loadMore());
  await waitFor(() => expect(result.current.data?.length).toBe(3));
  expect(result.current).toMatchObject({ hasMore: false, isLoadingMore: false });
});

it('asks nothing without an id, and says NOT_FOUND for one that is unknown', async () => {
  const { wrapper } = server({ data: { patient: null } });
  const { result, rerender } = renderHook(({ id }) => usePatient(id ? { id } : undefined), {
    wrapper,
    initialProps: { id: '' },
  });
  expect(result.current.state).toBe('idle');
  rerender({ id: '7' });
  await waitFor(() => expect(result.current.state).toBe('failed'));
  expect(result.current.error?.code).toBe('NOT_FOUND');
});

it('fails with the code of the server, and comes back with retry', async () => {
  const { wrapper } = server(new TypeError('fetch failed'), { data: { patient: patient('7') } });
  const { result } = renderHook(() => usePatient({ id: '7' }), { wrapper });
  await waitFor(() => expect(result.current.state).toBe('failed'));
  expect(result.current.error?.code).toBe('NETWORK_FAILED');
  act(() => result.current.retry());
  await waitFor(() => expect(result.current.state).toBe('ready'));
  expect(result.current.data?.mrn).toBe('M-7');
});
