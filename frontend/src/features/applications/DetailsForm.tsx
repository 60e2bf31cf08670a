/** What a person writes down about an application. */
import { Button, Group, NativeSelect, Paper, Stack, TagsInput, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { asProblem } from '@/api/problem'
import type { Application } from '@/api/types'
import { ProblemAlert } from '@/components/ProblemAlert'
import { toastSuccess } from '@/components/toast'
import { formErrors } from '@/lib/form-errors'
import { options } from '@/lib/job-labels'
import { priorityLabels } from './priorities'
import { useUpdateApplication } from './queries'

const fields = ['priority', 'applied_on', 'tags'] as const

/** Edits priority, the date of applying, and tags. */
export function DetailsForm({ application }: { application: Application }) {
  const update = useUpdateApplication(application.id)
  const form = useForm({
    initialValues: {
      priority: application.priority,
      applied_on: application.applied_on ?? '',
      tags: application.tags,
    },
  })

  const submit = async (values: typeof form.values) => {
    try {
      await update.mutateAsync({ ...values, applied_on: values.applied_on || null })
      form.resetDirty()
      toastSuccess('Saved.')
    } catch (error) {
      form.setErrors(formErrors(asProblem(error), fields).fields)
    }
  }

  return (
    <Paper p="lg" component="form" aria-label="Details" onSubmit={form.onSubmit(submit)}>
      <Stack>
        <Title order={2}>Details</Title>
        {update.error !== null && (
          <ProblemAlert error={update.error} details={formErrors(asProblem(update.error), fields).rest} />
        )}
        <NativeSelect label="Priority" data={options(priorityLabels)} {...form.getInputProps('priority')} />
        <TextInput label="Applied on" type="date" {...form.getInputProps('applied_on')} />
        <TagsInput label="Tags" description="Press Enter after each" {...form.getInputProps('tags')} />
        <Group>
          <Button type="submit" variant="default" loading={update.isPending}>
            Save details
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}
