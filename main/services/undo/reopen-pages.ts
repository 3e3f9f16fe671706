import { type ClosedPage, readPays } from '#db/repositories/card-due.ts';
import * as links from '#db/repositories/card-link.ts';
import { requestLink } from '../../cards/request-link.ts';
import type { UndoCall } from './undo-kind.ts';

/**
 * Pages on which clients were to pay for places that are back: each stays open if the processor has not been asked to close it, and else is made
 * again and sent as it was. One that was paid or ran out meanwhile is left alone.
 */
export function reopenPages({ tx, now, actor, context }: UndoCall, pages: readonly ClosedPage[]): void {
  for (const page of pages) {
    if (links.keepOpen(tx, page, now)) continue;
    const link = links.findById(tx, page.id);
    if (link?.state !== 'canceling' && link?.state !== 'canceled') continue;
    const { kind, clientId, amountMinor, invoiceId, title } = link;
    requestLink(
      tx,
      {
        requestUid: context.newUid(),
        kind,
        clientId,
        amountMinor,
        invoiceId,
        title,
        pays: readPays(link),
        sendEmail: link.sendEmail === 1,
        requestedBy: actor.staffId,
      },
      { now, newUid: context.newUid },
    );
  }
}
