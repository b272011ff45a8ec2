// Part of a build: says that the files of a folder are CommonJS, inside a package whose others are ES modules.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }\n');
