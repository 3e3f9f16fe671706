import type { ReactElement } from 'react';
import { CancelSessionDialog } from '#renderer/features/cancellation/cancel-session-dialog.tsx';
import { ClientFormPanel } from '#renderer/features/clients/client-form-panel.tsx';
import { ClientPanel } from '#renderer/features/clients/client-panel.tsx';
import { ClosureFormPanel } from '#renderer/features/closures/closure-form-panel.tsx';
import { ClosurePanel } from '#renderer/features/closures/closure-panel.tsx';
import { LotPanel } from '#renderer/features/packages/lot-panel.tsx';
import { PaymentPanel } from '#renderer/features/payments/payment-panel.tsx';
import { SeriesFormPanel } from '#renderer/features/series/series-form-panel.tsx';
import { SeriesPanel } from '#renderer/features/series/series-panel.tsx';
import { WhichSessionsDialog } from '#renderer/features/series/which-sessions-dialog.tsx';
import { RescheduleDialog } from '#renderer/features/sessions/reschedule-dialog.tsx';
import { SessionFormPanel } from '#renderer/features/sessions/session-form-panel.tsx';
import { SessionPanel } from '#renderer/features/sessions/session-panel.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { FormHomeContext } from '#renderer/ui/unsaved.ts';
import { useFocusWanted } from '#renderer/ui/wanted-switch.ts';

/** Whatever the address says lies open over the place. */
export function Panels(): ReactElement {
  useFocusWanted();
  return (
    <FormHomeContext value={OVER_THE_PLACE}>
      <OpenPanel />
      <WhichSessionsDialog />
      <OpenDialog />
    </FormHomeContext>
  );
}

function OpenPanel(): ReactElement | null {
  const { panel } = usePanels();
  if (panel.session !== undefined) return <SessionPanel key={panel.session} id={panel.session} />;
  if (panel.client !== undefined) return <ClientPanel key={panel.client} id={panel.client} />;
  if (panel.closure !== undefined) return <ClosurePanel key={panel.closure} id={panel.closure} />;
  if (panel.lot !== undefined) return <LotPanel key={panel.lot} id={panel.lot} />;
  if (panel.payment !== undefined) return <PaymentPanel key={panel.payment} id={panel.payment} />;
  if (panel.form === 'closure') return <ClosureFormPanel />;
  if (panel.series !== undefined) return <SeriesPanel key={panel.series} id={panel.series} />;
  if (panel.form === 'series') return <SeriesFormPanel />;
  if (panel.form === 'session') return <SessionFormPanel />;
  return panel.form === 'client' ? <ClientFormPanel /> : null;
}

/** What the open session is to be done to, over its panel; completing stands in the panel itself. */
function OpenDialog(): ReactElement | null {
  const { panel, openSession } = usePanels();
  const id = panel.session;
  if (id === undefined) return null;
  const close = (): void => openSession(id);
  if (panel.act === 'cancel') return <CancelSessionDialog id={id} onClose={close} />;
  return panel.act === 'reschedule' ? <RescheduleDialog id={id} onClose={close} /> : null;
}

const OVER_THE_PLACE = { over: true, panel: null };
