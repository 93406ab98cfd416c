"""Node, link, event, visibility, snapshot, jobs, files, mail, components: small, and no word of the domain in it."""
