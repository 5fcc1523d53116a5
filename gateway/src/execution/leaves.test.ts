import fc from 'fast-check';
import { textOfString } from './leaves.js';

it('a text is written as JSON writes it, whatever is in it', () => {
  const halves = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));
  const letters = fc.string({
    unit: fc.constantFrom('"', '\\', '\n', '\u0000', '\u001f', '\u007f', '\u2028', 'ỷ', '😀', 'a'),
  });
  fc.assert(fc.property(fc.oneof(halves, letters), (text) => textOfString(text) === JSON.stringify(text)));
  expect(textOfString('\ud800')).toBe('"\\ud800"');
});
