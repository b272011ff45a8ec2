import type { RequestListener } from 'node:http';

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle?: { stack?: Layer[] };
}

/**
 * The routes that an express application has, as their routers say them: `get /images/:id/png`. Where a router is mounted it
 * does not tell.
 */
export function listRoutes(app: RequestListener): string[] {
  const { router } = app as unknown as { router?: { stack: Layer[] } };
  if (!router)
    throw new Error('The server is no express application any more: tell listRoutes how to ask it.');
  return [...new Set(routesOf(router.stack))];
}

function routesOf(stack: readonly Layer[]): string[] {
  return stack.flatMap(({ route, handle }) =>
    route
      ? Object.keys(route.methods).map((method) => `${method.replace(/^_/, '')} ${route.path}`)
      : routesOf(handle?.stack ?? []),
  );
}
