import { ApolloLink } from '@apollo/client/link';
import { map } from 'rxjs';

/** How addresses of pictures, files and uploads begin where the server has no public address of its own. */
const served = /^\/(files|uploads|auth)\//;

/**
 * Makes the server's own addresses absolute, so that they work on pages of any origin and outside browsers.
 *
 * @param url address of GraphQL; where it is relative itself, nothing is changed, since then the page is the server's.
 */
export function absoluteAddresses(url: string): ApolloLink {
  const base = URL.canParse(url) ? url : undefined;
  return new ApolloLink((operation, forward) => {
    const answers = forward(operation);
    if (!base) return answers;
    return answers.pipe(
      map((answer) =>
        answer.data ? { ...answer, data: absolute(answer.data, base) as typeof answer.data } : answer,
      ),
    );
  });
}

function absolute(value: unknown, base: string): unknown {
  if (typeof value === 'string') return served.test(value) ? new URL(value, base).href : value;
  if (Array.isArray(value)) return value.map((item) => absolute(item, base));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, absolute(item, base)]));
}
