import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RosterEntry } from '#contract/desktop/roster.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { rosterWords as words } from '#renderer/messages/roster.ts';
import { toastError } from '#renderer/ui/toast.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { nameOf } from './find-people.ts';

/** Checks somebody in, or takes it back if they are; the toast offers Undo. */
export function useCheckIn(): {
  readonly toggle: (entry: RosterEntry) => void;
  readonly isPending: boolean;
} {
  const cache = useQueryClient();
  const mutation = useMutation({
    mutationFn: ({ bookingId, version, checkedInAt }: RosterEntry) =>
      engine.roster.checkIn({ id: bookingId, version, isHere: checkedInAt === null }),
    onSuccess: ({ checkedInAt, undoId }, entry) => {
      const name = nameOf(entry);
      toastUndoable(checkedInAt === null ? words.isNotHere(name) : words.isHere(name), undoId);
    },
    onError: toastError,
    // The next Enter must see the new version of the booking.
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: queries.roster.key() }),
        cache.invalidateQueries({ queryKey: queries.session.get.key() }),
      ]),
  });
  return { toggle: mutation.mutate, isPending: mutation.isPending };
}
