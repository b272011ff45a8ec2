import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyModel } from '@eventeye/inference/pipeline';
import { create } from 'tar';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeTinyModel } from '../../../../inference/src/testing/tinyModel.js';
import { installModel } from './installModel.js';
import { findModel, listModels, readActive, servedModel, shippedModel, writeActive } from './modelStore.js';

const folder = mkdtempSync(join(tmpdir(), 'eventeye-install-'));
let model: string;
let data: string;
const install = (source: string) => installModel(source, data, (directory) => verifyModel(directory));
const archive = async (name: string, from: string, files: string[]) => {
  await create({ file: join(folder, name), cwd: from, gzip: true, portable: true }, files);
  return join(folder, name);
};
const models = () => readdirSync(join(data, 'models'));
const modelFiles = ['manifest.json', 'model.onnx', 'golden.png'];

beforeAll(async () => {
  model = await makeTinyModel();
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(model, { recursive: true });
});
beforeEach(() => {
  data = mkdtempSync(join(folder, 'data-'));
});

describe('installModel', () => {
  it('installs a folder and an archive into the same place', async () => {
    const first = await install(model);
    expect(first).toMatchObject({ installed: true, directory: join(data, 'models/tiny/0.0.1') });
    expect(await install(await archive('whole.tar.gz', model, modelFiles))).toMatchObject({
      installed: false,
    });
    expect(await install(await archive('dotted.tar.gz', model, ['.']))).toMatchObject({ installed: false });
    expect(models()).toEqual(['tiny']);
  });

  it('refuses another model of the same name and version, and keeps the first', async () => {
    const { directory } = await install(model);
    const before = readFileSync(join(directory, 'manifest.json'));
    const other = await makeTinyModel((manifest) => {
      manifest.file.sha256 = '0'.repeat(64);
    });
    await expect(install(other)).rejects.toMatchObject({ code: 'MODEL_CONFLICT' });
    expect(readFileSync(join(directory, 'manifest.json')).equals(before)).toBe(true);
    rmSync(other, { recursive: true });
  });

  describe('leaves nothing behind when', () => {
    afterEach(() => expect(existsSync(join(data, 'models')) ? models() : []).toEqual([]));

    it.each([
      ['a byte of the graph differs', 'model.onnx', 'MODEL_INVALID'],
      ['a byte of the golden picture differs', 'golden.png', 'MODEL_INVALID'],
    ])('%s', async (_, file, code) => {
      const changed = join(folder, `changed-${file}`);
      cpSync(model, changed, { recursive: true });
      const bytes = readFileSync(join(changed, file));
      bytes[bytes.length - 20]! ^= 1;
      writeFileSync(join(changed, file), bytes);
      await expect(install(changed)).rejects.toMatchObject({ code });
    });

    it('the golden answer is another on this machine', async () => {
      const other = await makeTinyModel((manifest) => {
        manifest.golden.logits[0]! += 1;
      });
      await expect(install(other)).rejects.toMatchObject({ code: 'MODEL_GOLDEN_MISMATCH' });
      rmSync(other, { recursive: true });
    });

    it.each([
      ['a link', (from: string) => symlinkSync('/etc/hostname', join(from, 'link')), ['link'], /plain file/],
      [
        'a folder',
        (from: string) => {
          mkdirSync(join(from, 'sub'));
          writeFileSync(join(from, 'sub/x'), 'x');
        },
        ['sub'],
        /plain file|outside/,
      ],
      [
        'a path that climbs',
        (from: string) => {
          mkdirSync(join(from, 'in'));
          writeFileSync(join(from, 'evil'), 'x');
        },
        ['../evil'],
        /outside|plain file|unpacked/,
      ],
      [
        'too many files',
        (from: string) => Array.from({ length: 40 }, (_, i) => writeFileSync(join(from, `f${i}`), '')),
        ['.'],
        /larger/,
      ],
    ])('an archive holds %s', async (name, make, files, message) => {
      const from = mkdtempSync(join(folder, 'bad-'));
      make(from);
      const cwd = files[0]!.startsWith('..') ? join(from, 'in') : from;
      const file = join(folder, `${name.replaceAll(' ', '-')}.tar.gz`);
      await create({ file, cwd, gzip: true, preservePaths: true }, files);
      const error = await install(file).catch((cause: unknown) => cause);
      expect(error).toMatchObject({ code: 'MODEL_ARCHIVE_INVALID', message: expect.stringMatching(message) });
      expect(existsSync(join(data, 'models/evil'))).toBe(false);
    });

    it('the archive is none, is cut, or does not exist', async () => {
      writeFileSync(join(folder, 'none.tar.gz'), 'no archive');
      await expect(install(join(folder, 'none.tar.gz'))).rejects.toMatchObject({
        code: 'MODEL_ARCHIVE_INVALID',
      });
      const whole = readFileSync(await archive('cut.tar.gz', model, modelFiles));
      writeFileSync(join(folder, 'cut.tar.gz'), whole.subarray(0, whole.length / 2));
      await expect(install(join(folder, 'cut.tar.gz'))).rejects.toMatchObject({
        code: 'MODEL_ARCHIVE_INVALID',
      });
      await expect(install(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'MODEL_INVALID' });
    });
  });
});

describe('the served model', () => {
  it('is the shipped one until another is made active', async () => {
    expect(servedModel(data)).toBe(shippedModel());
    const { directory } = await install(model);
    expect(servedModel(data)).toBe(shippedModel());
    writeActive(data, 'tiny@0.0.1');
    expect(readActive(data)).toBe('tiny@0.0.1');
    expect(servedModel(data)).toBe(directory);
    expect(listModels(data).map(({ shipped }) => shipped)).toEqual([true, false]);
  });

  it('is named when it is not there', () => {
    expect(() => writeActive(data, 'tiny@9.9.9')).toThrow(/no model tiny@9\.9\.9\. Known are: breast-mri/);
    expect(() => findModel(data, '../../etc')).toThrow(/no model/);
  });
});
