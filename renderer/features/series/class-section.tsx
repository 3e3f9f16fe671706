import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPencil, IconSchool, IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { ClassView } from '#contract/desktop/enrolment.ts';
import type { SeriesView } from '#contract/desktop/series.ts';
import { queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { classWords as words } from '#renderer/messages/classes.ts';
import { FactList } from '#renderer/ui/fact-list.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { ErrorNote, LoadingState } from '#renderer/ui/states.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { switchMark } from '#renderer/ui/wanted-switch.ts';
import { ClassEyes } from './class-eyes.tsx';
import { ClassPeople } from './class-people.tsx';
import { ClassStateBadge } from './class-state-badge.tsx';
import { firstTerms } from './class-terms-fields.tsx';
import { ClassTermsForm } from './class-terms-form.tsx';
import { classTotals } from '#renderer/ui/class-totals.ts';
import { ClassVisibility } from './class-visibility.tsx';
import { EnrolForm } from './enrol-form.tsx';
import './class.css';

/** What makes the series a class: its deadlines and totals, who is enrolled, and which sessions clients are shown. */
export function ClassSection({ series }: { readonly series: SeriesView }): ReactElement | null {
  const mayEdit = useMay('owner', 'admin', 'staff') && series.state !== 'ended';
  const found = useQuery({
    ...queries.enrolment.class.queryOptions({ input: { seriesId: series.id } }),
    enabled: series.isClass,
  });
  if (!series.isClass) return mayEdit ? <MakeClass series={series} /> : null;
  if (found.error) return <ErrorNote error={found.error} />;
  if (!found.data) return <LoadingState rows={3} />;
  return <Details view={found.data} mayEdit={mayEdit} series={series} />;
}

function MakeClass({ series }: { readonly series: SeriesView }): ReactElement {
  const [isOpen, setOpen] = useState(false);
  return (
    <section>
      <Button
        variant="default"
        leftSection={<IconSchool size={16} aria-hidden />}
        title={words.isClassHint}
        onClick={() => setOpen(true)}
      >
        {words.makeClass}
      </Button>
      <FormDialog title={words.makeClass} opened={isOpen} onClose={() => setOpen(false)} size="lg">
        {() => (
          <ClassTermsForm
            seriesId={series.id}
            version={series.version}
            initial={firstTerms(series.firstDate)}
            isClass={false}
            onDone={() => setOpen(false)}
          />
        )}
      </FormDialog>
    </section>
  );
}

function Details(props: {
  readonly view: ClassView;
  readonly mayEdit: boolean;
  readonly series: SeriesView;
}): ReactElement {
  const { view, mayEdit } = props;
  const format = useFormat();
  const { panel, openSeries } = usePanels();
  const mayEnrol = mayEdit && props.series.state === 'enabled' && view.state !== 'over';
  const [open, setOpen] = useState<'terms' | 'enrol' | null>(panel.book && mayEnrol ? 'enrol' : null);
  const close = (): void => {
    setOpen(null);
    if (panel.book) openSeries(view.seriesId);
  };
  return (
    <section aria-label={words.classTitle}>
      <Stack gap={12}>
        <Group gap={12}>
          <Title order={3}>{words.classTitle}</Title>
          <ClassStateBadge state={view.state} />
        </Group>
        <FactList
          facts={[
            [words.enrolUntil, format.instant(view.enrolUntilAt)],
            [words.dropUntil, format.instant(view.dropUntilAt)],
            [
              words.price,
              <span key="price" className="figures">
                {classTotals(view.totals, format)}
              </span>,
            ],
            [
              words.skipped,
              view.skipped
                .map(({ date, closure }) => `${format.day(date, 'medium')} (${closure})`)
                .join(', '),
            ],
          ]}
        />
        {mayEdit ? (
          <Group gap={8}>
            {mayEnrol ? (
              <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setOpen('enrol')}>
                {words.enrol}
              </Button>
            ) : null}
            <Button
              variant="default"
              leftSection={<IconPencil size={16} aria-hidden />}
              onClick={() => setOpen('terms')}
              {...switchMark(
                ['class_enrolment', view.seriesId],
                ...(view.terms.displayRule === 'chosen' ? [] : [['class_displayed', view.seriesId] as const]),
              )}
            >
              {words.editTerms}
            </Button>
          </Group>
        ) : null}
        <ClassPeople view={view} mayEdit={mayEdit} />
        {view.sessions.length > 0 ? <ClassEyes view={view} mayEdit={mayEdit} /> : null}
        <ClassVisibility view={view} series={props.series} />
        {view.sessions.length === 0 ? <Text c="dimmed">{words.isClassHint}</Text> : null}
      </Stack>
      <FormDialog title={words.editTerms} opened={open === 'terms'} onClose={close} size="lg">
        {() => (
          <ClassTermsForm
            seriesId={view.seriesId}
            version={view.version}
            initial={view.terms}
            isClass
            onDone={close}
          />
        )}
      </FormDialog>
      <FormDialog title={words.enrolTitle} opened={open === 'enrol'} onClose={close} size="lg">
        {(leave) => <EnrolForm view={view} who={panel.who} onDone={close} onCancel={leave} />}
      </FormDialog>
    </section>
  );
}
