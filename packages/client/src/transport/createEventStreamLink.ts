import { ApolloLink } from '@apollo/client/link';
import { print } from 'graphql';
import { Observable } from 'rxjs';
import { ofResponse } from '../errors/toEventEyeError.js';
import { readEvents } from './readEvents.js';

/** Where streams are, and who asks for them. */
export interface EventStreamOptions {
  /** Address of GraphQL; streams are at `/stream` below it. */
  url: string;
  fetch?: typeof fetch | undefined;
}

/**
 * Subscriptions as Server-Sent Events, one request each (GraphQL over SSE, distinct connections mode): for networks that let
 * no WebSocket through. A stream that ends without `complete` fails, so that it is taken up again.
 */
export function createEventStreamLink({ url, fetch: given }: EventStreamOptions): ApolloLink {
  return new ApolloLink((operation) => {
    const { operationName, query, variables } = operation;
    const { headers } = operation.getContext();
    return new Observable<ApolloLink.Result>((observer) => {
      const controller = new AbortController();
      const run = async () => {
        const response = await (given ?? fetch)(streamAddress(url), {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json', accept: 'text/event-stream' },
          body: JSON.stringify({ operationName, query: print(query), variables }),
          signal: controller.signal,
        });
        if (!response.ok || !response.body) throw ofResponse(response.status, await response.text());
        for await (const { event, data } of readEvents(response.body)) {
          if (event === 'next') observer.next(JSON.parse(data) as ApolloLink.Result);
          else if (event === 'complete') return observer.complete();
        }
        throw new Error('The stream ended before it was complete.');
      };
      run().catch((error: unknown) => observer.error(error));
      return () => controller.abort();
    });
  });
}

function streamAddress(url: string): string {
  const [path, search] = url.split('?');
  return `${path!.replace(/\/$/, '')}/stream${search === undefined ? '' : `?${search}`}`;
}
