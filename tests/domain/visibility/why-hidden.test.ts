import { expect, it } from 'vitest';
import { type VisibilityFacts, whyHidden } from '#domain/visibility/why-hidden.ts';

const seen: VisibilityFacts = {
  studioBooking: true,
  service: { active: true, clientBooking: true, visibility: 'all' },
  location: { active: true, clientBooking: true },
  room: { active: true, clientBooking: true },
  session: { isOpen: true, displayed: true },
  client: { active: true, mayBook: true },
};
const red = (facts: VisibilityFacts) =>
  whyHidden(facts)
    .filter(({ isOn }) => !isOn)
    .map(({ which }) => which);

it('hides nothing when every switch is on', () => {
  expect(red(seen)).toEqual([]);
  expect(whyHidden(seen)).toHaveLength(12);
});

it.each([
  [{ ...seen, studioBooking: false }, ['studio']],
  [
    { ...seen, service: { active: false, clientBooking: false, visibility: 'staff' } },
    ['service_active', 'service_visibility', 'service_booking'],
  ],
  [{ ...seen, location: { active: true, clientBooking: false } }, ['location_booking']],
  [{ ...seen, session: { isOpen: true, displayed: false } }, ['session_displayed']],
  [{ ...seen, client: { active: true, mayBook: false } }, ['client_permission']],
  [{ ...seen, hasOpenLocation: false }, ['some_location']],
  [
    { ...seen, class: { isEnabled: false, isEnrolling: false, displayed: false } },
    ['class_enabled', 'class_enrolment', 'class_displayed'],
  ],
] as const)('names the switches that are off', (facts, wanted) => {
  expect(red(facts)).toEqual(wanted);
});

it('asks nothing about a room that a session does not have, or about what is not asked for', () => {
  expect(whyHidden({ studioBooking: true, room: null })).toEqual([{ which: 'studio', isOn: true, of: null }]);
});

it('says whose switch each is, and that what is not saved yet is nobody’s', () => {
  const facts: VisibilityFacts = {
    studioBooking: false,
    service: { id: 7, active: false, clientBooking: true, visibility: 'all' },
    room: { active: false, clientBooking: true },
  };
  expect(whyHidden(facts).flatMap(({ which, isOn, of }) => (isOn ? [] : [[which, of]]))).toEqual([
    ['studio', null],
    ['service_active', 7],
    ['room_active', null],
  ]);
});
