/** Sample data on the import page. */
import { Button, Group, Paper, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { askToConfirm } from '@/components/confirm'
import { toastProblem, toastSuccess } from '@/components/toast'
import { sampleDataQuery, useSampleData } from './sample-queries'
import { SampleDataButton } from './SampleDataButton'

/** Loads the invented postings, or removes them where they are loaded. */
export function SampleDataPanel() {
  const state = useQuery(sampleDataQuery)
  const sampleData = useSampleData()
  if (!state.data) return null

  const remove = async () => {
    const isSure = await askToConfirm({
      title: 'Remove the sample data?',
      text: 'The invented postings, contacts and documents go, with everything that you added to them. Your own stay.',
      confirm: 'Remove',
      danger: true,
    })
    if (!isSure) return
    sampleData.mutate('remove', {
      onSuccess: () => {
        toastSuccess('Sample data removed.')
      },
      onError: (error) => {
        toastProblem(error, 'The sample data is still there')
      },
    })
  }

  return (
    <Paper p="lg" component="section" aria-labelledby="sample-data">
      <Title order={2} id="sample-data">
        Sample data
      </Title>
      <Group justify="space-between" mt={4}>
        <Text size="sm" c="dimmed" flex="1 1 240px">
          {state.data.loaded
            ? 'Invented postings, contacts and documents are among yours. They can go at any time.'
            : 'A few hundred invented postings with applications, interviews and tasks, to look around with.'}
        </Text>
        {state.data.loaded ? (
          <Button variant="default" loading={sampleData.isPending} onClick={() => void remove()}>
            Remove the sample data
          </Button>
        ) : (
          <SampleDataButton />
        )}
      </Group>
    </Paper>
  )
}
