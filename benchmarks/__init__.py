"""What ``make bench`` runs. Each figure stands beside a floor measured in the same run."""
