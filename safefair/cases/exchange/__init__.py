"""What two installations say to each other: cards, packets and receipts, as files."""
