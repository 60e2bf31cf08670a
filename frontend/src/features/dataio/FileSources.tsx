/** Where people find the files to bring in. */
import { Text } from '@mantine/core'
import { Panel } from '@/components/Panel'
import classes from './FileSources.module.css'

const sources: readonly (readonly [name: string, way: string])[] = [
  [
    'LinkedIn',
    'Settings, Data privacy, “Get a copy of your data”. Drop the whole ZIP here: applications and saved jobs are found in it.',
  ],
  [
    'Huntr',
    'Ask for a download of all your data. The ZIP or the file of jobs in it, each list becomes a status.',
  ],
  [
    'Teal',
    '“Download Data” of the Job Tracker; “Export Report” has the history of your applications. Put both into one ZIP to bring them in together.',
  ],
  ['Simplify', 'The CSV file of your tracked jobs (Simplify_Tracked_Jobs_….csv).'],
  ['JobSync', 'Export on the page of your jobs: jobsync-….csv.'],
  ['Notion', 'The menu of the database, Export, “Markdown & CSV”. The ZIP as it is.'],
  [
    'Excel, Google Sheets',
    'The XLSX file, or a CSV file: one posting in a row, the names of the columns above. Any names will do.',
  ],
  ['Jobtracker', 'A CSV, Excel or JSON file that was exported here comes back as it was.'],
]

/** The ways out of other trackers, one line each. */
export function FileSources() {
  return (
    <Panel title="Where to get the file">
      <dl className={classes.sources}>
        {sources.map(([name, way]) => (
          <div key={name} className={classes.source}>
            <Text component="dt" size="sm" fw={600}>
              {name}
            </Text>
            <Text component="dd" size="sm" c="dimmed">
              {way}
            </Text>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
