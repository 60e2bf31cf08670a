/** The fields of an interview apart from its time. */
import { NativeSelect, SimpleGrid, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { MarkdownField } from '@/components/MarkdownField'
import { ContactsSelect } from '@/components/RowSelect'
import { options } from '@/lib/job-labels'
import { interviewKindLabels } from '@/lib/pipeline-labels'
import type { AboutValues } from './interview-form-values'

/** Kind, title, where, with whom, and what to prepare. */
export function AboutFields({ form }: { form: UseFormReturnType<AboutValues> }) {
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NativeSelect label="Kind" data={options(interviewKindLabels)} {...form.getInputProps('kind')} />
        <TextInput
          label="Title"
          placeholder="Pair programming"
          maxLength={200}
          {...form.getInputProps('title')}
        />
        <TextInput label="Place" maxLength={500} {...form.getInputProps('place')} />
        <TextInput
          label="Link"
          type="url"
          placeholder="https://…"
          maxLength={2048}
          {...form.getInputProps('url')}
        />
      </SimpleGrid>
      <ContactsSelect
        label="Interviewers"
        description="From your contacts"
        {...form.getInputProps('interviewers')}
      />
      <MarkdownField label="Preparation" {...form.getInputProps('preparation')} />
    </>
  )
}
