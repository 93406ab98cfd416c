"""Settings, addresses, command line and the pages that know everyone; nobody imports it."""
