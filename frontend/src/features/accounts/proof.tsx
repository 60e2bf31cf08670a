/** Asking again for the password or a code before something delicate. */
import { modals } from '@mantine/modals'
import { unwrap, type Answer } from '@/api/client'
import { ApiProblem } from '@/api/problem'
import type { Complete } from '@/api/types'
import { askedForProof, type Proof } from './allauth'
import { ProofForm } from './ProofForm'

/**
 * Sends a request; where the server wants to know first that it is still the same person, asks them in a dialogue
 * and sends it again.
 * @throws ApiProblem also where they do not answer
 */
export async function withProof<Data>(send: () => Promise<Answer<Data>>): Promise<Complete<Data>> {
  const answer = await send()
  const proofs = askedForProof(answer)
  if (proofs === null) return unwrap(Promise.resolve(answer))
  await askForProof(proofs)
  return unwrap(send())
}

function askForProof(proofs: readonly Proof[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const id = modals.open({
      title: 'Is it still you?',
      closeButtonProps: { 'aria-label': 'Close' },
      children: (
        <ProofForm
          proofs={proofs}
          onProven={() => {
            resolve()
            modals.close(id)
          }}
          onCancel={() => {
            modals.close(id)
          }}
        />
      ),
      onClose: () => {
        // After a proof the promise is settled already.
        reject(new ApiProblem({ status: 400, code: 'not_proven', message: 'Nothing was changed.' }))
      },
    })
  })
}
