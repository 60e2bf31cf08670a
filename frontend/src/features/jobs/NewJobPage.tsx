/** Adding a posting. */
import { Box } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useRef } from 'react'
import { askToConfirm } from '@/components/confirm'
import { PageHeader } from '@/components/PageHeader'
import { LinkForm } from './LinkForm'
import { NewJobForm } from './NewJobForm'
import { useCapture } from './queries'

const route = getRouteApi('/app/jobs/new')

/** An empty form, which an address can fill in; leads to the new posting. */
export function NewJobPage() {
  const { by } = route.useSearch()
  const capture = useCapture()
  const isTyped = useRef(false)

  const read = async (url: string) => {
    const isSure =
      !isTyped.current ||
      (await askToConfirm({
        title: 'Replace what is in the form?',
        text: 'It will have what the page says instead.',
        confirm: 'Replace',
      }))
    if (!isSure) return
    capture.mutate(
      { url },
      {
        onSuccess: () => {
          isTyped.current = false
        },
      },
    )
  }

  return (
    <Box maw={860}>
      <PageHeader title="Add a posting" />
      <LinkForm onRead={read} error={capture.error} isReading={capture.isPending} hasFocus={by === 'link'} />
      <NewJobForm
        capture={capture.data}
        onType={() => {
          isTyped.current = true
        }}
      />
    </Box>
  )
}
