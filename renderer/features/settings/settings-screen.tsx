import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { SETTINGS_SECTIONS } from '#renderer/ui/settings-layout.tsx';
import { CancellationSection } from './cancellation-section.tsx';
import { CompletionTypeSection } from './completion-type-section.tsx';
import { FeedSection } from './feed-section.tsx';
import { LocationSection } from './location-section.tsx';
import { MessageSection } from './message-section.tsx';
import { PackageSection } from './package-section.tsx';
import { PaymentSection } from './payment-section.tsx';
import { PermissionSection } from './permission-section.tsx';
import { PractitionerSection } from './practitioner-section.tsx';
import { SessionControlSection } from './session-control-section.tsx';
import { ServiceSection } from './service-section.tsx';
import { StaffSection } from './staff-section.tsx';
import { TaxSection } from './tax-section.tsx';
import { StudioSection } from './studio-section.tsx';

/** One section of Settings, as the address says; the first one when it says none. */
export function SettingsScreen(): ReactElement {
  const { section: wanted } = useParams({ strict: false });
  const section = SETTINGS_SECTIONS.find((known) => known === wanted) ?? 'studio';
  switch (section) {
    case 'locations':
      return <LocationSection />;
    case 'services':
      return <ServiceSection />;
    case 'packages':
      return <PackageSection />;
    case 'taxes':
      return <TaxSection />;
    case 'practitioners':
      return <PractitionerSection />;
    case 'staff':
      return <StaffSection />;
    case 'session-control':
      return <SessionControlSection />;
    case 'permissions':
      return <PermissionSection />;
    case 'custom-session-status':
      return <CompletionTypeSection />;
    case 'cancellations':
      return <CancellationSection />;
    case 'feeds':
      return <FeedSection />;
    case 'messages':
      return <MessageSection />;
    case 'payments':
      return <PaymentSection />;
    // These three have screens and addresses of their own.
    case 'backup':
    case 'import':
    case 'audit':
    case 'studio':
      return <StudioSection />;
  }
}
