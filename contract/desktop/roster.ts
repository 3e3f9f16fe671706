import { SKIP_CODES, WAITLIST_FUNDINGS } from '#domain/waitlist/next-to-promote.ts';
import { z } from 'zod';
import { desk, everyRole } from './base.ts';
import {
  bookingId,
  clientId,
  line,
  localDate,
  localTime,
  locationId,
  sessionId,
  undoStepId,
  version,
  waitlistEntryId,
  zone,
} from './fields.ts';

export const waitlistFunding = z.enum(WAITLIST_FUNDINGS);

/** Somebody who waits for a place; `skipCode` says why a free place went past them, '' if none did. */
export const waitingRow = z.object({
  id: waitlistEntryId,
  clientId,
  clientName: z.string(),
  phone: z.string(),
  participant: z.string(),
  funding: waitlistFunding,
  skipCode: z.enum(['', ...SKIP_CODES]),
  skippedAt: z.number().nullable(),
  createdAt: z.number(),
  version,
});
export type WaitingRow = z.infer<typeof waitingRow>;

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
  priceMinor: z.int(),
  funding: z.string(),
  overbookReason: z.string(),
  checkedInAt: z.number().nullable(),
  outcome: z.enum(['attended', 'missed']).nullable(),
});
export type RosterEntry = z.infer<typeof rosterEntry>;

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

export const waitlist = {
  /** Only in a full session; refused with SESSION_NOT_FULL where a booking would do. */
  add: desk
    .input(
      z.object({
        sessionId,
        clientId,
        participant: line(120).default(''),
        funding: waitlistFunding,
      }),
    )
    .output(z.object({ id: waitlistEntryId, undoId: undoStepId })),
  leave: desk.input(z.object({ id: waitlistEntryId, version })).output(z.object({ undoId: undoStepId })),
  /** `undoId` is null at the end of the queue, where nothing moved. */
  move: desk
    .input(z.object({ id: waitlistEntryId, version, direction: z.enum(['up', 'down']) }))
    .output(z.object({ undoId: undoStepId.nullable() })),
  /** A free place for this one, whoever stands before. */
  promote: desk
    .input(z.object({ id: waitlistEntryId, version }))
    .output(z.object({ bookingId, undoId: undoStepId })),
};
