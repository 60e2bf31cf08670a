/** Server state of the rules by which something is suggested. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/api/client'
import { roots } from '@/api/keys'
import type { CadenceRule } from '@/api/types'
import { useAction } from '@/components/useAction'

/** The rules that hold: the person's own, or the defaults. */
export const cadenceQuery = queryOptions({
  queryKey: roots.cadence,
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/cadence/', { signal })),
})

const outdated = [roots.cadence]

function sendRules(rules: CadenceRule[]) {
  return unwrap(api.PUT('/api/v1/cadence/', { body: { rules } }))
}

/** Replaces all rules. */
export function useSetCadence() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: sendRules,
    onSuccess: () => Promise.all(outdated.map((queryKey) => client.invalidateQueries({ queryKey }))),
  })
}

/** A function that brings the defaults back in the place of the rules that one had. */
export function useResetCadence() {
  const run = useAction(outdated)
  return (own: CadenceRule[]) =>
    run({
      send: () => unwrap(api.DELETE('/api/v1/cadence/')),
      done: 'The default rules hold again.',
      failed: 'Your rules still hold',
      undo: () => sendRules(own),
    })
}
