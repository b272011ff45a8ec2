// Plugin of the code generator: the schema as a string, without descriptions, for the mock client that executes it.
import { parse, print, printSchema, visit } from 'graphql';

export const plugin = (schema) => {
  const undescribed = visit(parse(printSchema(schema)), {
    enter: (node) => ('description' in node ? { ...node, description: undefined } : undefined),
  });
  return `/** The schema of the server, as it prints it, without descriptions. */\nexport const sdl: string = ${JSON.stringify(print(undescribed))};\n`;
};
