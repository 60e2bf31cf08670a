/** What was read of a file, to be looked over and corrected before it is written. */
import { Fragment, useRef, useState } from 'react'
import type { Import, ImportChoices } from '@/api/types'
import { toastProblem } from '@/components/toast'
import { Busy } from './Busy'
import { DateQuestion } from './DateQuestion'
import { FoundPanel } from './FoundPanel'
import { useImportActions } from './import-queries'
import {
  choicesFrom,
  choicesWith,
  countChanges,
  isIncluded,
  noDraft,
  type Draft,
  type TableAnswer,
} from './mapping'
import { MappingPanel } from './MappingPanel'
import { PreviewPanel } from './PreviewPanel'
import { PreviewRows } from './PreviewRows'
import { StatusQuestion } from './StatusQuestion'

/** The tables, the question about dates, the columns, and the preview; changes are sent together. */
export function ImportReview({ one }: { one: Import }) {
  const { change } = useImportActions(one.id)
  const [draft, setDraft] = useState<Draft>(noDraft)
  const preview = useRef<HTMLDivElement>(null)
  const isReading = one.state === 'reading' || change.isPending

  const send = (choices: ImportChoices) => {
    change.mutate(choices, {
      onSuccess: () => {
        setDraft(noDraft)
        // The button that was pressed goes with the changes.
        preview.current?.focus()
      },
      onError: (error) => {
        toastProblem(error, 'The preview is as it was')
      },
    })
  }
  const included = one.tables.filter((table) => isIncluded(draft, table) && table.nothing_to_import === '')
  return (
    <>
      <FoundPanel one={one} draft={draft} onDraft={setDraft} isReading={isReading} />
      {included.map((table) => {
        const asked = { table, isOnly: one.tables.length === 1, isReading }
        const answer = (said: TableAnswer) => {
          send({ tables: choicesWith(draft, table.name, said) })
        }
        return (
          <Fragment key={table.name}>
            <DateQuestion
              {...asked}
              onAnswer={(order) => {
                answer({ date_order: order })
              }}
            />
            <StatusQuestion
              {...asked}
              onAnswer={(words) => {
                answer({ status_words: words })
              }}
            />
          </Fragment>
        )
      })}
      <MappingPanel
        tables={included}
        draft={draft}
        onDraft={setDraft}
        isReading={isReading}
        onSend={() => {
          send({ tables: choicesFrom(draft) })
        }}
      />
      <div ref={preview} tabIndex={-1}>
        {one.state === 'reading' ? (
          <Busy one={one} />
        ) : (
          <PreviewPanel one={one} hasDraft={countChanges(draft) > 0} />
        )}
      </div>
      {one.state === 'ready' && <PreviewRows one={one} />}
    </>
  )
}
