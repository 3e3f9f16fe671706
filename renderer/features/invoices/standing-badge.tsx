import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconClock,
  IconPencil,
  IconProgress,
  IconReceiptRefund,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { InvoiceStanding } from '#domain/invoice/standing.ts';
import { invoiceWords as words } from '#renderer/messages/invoices.ts';
import { StatusBadge, type StatusTone } from '#renderer/ui/status-badge.tsx';

/** How an invoice stands, as icon and word. */
export function StandingBadge({ standing }: { readonly standing: InvoiceStanding }): ReactElement {
  const [tone, icon] = LOOKS[standing];
  return <StatusBadge tone={tone} icon={icon} label={words.standings[standing]} />;
}

/** Stands where an invoice has its standing: nothing is due of a credit note. */
export function CreditNoteBadge(): ReactElement {
  return <StatusBadge tone="neutral" icon={IconReceiptRefund} label={words.creditNote} />;
}

const LOOKS: Readonly<Record<InvoiceStanding, readonly [StatusTone, TablerIcon]>> = {
  draft: ['neutral', IconPencil],
  void: ['neutral', IconBan],
  paid: ['good', IconCheck],
  credited: ['neutral', IconReceiptRefund],
  part_paid: ['busy', IconProgress],
  overdue: ['bad', IconAlertTriangle],
  unpaid: ['busy', IconClock],
};
