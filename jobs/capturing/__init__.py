"""From a posting's address or page to a filled draft; nothing of it is stored."""
