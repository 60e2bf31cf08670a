/** One rule in the form. */
import { ActionIcon, Fieldset, Group, NativeSelect, Switch, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { X } from 'lucide-react'
import { options } from '@/lib/job-labels'
import { openStatuses, statusLabels } from '@/lib/status'
import classes from './RuleFields.module.css'
import { basisLabels, suggestionLabels, type CadenceValues } from './rule-values'

interface RuleFieldsProps {
  form: UseFormReturnType<CadenceValues>
  index: number
  onRemove: () => void
}

/** At which stage, after how many days since what, and what is suggested then. */
export function RuleFields({ form, index, onRemove }: RuleFieldsProps) {
  const name = `Rule ${index + 1}`
  return (
    <Fieldset legend={name}>
      <div className={classes.fields}>
        <NativeSelect
          label="While"
          data={openStatuses.map((status) => ({ value: status, label: statusLabels[status] }))}
          {...form.getInputProps(`rules.${index}.status`)}
        />
        <TextInput label="After days" inputMode="numeric" {...form.getInputProps(`rules.${index}.days`)} />
        <NativeSelect
          className={classes.wideOnPhone}
          label="Counted"
          data={options(basisLabels)}
          {...form.getInputProps(`rules.${index}.basis`)}
        />
        <NativeSelect
          className={classes.wideOnPhone}
          label="Suggest"
          data={options(suggestionLabels)}
          {...form.getInputProps(`rules.${index}.suggestion`)}
        />
        <TextInput
          className={classes.wide}
          label="In these words"
          maxLength={200}
          {...form.getInputProps(`rules.${index}.title`)}
        />
      </div>
      <Group justify="space-between" mt="sm">
        <Switch
          label="Switched on"
          aria-label={`${name}: switched on`}
          {...form.getInputProps(`rules.${index}.is_active`, { type: 'checkbox' })}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={`Remove rule ${index + 1}`}
          onClick={onRemove}
        >
          <X size={16} aria-hidden />
        </ActionIcon>
      </Group>
    </Fieldset>
  )
}
