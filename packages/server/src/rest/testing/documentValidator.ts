import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';
import type { OpenApiDocument } from '../openApiDocument.js';

/** Says what of an answer is not as the document promises; empty when all is. */
export type AnswerCheck = (method: string, path: string, response: Response, body: unknown) => string[];

/** Compares answers with an OpenAPI document: its statuses, media types, headers and schemas. */
export function documentValidator(document: OpenApiDocument): AnswerCheck {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  // A CommonJS module whose types say otherwise.
  (addFormatsModule as unknown as (instance: Ajv2020) => void)(ajv);
  ajv.addSchema({ $id: 'document', components: document.components });
  const paths = Object.entries(document.paths).map(([template, methods]) => ({
    pattern: new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+').replace(/\/$/, '/?')}$`),
    methods,
  }));
  return (method, path, response, body) => {
    const { pathname } = new URL(path, 'http://localhost');
    const operation = paths.find(({ pattern }) => pattern.test(pathname))?.methods[method.toLowerCase()];
    const answer = operation?.responses[response.status];
    if (!answer) return [`${method} ${pathname} does not promise ${response.status}`];
    const type = response.headers.get('content-type')?.split(';')[0] ?? '';
    const schema = answer.content?.[type]?.schema;
    if (!schema) return [`${method} ${pathname} ${response.status} does not promise ${type}`];
    const text = JSON.stringify(schema).replaceAll('"#/components', '"document#/components');
    const validate = ajv.compile(JSON.parse(text));
    return validate(body) ? [] : (validate.errors ?? []).map((one) => `${one.instancePath} ${one.message}`);
  };
}
