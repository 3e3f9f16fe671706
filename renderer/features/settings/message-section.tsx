import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { queries } from '#renderer/api/engine.ts';
import { SettingsLayout } from '#renderer/ui/settings-layout.tsx';
import { ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { MailForm } from './mail-form.tsx';
import { NotificationForm } from './notification-form.tsx';
import { TemplateForm } from './template-form.tsx';
import './settings.css';

/** What clients read, and the server that takes it to them. */
export function MessageSection(): ReactElement {
  const templates = useQuery(queries.studio.templates.queryOptions());
  const mail = useQuery(queries.studio.mailSettings.queryOptions());
  const notifications = useQuery(queries.studio.notificationSettings.queryOptions());
  const failed = [templates, mail, notifications].find(({ error }) => error !== null);
  return (
    <SettingsLayout section="messages">
      {failed ? (
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      ) : templates.data && mail.data && notifications.data ? (
        <>
          <NotificationForm settings={notifications.data} />
          <TemplateForm templates={templates.data} />
          <MailForm settings={mail.data} />
        </>
      ) : (
        <LoadingState />
      )}
    </SettingsLayout>
  );
}
