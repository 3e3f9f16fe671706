import { z } from 'zod';
import { desk } from './base.ts';
import { clientId, line, name, participantId, version } from './fields.ts';

/** Somebody a client books for; `active`: offered when booking. */
export const participantRow = z.object({
  id: participantId,
  version,
  name: z.string(),
  note: z.string(),
  active: z.boolean(),
});
export type ParticipantRow = z.infer<typeof participantRow>;

/** Whom a client books and pays for: a child, a guest. */
export const participant = {
  list: desk.input(z.object({ clientId })).output(z.object({ rows: z.array(participantRow) })),
  add: desk
    .input(z.object({ clientId, name, note: line(300).default('') }))
    .output(z.object({ id: participantId })),
  update: desk.input(z.object({ id: participantId, version, name, note: line(300), active: z.boolean() })),
};
