import { ApolloClient, gql, InMemoryCache } from '@apollo/client';
import { ApolloLink } from '@apollo/client/link';
import { of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { absoluteAddresses } from './absoluteAddresses.js';

const data = {
  image: {
    __typename: 'Image',
    id: '1',
    pngUrl: '/files/images/1/png?signature=a',
    filename: 'files/a.dcm',
    note: null,
  },
  list: [
    {
      __typename: 'Image',
      id: '2',
      pngUrl: 'https://cdn.example.org/files/2',
      filename: '/tmp/b.dcm',
      note: null,
    },
  ],
};
const ask = async (url: string) => {
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.from([absoluteAddresses(url), new ApolloLink(() => of({ data }))]),
  });
  return (
    await client.query({ query: gql`{ image { id pngUrl filename note } list { id pngUrl filename note } }` })
  ).data;
};

describe('addresses of the server', () => {
  it('are absolute, and nothing else is touched', async () => {
    expect(await ask('https://eventeye.example.org/graphql')).toEqual({
      image: { ...data.image, pngUrl: 'https://eventeye.example.org/files/images/1/png?signature=a' },
      list: data.list,
    });
  });

  it('stay as they are for a page of the server itself', async () => {
    expect(await ask('/graphql')).toEqual(data);
  });
});
