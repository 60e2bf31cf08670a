/** What can be done with many postings at once. */
import { Button, Group, Popover, Stack, TagsInput } from '@mantine/core'
import { Archive, ArchiveRestore, Tag, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { api, unwrap } from '@/api/client'
import type { JobChanges } from '@/api/types'
import { useBulk } from '@/components/bulk/useBulk'
import type { BulkTarget } from '@/components/rows/ListPage'

/** Buttons for tags, the archive and the trash. */
export function JobBulkActions({ rows, count, nameOf, onDone }: BulkTarget) {
  const { run, isRunning } = useBulk()

  const change = async (changes: JobChanges, done: string) => {
    const isDone = await run({
      send: (mode, header) =>
        unwrap(
          api.POST('/api/v1/jobs/bulk-update/', { params: { header }, body: { ...rows, changes, mode } }),
        ),
      count,
      done: (changed) => `${postings(changed)} ${done}`,
      failed: 'No posting was changed',
      nameOf,
    })
    if (isDone) onDone()
  }
  const remove = async () => {
    const isDone = await run({
      send: (mode, header) =>
        unwrap(api.POST('/api/v1/jobs/bulk-delete/', { params: { header }, body: { ...rows, mode } })),
      count,
      done: (deleted) => `${postings(deleted)} moved to the trash`,
      failed: 'No posting was deleted',
      nameOf,
    })
    if (isDone) onDone()
  }

  return (
    <>
      <TagButton
        isDisabled={isRunning}
        onTag={(tags, isAdded) =>
          void change(isAdded ? { add_tags: tags } : { remove_tags: tags }, isAdded ? 'tagged' : 'changed')
        }
      />
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<Archive size={14} aria-hidden />}
        disabled={isRunning}
        onClick={() => void change({ is_archived: true }, 'archived')}
      >
        Archive
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<ArchiveRestore size={14} aria-hidden />}
        disabled={isRunning}
        onClick={() => void change({ is_archived: false }, 'taken out of the archive')}
      >
        Unarchive
      </Button>
      <Button
        size="compact-sm"
        color="red"
        variant="light"
        leftSection={<Trash2 size={14} aria-hidden />}
        disabled={isRunning}
        onClick={() => void remove()}
      >
        Delete
      </Button>
    </>
  )
}

interface TagButtonProps {
  isDisabled: boolean
  onTag: (tags: string[], isAdded: boolean) => void
}

/** Asks which tags to put on, or to take off. */
function TagButton({ isDisabled, onTag }: TagButtonProps) {
  const [isOpen, setOpen] = useState(false)
  const [tags, setTags] = useState<string[]>([])
  const apply = (isAdded: boolean) => {
    setOpen(false)
    setTags([])
    onTag(tags, isAdded)
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus position="top" width={280} shadow="md">
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Tag size={14} aria-hidden />}
          disabled={isDisabled}
          onClick={() => {
            setOpen(!isOpen)
          }}
        >
          Tags
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Tags">
        <Stack gap="sm">
          <TagsInput
            label="Tags"
            description="Press Enter after each"
            value={tags}
            onChange={setTags}
            acceptValueOnBlur
          />
          <Group gap="xs">
            <Button
              size="xs"
              disabled={tags.length === 0}
              onClick={() => {
                apply(true)
              }}
            >
              Add
            </Button>
            <Button
              size="xs"
              variant="default"
              disabled={tags.length === 0}
              onClick={() => {
                apply(false)
              }}
            >
              Remove
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

function postings(count: number): string {
  return count === 1 ? '1 posting' : `${count} postings`
}
