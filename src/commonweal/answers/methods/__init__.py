"""The pure core of the answers: schema, projections, comparison and the wire format."""
