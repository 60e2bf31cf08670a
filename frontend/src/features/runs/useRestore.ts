/** Sending a backup, and writing what its trial found. */
import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { api, unwrap } from '@/api/client'
import type { Restore, RestoreChoices } from '@/api/types'
import { postForm } from '@/api/upload'
import { noteRun } from './queries'

/** The upload as a mutation that comes to the trial, the part that has left (0 to 1), and how to stop. */
export function useSendBackup() {
  const client = useQueryClient()
  const [part, setPart] = useState(0)
  const controller = useRef<AbortController>(null)
  const send = useMutation({
    mutationFn: async (file: File) => {
      controller.current = new AbortController()
      const form = new FormData()
      form.append('file', file)
      const progress = { onProgress: setPart, signal: controller.current.signal }
      return (await postForm('/api/v1/restores/', form, progress)) as Restore
    },
    onMutate: () => {
      setPart(0)
    },
    onSuccess: (run) => {
      noteRestore(client, run)
    },
  })
  const stop = () => {
    controller.current?.abort()
    send.reset()
  }
  // A page that is left sends nothing any more.
  useEffect(
    () => () => {
      controller.current?.abort()
    },
    [],
  )
  return { send, part, stop }
}

/** Begins the run that writes what a trial has been through. */
export function useCommitRestore() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ trial, choices }: { trial: string; choices: RestoreChoices }) =>
      unwrap(
        api.POST('/api/v1/restores/{id}/commit/', {
          params: { path: { id: trial } },
          body: choices,
        }),
      ),
    onSuccess: (run) => {
      noteRestore(client, run)
    },
  })
}

/** As the list of all runs has it, which knows of files. */
function noteRestore(client: QueryClient, restore: Restore) {
  const { parameters, problem, ...rest } = restore
  noteRun(client, {
    ...rest,
    parameters: parameters,
    problem: problem,
    file: null,
  })
}
