"""How much a file may hold: what keeps reading within a few hundred megabytes and seconds, whatever is sent.

The most rows of a table are a setting, `MAX_IMPORT_ROWS`; the largest file is `MAX_UPLOAD_BYTES`.
"""

from typing import Final

KIB: Final = 1024
MIB: Final = 1024 * KIB

# Files are read in pieces of this size.
BLOCK_BYTES: Final = 256 * KIB
# Enough of a file to tell what it is.
SAMPLE_BYTES: Final = 64 * KIB
# Rows looked at to find the delimiter and the header: some screens of a sheet.
SAMPLE_ROWS: Final = 100
# Rows that may stand above a header: titles, notes and blank lines.
MAX_PREAMBLE_ROWS: Final = 20

# The longest cell that is read; a field's own rule then says what it takes. Ten times the longest description that the
# API accepts, and well above 32,767, which is what a cell of Excel holds. Also where a quote that is never closed ends.
MAX_CELL_CHARACTERS: Final = 1_000_000
# A row's characters together: a few of the longest cells. A row is held in memory as a whole.
MAX_ROW_CHARACTERS: Final = 4_000_000
# More columns than a person can map; sheets that people keep have some dozens.
MAX_COLUMNS: Final = 500
# A name is shown in a table of the mapping, and kept with it.
MAX_NAME_CHARACTERS: Final = 200
# Bad rows that are listed; who has mended so many looks again.
MAX_ROW_PROBLEMS: Final = 100

# Lists and objects in one another. Deeper than any export of a tracker, and far from the limit of recursion.
MAX_JSON_DEPTH: Final = 50
# What stands between two objects of JSON, read before the next is there. Ten times as much in memory.
MAX_OBJECT_BYTES: Final = 8 * MIB
# A larger power of ten is kept as such: written out it would be a text of any length.
MAX_JSON_EXPONENT: Final = 40

# Members of an archive: an export of a Notion database has a page for each of its rows.
MAX_MEMBERS: Final = 10_000
# The archive's list of members, which is read as a whole; 100 bytes and more for each.
MAX_DIRECTORY_BYTES: Final = 4 * MIB
# What an archive or a workbook holds, unpacked: a sheet of a million rows, or several files of such a size.
MAX_UNPACKED_BYTES: Final = 1024 * MIB
# So many times the packed size. Sheets and tables reach 10 to 50; deflate, with nothing but zeros, 1,032.
MAX_RATIO: Final = 200
# Up to here the ratio does not matter.
ALWAYS_UNPACKED_BYTES: Final = 16 * MIB
# Tables of a file: sheets, members, lists. Each is shown and mapped by a person.
MAX_TABLES: Final = 100

# The parts of a workbook that say which sheets there are; read as a whole.
MAX_PART_BYTES: Final = MIB
# Styles are read piece by piece. Excel has 64,000 of them at most.
MAX_STYLES_BYTES: Final = 8 * MIB
# Texts that cells share are kept in memory, as they are written; those of a sheet of some 200,000 rows. Each takes some
# microseconds to read, before the first row is there.
MAX_SHARED_TEXT_BYTES: Final = 128 * MIB
MAX_SHARED_TEXTS: Final = 1_000_000
# What stands between two rows of a sheet or two shared texts, XML read before the next is there. Excel's longest cell
# has 32,767 characters.
MAX_ELEMENT_BYTES: Final = 2 * MIB
# Rows that a sheet can have, blank ones too; the number is Excel's.
MAX_SHEET_ROWS: Final = 1_048_576
