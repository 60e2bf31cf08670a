/** The bookmark that captures postings. */
import { Button, List, Paper, Stack, Text, Title } from '@mantine/core'
import { BookmarkPlus } from 'lucide-react'
import { useState } from 'react'
import { CopyButton } from '@/components/CopyButton'
import { LinkAnchor } from '@/components/Links'
import { PageHeader } from '@/components/PageHeader'
import { bookmarklet } from './bookmarklet'

/** Offers the bookmark, and says what it does. */
export function BookmarkletPage() {
  const code = bookmarklet(window.location.origin)
  const [isClicked, setIsClicked] = useState(false)
  // React puts no code into links, rightly; here it is what the link is for.
  const arm = (link: HTMLAnchorElement | null) => {
    link?.setAttribute('href', code)
  }
  return (
    <>
      <PageHeader
        title="Capture"
        description="A bookmark that fills in a new posting from the page you look at, also behind a sign-in."
      />
      <Stack>
        <Paper p="lg">
          <Title order={2} mb="sm">
            Set it up
          </Title>
          <List type="ordered" spacing="sm">
            <List.Item>
              Drag this to your bookmarks bar:{' '}
              <Button
                component="a"
                ref={arm}
                size="compact-sm"
                variant="light"
                leftSection={<BookmarkPlus size={14} aria-hidden />}
                onClick={(event: React.MouseEvent) => {
                  event.preventDefault()
                  setIsClicked(true)
                }}
              >
                Add to Jobtracker
              </Button>
              <Text size="sm" role="status" mt={4}>
                {isClicked &&
                  'It works on the page of a posting: drag it to the bookmarks bar, or copy its address.'}
              </Text>
            </List.Item>
            <List.Item>
              Or, without a mouse or on a phone: bookmark any page, change its name to “Add to Jobtracker”,
              and replace its address by this one.{' '}
              <CopyButton text={code} label="Copy the bookmark’s address" />
            </List.Item>
            <List.Item>
              On the page of a posting, press the bookmark. A tab opens with the form filled in; look it over
              and add it.
            </List.Item>
          </List>
        </Paper>
        <Paper p="lg">
          <Title order={2} mb="sm">
            What it does
          </Title>
          <Text size="sm">
            It opens a tab of your own Jobtracker and hands it the text of the page; you are signed in there,
            so that the bookmark holds no password and no token. The page is sent to your Jobtracker alone,
            and nothing is kept before you add it. It cannot read a page that keeps other tabs out: there{' '}
            <LinkAnchor to="/jobs/new" search={{ by: 'link' }} inherit underline="always">
              add by link
            </LinkAnchor>
            .
          </Text>
        </Paper>
      </Stack>
    </>
  )
}
