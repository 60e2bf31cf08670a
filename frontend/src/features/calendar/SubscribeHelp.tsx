/** How to subscribe, calendar by calendar. */
import { Accordion, List, Text, Title } from '@mantine/core'

const programs = [
  {
    name: 'Google Calendar',
    steps: [
      'Open calendar.google.com on a computer.',
      'Beside “Other calendars” press +, then “From URL”.',
      'Paste the address and press “Add calendar”.',
    ],
    note: 'Google’s servers fetch it, some hours apart: the address must be one that they can reach.',
  },
  {
    name: 'Apple Calendar (Mac, iPhone, iPad)',
    steps: [
      'Mac: File, then “New Calendar Subscription…”.',
      'iPhone and iPad: Settings, Apps, Calendar, Calendar Accounts, Add Account, Other, “Add Subscribed Calendar”.',
      'Paste the address. Choose “Auto-refresh: every hour”, and leave “Remove alerts” off.',
    ],
    note: 'The link “Open in this device’s calendar” does the same.',
  },
  {
    name: 'Outlook',
    steps: [
      'Open the calendar in Outlook on the web or in the new Outlook.',
      '“Add calendar”, then “Subscribe from web”.',
      'Paste the address, name it, press “Import”.',
    ],
    note: 'Microsoft’s servers fetch it, some hours apart: the address must be one that they can reach.',
  },
  {
    name: 'Thunderbird',
    steps: [
      'In the calendar press “New Calendar…”, then “On the Network”.',
      'Paste the address as its location, leave the user name empty, press “Find Calendars”, then “Subscribe”.',
    ],
    note: null,
  },
  {
    name: 'Android, by an app',
    steps: [
      'Install an app that subscribes to addresses, such as ICSx⁵.',
      'Add a subscription, paste the address, choose how often it looks.',
    ],
    note: null,
  },
] as const

/** The steps in the common calendars. */
export function SubscribeHelp() {
  return (
    <section aria-labelledby="subscribe-help">
      <Title order={2} id="subscribe-help" mb="xs">
        How to subscribe
      </Title>
      <Accordion variant="separated" order={3}>
        {programs.map(({ name, steps, note }) => (
          <Accordion.Item key={name} value={name}>
            <Accordion.Control>{name}</Accordion.Control>
            <Accordion.Panel>
              <List type="ordered" size="sm" spacing={4}>
                {steps.map((step) => (
                  <List.Item key={step}>{step}</List.Item>
                ))}
              </List>
              {note && (
                <Text size="sm" c="dimmed" mt="xs">
                  {note}
                </Text>
              )}
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </section>
  )
}
