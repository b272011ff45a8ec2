import { type Html, html, join } from './html.js';

interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
}

/** The properties of an object's schema as a table; those of objects within it are named with dots. */
export function schemaTable(schema: object): Html {
  const rows = rowsOf(schema as JsonSchema, '');
  if (rows.length === 0) return html``;
  return html`<table><tbody>${join(rows)}</tbody></table>`;
}

function rowsOf(schema: JsonSchema, prefix: string): Html[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const required = schema.required?.includes(name);
    const row = html`<tr><th scope="row"><code>${prefix}${name}</code></th><td>${typeOf(property)}${required ? '' : ', optional'}</td><td>${property.description ?? ''}</td></tr>`;
    const inner = [property, property.items, ...(property.anyOf ?? [])].find((one) => one?.properties);
    const step = property.items?.properties ? `${prefix}${name}[].` : `${prefix}${name}.`;
    return [row, ...(inner ? rowsOf(inner, step) : [])];
  });
}

function typeOf(schema: JsonSchema): Html {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1)!;
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  if (schema.anyOf) return schema.anyOf.map(typeOf).reduce((a, b) => html`${a} or ${b}`);
  if (schema.enum) return html`${schema.enum.join(', ')}`;
  if (schema.const !== undefined) return html`${String(schema.const)}`;
  if (schema.items) return html`list of ${typeOf(schema.items)}`;
  return html`${String(schema.type ?? 'any')}${schema.format ? html` (${schema.format})` : ''}`;
}
