import { openVoter, sealVoter, voterDigest } from './sealed-voter.rules.js';

const voter = { fullName: 'Nguyễn Thị Hòa', bornOn: '1960-02-03', address: 'Thôn 3' };

it('opens with its own key only, and shows nothing without it [R-SES-04]', () => {
  const sealed = sealVoter('secret', voter, Buffer.alloc(12, 7));
  expect(openVoter('secret', sealed)).toEqual(voter);
  expect(() => openVoter('another', sealed)).toThrow();
  expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('1960');
});

it('knows the same person by another spelling, in the same request only [R-SES-04]', () => {
  const again = { ...voter, fullName: 'NGUYỄN THỊ HOÀ', address: 'Thôn ba' };
  expect(voterDigest('s', 'r', again)).toBe(voterDigest('s', 'r', voter));
  expect(voterDigest('s', 'other', voter)).not.toBe(voterDigest('s', 'r', voter));
  expect(voterDigest('s', 'r', { ...voter, bornOn: '1961-02-03' })).not.toBe(voterDigest('s', 'r', voter));
});
