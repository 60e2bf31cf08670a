/** Moves with the question that a reopening needs. */
import type { Application, Status } from '@/api/types'
import { askToConfirm } from '@/components/confirm'
import { statusLabels } from '@/lib/status'
import { useMove } from './useMove'

/** A function that moves an application, after asking where that opens a closed one again; false if it was not agreed to. */
export function useConfirmedMove(search: string) {
  const move = useMove()
  return async (application: Application, to: Status): Promise<boolean> => {
    if (!application.is_open) {
      const isSure = await askToConfirm({
        title: 'Reopen this application?',
        text: `${application.job.title} at ${application.job.company} is closed (${statusLabels[application.status]}). It will be open again at ${statusLabels[to]}.`,
        confirm: 'Reopen',
      })
      if (!isSure) return false
    }
    move.mutate({ application, to, search })
    return true
  }
}
