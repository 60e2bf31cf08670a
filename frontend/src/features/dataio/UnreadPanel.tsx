/** A file that could not be read, or whose reading was stopped. */
import { Alert, Button, Group, List, Text } from '@mantine/core'
import { CircleAlert } from 'lucide-react'
import type { Import } from '@/api/types'
import { LinkButton } from '@/components/Links'
import { toastProblem } from '@/components/toast'
import { useImportActions } from './import-queries'
import { ReadingOptions } from './ReadingOptions'
import { adviceFor, canBeReadOtherwise } from './upload-advice'

/** Says why, what can be done about it, and lets one say how the file is to be read. */
export function UnreadPanel({ one }: { one: Import }) {
  const { change } = useImportActions(one.id)
  const isCancelled = one.state === 'cancelled'
  const canRetry = isCancelled || one.problem === null || canBeReadOtherwise(one.problem)
  return (
    <>
      <Alert
        color={isCancelled ? 'gray' : 'red'}
        icon={<CircleAlert size={18} aria-hidden />}
        title={isCancelled ? 'Reading was cancelled' : 'This file could not be read'}
        data-testid="problem"
      >
        <Text size="sm">{one.problem?.message}</Text>
        {one.problem && adviceFor(one.problem).length > 0 && (
          <List size="sm" mt={4}>
            {adviceFor(one.problem).map((advice) => (
              <List.Item key={advice}>{advice}</List.Item>
            ))}
          </List>
        )}
        <Group mt="sm" gap="xs">
          <LinkButton to="/import" size="xs">
            Choose another file
          </LinkButton>
          {canRetry && (
            <Button
              size="xs"
              variant="default"
              loading={change.isPending}
              onClick={() => {
                change.mutate(
                  {},
                  {
                    onError: (error) => {
                      toastProblem(error, 'The file was not read again')
                    },
                  },
                )
              }}
            >
              Read it again
            </Button>
          )}
        </Group>
      </Alert>
      {!isCancelled && canRetry && <ReadingOptions one={one} />}
    </>
  )
}
