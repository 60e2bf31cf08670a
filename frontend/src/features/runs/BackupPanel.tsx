/** Making a backup. */
import { Button, Group, Text } from '@mantine/core'
import { Archive } from 'lucide-react'
import { Panel } from '@/components/Panel'
import { ProblemAlert } from '@/components/ProblemAlert'
import { Begun } from './Begun'
import { useStartRun } from './queries'

/** Says what a backup holds, and begins one. */
export function BackupPanel() {
  const start = useStartRun()
  return (
    <Panel title="Backup">
      <Text size="sm" c="dimmed">
        Everything that you entered in one ZIP, attached files and settings as well. It can be read without
        this program, and restored here or in another account with nothing lost. Passwords and tokens stay
        out.
      </Text>
      {start.error !== null && <ProblemAlert error={start.error} title="The backup was not begun" />}
      <Group mt="auto">
        <Button
          leftSection={<Archive size={16} aria-hidden />}
          loading={start.isPending}
          onClick={() => {
            start.mutate({ kind: 'backup' })
          }}
        >
          Make a backup
        </Button>
        <Begun isBegun={start.isSuccess} />
      </Group>
    </Panel>
  )
}
