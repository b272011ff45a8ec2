import { expect, it } from 'vitest';
import { chunkFiles } from './chunkFiles.js';

const file = (filename: string, size = 1) => ({ filename, size });
const namesOf = (chunks: { filename: string }[][]) =>
  chunks.map((chunk) => chunk.map((f) => f.filename).join(''));

it('fills requests up to the number of files and to the bytes, in order', () => {
  const files = ['a', 'b', 'c', 'd', 'e'].map((name) => file(name, 4));
  expect(namesOf(chunkFiles(files, { maxFiles: 2, maxBytes: 100 }))).toEqual(['ab', 'cd', 'e']);
  expect(namesOf(chunkFiles(files, { maxFiles: 9, maxBytes: 13 }))).toEqual(['abc', 'de']);
});

it('gives a file beyond the bytes a request of its own', () => {
  const files = [file('a'), file('b', 50), file('c')];
  expect(namesOf(chunkFiles(files, { maxFiles: 9, maxBytes: 10 }))).toEqual(['a', 'b', 'c']);
});

it('never puts two files of one name into a request, because rejections come by name', () => {
  const files = [file('a'), file('b'), file('a'), file('c'), file('a')];
  expect(namesOf(chunkFiles(files, { maxFiles: 9, maxBytes: 10 }))).toEqual(['ab', 'ac', 'a']);
});

it('sends an archive alone', () => {
  const files = [file('a', 1), { ...file('b.zip', 1), archive: true }, file('c', 1)];
  const chunks = chunkFiles(files, { maxFiles: 9, maxBytes: 9 });
  expect(chunks.map((chunk) => chunk.map(({ filename }) => filename))).toEqual([['a'], ['b.zip'], ['c']]);
});
