import { apiPath } from './apiPath.js';
import { type Html, html, join } from './html.js';
import type { OpenApiDocument, OpenApiOperation } from './openApiDocument.js';
import { schemaTable } from './schemaTable.js';

export { pageStyle } from './pageStyle.js';

/** What the page may load: its style from here, and nothing else. */
export const pagePolicy =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * The OpenAPI document as a page to read: plain HTML without scripts, so that it works behind any policy and without
 * internet, and can be printed.
 */
export function documentPage(document: OpenApiDocument): string {
  const { title, description } = document.info as { title: string; description: string };
  const entries = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const tags = (document.tags as { name: string }[]).map(({ name }) => name);
  const ofTag = (tag: string) => entries.filter(({ operation }) => (operation.tags as string[])[0] === tag);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${apiPath}/docs.css">
</head>
<body>
<nav aria-label="Operations">
<p class="name">EventEye</p>
${join(
  tags.map(
    (tag) =>
      html`<h2>${tag}</h2><ul>${join(
        ofTag(tag).map(
          ({ method, operation }) =>
            html`<li><a href="#${operation.operationId}"><span class="method ${method}">${method}</span> ${operation.summary as string}</a></li>`,
        ),
      )}</ul>`,
  ),
)}
<h2>Schemas</h2>
<ul>${join(Object.keys(document.components.schemas).map((name) => html`<li><a href="#schema-${name}">${name}</a></li>`))}</ul>
</nav>
<main>
<h1>${title}</h1>
<p>${description}</p>
<p>The same for programs: <a href="${apiPath}/openapi.json">${apiPath}/openapi.json</a> (OpenAPI 3.1).</p>
<pre><code>EVENTEYE=http://127.0.0.1:4000   # where this server is</code></pre>
${join(tags.map((tag) => html`<h2>${tag}</h2>${join(ofTag(tag).map(operationSection))}`))}
<h2>Schemas</h2>
${join(
  Object.entries(document.components.schemas).map(
    ([name, schema]) =>
      html`<section id="schema-${name}"><h3>${name}</h3><p>${(schema as { description?: string }).description ?? ''}</p>${schemaTable(schema)}</section>`,
  ),
)}
</main>
</body>
</html>
`;
  return page.text;
}

function operationSection(entry: { path: string; method: string; operation: OpenApiOperation }): Html {
  const { path, method, operation } = entry;
  const { operationId, summary, description, responses } = operation;
  const samples = operation['x-codeSamples'] as { source: string }[];
  const parameters = operation.parameters as {
    name: string;
    in: string;
    required: boolean;
    description?: string;
  }[];
  const requestBody = operation.requestBody as { content: Record<string, { schema: object }> } | undefined;
  return html`<section id="${operationId}">
<h3><span class="method ${method}">${method}</span> <code>${path}</code></h3>
<p><strong>${summary as string}.</strong> ${description as string}</p>
<pre><code>${samples[0]!.source}</code></pre>
<h4>Parameters</h4>
<table><tbody>${join(
    parameters.map(
      (one) =>
        html`<tr><th scope="row"><code>${one.name}</code></th><td>${one.in}${one.required ? ', required' : ''}</td><td>${one.description ?? ''}</td></tr>`,
    ),
  )}</tbody></table>
${join(
  Object.entries(requestBody?.content ?? {})
    .slice(0, 1)
    .map(([type, { schema }]) => html`<h4>Body: ${type}</h4>${schemaTable(schema)}`),
)}
<h4>Answers</h4>
<table><tbody>${join(
    Object.entries(responses).map(
      ([status, { description: words, content }]) =>
        html`<tr><th scope="row">${status}</th><td>${words}</td><td>${join(
          Object.values(content ?? {}).map(({ schema }) => schemaLink(schema)),
        )}</td></tr>`,
    ),
  )}</tbody></table>
</section>`;
}

function schemaLink(schema: object): Html {
  const name = (schema as { $ref?: string }).$ref?.split('/').at(-1);
  return name ? html`<a href="#schema-${name}">${name}</a>` : html``;
}
