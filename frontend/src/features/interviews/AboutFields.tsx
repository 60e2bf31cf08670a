/** The fields of an interview apart from its time. */
import { NativeSelect, SimpleGrid, Textarea, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { ContactsField } from '@/components/ContactFields'
import type { KnownContact } from '@/components/contacts'
import { options } from '@/lib/job-labels'
import { interviewKindLabels } from '@/lib/pipeline-labels'
import type { AboutValues } from './interview-form-values'

interface AboutFieldsProps {
  form: UseFormReturnType<AboutValues>
  /** Interviewers who may be chosen already. */
  known: readonly KnownContact[]
}

/** Kind, title, where, with whom, and what to prepare. */
export function AboutFields({ form, known }: AboutFieldsProps) {
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
      <ContactsField
        label="Interviewers"
        description="From your contacts"
        known={known}
        {...form.getInputProps('interviewers')}
      />
      <Textarea
        label="Preparation"
        description="Markdown works: **bold**, lists, links."
        autosize
        minRows={3}
        maxRows={16}
        maxLength={50_000}
        {...form.getInputProps('preparation')}
      />
    </>
  )
}
