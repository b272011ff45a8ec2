import { expect, it } from 'vitest';
import { personName } from './personName.js';

it.each([
  ['Phantom^900404', 'Phantom 900404'],
  ['HONG^GILDONG=洪^吉洞=홍^길동', 'HONG GILDONG'],
  ['=洪^吉洞', '洪 吉洞'],
  ['Doe^Jane^^Dr^', 'Doe Jane Dr'],
  ['김영희', '김영희'],
  ['', ''],
])('writes %j as %j', (name, written) => {
  expect(personName(name)).toBe(written);
});
