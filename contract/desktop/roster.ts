import { z } from 'zod';
import { everyRole } from './base.ts';
import {
  bookingId,
  clientId,
  localDate,
  localTime,
  locationId,
  sessionId,
  undoStepId,
  version,
  zone,
} from './fields.ts';
import { waitingRow } from './waitlist.ts';

/** Who comes and who pays. Balance and credits are null for those who do not see money. */
export const rosterEntry = z.object({
  bookingId,
  version,
  clientId,
  clientName: z.string(),
  participant: z.string(),
  phone: z.string(),
  clientNote: z.string(),
  participantNote: z.string(),
  balanceMinor: z.int().nullable(),
  creditsLeft: z.int().nullable(),
  /** Open on invoices whose card was declined: the desk asks for another one. */
  declinedMinor: z.int().nullable(),
  priceMinor: z.int(),
  funding: z.string(),
  overbookReason: z.string(),
  checkedInAt: z.number().nullable(),
  outcome: z.enum(['attended', 'missed']).nullable(),
});
export type RosterEntry = z.infer<typeof rosterEntry>;

/** A session with everybody who is booked and who waits. */
export const rosterView = z.object({
  id: sessionId,
  title: z.string(),
  date: localDate,
  time: localTime,
  zone,
  startsAt: z.number(),
  endsAt: z.number(),
  durationMinutes: z.int(),
  capacity: z.int(),
  state: z.string(),
  locationName: z.string(),
  roomName: z.string(),
  practitionerName: z.string(),
  publicNote: z.string(),
  privateNote: z.string(),
  entries: z.array(rosterEntry),
  waiting: z.array(waitingRow),
});
export type RosterView = z.infer<typeof rosterView>;

/** Who comes, and who is here. */
export const roster = {
  /** Who is booked and who waits; practitioners find their own sessions. */
  get: everyRole.input(z.object({ id: sessionId })).output(rosterView),
  /** Everything that takes place on a day, of one location or of all (null). `asOf` is when it was read. */
  ofDay: everyRole
    .input(z.object({ date: localDate, locationId: locationId.nullable() }))
    .output(z.object({ rosters: z.array(rosterView), asOf: z.number() })),
  /** Notes that somebody is here, or that they are not. */
  checkIn: everyRole
    .input(z.object({ id: bookingId, version, isHere: z.boolean() }))
    .output(z.object({ version, checkedInAt: z.number().nullable(), undoId: undoStepId })),
};
