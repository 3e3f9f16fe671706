import { expect, test } from 'vitest';
import { errors } from '#contract/desktop/errors.ts';
import { FIELD_ISSUES } from '#contract/desktop/field-issues.ts';
import { errorSentence, errorSentences } from '#renderer/messages/errors.ts';
import { fieldMessages, fieldSentences } from '#renderer/messages/fields.ts';

test('every failure of the contract has a sentence, and no sentence is left over', () => {
  expect(Object.keys(errorSentences).sort()).toEqual([...Object.keys(errors), 'CONNECTION_LOST'].sort());
});

test('every reason to refuse a field has a sentence, and no sentence is left over', () => {
  expect(Object.keys(fieldSentences).sort()).toEqual([...FIELD_ISSUES].sort());
});

test('a sentence names what the failure is about', () => {
  expect(errorSentence({ code: 'NAME_TAKEN', data: { name: 'Hall' } })).toContain('“Hall”');
  expect(errorSentence({ code: 'WRONG_PIN', data: { triesLeft: 1 } })).toContain('One try');
  expect(errorSentence({ code: 'OVER_CAPACITY', data: { capacity: 12, booked: 12 } })).toContain('12 of 12');
});

test('a reason the window does not know still gets a sentence', () => {
  expect(fieldMessages.issue('SOMETHING_NEW')).toBe(fieldMessages.issue('FORMAT'));
  expect(fieldMessages.issue('TOO_LONG', 60)).toContain('60');
});
