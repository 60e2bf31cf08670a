/** Moves with the question that a reopening needs. */
import type { Application, Stage } from '@/api/types'
import { askToConfirm } from '@/components/confirm'
import { statusLabels } from '@/lib/status'
import { useMove } from './useMove'

/** A function that moves an application; where that reopens it, it asks first. False if the answer is no. */
export function useConfirmedMove(search: string) {
  const move = useMove()
  return async (application: Application, to: Stage): Promise<boolean> => {
    if (!application.is_open && to.status !== application.status) {
      const { job, status } = application
      const isSure = await askToConfirm({
        title: 'Reopen this application?',
        text: [
          `${job.title} at ${job.company} is closed (${statusLabels[status]}).`,
          `It will be open again at ${to.name}.`,
        ].join(' '),
        confirm: 'Reopen',
      })
      if (!isSure) return false
    }
    move.mutate({ application, to, search })
    return true
  }
}
