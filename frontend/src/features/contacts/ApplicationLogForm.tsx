/** Writing into the log of an application. */
import { useQuery } from '@tanstack/react-query'
import { Panel } from '@/components/Panel'
import { LogForm } from './LogForm'
import { contactsOfQuery } from './queries'

/** A note or a touch that is about an application; offers those first who have to do with it. */
export function ApplicationLogForm({ applicationId }: { applicationId: number }) {
  const contacts = useQuery(contactsOfQuery(applicationId))
  return (
    <Panel title="Note or touch">
      <LogForm
        activity={null}
        initialValues={{
          kind: 'note',
          direction: 'out',
          contact: '',
          application: String(applicationId),
          occurred_at: '',
          body: '',
        }}
        known={contacts.data?.results ?? []}
        hasContact={false}
      />
    </Panel>
  )
}
