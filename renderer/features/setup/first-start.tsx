import {
  Button,
  Center,
  Paper,
  Progress,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useEffect, useState } from 'react';
import { engine, queries } from '#renderer/api/engine.ts';
import { setupMessages } from '#renderer/messages/setup.ts';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { StudioForm } from './studio-form.tsx';
import './setup.css';

interface SetupState {
  readonly building: { readonly done: number; readonly total: number } | null;
  readonly zone: string;
  readonly locale: string;
}

/** Demo data or an empty studio. */
export function FirstStart(props: { readonly state: SetupState }): ReactElement {
  const client = useQueryClient();
  const [isFormOpen, setFormOpen] = useState(false);
  const [size, setSize] = useState<'small' | 'year'>('small');
  const refresh = () => client.invalidateQueries();
  const demo = useMutation({
    mutationFn: () => engine.setup.createDemo({ size }),
    onSettled: refresh,
  });
  const building = props.state.building ?? (demo.isPending ? { done: 0, total: 0 } : null);
  const isBuilding = building !== null;
  useEffect(() => {
    if (!isBuilding) return;
    const timer = setInterval(() => void client.invalidateQueries({ queryKey: queries.setup.key() }), 700);
    return () => clearInterval(timer);
  }, [isBuilding, client]);

  if (building) return <Building {...building} />;
  if (isFormOpen)
    return (
      <StudioForm
        zone={props.state.zone}
        locale={props.state.locale}
        onBack={() => setFormOpen(false)}
        onDone={() => void refresh()}
      />
    );
  return (
    <main className="setup">
      <Stack gap={24} w={760} maw="100%">
        <header>
          <Title order={1}>{setupMessages.welcome}</Title>
          <Text c="dimmed">{setupMessages.welcomeHint}</Text>
        </header>
        <ErrorNote error={demo.error} />
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing={16}>
          <Paper withBorder p={24}>
            <Stack gap={16} h="100%">
              <Title order={2}>{setupMessages.demoTitle}</Title>
              <Text>{setupMessages.demoHint}</Text>
              <SegmentedControl
                aria-label={setupMessages.demoSize}
                value={size}
                onChange={(value) => setSize(value === 'year' ? 'year' : 'small')}
                data={[
                  { value: 'small', label: setupMessages.demoSizes.small.label },
                  { value: 'year', label: setupMessages.demoSizes.year.label },
                ]}
              />
              <Text size="sm" c="dimmed" className="setup-grow">
                {setupMessages.demoSizes[size].hint}
              </Text>
              <Button autoFocus onClick={() => demo.mutate()}>
                {setupMessages.createDemo}
              </Button>
            </Stack>
          </Paper>
          <Paper withBorder p={24}>
            <Stack gap={16} h="100%">
              <Title order={2}>{setupMessages.studioTitle}</Title>
              <Text className="setup-grow">{setupMessages.studioHint}</Text>
              <Button variant="default" onClick={() => setFormOpen(true)}>
                {setupMessages.studioTitle}
              </Button>
            </Stack>
          </Paper>
        </SimpleGrid>
      </Stack>
    </main>
  );
}

function Building(props: { readonly done: number; readonly total: number }): ReactElement {
  const share = props.total > 0 ? (100 * props.done) / props.total : 0;
  return (
    <Center component="main" h="100%">
      <Stack w={420} gap={12}>
        <Title order={1}>{setupMessages.building}</Title>
        <Progress value={share} animated={props.total === 0} aria-label={setupMessages.building} size="lg" />
        <Text role="status" className="figures">
          {props.total > 0
            ? setupMessages.buildingCount(props.done, props.total)
            : setupMessages.buildingHint}
        </Text>
      </Stack>
    </Center>
  );
}
