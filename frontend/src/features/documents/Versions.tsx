/** The versions of a document. */
import { ActionIcon, Anchor, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { pipeline } from '@/api/refresh'
import type { DocumentVersion } from '@/api/types'
import { askToConfirm } from '@/components/confirm'
import { DayOf } from '@/components/Instant'
import { LinkAnchor } from '@/components/Links'
import { Markdown } from '@/components/Markdown'
import { PanelRows } from '@/components/PanelRows'
import { useAction } from '@/components/useAction'
import { formatBytes } from '@/lib/file-size'
import { deleteVersion, downloadOf, versionsQuery } from './queries'

/** Each with its file, its note, and where it went; one that went nowhere can be deleted. */
export function Versions({ documentId }: { documentId: number }) {
  const query = useQuery(versionsQuery(documentId))
  const rows = query.data?.results ?? []
  return (
    <PanelRows
      query={query}
      rows={rows}
      keyOf={({ id }) => id}
      empty="None."
      row={(version) => <Version version={version} isOnly={rows.length === 1} />}
    />
  )
}

function Version({ version, isOnly }: { version: DocumentVersion; isOnly: boolean }) {
  const run = useAction(pipeline)
  const { id, number, filename, size, note, created_at, applications } = version

  const remove = async () => {
    const isSure = await askToConfirm({
      title: `Delete version ${number}?`,
      text: 'It is deleted for good. The other versions stay.',
      confirm: 'Delete it',
      danger: true,
    })
    if (!isSure) return
    await run({
      send: () => deleteVersion(id),
      done: `Version ${number} deleted.`,
      failed: 'The version was not deleted',
    })
  }

  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <div>
        <Text size="sm" component="div">
          <Text span inherit fw={600}>
            Version {number}
          </Text>{' '}
          <Anchor href={downloadOf(id)} download inherit underline="always">
            {filename}
          </Anchor>{' '}
          <Text span inherit c="dimmed">
            {formatBytes(size)} · <DayOf at={created_at} />
          </Text>
        </Text>
        {note !== '' && <Markdown text={note} />}
        {applications.length > 0 && (
          <Text size="sm" c="dimmed" component="div">
            Went with{' '}
            {applications.map((application, index) => (
              <span key={application.id}>
                {index > 0 && '; '}
                <LinkAnchor
                  to="/applications/$applicationId"
                  params={{ applicationId: String(application.id) }}
                  inherit
                  underline="always"
                >
                  {application.title}, {application.company}
                </LinkAnchor>
              </span>
            ))}
          </Text>
        )}
      </div>
      {!isOnly && applications.length === 0 && (
        <ActionIcon
          variant="subtle"
          color="red"
          aria-label={`Delete version ${number}`}
          onClick={() => void remove()}
        >
          <Trash2 size={16} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  )
}
