import { expect, it } from 'vitest';
import { multipartBody } from './multipartBody.js';
import { toUploadSource } from './uploadSource.js';

it('is read by a standard parser as operations, map and files with their names and bytes', async () => {
  const bytes = new Uint8Array([13, 10, 45, 45, 0, 255]);
  const files = [
    toUploadSource({ filename: '/home/someone/유방 "1".dcm', bytes }),
    toUploadSource(new File(['text'], 'b.png')),
    toUploadSource(new Blob([])),
  ];
  const body = multipartBody('{"query":"…"}', '{"0":[]}', files);
  let counted = 0;
  const stream = body.stream((count) => {
    counted += count;
  });
  const form = await new Response(stream, { headers: { 'content-type': body.contentType } }).formData();
  expect([...form.keys()]).toEqual(['operations', 'map', '0', '1', '2']);
  expect(form.get('operations')).toBe('{"query":"…"}');
  const [first, second, third] = ['0', '1', '2'].map((name) => form.get(name) as File);
  // Folders stay at home.
  expect([first!.name, second!.name, third!.name]).toEqual(['유방 "1".dcm', 'b.png', 'image']);
  expect(new Uint8Array(await first!.arrayBuffer())).toEqual(bytes);
  expect(await second!.text()).toBe('text');
  expect(counted).toBe(10);
});
