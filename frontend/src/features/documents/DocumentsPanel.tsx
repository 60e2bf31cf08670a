/** What went with an application. */
import { ActionIcon, Anchor, Badge, Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Paperclip, Unlink } from 'lucide-react'
import { useState } from 'react'
import { pipeline } from '@/api/refresh'
import type { Application, AttachedDocument } from '@/api/types'
import { FileDrop } from '@/components/FileDrop'
import { DayOf } from '@/components/Instant'
import { Panel } from '@/components/Panel'
import { PanelRows } from '@/components/PanelRows'
import { useAction } from '@/components/useAction'
import { documentKindLabels } from '@/lib/pipeline-labels'
import { AttachDialog } from './AttachDialog'
import { FileChoice } from './FileChoice'
import { attachVersion, detachVersion, documentsOfQuery, downloadOf } from './queries'
import { UploadDialog } from './UploadDialog'

/** Says which version of which document it was; attaches one that is there, or uploads one. */
export function DocumentsPanel({ application }: { application: Application }) {
  const query = useQuery(documentsOfQuery(application.id))
  const [isAttaching, attaching] = useDisclosure(false)
  const [file, setFile] = useState<File | null>(null)
  const run = useAction(pipeline)

  const attach = (version: number) =>
    run({
      send: () => attachVersion(application.id, version),
      done: 'Attached.',
      failed: 'It was not attached',
      undo: () => detachVersion(application.id, version),
    })

  return (
    <FileDrop hint="Drop it to upload and attach it" onDrop={setFile}>
      <Panel
        title="Documents"
        action={
          <Group gap={6}>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<Paperclip size={14} aria-hidden />}
              onClick={attaching.open}
            >
              Attach
            </Button>
            <FileChoice size="compact-sm" onChoose={setFile}>
              Upload
            </FileChoice>
          </Group>
        }
      >
        <PanelRows
          query={query}
          rows={query.data?.results ?? []}
          keyOf={({ id }) => id}
          empty="None yet. Attach the CV that you sent, or drop its file here, so that you know later what they have read."
          row={(attached) => (
            <Attached
              attached={attached}
              onDetach={() =>
                void run({
                  send: () => detachVersion(application.id, attached.version),
                  done: `${attached.title} taken off.`,
                  failed: 'It is still attached',
                  undo: () => attachVersion(application.id, attached.version),
                })
              }
            />
          )}
        />
        {isAttaching && <AttachDialog onClose={attaching.close} onChoose={attach} />}
        {file && (
          <UploadDialog
            file={file}
            document={null}
            onClose={() => {
              setFile(null)
            }}
            onUploaded={attach}
          />
        )}
      </Panel>
    </FileDrop>
  )
}

interface AttachedProps {
  attached: AttachedDocument
  onDetach: () => void
}

function Attached({ attached, onDetach }: AttachedProps) {
  const { title, kind, number, version, filename, created_at, is_in_trash } = attached
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <div>
        <Group gap={6}>
          <Text size="sm" fw={600}>
            {title}
          </Text>
          <Badge color="gray">{documentKindLabels[kind]}</Badge>
          {is_in_trash && <Badge color="red">In the trash</Badge>}
        </Group>
        <Text size="sm" c="dimmed" component="div">
          Version {number} ·{' '}
          {is_in_trash ? (
            // Its content is out of reach until it comes back.
            filename
          ) : (
            <Anchor href={downloadOf(version)} download inherit underline="always">
              {filename}
            </Anchor>
          )}{' '}
          · <DayOf at={created_at} />
        </Text>
      </div>
      {/* What is in the trash could not be attached again. */}
      {!is_in_trash && (
        <ActionIcon variant="subtle" color="gray" aria-label={`Take ${title} off`} onClick={onDetach}>
          <Unlink size={16} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  )
}
