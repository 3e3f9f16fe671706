import type { CompletionTypeId } from '#domain/values/ids.ts';
import type { ServiceContext } from '../context.ts';
import { currentPolicy } from './client-policy.ts';

/** The client cancellation policy as Settings show it, the shortest notice first. */
export function getPolicy({ db }: ServiceContext): {
  levels: { hoursBefore: number; typeId: CompletionTypeId; label: string; clientModifier: number }[];
} {
  return {
    levels: currentPolicy(db.read).levels.map(({ hoursBefore, typeId, label, clientModifier }) => ({
      hoursBefore,
      typeId,
      label,
      clientModifier,
    })),
  };
}
