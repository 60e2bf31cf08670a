/** The dialogues that add something from any page. */
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react'
import { QuickAddContext, type About, type QuickAdd } from '@/lib/quick-add'

const TaskDialog = lazy(async () => ({
  default: (await import('@/features/tasks/TaskDialog')).TaskDialog,
}))
const TouchDialog = lazy(async () => ({
  default: (await import('@/features/contacts/TouchDialog')).TouchDialog,
}))
const NewContactDialog = lazy(async () => ({
  default: (await import('@/features/contacts/NewContactDialog')).NewContactDialog,
}))

/** Lets everything inside it open the dialogues. */
export function QuickAddDialogs({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<{ what: keyof QuickAdd; about: About } | null>(null)
  const quickAdd = useMemo(
    (): QuickAdd => ({
      addTask: (about = {}) => {
        setOpen({ what: 'addTask', about })
      },
      logTouch: (about = {}) => {
        setOpen({ what: 'logTouch', about })
      },
      addContact: () => {
        setOpen({ what: 'addContact', about: {} })
      },
    }),
    [],
  )
  const close = () => {
    setOpen(null)
  }
  return (
    <QuickAddContext value={quickAdd}>
      {children}
      <Suspense>
        {open?.what === 'addTask' && <TaskDialog about={open.about} onClose={close} />}
        {open?.what === 'logTouch' && <TouchDialog about={open.about} onClose={close} />}
        {open?.what === 'addContact' && <NewContactDialog onClose={close} />}
      </Suspense>
    </QuickAddContext>
  )
}
