import type { ReactElement } from 'react';
import { FeedForm } from '#renderer/ui/feed-form.tsx';
import { SettingsLayout } from '#renderer/ui/settings-layout.tsx';

export function FeedSection(): ReactElement {
  return (
    <SettingsLayout section="feeds">
      <FeedForm className="settings-form panel-card" />
    </SettingsLayout>
  );
}
