import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('names every component that is exported', () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
  const ours = read('./index.ts')
    .replace(/\/\/.*/g, '')
    .matchAll(/export \{([^}]*)\} from '\.\//g);
  const names = [...ours].flatMap(([, list]) => list!.split(',').map((name) => name.trim()));
  const components = names.filter((name) => /^[A-Z]/.test(name));
  expect(components.length).toBeGreaterThan(25);
  const readme = read('../README.md');
  expect(components.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});
