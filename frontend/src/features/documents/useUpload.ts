/** One upload with its progress; it can be broken off. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { refreshPipeline } from '@/api/refresh'
import { uploadDocument, uploadVersion } from './queries'

/** What is sent: the next version of a document, or a new document where `document` is null. */
export interface NewFile {
  document: number | null
  form: FormData
}

/** The upload as a mutation that comes to the id of the version, the part that has left (0 to 1), and how to stop. */
export function useUpload() {
  const client = useQueryClient()
  const [part, setPart] = useState(0)
  const stop = useRef<AbortController>(null)
  const upload = useMutation({
    mutationFn: ({ document, form }: NewFile) => {
      const controller = new AbortController()
      stop.current = controller
      const progress = { onProgress: setPart, signal: controller.signal }
      return document === null ? uploadDocument(form, progress) : uploadVersion(document, form, progress)
    },
    onMutate: () => {
      setPart(0)
    },
    onSuccess: () => refreshPipeline(client),
  })
  // A dialogue that closes leaves nothing running behind it.
  useEffect(
    () => () => {
      stop.current?.abort()
    },
    [],
  )
  return { upload, part }
}
