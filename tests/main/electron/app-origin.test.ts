import { expect, test } from 'vitest';
import { isAppUrl, isOpenableOutside } from '#main/electron/app-origin.ts';

test.each(['app://callboard/', 'app://callboard/index.html#/calendar', 'app://callboard/?x=1'])(
  '%s is our page',
  (address) => {
    expect(isAppUrl(address)).toBe(true);
  },
);

test.each([
  'app://callboard.evil/',
  'app://callboard@evil/',
  'app://user@callboard/',
  'app://callboard:81/',
  'app:callboard',
  'apps://callboard/',
  'https://callboard/',
  'file:///app://callboard/',
  'about:blank',
  'data:text/html,x',
  'blob:app://callboard/1',
  '',
])('%j is not our page', (address) => {
  expect(isAppUrl(address)).toBe(false);
});

test.each(['https://example.invalid/help?x=1', 'mailto:client@example.invalid?subject=Hi', 'tel:+49-30-123'])(
  '%s may be opened outside',
  (address) => {
    expect(isOpenableOutside(address)).toBe(true);
  },
);

test.each([
  'http://example.invalid/',
  'https://user:secret@example.invalid/',
  'file:///etc/passwd',
  'smb://host/share',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'ms-msdt:/id',
  'app://callboard/',
  'mailto:a@example.invalid?attach=/etc/passwd',
  'mailto:a@example.invalid?ATTACHMENT=/etc/passwd',
  'tel:1%0d%0aX',
  'https://example.invalid/\nx',
  '//example.invalid',
  '',
])('%j may not be opened outside', (address) => {
  expect(isOpenableOutside(address)).toBe(false);
});
