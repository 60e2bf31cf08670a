/** The list of skills in the form of the profile. */
import {
  ActionIcon,
  Button,
  Fieldset,
  Group,
  Input,
  NativeSelect,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { randomId } from '@mantine/hooks'
import type { UseFormReturnType } from '@mantine/form'
import { Plus, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { options } from '@/lib/job-labels'
import { skillLevelLabels, type ProfileFormValues } from './profile-form-values'
import classes from './SkillsField.module.css'

/** Rows of a name and a level; Enter in the last name begins another, and the focus follows what changes. */
export function SkillsField({ form }: { form: UseFormReturnType<ProfileFormValues> }) {
  const list = useRef<HTMLDivElement>(null)
  const addButton = useRef<HTMLButtonElement>(null)
  /** The row that is to get the focus once it is there; -1 stands for the button that adds. */
  const nextFocus = useRef<number | null>(null)
  const { skills } = form.values

  useEffect(() => {
    if (nextFocus.current === null) return
    const names = list.current?.querySelectorAll<HTMLInputElement>('input') ?? []
    const target = nextFocus.current < 0 ? addButton.current : names[nextFocus.current]
    target?.focus()
    nextFocus.current = null
  }, [skills.length])

  const add = () => {
    nextFocus.current = skills.length
    form.insertListItem('skills', { key: randomId(), name: '', level: 'intermediate' })
  }
  const remove = (index: number) => {
    nextFocus.current = Math.min(index, skills.length - 2)
    form.removeListItem('skills', index)
  }

  return (
    <Fieldset legend="Skills">
      <Stack gap="xs" ref={list}>
        {skills.length === 0 && (
          <Text size="sm" c="dimmed">
            No skills yet.
          </Text>
        )}
        {skills.map((skill, index) => (
          <div key={skill.key} className={classes.row}>
            <TextInput
              aria-label={`Skill ${index + 1}`}
              placeholder="Skill"
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return
                // Elsewhere Enter saves; here people go on typing their list.
                event.preventDefault()
                if (index === skills.length - 1 && skill.name.trim() !== '') add()
              }}
              {...form.getInputProps(`skills.${index}.name`)}
            />
            <NativeSelect
              aria-label={`Level of ${skill.name || `skill ${index + 1}`}`}
              data={options(skillLevelLabels)}
              {...form.getInputProps(`skills.${index}.level`)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={`Remove ${skill.name || `skill ${index + 1}`}`}
              onClick={() => {
                remove(index)
              }}
            >
              <X size={16} aria-hidden />
            </ActionIcon>
          </div>
        ))}
        {form.errors.skills !== undefined && <Input.Error role="alert">{form.errors.skills}</Input.Error>}
        <Group>
          <Button
            ref={addButton}
            variant="default"
            size="xs"
            leftSection={<Plus size={14} aria-hidden />}
            onClick={add}
          >
            Add a skill
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  )
}
