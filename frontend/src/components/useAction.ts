/** Doing something with one press: sent, told of, and taken back by Undo. */
import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query'
import { toastProblem, toastSuccess } from './toast'

/** Something to do at the server. */
export interface Action<Answer> {
  send: () => Promise<Answer>
  /** What to say once it is done. */
  done: string
  /** What to say if it was not: "The task is still to do". */
  failed: string
  /** Takes it back; without it there is no Undo. */
  undo?: (answer: Answer) => Promise<unknown>
}

/**
 * A function that does something and resolves to true once it is done.
 * @param outdated roots of what is to be loaded again afterwards
 */
export function useAction(outdated: readonly QueryKey[]) {
  const client = useQueryClient()
  const { mutateAsync, isPending } = useMutation({
    mutationFn: (send: () => Promise<unknown>) => send(),
    onSettled: () => Promise.all(outdated.map((queryKey) => client.invalidateQueries({ queryKey }))),
  })

  const run = async <Answer>({ send, done, failed, undo }: Action<Answer>): Promise<boolean> => {
    // A second press while the first is under way is none. Disabled, the button would lose the focus.
    if (isPending) return false
    // The button may be gone with its row by now, and callbacks of `mutate` would be with it.
    try {
      const answer = (await mutateAsync(send)) as Answer
      toastSuccess(
        done,
        undo &&
          (() =>
            void run({ send: () => undo(answer), done: 'Taken back.', failed: 'It was not taken back' })),
      )
      return true
    } catch (error) {
      toastProblem(error, failed)
      return false
    }
  }
  return run
}
