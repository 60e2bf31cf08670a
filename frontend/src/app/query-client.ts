/** How server state is fetched, retried and watched for a session that ended. */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { roots } from '@/api/keys'
import { asProblem } from '@/api/problem'

/**
 * A client whose requests report the end of the session.
 * @param onRefused called when the server says that nobody is signed in (any more)
 */
export function createQueryClient(onRefused: () => void): QueryClient {
  const watch = (error: unknown) => {
    if (asProblem(error).needsSignIn) onRefused()
  }
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: watch }),
    mutationCache: new MutationCache({
      onError: watch,
      // Whatever is written, by whichever page, may be something that was waiting, or make something wait.
      onSettled: () => client.invalidateQueries({ queryKey: roots.today }),
    }),
    defaultOptions: {
      // Without a connection a request is to fail with a message, not to wait in silence.
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        staleTime: 15_000,
        // The server has answered a 4xx for good; only a broken connection or server is worth another try.
        retry: (failures, error) => {
          const { status } = asProblem(error)
          return failures < 2 && (status === 0 || status >= 502)
        },
      },
    },
  })
  return client
}
