/** Whether an application moves along with its interview. */
import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Application, Status } from '@/api/types'
import { isStatus, statuses, statusLabels } from '@/lib/status'

interface MoveAlongFieldProps {
  application: Pick<Application, 'status' | 'is_open'>
  value: Status | ''
  error?: ReactNode
  onChange: (status: Status | '') => void
}

/** Offers the stages that an open application can go to; it stays where it is unless one is chosen. */
export function MoveAlongField({ application, value, error, onChange }: MoveAlongFieldProps) {
  if (!application.is_open) return null
  return (
    <NativeSelect
      label="Also move the application"
      data={[
        { value: '', label: `No, it stays at ${statusLabels[application.status]}` },
        ...statuses
          .filter((status) => status !== application.status)
          .map((status) => ({ value: status, label: `To ${statusLabels[status]}` })),
      ]}
      value={value}
      error={error}
      onChange={(event) => {
        const chosen = event.currentTarget.value
        onChange(isStatus(chosen) ? chosen : '')
      }}
    />
  )
}
