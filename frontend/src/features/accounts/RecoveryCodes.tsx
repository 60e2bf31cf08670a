/** Codes for the day on which the phone is lost. */
import { Alert, Button, Code, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { Download } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { askToConfirm } from '@/components/confirm'
import { CopyButton } from '@/components/CopyButton'
import { ProblemAlert } from '@/components/ProblemAlert'
import { useRecoveryCodes } from './queries'

interface RecoveryCodesProps {
  left: number
  of: number
  /** True right after they were made: then they are shown without being asked for. */
  showAtOnce: boolean
}

/** How many codes are left; shows, copies, downloads and replaces them. */
export function RecoveryCodes({ left, of, showAtOnce }: RecoveryCodesProps) {
  const codes = useRecoveryCodes()
  const { mutate } = codes
  const hasShown = useRef(false)

  useEffect(() => {
    if (!showAtOnce || hasShown.current) return
    hasShown.current = true
    mutate('show')
  }, [showAtOnce, mutate])

  const renew = async () => {
    const isSure = await askToConfirm({
      title: 'Make new recovery codes?',
      text: 'The old ones stop working at once.',
      confirm: 'Make new codes',
    })
    if (isSure) mutate('renew')
  }

  return (
    <Paper p="lg" component="section" aria-labelledby="recovery-codes">
      <Stack>
        <Title order={2} id="recovery-codes">
          Recovery codes
        </Title>
        <Text size="sm">
          Each one signs you in once in place of a code from the app. {left} of {of} are left.
        </Text>
        {codes.error !== null && <ProblemAlert error={codes.error} title="The codes are not shown" />}
        {codes.data && (
          <div role="status">
            <CodeList codes={codes.data} />
          </div>
        )}
        <Group>
          {!codes.data && (
            <Button
              variant="default"
              loading={codes.isPending}
              onClick={() => {
                mutate('show')
              }}
            >
              Show the codes
            </Button>
          )}
          <Button variant="default" disabled={codes.isPending} onClick={() => void renew()}>
            Make new codes
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}

function CodeList({ codes }: { codes: readonly string[] }) {
  const text = `${codes.join('\n')}\n`
  return (
    <Stack gap="sm">
      <Alert color="yellow">
        Keep them where you find them without your phone, for example on paper or in a password manager.
      </Alert>
      <SimpleGrid
        cols={{ base: 2, xs: 3 }}
        spacing="xs"
        component="ul"
        m={0}
        p={0}
        style={{ listStyle: 'none' }}
      >
        {codes.map((code) => (
          <li key={code}>
            <Code data-testid="recovery-code">{code}</Code>
          </li>
        ))}
      </SimpleGrid>
      <Group gap="xs">
        <CopyButton text={text} label="Copy all" />
        <Button
          component="a"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="jobtracker-recovery-codes.txt"
          variant="default"
          size="xs"
          leftSection={<Download size={14} aria-hidden />}
        >
          Download
        </Button>
      </Group>
    </Stack>
  )
}
