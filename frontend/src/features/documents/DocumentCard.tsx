/** One document in the list. */
import { ActionIcon, Badge, Button, Collapse, Group, Menu, Paper, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Download, Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { pipeline } from '@/api/refresh'
import type { Document } from '@/api/types'
import { DaysAgo } from '@/components/Instant'
import { toastSuccess } from '@/components/toast'
import { useAction } from '@/components/useAction'
import { formatBytes } from '@/lib/file-size'
import { documentKindLabels } from '@/lib/pipeline-labels'
import { FileChoice } from './FileChoice'
import { deleteDocument, downloadOf, restoreDocument } from './queries'
import { RenameDialog } from './RenameDialog'
import { UploadDialog } from './UploadDialog'
import { Versions } from './Versions'

/** The newest version with what can be done; all versions on demand. */
export function DocumentCard({ document }: { document: Document }) {
  const [isOpen, { toggle }] = useDisclosure(false)
  const [isRenaming, renaming] = useDisclosure(false)
  const [file, setFile] = useState<File | null>(null)
  const run = useAction(pipeline)
  const { id, title, kind, latest_version, versions_count, applications_count } = document
  const versions = versions_count === 1 ? '1 version' : `${versions_count} versions`

  return (
    <Paper p="md" component="article" aria-label={title}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div>
          <Group gap={8}>
            <Title order={2} size="md">
              {title}
            </Title>
            <Badge color="gray">{documentKindLabels[kind]}</Badge>
          </Group>
          <Text size="sm" c="dimmed" component="div">
            {latest_version.filename} · {formatBytes(latest_version.size)} ·{' '}
            <DaysAgo at={latest_version.created_at} />
          </Text>
          <Text size="sm" c="dimmed">
            {applications_count === 0
              ? 'Went with no application yet'
              : `Went with ${applications_count} application${applications_count === 1 ? '' : 's'}`}
          </Text>
        </div>
        <Group gap="xs">
          <Button
            component="a"
            href={downloadOf(latest_version.id)}
            download
            size="xs"
            variant="default"
            aria-label={`Download ${title}`}
            leftSection={<Download size={14} aria-hidden />}
          >
            Download
          </Button>
          <FileChoice size="xs" aria-label={`New version of ${title}`} onChoose={setFile}>
            New version
          </FileChoice>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="default" size={30} aria-label={`More about ${title}`}>
                <Ellipsis size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<Pencil size={16} aria-hidden />} onClick={renaming.open}>
                Rename…
              </Menu.Item>
              <Menu.Item
                color="red"
                leftSection={<Trash2 size={16} aria-hidden />}
                onClick={() =>
                  void run({
                    send: () => deleteDocument(id),
                    done: `${title} moved to the trash.`,
                    failed: 'The document was not deleted',
                    undo: () => restoreDocument(id),
                  })
                }
              >
                Delete
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Group>
      </Group>
      <Button
        size="compact-sm"
        variant="subtle"
        ml={-8}
        mt={4}
        aria-expanded={isOpen}
        aria-label={`${versions} of ${title}`}
        onClick={toggle}
      >
        {versions}
      </Button>
      <Collapse expanded={isOpen}>{isOpen && <Versions documentId={id} />}</Collapse>
      {isRenaming && <RenameDialog document={document} onClose={renaming.close} />}
      {file && (
        <UploadDialog
          file={file}
          document={document}
          onClose={() => {
            setFile(null)
          }}
          onUploaded={() => {
            toastSuccess('The new version is kept.')
          }}
        />
      )}
    </Paper>
  )
}
